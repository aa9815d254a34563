"""A promise on one condition is not hidden by a narrower one on another condition."""

from __future__ import annotations

import pytest

from tests.rulings.cases import HEADINGS, case_of
from treatylang.reasoning.verdicts.guarantees import Setting, matrices

WIDE, NARROW = "each other party shall assist the attacked party", "each other party shall sanction"


@pytest.mark.parametrize(
    ("wide", "narrow", "shown"),
    [
        ("decision of council on measures", "decision of security-council on measures", True),
        ("decision of council on measures", "decision of council on measures", False),
    ],
    ids=["another condition", "the same condition"],
)
def test_what_depends_on_something_else_is_told_beside(wide: str, narrow: str, shown: bool) -> None:
    case = case_of(
        f"""treaty Pact "Pact" {{ {HEADINGS} party Chile, Peru;
          article 1 {{ council "Council" as council {{ members each party; decides by 2 members; }} }}
          article 2 {{ when armed-attack on any party {{ {WIDE} if {wide}; {NARROW} if {narrow}; }} }} }}"""
    )
    for matrix in matrices(case.world, case.draft, case.question, Setting()):
        for cell in matrix.cells:
            assert ("assist" in {act for act, _ in cell.depends}) == shown
