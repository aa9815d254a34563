"""Checks that no spacing and no comment, wherever it stands, changes what a layout keeps."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.layout import read_tokens
from treatylang.syntax.parser import parse


def read(text: str) -> ast.Document:
    document, findings = parse(Source("test.treaty", text))
    assert document is not None, findings
    return document


CORPUS = [
    read_tokens(read(path.read_text(encoding="utf-8"))).texts
    for path in sorted((Path(__file__).parent / "golden").glob("*.formatted.treaty"))
    if path.stem not in ("empty.formatted", "only-comments.formatted")
]
PUNCTUATION = {"{", "}", "(", ")", ";", ",", "="}

spaces = st.sampled_from(["", " ", " ", " ", "\n", "  \t ", "\n\n", "\n \n\n  "])
comments = st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=["Cs", "Cc"]), max_size=12).map(
    lambda text: f"#{text}".rstrip()
)
careful = cases(60, suppress_health_check=list(HealthCheck))


def join(tokens: list[str], gaps: list[str]) -> str:
    """Put the gaps before, between and after the tokens, and a space where two words would become one."""
    pieces = [gaps[0]]
    for number, token in enumerate(tokens):
        if number and not gaps[number] and not ({tokens[number - 1], token} & PUNCTUATION):
            pieces.append(" ")
        elif number:
            pieces.append(gaps[number])
        pieces.append(token)
    return "".join([*pieces, gaps[-1]])


@st.composite
def respaced(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the corpus, plain and with random space between its tokens."""
    tokens = draw(st.sampled_from(CORPUS))
    count = len(tokens) + 1
    pool = draw(st.lists(spaces, min_size=1, max_size=12))
    random = draw(st.randoms(use_true_random=False))
    return " ".join(tokens), join(tokens, [random.choice(pool) for _ in range(count)])


@st.composite
def commented(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """A file of the corpus, plain, with random comments between its tokens, and the comments."""
    tokens = draw(st.sampled_from(CORPUS))
    remarks = draw(st.lists(comments, max_size=12))
    gaps = [draw(st.sampled_from([" ", "\n"]))] * (len(tokens) + 1)
    for remark in remarks:
        place = draw(st.integers(0, len(tokens)))
        gaps[place] += f"{draw(spaces)}{remark}\n{draw(spaces)}"
    return " ".join(tokens), join(tokens, gaps), remarks


@careful
@given(respaced())
def test_space_does_not_matter_for_meaning(texts: tuple[str, str]) -> None:
    plain, messy = texts
    document = read(messy)
    formatted = format_document(document)
    again = read(formatted)
    assert again == document == read(plain)
    assert read_tokens(again).texts == read_tokens(document).texts
    assert format_document(again) == formatted
    assert "\r" not in formatted


@careful
@given(commented())
def test_comments_survive_anywhere(texts: tuple[str, str, list[str]]) -> None:
    plain, messy, remarks = texts
    document = read(messy)
    formatted = format_document(document)
    again = read(formatted)
    assert again == document == read(plain)
    assert sorted(comment.text for comment in again.comments) == sorted(remarks)
    assert format_document(again) == formatted


@careful
@given(st.lists(comments, max_size=8), st.lists(spaces, min_size=9, max_size=9))
def test_a_file_of_comments_only(remarks: list[str], gaps: list[str]) -> None:
    text = "".join(f"{gap}{remark}\n" for gap, remark in zip(gaps, remarks, strict=False))
    formatted = format_document(read(text))
    assert [comment.text for comment in read(formatted).comments] == remarks
    assert format_document(read(formatted)) == formatted
