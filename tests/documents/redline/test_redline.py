"""The comparison of two texts: what it calls each change, that both texts can be got back, and that it always ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.documents.redline.drafts import BASE, CHANGES, outlined
from tests.effort import assert_in_proportion
from treatylang.documents.outline import Block, Division, Outline, Run
from treatylang.documents.paragraphs import paragraphs
from treatylang.documents.redline import Line, Redline, Unfaithful, redline, verify
from treatylang.documents.redline.plain import plain
from treatylang.documents.redline.telling import summary
from treatylang.documents.redline.words import GONE, NEW, SAME, Token, compared, cut

KINDS = {
    "a word": ["changed"],
    "an article put in": ["inserted"] * 3,
    "an article taken out": ["deleted"] * 3,
    "a paragraph put in last": ["inserted"],
    "a paragraph split": ["split"],
    "an article moved": ["inserted", "moved-here", "moved-here", "deleted", "moved-away", "moved-away"],
    "all words of a paragraph": ["deleted", "inserted"],
    "title, preamble and parties": ["changed"] * 4 + ["inserted"],
    "nothing": [],
}


def _compare(new: str) -> Redline:
    return redline(outlined(BASE), outlined(CHANGES[new]))


@pytest.mark.parametrize("change", KINDS)
def test_kind(change: str) -> None:
    kinds = [p.kind for p in _compare(change).passages if p.kind not in ("same", "renumbered")]
    if change == "an article moved":
        kinds = [kind for kind in kinds if kind.startswith("moved")]
        assert set(kinds) == {"moved-away", "moved-here"}
        assert kinds.count("moved-away") == kinds.count("moved-here")
    elif change == "a paragraph split":
        assert kinds.count("split") == 1
        assert set(kinds) <= {"split", "changed"}  # the paragraph after takes another number
    else:
        assert kinds == KINDS[change]


@pytest.mark.parametrize("change", CHANGES)
def test_mirror(change: str) -> None:
    """Compared the other way round, every insertion is a deletion and every split a merger."""
    mirror = {"inserted": "deleted", "split": "merged", "moved-here": "moved-away"}
    mirror |= {value: key for key, value in mirror.items()}
    there = _compare(change)
    back = redline(there.new, there.old)
    for kind in mirror:
        assert there.count(kind) == back.count(mirror[kind]), kind


def _said(found: Redline) -> list[str]:
    form = {SAME: "{}", GONE: "[-{}-]", NEW: "[+{}+]"}
    return ["".join(form[k].format(t.text) for k, t in line.edits) for line in found.lines if _changed(line)]


def _changed(line: Line) -> bool:
    return any(kind != SAME for kind, _ in line.edits)


def test_only_the_word_that_changed_is_marked() -> None:
    assert _said(_compare("a word")) == [
        "1.\tThe Parties consult each other whenever one of them asks for it. They meet within [-two-][+three+] days."
    ]


def test_a_split_keeps_the_words_where_they_are() -> None:
    split = next(p for p in _compare("a paragraph split").passages if p.kind == "split")
    assert [line.end for line in split.lines] == [NEW, SAME]
    kept = "".join(token.text for line in split.lines for kind, token in line.edits if kind == SAME)
    assert "asks for it." in kept
    assert "They meet within two days." in kept


def test_renumbering_is_told_once() -> None:
    found = _compare("an article put in")
    assert found.renumbered == (("Article 2 to Article 3", "Article 3 to Article 4"),)
    assert summary(found) == [
        "paragraphs: 3 inserted",
        "renumbered: Article 2 to Article 3 became Article 3 to Article 4",
    ]
    # A reference to an article that was renumbered is not a change of its own.
    assert [p.kind for p in found.passages if "informed" in "".join(x.text for x in p.new)] == ["renumbered"]


def test_a_number_in_the_text_is_a_change() -> None:
    old = BASE.replace("two days", "2 days")
    found = redline(outlined(old), outlined(old.replace("2 days", "3 days")))
    assert [p.kind for p in found.passages if p.kind != "same"] == ["changed"]


def test_equal_drafts_read_the_same() -> None:
    assert summary(_compare("nothing")) == ["the two drafts read the same"]


def test_text_shows_what_changed_and_no_more() -> None:
    text = plain(_compare("a word"))
    assert "[-two-]{+three+} days." in " ".join(text.split())
    assert "observers" not in text
    assert "observers" in plain(_compare("a word"), whole=True)


def test_a_tampered_comparison_is_refused() -> None:
    found = _compare("a word")
    lines = list(found.lines)
    lost = replace(lines[3], edits=lines[3].edits[:-1])
    with pytest.raises(Unfaithful):
        verify(iter([*lines[:3], lost, *lines[4:]]), found.old, found.new)
    with pytest.raises(Unfaithful):
        verify(iter([replace(line, end=NEW) for line in lines]), found.old, found.new)


# -- whatever the texts are ---------------------------------------------------------------------------------------

_words = st.sampled_from(
    "peace the of Party 攻撃 締約国 shall not, aid. 5 10 article \u0627\u0644\u0633\u0644\u0645 e\u0301t\u00e9".split()
)
_text = st.lists(_words, min_size=1, max_size=9).map(" ".join)


@st.composite
def _blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    texts = draw(st.lists(_text, min_size=0, max_size=4))
    numbered = draw(st.booleans())
    return tuple(
        Block("paragraph", "", f"{i}." if numbered else "", (Run(text, slanted=i == 2),))
        for i, text in enumerate(texts, 1)
    )


@st.composite
def _outlines(draw: st.DrawFn) -> Outline:
    labels = draw(
        st.lists(st.sampled_from(["aid", "peace", "article-1", "article-2", "review"]), unique=True, max_size=4)
    )
    body = tuple(
        Division("article", label, (Run(f"Article {i}"),), (Run(draw(_text)),), draw(_blocks()))
        for i, label in enumerate(labels, 1)
    )
    return Outline(draw(_text), "en", "ltr", {}, draw(_blocks()), body, (), draw(_blocks()), (), (), ())


@cases(100)
@given(_outlines(), _outlines())
def test_both_texts_can_be_got_back(old: Outline, new: Outline) -> None:
    found = redline(old, new)  # verifies itself, and fails otherwise
    left = [
        "".join(t.text for line in passage.lines for k, t in line.edits if k != NEW)
        for passage in found.passages
        if passage.old
    ]
    assert "".join(left) == "".join(p.text for p in paragraphs(old))
    assert (old == new) <= all(p.kind == SAME for p in found.passages)


@cases(100)
@given(st.lists(st.sampled_from("abcde "), max_size=40), st.lists(st.sampled_from("abcde "), max_size=40))
def test_words_compared(old: list[str], new: list[str]) -> None:
    edits = compared([Token(t) for t in old], [Token(t) for t in new])
    assert [t.text for k, t in edits if k != NEW] == old
    assert [t.text for k, t in edits if k != GONE] == new


@given(st.text())
def test_cutting_loses_nothing(text: str) -> None:
    assert "".join(cut(text)) == text


def test_marks_stay_with_their_letters() -> None:
    assert list(cut("e\u0301t\u00e9 締約国は")) == ["e\u0301t\u00e9", " ", "締", "約", "国", "は"]


def _one(text: str) -> Outline:
    block = Block("paragraph", runs=(Run(text),))
    return Outline(
        "T", "en", "ltr", {}, (), (Division("article", "a", (Run("Article 1"),), (), (block,)),), (), (), (), (), ()
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (lambda n: "a " * 10 * n, lambda n: "a b " * 6 * n),
        (lambda n: "x" * 30 * n, lambda n: "y" * 30 * n),
        (lambda n: " ".join(map(str, range(4 * n))), lambda n: " ".join(map(str, range(4 * n, 0, -1)))),
        (lambda n: "国" * 6 * n, lambda n: "国土" * 3 * n),
    ],
    ids=["repeated words", "one endless word", "reversed", "ideographs"],
)
def test_huge_paragraphs_take_time_in_proportion(old: Callable[[int], str], new: Callable[[int], str]) -> None:
    assert_in_proportion(lambda size: redline(_one(old(size)), _one(new(size))), 1_000)


def test_many_articles_take_time_in_proportion() -> None:
    def treaty(count: int, skip: int) -> Outline:
        body = tuple(
            Division(
                "article",
                f"article-{i}",
                (Run(f"Article {i}"),),
                (Run(f"Subject {i}"),),
                (Block("paragraph", runs=(Run(f"The Parties act on subject {i} of list {i * i}."),)),),
            )
            for i in range(1, count + 1)
            if i != skip
        )
        return Outline("T", "en", "ltr", {}, (), body, (), (), (), (), ())

    assert_in_proportion(lambda size: redline(treaty(size, 0), treaty(size, size // 2)), 200)
    found = redline(treaty(1000, 0), treaty(1000, 500))
    assert [p.kind for p in found.passages if p.kind not in ("same", "renumbered")] == ["deleted"] * 3
