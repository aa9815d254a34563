"""Duties that a waiver takes away are not counted as standing, in no change and in no total."""

from __future__ import annotations

from tests.compare.pairs import difference, draft
from treatylang.compare import Difference
from treatylang.compare.changes import DOWN, SAME, UP

HELP = 'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }'
ALSO = 'article "Also" as also { when armed-attack on any party each other party shall support-logistics; }'
FREE = 'article "Free" as free { Japan need not assist; }'
BUT = 'article "Free" as free { Japan need not assist unless consent of Japan; }'
TOO = 'article "Free too" as too { Australia need not assist; }'


def _ways(found: Difference) -> dict[str, tuple[str, str]]:
    return {way.party: (way.burden, way.protection) for way in found.directions}


def _duties(found: Difference) -> dict[str, int]:
    return {count.party: count.duty for count in found.counts if count.duty}


def test_what_is_waived_in_both_texts_is_lost_by_nobody() -> None:
    """Japan owes nothing before and after, so nothing of it differs; whom it would have helped loses nothing by it."""
    found = difference(draft(HELP + FREE), draft(FREE))
    (change,) = (change for change in found.changes if change.area == "obligation")
    for told in (found.directions, change.directions):
        ways = {way.party: way.burden for way in told}
        assert ways == {"Japan": SAME, "Australia": DOWN, "Philippines": DOWN}
    assert set(_duties(found)) == {"Australia", "Philippines"}


def test_what_is_added_and_waived_at_once_is_no_burden() -> None:
    found = difference(draft(HELP), draft(HELP + ALSO + FREE))
    assert _ways(found)["Japan"][0] == DOWN
    assert _ways(found)["Australia"][0] == UP
    assert _ways(difference(draft(HELP + ALSO + FREE), draft(HELP)))["Japan"][0] == UP


def test_a_new_waiver_counts_where_something_was_owed() -> None:
    whole = difference(draft(HELP), draft(HELP + BUT))
    (change,) = (change for change in whole.changes if change.area == "exception")
    for counts, total in ((change.counts, whole.total), (whole.counts, whole.total)):
        (japan,) = (count for count in counts if count.party == "Japan")
        assert 0 < japan.duty < total / 10  # nothing is owed in peace
    assert _ways(whole) == {"Japan": (DOWN, SAME), "Australia": (SAME, DOWN), "Philippines": (SAME, DOWN)}


def test_a_waiver_that_goes_with_its_duty_leaves_its_maker_as_it_was() -> None:
    found = difference(draft(HELP + FREE + TOO), draft(ALSO + FREE))
    ways = _ways(found)
    assert set(_duties(found)) == {"Australia", "Philippines"}
    assert ways["Australia"][0] == UP  # nothing before, logistics now


def test_a_waiver_of_one_step_is_not_hidden() -> None:
    steps = HELP.replace("party;", "party with force in accordance with constitutional-provisions;")
    found = difference(draft(steps), draft(steps + 'article "Free" as free { Japan need not use-force; }'))
    assert _ways(found)["Japan"][0] == DOWN
