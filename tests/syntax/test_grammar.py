"""Checks the grammar, the places in the tree, and the parser that is built from kept tables."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, Token, Transformer, Tree
from lark.exceptions import GrammarError
from lark.lexer import PatternRE, PatternStr, Scanner, TerminalDef, TextSlice, _create_unless

from tests import chance
from treatylang.source import Source
from treatylang.syntax import ast, parser
from treatylang.syntax.build import Build, degrees_of
from treatylang.syntax.expectations import BARRED
from treatylang.syntax.lexer import TreatyLexer
from treatylang.syntax.parser import grammar_text, parse

WELLFORMED = sorted((Path(__file__).parent / "wellformed").glob("*.treaty"))
SENTENCES = 'treaty T "t" {{ article 1 {{ {} }} }}'


def read(text: str) -> ast.Document:
    document, findings = parse(Source("test.treaty", text))
    assert document is not None, [(str(f.span), f.message) for f in findings]
    return document


OPTIONS: dict[str, Any] = {"parser": "lalr", "keep_all_tokens": True, "maybe_placeholders": False}


@pytest.fixture(scope="module")
def plain() -> Lark:
    """The grammar with trees of its own and no nodes of ours."""
    return Lark(grammar_text(), lexer="contextual", _plugins={"ContextualLexer": TreatyLexer}, **OPTIONS)


@pytest.fixture
def fresh_parser() -> Iterator[None]:
    built = list(parser._parsers)
    yield
    parser._parsers[:] = built


def little_words() -> list[str]:
    """The words that the grammar bars from being names, read from the grammar itself."""
    bar = re.search(r"^NAME: /\(\?!\(\?:(.*?)\)\(\?!\[A-Za-z0-9-\]\)\)", grammar_text(), re.MULTILINE)
    assert bar is not None
    words = [word for word in bar[1].split("|") if not word.startswith("only")]
    return [form for word in words for form in ([word[:-2], word[:-2] + word[-2]] if word.endswith("?") else [word])]


@pytest.mark.parametrize("word", sorted(BARRED))
def test_a_word_that_is_barred_from_names_is_told_as_one(word: str) -> None:
    for place in (
        'area {} "x" = territory of Japan;',
        'group {} "x" = Japan;',
        'article "A" as {} {{ Japan shall consult; }}',
        'article "A" {{ bracket {} {{ option A Japan shall consult; option B Japan shall report; }} }}',
        'article "A" {{ bracket b {{ option {} Japan shall consult; option B Japan shall report; }} }}',
    ):
        text = f'treaty T "t" {{ party Japan; {place.format(word)} }}'
        document, findings = parse(Source("x.treaty", text))
        assert document is None
        assert text[findings[0].span.start : findings[0].span.end] == word, findings[0].message
        assert "cannot be a name" in findings[0].message, (place, findings[0].message)


def test_no_barred_word_is_forgotten() -> None:
    assert set(little_words()) == BARRED


def test_grammar_has_no_conflict() -> None:
    # Without its bar NAME matches more: what collides with nothing then collides with nothing now, and is compared in
    # a second instead of a minute. The basic lexer compares all terminals at once, not again for every state.
    text, count = re.subn(r"^NAME: /\(\?!.*?\)\)(?=\[A-Z)", "NAME: /", grammar_text(), flags=re.MULTILINE)
    assert count == 1
    assert Lark(text, lexer="basic", strict=True, **OPTIONS).rules


def test_a_conflict_would_be_seen() -> None:
    with pytest.raises(GrammarError, match="Shift/Reduce"):
        Lark('start: start "x" start | "y"\n', lexer="basic", strict=True, **OPTIONS)


def test_every_keyword_that_opens_a_slot_or_condition_is_barred() -> None:
    assert set("of in on to by with shall may unless if when and or not as any each acted".split()) <= set(
        little_words()
    )


@pytest.mark.parametrize("word", little_words())
def test_little_words_are_never_names(plain: Lark, word: str) -> None:
    name = plain.get_terminal("NAME").pattern.to_regexp()
    assert not re.fullmatch(name, word)
    assert re.fullmatch(name, f"{word}x")
    assert re.fullmatch(name, f"{word}-fire")


@pytest.mark.parametrize("path", WELLFORMED, ids=lambda path: path.stem)
def test_no_name_in_a_file_is_a_little_word(path: Path) -> None:
    nodes = list(ast.walk(read(path.read_text(encoding="utf-8"))))
    kinds = {id(node.kind) for node in nodes if isinstance(node, ast.WordEntry)}  # `subject force "…";` declares a word
    names = {node.text for node in nodes if isinstance(node, ast.Name) and id(node) not in kinds}
    assert names & set(little_words()) == set()
    assert len(names) > 20


@pytest.mark.parametrize(
    "sentence",
    [
        "Japan shall act until 2027-01-01 ifx;",
        "Japan shall act until 2027-01-01 unless-y;",
    ],
)
def test_keywords_end_where_the_word_ends(sentence: str) -> None:
    document, findings = parse(Source("test.treaty", SENTENCES.format(sentence)))
    assert document is None
    assert len(findings) == 1


def test_every_form_occurs_in_a_wellformed_file(plain: Lark) -> None:
    seen = {
        str(tree.data)
        for path in WELLFORMED
        for tree in plain.parse(path.read_text(encoding="utf-8")).iter_subtrees()
        if isinstance(tree, Tree)
    }
    methods = {name for name in set(dir(Build)) - set(dir(Transformer)) if not name.startswith("_") and name != "src"}
    methods |= {"start"}
    assert methods - seen == set()
    assert {name for name in seen if not name.startswith("_")} - methods == set()


@pytest.mark.parametrize("path", WELLFORMED, ids=lambda path: path.stem)
def test_spans_nest_and_follow_each_other(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    document, _ = parse(source)
    assert document is not None
    for node in ast.walk(document):
        where = f"{type(node).__name__} at {node.span}: {node.span.text!r}"
        assert node.span.text == node.span.text.strip() != "", where
        inner = list(ast.children(node))
        for child in inner:
            assert node.span.start <= child.span.start <= child.span.end <= node.span.end, f"{where} has {child}"
        starts = sorted(child.span.start for child in inner)
        ends = sorted(child.span.end for child in inner)
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False)), (
            f"{where} has parts that overlap"
        )


@pytest.mark.parametrize("path", WELLFORMED, ids=lambda path: path.stem)
def test_spans_hold_what_was_read(path: Path) -> None:
    for node in ast.walk(read(path.read_text(encoding="utf-8"))):
        text = node.span.text
        if isinstance(node, ast.Name | ast.Number | ast.Day | ast.Angle):
            assert text == node.text
        elif isinstance(node, ast.Text):
            assert text == (f'"""{node.text}"""' if node.block else f'"{node.text}"')
        elif isinstance(node, ast.Ref):
            assert text == f"@{node.text}"
        elif isinstance(node, ast.Sentence | ast.Line | ast.PartyLine | ast.Definition | ast.CureLine):
            assert text.endswith(";")
        elif isinstance(node, ast.Article | ast.Numbered | ast.Chapter | ast.InstrumentNode | ast.Scenario):
            assert text.endswith("}")


@pytest.mark.parametrize("path", WELLFORMED, ids=lambda path: path.stem)
def test_items_read_alone_are_the_same(path: Path) -> None:
    for item in read(path.read_text(encoding="utf-8")).items:
        assert read(item.span.text).items == (item,)


def test_sentences_read_alone_are_the_same() -> None:
    document = read(WELLFORMED[-1].read_text(encoding="utf-8"))
    sentences = [node for node in ast.walk(document) if isinstance(node, ast.Sentence)]
    assert len(sentences) > 20
    for sentence in sentences:
        again = next(n for n in ast.walk(read(SENTENCES.format(sentence.span.text))) if isinstance(n, ast.Sentence))
        assert again == sentence


@pytest.mark.parametrize("path", WELLFORMED, ids=lambda path: path.stem)
def test_kept_tables_give_equal_documents(fresh_parser: None, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before = read(text)
    assert parser.use_tables(parser.tables())
    assert read(text) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: "{",
        lambda text: "[]",
        lambda text: text[: len(text) // 2],
        lambda text: json.dumps({**json.loads(text), "key": "of another grammar"}),
        lambda text: json.dumps({"key": json.loads(text)["key"]}),
        lambda text: json.dumps({**json.loads(text), "data": {}}),
        lambda text: json.dumps({**json.loads(text), "memo": {}}),
        lambda text: json.dumps({**json.loads(text), "data": None}),
    ],
    ids="empty broken list half foreign without-data empty-data empty-memo null-data".split(),
)
def test_damaged_tables_are_refused(fresh_parser: None, damage: object) -> None:
    assert callable(damage)
    assert not parser.use_tables(damage(parser.tables()))
    assert read('treaty T "t" { status draft; }').items


@pytest.mark.parametrize(
    ("text", "degrees"),
    [("24°30'N", 24.5), ("24.5N", 24.5), ("24°S", -24.0), ("10°30'36\"W", -10.51), ("144.78E", 144.78), ("0N", 0.0),
     ("180W", -180.0)],
)  # fmt: skip
def test_angles(text: str, degrees: float) -> None:
    assert degrees_of(text) == pytest.approx(degrees)
    document = read(f'treaty T "t" {{ area A = sea "S" north of {text}; }}')
    (angle,) = (node for node in ast.walk(document) if isinstance(node, ast.Angle))
    assert angle.degrees == pytest.approx(degrees)
    assert angle.is_latitude == (text[-1] in "NS")


def test_what_is_no_angle_is_refused() -> None:
    with pytest.raises(ValueError, match="not an angle"):
        degrees_of("24")


def test_equality_ignores_places_and_comments() -> None:
    plain = read('treaty T "t" { status draft; }')
    spread = read('# a remark\ntreaty T\n  "t" {  # another\n\tstatus\n draft ; }\n')
    assert plain == spread
    assert len(spread.comments) == 2
    assert plain != read('treaty T "t" { status final; }')


def test_line_ends_and_tabs_make_no_difference() -> None:
    assert read('treaty T "t" {\r\n\tstatus draft;\r\n}\r\n') == read('treaty T "t" { status draft; }')


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark", "# one\n\n# two\n"])
def test_files_without_statements_are_empty_documents(text: str) -> None:
    document = read(text)
    assert document.items == ()
    assert len(document.comments) == text.count("#")


# -- tokens that are looked up are those that one expression for each state would find --------------------------------


def _whole(terminal: TerminalDef) -> TerminalDef:
    """A word ends where it ends: ``if`` is not the start of ``ifx``."""
    if not isinstance(terminal.pattern, PatternStr) or not terminal.pattern.value[-1].isalpha():
        return terminal
    return TerminalDef(
        terminal.name, PatternRE(re.escape(terminal.pattern.value) + "(?![A-Za-z0-9-])"), terminal.priority
    )


def _by_one_expression(lexer: Any) -> tuple[Any, set[str]]:
    """Return what the library finds at the start of a text, and the kinds that it allows."""
    terminals, adjust = _create_unless(lexer.terminals, lexer.g_regex_flags, lexer.re, lexer.use_bytes)
    scanner = Scanner([_whole(one) for one in terminals], lexer.g_regex_flags, lexer.re, lexer.use_bytes)

    def found(text: str) -> tuple[str, int] | None:
        match = scanner.match(TextSlice(text, 0, len(text)), 0)
        if match is None:
            return None
        token = Token(match[1], match[0])
        return adjust.get(token.type, lambda same: same)(token).type, len(match[0])

    return found, scanner.allowed_types - lexer.ignore_types


def test_each_state_finds_the_tokens_that_the_library_would_find(plain: Lark) -> None:
    lexers = {id(one): one for one in plain.parser.lexer.lexers.values()}.values()
    words = [one.pattern.value for one in plain.terminals if isinstance(one.pattern, PatternStr)]
    odd = ["x", "1", "3 4 N", "20°N", "2027-01-01", "24.5N", "1.5", "@Law.x", "@", '"a"', '"', '"""b\n"""', "é", "_"]
    hyphens = ["-", "--", "a-b", "-1", "only if", "only", "only\n a", "must", "§"]
    chosen = random.Random(f"{chance.seed()} tokens")
    for lexer in [plain.parser.lexer.root_lexer, *chance.some(list(lexers), 30)]:
        expected, allowed = _by_one_expression(lexer)
        assert lexer.allowed() == allowed
        for _ in range(80):
            text = "".join(
                chosen.choice(words + odd + hyphens) + chosen.choice(["", " ", "-", "x", ";"])
                for _ in range(chosen.randint(1, 3))
            )
            assert lexer.found(text, 0) == expected(text), text
