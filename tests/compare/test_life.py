"""Whether a text binds in law, and from when, is a difference of the weightiest kind, whatever its sentences say."""

from __future__ import annotations

import pytest

from tests.compare.pairs import HEAD, difference, draft
from treatylang.compare.changes import REVIEW, SUBSTANTIVE

TALK = "each party shall consult the others;"


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ("", "status political;", SUBSTANTIVE),
        ("status draft;", "status political;", SUBSTANTIVE),
        ("status draft;", "status in-force from 2027-01-01;", SUBSTANTIVE),
        ("status in-force from 2027-01-01;", "status in-force from 2028-01-01;", SUBSTANTIVE),
        ("status in-force from 2027-01-01;", "status in-force from 2027-01-01 until 2030-01-01;", SUBSTANTIVE),
        ("", "in-force from 2027-01-01;", SUBSTANTIVE),
        ("", "status draft;", REVIEW),
    ],
)
def test_the_life_of_a_text_is_substantive_both_ways(old: str, new: str, level: str) -> None:
    for one, other in ((old, new), (new, old)):
        found = difference(draft(TALK, head=f"{HEAD} {one}"), draft(TALK, head=f"{HEAD} {other}"))
        assert max((c.level for c in found.changes), key=[REVIEW, SUBSTANTIVE].index) == level
