"""A missing semicolon is never swallowed: of any two statements, the first without its end is found where it ends."""

from __future__ import annotations

import pytest

from tests.worlds import ROOT, document, shipped
from treatylang.findings import Finding
from treatylang.model.resolve import resolve
from treatylang.model.swallowed import swallowed
from treatylang.source import Source
from treatylang.syntax.parser import parse

_LINES = """
languages en;
status draft;
drawn-up at "Accra" on 2026-11-29;
style un;
depositary Ghana;
concerns alliance;
adversaries Togo;
excerpt;
checked 2026-01-01;
under law of parties;
under treaty UN-Charter;
assume not provoked;
source "a record" on 2026-01-01;
term Armed "armed attack";
area Zone "the zone" = territory of parties;
group Hosts "hosts" = Ghana plus Benin;
circumstance hungry "there is a famine";
fr-title "Pacte";
bracket seat { option A { } option B { } }
preamble { recital "Wishing"; }
article "Second" { en "It is public."; }
declaration "Own policy" by Ghana { en "It is so."; }
""".strip().split("\n")
_CLAUSES = """
ratification with depositary;
entry-into-force 30 days after ratification by 2 parties;
duration 10 years;
withdrawal on notice of 1 year;
disputes by negotiation;
registration article 102;
authentic en;
signature-block each party;
""".strip().split("\n")
_FRAME = 'treaty T "Pact" {{\n{0}\n  party Ghana, Benin;\n  final-clauses {{\n{1}\n  }}\n}}\n'


def _first(text: str) -> Finding | None:
    """Return what is said of a draft: by the parser, else about its semicolons."""
    document_, findings = parse(Source("draft.treaty", text))
    if document_ is None:
        return findings[0]
    return swallowed(document_, resolve((), shipped("vocabulary"))[0].lexicon)


@pytest.mark.parametrize("first", [line for line in _LINES if line.endswith(";")])
def test_of_any_two_lines_the_open_one_is_found(first: str) -> None:
    for second in _LINES:
        for indent in ("  ", ""):
            found = _first(_FRAME.format(f"{indent}{first[:-1]}\n{indent}{second}", ""))
            assert found is not None, (first, second)
            assert "`;` is missing" in found.message, (first, second, found.message)
            assert found.span.line == 2, (first, second)


def test_of_any_two_final_clauses_the_open_one_is_found() -> None:
    for first in _CLAUSES:
        for second in _CLAUSES:
            found = _first(_FRAME.format("", f"    {first[:-1]}\n      {second}"))
            assert found is not None, (first, second)
            assert "`;` is missing" in found.message, (first, second, found.message)
            assert found.span.line == 5, (first, second)


@pytest.mark.parametrize(
    "lines",
    [
        "languages en status draft;",
        "languages en\n      status draft;",
        'article "A" { each party shall consult the others\n    en "The Parties talk."; }',
        'article "A" { each party shall consult the others\n    source "a record"; }',
        "party Togo\n  languages en;",
    ],
)
def test_further_open_ends(lines: str) -> None:
    found = _first(_FRAME.format(f"  {lines}", ""))
    assert found is not None
    assert "`;` is missing" in found.message


@pytest.mark.parametrize(
    "lines",
    [
        "party Togo\n    signed 2026-01-01;",
        "depositary\n    Ghana;",
        "concerns alliance,\n  neutrality;",
        "status in-force\n  from 2026-01-01;",
        'article "A" { each party\n  shall assist\n  the attacked party\n  with force; }',
    ],
)
def test_a_statement_may_go_on_in_the_next_line(lines: str) -> None:
    assert _first(_FRAME.format(f"  {lines}", "")) is None


def test_no_shipped_text_is_found() -> None:
    lexicon = resolve((), shipped("vocabulary"))[0].lexicon
    paths = [*sorted((ROOT / "examples").rglob("*.treaty")), *sorted((ROOT / "treatylang").rglob("*.treaty"))]
    assert len(paths) > 50
    for path in paths:
        assert swallowed(document(path), lexicon) is None, path
