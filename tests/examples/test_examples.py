"""What the examples promise: the mistakes are found where they are marked, and the whole drafts say what they teach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest

from tests.worlds import ROOT, example, said_of
from treatylang.checks import rules
from treatylang.findings import Finding, Severity
from treatylang.model.question import Question

EXAMPLES = sorted((ROOT / "examples").glob("*.treaty"))
MARK = re.compile(r"#\s*(error|warning): ([a-z-]+)")


def findings(name: str, question: Question | None = None) -> list[Finding]:
    """Return everything that is said of an example."""
    return [*example(name)[1], *(finding for rule in rules() for finding in said_of(name, rule, question))]


def of(rule: str, found: Sequence[Finding], severity: Severity | None = None) -> list[Finding]:
    return [f for f in found if f.rule == rule and severity in (None, f.severity)]


def test_every_marked_mistake_is_found_on_its_line_and_no_line_is_wrong_without_a_mark() -> None:
    text = (ROOT / "examples" / "mistakes.treaty").read_text(encoding="utf-8")
    marked = {
        (number, match[1], match[2])
        for number, line in enumerate(text.splitlines(), 1)
        for match in MARK.finditer(line)
    }
    found = {(f.span.line, f.severity.word, f.rule) for f in findings("mistakes.treaty") if f.severity > Severity.INFO}
    assert len(marked) >= 12
    assert found == marked


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_whole_examples_have_no_faults_of_form(path: object) -> None:
    name = getattr(path, "name", "")
    if name == "mistakes.treaty":
        return
    question = Question(options={"strength": "B"}) if name == "asia-pacific.treaty" else Question()
    worse = [f for f in findings(name, question) if f.severity > Severity.INFO]
    assert not worse, [f"{f.span}: {f.rule}: {f.message}" for f in worse]


def test_the_oath_of_option_a_conflicts_with_the_constitution_and_says_how_and_why() -> None:
    conflicts = of("law-conflict", said_of("asia-pacific.treaty", "law-conflict"), Severity.ERROR)
    assert [c.party for c in conflicts] == ["Japan"]
    conflict = conflicts[0]
    assert "article 9" in conflict.message
    assert conflict.span.line < conflict.labels[0].span.start
    assert conflict.labels[0].span.source.name.endswith("laws/japan/constitution.treaty")
    assert "gov2014" in conflict.labels[0].message and "2014-07-01" in conflict.labels[0].message
    assert any("armed attack" in step.message for step in conflict.steps)
    assert any("2014" in note for note in conflict.notes)
    messages = [fix.message for fix in conflict.fixes]
    assert "add `in accordance with constitutional-provisions`" in messages
    qualifier = conflict.fixes[messages.index("add `in accordance with constitutional-provisions`")]
    assert "guarantee lost: none" in qualifier.price
    assert "guarantee gained: assist (Japan)" in qualifier.price


def test_option_b_is_no_conflict_for_anybody() -> None:
    chosen = Question(options={"strength": "B"})
    assert not said_of("asia-pacific.treaty", "law-conflict", chosen)
    assert not of("law-tension", said_of("asia-pacific.treaty", "law-tension", chosen), Severity.ERROR)


def witness_of(question: Question) -> str:
    conflicts = of("law-conflict", said_of("asia-pacific.treaty", "law-conflict", question), Severity.ERROR)
    assert len(conflicts) == 1
    return conflicts[0].steps[0].message + " / " + conflicts[0].labels[0].message


def test_the_verdict_follows_the_law_through_time_and_readings() -> None:
    today = witness_of(Question())
    assert "survival" in today and "gov2014" in today
    # Before 2014 no threat to survival made help to an ally lawful, so the witness needs none.
    before = witness_of(Question(as_of=date(2010, 1, 1)))
    assert "survival" not in before and "gov1972" in before
    chosen = witness_of(Question(readings={"Japan": "gov1972"}))
    assert "survival" not in chosen and "gov1972" in chosen
    # A proposed amendment would leave nothing of the conflict with the constitution.
    proposed = Question(readings={"Japan": "ldp2012"})
    assert not of("law-conflict", said_of("asia-pacific.treaty", "law-conflict", proposed), Severity.ERROR)


@pytest.mark.parametrize("reading", ["", "strict", "gov1954", "gov1972", "gov2014", "ldp2018", "ldp2012", "jip2025"])
def test_consultation_is_lawful_for_everyone_under_every_reading(reading: str) -> None:
    question = Question(readings={"Japan": reading} if reading else {}, joined=("Japan",))
    for rule in ("law-conflict", "law-tension", "contested-reading"):
        assert not said_of("consultation-pact.treaty", rule, question)


def test_the_whole_draft_is_told_in_a_few_screens_the_conflict_first() -> None:
    from treatylang.reports import report

    name = "asia-pacific.treaty"
    found = sorted({f.order: f for f in findings(name)}.values(), key=lambda f: f.order)
    lines = report("full", found, width=100).splitlines()
    assert lines[0].startswith("error[law-conflict]: Japan would be bound to use armed force")
    assert len(lines) <= 120
    text = " ".join(" ".join(lines).split())
    assert "the attack does not threaten the survival of Japan" in text
    assert "it is not the case" not in text


def test_a_conflict_says_which_proposed_readings_would_end_it() -> None:
    (conflict,) = of("law-conflict", said_of("asia-pacific.treaty", "law-conflict"), Severity.ERROR)
    (advice,) = [fix.message for fix in conflict.fixes if not fix.edits]
    ends, _, leaves = advice.partition("would remove this conflict")
    assert "article 96" in ends and "ldp2012" in ends and "jip2025" in ends and "ldp2018" in leaves
    # What is told of each reading is what the draft meets under it.
    for reading, clean in (("ldp2012", True), ("jip2025", True), ("ldp2018", False)):
        question = Question(readings={"Japan": reading})
        left = of("law-conflict", said_of("asia-pacific.treaty", "law-conflict", question), Severity.ERROR)
        assert (not left) is clean
