"""Checks that a mistake is found where it was made and told in a drafter's words.

Each ``malformed/NAME.treaty`` has one slip; its first line says where a human would point. ``NAME.expected`` holds what
is said; ``REWRITE_GOLDEN=1 pytest tests/syntax`` writes these files anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.chance import cases, some
from tests.effort import assert_in_proportion
from treatylang.findings import Finding
from treatylang.source import Source, Span
from treatylang.syntax.parser import parse

HERE = Path(__file__).parent
MALFORMED = sorted((HERE / "malformed").glob("*.treaty"))
_TOKEN = re.compile(r'"""[\s\S]*?"""|"[^"\n]*"|#[^\n]*|@?[A-Za-z0-9][\w.°\'-]*|\S')
CORPUS = [_TOKEN.findall(path.read_text(encoding="utf-8")) for path in sorted((HERE / "wellformed").glob("*.treaty"))]


def only_finding(text: str, name: str = "test.treaty") -> Finding:
    document, findings = parse(Source(name, text))
    assert document is None, "the text was read without a complaint"
    assert len(findings) == 1, findings
    return findings[0]


def told(finding: Finding) -> str:
    lines = [f"{finding.span.line}:{finding.span.column} {finding.message}"]
    return "\n".join([*lines, *(f"help: {line}" for line in finding.help), ""])


def assert_well_told(finding: Finding) -> None:
    """Check what holds for every message: style, place, and that no word of the machinery shows."""
    text = finding.span.source.text
    assert finding.rule == "syntax-error"
    assert 0 <= finding.span.start <= finding.span.end <= len(text), finding
    for sentence in (finding.message, *finding.help):
        assert sentence, finding
        assert "\n" not in sentence, sentence
        assert sentence.isprintable(), sentence
        assert not sentence.endswith("."), sentence
        plain = re.sub(r"`[^`]*`", "", sentence)
        assert not plain[:1].isupper() or plain.startswith("JSON"), sentence
        assert not re.search(
            r"\b(?!NUL\b|XML\b|HTML\b|JSON\b|PDF\b|U\b|N\b|S\b)[A-Z]{3,}|__ANON|Token|Lark|Error", plain
        ), sentence


@pytest.mark.parametrize("path", MALFORMED, ids=lambda path: path.stem)
def test_slip_is_told(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    finding = only_finding(text, path.name)
    place = re.match(r"# wrong at (\d+:\d+)\n", text)
    assert place is not None, "the first line must say where the slip is"
    assert f"{finding.span.line}:{finding.span.column}" == place[1], finding.message
    assert_well_told(finding)
    assert finding.help, "every slip has a remedy"
    agreed = path.with_suffix(".expected")
    if os.environ.get("REWRITE_GOLDEN"):
        agreed.write_bytes(told(finding).encode())
    assert told(finding) == agreed.read_bytes().decode()


def test_each_slip_has_its_expectation() -> None:
    assert {path.stem for path in MALFORMED} == {path.stem for path in (HERE / "malformed").glob("*.expected")}
    assert len(MALFORMED) >= 45


@pytest.mark.parametrize(
    ("slip", "word"),
    [("shal", "shall"), ("shoud", "should"), ("aplies", "applies"), ("prevals", "prevails"), ("yelds", "yields")],
)
def test_near_words_are_offered(slip: str, word: str) -> None:
    finding = only_finding(f'treaty T "t" {{ article 1 {{ @x {slip} to NPT; }} }}')
    assert finding.help == (f"did you mean `{word}`?",)
    assert finding.span.text == slip


def test_unclosed_braces_name_their_line() -> None:
    finding = only_finding('treaty T "t" {\n  article 1 {\n    1 {\n      each party shall assist;\n    }\n  }\n\n\n')
    assert "`treaty T`" in finding.message
    assert "line 1" in finding.message
    assert (finding.span.line, finding.span.column) == (6, 4)


def test_missing_semicolon_is_shown_where_it_should_stand() -> None:
    finding = only_finding('treaty T "t" {\n  depositary Japan   # a remark\n\n  article 1 { }\n}\n')
    assert (finding.span.line, finding.span.column) == (2, 19)
    assert finding.message == "`;` is missing after `Japan`"


@pytest.mark.parametrize("sign", ["\u00a0", "“", "；", "–", "«", "日本", "\u202e", "\u3000"])
def test_typography_is_free_inside_of_texts_and_comments(sign: str) -> None:
    text = f'# a remark {sign}\ntreaty T "t {sign}" {{ article 1 {{ en """ {sign} """; }} }}'
    document, findings = parse(Source("test.treaty", text))
    assert findings == ()
    assert document is not None


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x85", "\ud800"])
@pytest.mark.parametrize("frame", ["# {}\n", 'treaty T "{}" {{ }}', "treaty {} T"])
def test_control_characters_are_refused_everywhere(sign: str, frame: str) -> None:
    finding = only_finding(frame.format(sign))
    assert finding.span.text == sign
    assert_well_told(finding)


def test_angle_seconds_open_no_text() -> None:
    text = 'treaty T "t" { area A "a “b”" = sea "S" north of 24°30\'15"N plus sea "“S”"; }'
    document, findings = parse(Source("test.treaty", text))
    assert findings == ()
    assert document is not None


LARGE = {
    "word": lambda n: "x" * 30 * n,
    "curly": lambda n: "“" * 30 * n,
    "quotes": lambda n: '"' * (30 * n + 1),
    "blocks": lambda n: '"""' * (10 * n + 1),
    "keywords": lambda n: "treaty " * 4 * n,
    "sentences": lambda n: 'treaty T "t" { article 1 { ' + "each party shall assist;\n" * n,
    "list": lambda n: 'treaty T "t" { article 1 { ' + "a, " * 4 * n + "must",
    "polygon": lambda n: 'treaty T "t" { area A = polygon rhumb ' + "1N 2E, " * 2 * n + "N3 4E; }",
    "blanks": lambda n: 'treaty T "t" { ' + "{" * 100 + " " * 30 * n,
    "figures": lambda n: 'treaty T "t" { drawn-up on ' + "1 " * 4 * n,
}
"""Texts that are mistaken from the first letter to the last, in any size."""


@pytest.mark.parametrize("name", some([*LARGE], 4))
def test_large_files_are_told_in_linear_time(name: str) -> None:
    assert_well_told(only_finding(LARGE[name](15_000)))
    assert_in_proportion(lambda size: parse(Source("large.treaty", LARGE[name](size))), 1_000)


def assert_answered(text: str) -> None:
    document, findings = parse(Source("test.treaty", text))
    if document is None:
        assert len(findings) == 1
        assert_well_told(findings[0])
    else:
        assert findings == ()


careful = cases(60, suppress_health_check=list(HealthCheck))


@careful
@given(st.data())
def test_any_disturbed_draft_is_answered(data: st.DataObject) -> None:
    tokens = list(data.draw(st.sampled_from(CORPUS)))
    for _ in range(data.draw(st.integers(1, 2))):
        index = data.draw(st.integers(0, len(tokens) - 2))
        how = data.draw(st.sampled_from(["delete", "double", "swap", "cut"]))
        if how == "delete":
            del tokens[index]
        elif how == "double":
            tokens.insert(index, tokens[index])
        elif how == "swap":
            tokens[index], tokens[index + 1] = tokens[index + 1], tokens[index]
        else:
            tokens[index] = tokens[index][: len(tokens[index]) // 2] or "}"
    assert_answered("\n".join(tokens) if data.draw(st.booleans()) else " ".join(tokens).replace("; ", ";\n"))


@careful
@given(st.text(st.sampled_from("treaty {};\"'#@0123.°N-,=()\n shall when if party article\u00a0“é\x00"), max_size=60))
def test_any_text_is_answered(text: str) -> None:
    assert_answered(text)


@careful
@given(st.lists(st.sampled_from([word for tokens in CORPUS for word in tokens]), max_size=25))
def test_any_words_are_answered(words: list[str]) -> None:
    assert_answered('treaty T "t" { article 1 { ' + "\n".join(words))


def test_place_of_an_empty_file_is_inside() -> None:
    assert Span(Source("test.treaty", ""), 0, 0).line == 1
    assert_answered("treaty")
