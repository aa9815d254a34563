"""A scenario that speaks of a thing which no vocabulary has fails, and says so; what a vocabulary has may be hit."""

from __future__ import annotations

import pytest

from tests.rulings.cases import HEADINGS, case_of
from treatylang.reasoning.answers.scenarios import outcomes

PACT = """treaty Pact "Pact" {{ {headings} party Chile, Peru;
  article 1 {{
    when armed-attack on any party or threat to security of any party the parties shall consult each other;
  }} }}
scenario "asked" {{ event {event}; expect Peru shall consult; }}"""


@pytest.mark.parametrize(
    ("event", "unknown"),
    [
        ("armed-attack on bananas of Chile by Fiji", "bananas"),
        ("armed-attack on vesels of Chile by Fiji", "vesels"),
        ("armed-attack on territory of Chile by Fiji", ""),
        ("threat to security of Chile by Fiji", ""),
    ],
)
def test_a_thing_that_no_vocabulary_has_is_told(event: str, unknown: str) -> None:
    case = case_of(PACT.format(headings=HEADINGS, event=event))
    (scenario,) = case.world.scenarios
    told = " ".join(one.reason for one in outcomes(case.world, scenario, case.draft))
    assert ("no vocabulary declares" in told) == bool(unknown)
    assert unknown in told
