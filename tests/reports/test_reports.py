"""Reports: what a reader sees of one finding in each format."""

from __future__ import annotations

import json

import pytest

from treatylang.findings import Edit, Finding, Fix, Label, Severity, Step
from treatylang.reports import ALL, SHORT, WHOLE, Depth, formats, report
from treatylang.reports._terminal import columns, visible, wrapped
from treatylang.reports.json import document, schema
from treatylang.source import Source, Span

DRAFT = Source("pact.treaty", 'treaty Pact "条約" {\n  "日本" shall use-force;\n}\n')
LAW = Source("library:laws/x.treaty", "\n" * 29 + "  Japan shall not use-force;\n")


def at(source: Source, text: str) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


FINDING = Finding(
    "law-conflict",
    Severity.ERROR,
    "the law of `Japan` forbids what this owes",
    at(DRAFT, "use-force"),
    remark="owed here",
    labels=(Label(at(LAW, "shall not"), "forbidden here"),),
    steps=(Step("somebody attacks Australia"), Step("Japan owes `use-force`", at(DRAFT, "shall"))),
    notes=("under the reading gov2014",),
    help=("promise less",),
    fixes=(
        Fix("leave the means open", (Edit(at(DRAFT, "use-force"), "assist"),), price=("guarantee lost: `use-force`",)),
    ),
    node="Pact/a/1",
    party="Japan",
)

FULL = """\
error[law-conflict]: the law of `Japan` forbids what this owes
  --> pact.treaty:2:14
   |
 2 |   "日本" shall use-force;
   |                ^^^^^^^^^ owed here
   |
  ::: library:laws/x.treaty:30:9
   |
30 |   Japan shall not use-force;
   |         --------- forbidden here
   |
   = witness:
      1. somebody attacks Australia
      2. Japan owes `use-force`
   = note: under the reading gov2014
   = help: promise less
   = cure: leave the means open
       price: guarantee lost: `use-force`
       + "日本" shall assist;
   = page: treaty explain law-conflict

1 error in 1 file
next: `treaty cures` for the remedies of the whole draft
"""


def test_full() -> None:
    assert report("full", [FINDING], depth=WHOLE) == FULL


def test_full_in_colour_says_the_same() -> None:
    import re

    assert re.sub(r"\x1b\[[\d;]*m", "", report("full", [FINDING], color=True, depth=WHOLE)) == FULL


@pytest.mark.parametrize("width", [40, 60, 100])
def test_full_keeps_to_the_width(width: int) -> None:
    long = Source("x.treaty", f"{'a' * 300} here {'漢字' * 200}\n")
    finding = Finding("r", Severity.WARNING, "word " * 60, at(long, "here"), remark="締約国は全締約国に対する攻撃" * 5)
    text = report("full", [finding], width=width)
    assert max(columns(line) for line in text.splitlines()) <= width
    assert "here" in text


def test_span_over_several_lines_and_at_the_end() -> None:
    text = Source("x.treaty", "one\ntwo\n")
    whole = report("full", [Finding("r", Severity.INFO, "m", Span(text, 0, 7))], depth=WHOLE)
    assert "1 | one\n  | ^^^ to line 2\n" in whole
    assert "1 note in 1 file" in whole
    assert "^" in report("full", [Finding("r", Severity.INFO, "m", Span(text, 8, 8))], depth=WHOLE)


def test_accepted_findings_are_counted_not_shown() -> None:
    from dataclasses import replace

    accepted = replace(FINDING, suppressed="a debate")
    assert report("full", [accepted]) == "no findings (1 accepted)\n"
    assert document([accepted]).counts == {"error": 0, "warning": 0, "info": 0, "suppressed": 1}


def test_concise() -> None:
    assert report("concise", [FINDING]) == (
        "pact.treaty:2:14: error[law-conflict] the law of `Japan` forbids what this owes\n1 error in 1 file\n"
    )


def test_json_has_the_shape_of_its_schema() -> None:
    said = json.loads(report("json", [FINDING]))
    assert said["findings"][0]["place"] == {
        "file": "pact.treaty",
        "line": 2,
        "column": 14,
        "end_line": 2,
        "end_column": 23,
    }
    assert set(said["findings"][0]) == set(schema()["$defs"]["FindingOut"]["properties"])
    assert said["findings"][0]["fixes"][0]["edits"][0]["text"] == "assist"


def test_formats_are_found_by_walking_the_folder() -> None:
    assert {"full", "concise", "json"} <= set(formats())
    for name in formats():
        assert report(name, []).endswith("\n")


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "\u202e", "\u200b", "\u2066", "\ufeff", "\x00", "\r", "\x9b", "\U000e0041"]
)
def test_deceiving_characters_are_written_out(text: str) -> None:
    shown = visible(f"a{text}b")
    assert shown.isprintable()
    assert "\\u{" in shown


def test_wrapping() -> None:
    assert wrapped("one two three", 9, "", "  ") == ["one two", "  three"]
    assert all(columns(line) <= 20 for line in wrapped("締約国は、いずれかの締約国に対する攻撃を" * 3, 20, "", ""))


NOTE = Finding("procedure-needed", Severity.INFO, "a long sentence about it", at(DRAFT, "shall"), short="in short")
MISSING = [
    Finding("missing-final-clause", level, f"clauses are missing: {level.word}", at(DRAFT, "Pact"), notes=("silent",))
    for level in (Severity.WARNING, Severity.ERROR)
]


def test_what_matters_most_stands_first_and_notes_are_lines() -> None:
    text = report("full", [NOTE, *MISSING, FINDING])
    heads = [line.partition("[")[0] for line in text.splitlines() if line.startswith(("error[", "warning[", "info["))]
    assert heads == ["error", "error", "warning"], "the warning at the place of an error is told with it"
    assert text.startswith("error[law-conflict]"), "what is missing is told after what is wrong with what is written"
    assert "1 note:\n  procedure-needed\n    2  in short\n" in text
    assert "a long sentence" not in text
    assert text.count("silent") == text.count("--> pact.treaty:1:8") == 1
    assert "info[procedure-needed]: a long sentence" in report("full", [NOTE], depth=WHOLE)


def test_three_remedies_are_shown_and_the_rest_counted() -> None:
    from dataclasses import replace

    many = replace(FINDING, fixes=tuple(replace(FINDING.fixes[0], message=f"remedy {n}") for n in range(5)))
    short, whole = report("full", [many]), report("full", [many], depth=ALL)
    assert "remedy 2" in short and "remedy 3" not in short and "2 more" in short
    assert "remedy 4" in whole and "more" not in whole
    advised = replace(many, fixes=(*many.fixes, Fix("change the law")))
    assert "change the law" in report("full", [advised])
    only = report("full", [advised], depth=Depth(remedies=1))
    assert "remedy 0" in only and "remedy 1" not in only and "change the law" not in only and "5 more" in only


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("depth", [SHORT, WHOLE, ALL])
def test_every_depth_keeps_to_the_width(depth: Depth, width: int) -> None:
    long = Source("x.treaty", f"{'word ' * 60}here {'漢字 ' * 60}\n")
    fix = Fix("change it " * 20, (Edit(at(long, "here"), "there"),), price=("promise lost: all " * 9,))
    found = [
        Finding("r", level, "word " * 60, at(long, "here"), notes=("締約国は全締約国に対する攻撃" * 9,), fixes=(fix,))
        for level in Severity
    ]
    assert max(columns(line) for line in report("full", found, width=width, depth=depth).splitlines()) <= width
