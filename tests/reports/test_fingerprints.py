"""A finding keeps its fingerprint when the draft around it changes, and loses it when what it is about changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reports.test_reports import DRAFT, FINDING, at
from treatylang.findings import Finding, Label
from treatylang.reports._fingerprints import fingerprints
from treatylang.source import Source


def of(*findings: Finding) -> tuple[str, ...]:
    return fingerprints(findings)


def test_moved_reformatted_renamed_and_reworded() -> None:
    moved = Source("other.treaty", "\n\n# a remark\n" + DRAFT.text.replace("shall use", "shall    use"))
    later = replace(FINDING, span=at(moved, "use-force"), message="said in other words", remark="", notes=(), fixes=())
    assert of(later) == of(FINDING)
    spread = Source("pact.treaty", "all\n   of  this")
    assert of(replace(FINDING, span=at(spread, "all\n   of  this"))) == of(
        replace(FINDING, span=at(Source("x", "all of this"), "all of this"))
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, rule="law-tension"),
        replace(FINDING, node="Pact/a/2"),
        replace(FINDING, party="Australia"),
        replace(FINDING, reading="gov2014"),
        replace(FINDING, span=at(DRAFT, "shall use-force")),
        replace(FINDING, labels=(Label(at(Source("y", "another ban"), "another ban"), "forbidden here"),)),
    ],
    ids=["rule", "node", "party", "reading", "words", "law"],
)
def test_another_matter_has_another_fingerprint(other: Finding) -> None:
    assert of(other) != of(FINDING)


def test_equal_findings_of_one_file_are_numbered_and_those_of_two_are_not() -> None:
    first, second, third = of(FINDING, FINDING, FINDING)
    assert (second, third) == (f"{first}-2", f"{first}-3")
    elsewhere = Source("b.treaty", DRAFT.text)
    assert of(FINDING, replace(FINDING, span=at(elsewhere, "use-force"))) == (first, first)
