"""The table of changes: each kind is told as what it is, its mirror as the opposite, its near miss as neither."""

from __future__ import annotations

import pytest

from tests.compare.pairs import codes, difference, draft
from tests.compare.table import TABLE
from treatylang.compare import Change
from treatylang.compare.changes import EDITORIAL, MIRRORED, SUBSTANTIVE

NAMES = [name for name, *_ in TABLE]
ORDER = ("renumber", "move")
"""What is moved past what is a matter of choice: only that something was moved is the same in the mirror."""


def test_the_table_is_long_enough_and_names_nothing_twice() -> None:
    assert len(TABLE) >= 120
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(("name", "old", "new", "expected"), TABLE, ids=NAMES)
def test_each_pair_has_the_changes_of_the_table(name: str, old: str, new: str, expected: tuple[str, ...]) -> None:
    assert codes(difference(draft(old), draft(new))) == list(expected)


def mirrored(change: Change) -> tuple[object, ...]:
    action = MIRRORED.get(change.action, change.action)
    return (
        change.level,
        change.area,
        change.kind,
        action,
        tuple(d.mirrored for d in change.directions),
        counts(change),
    )


def plain(change: Change) -> tuple[object, ...]:
    return (change.level, change.area, change.kind, change.action, change.directions, counts(change))


def counts(change: Change) -> tuple[object, ...]:
    return tuple(sorted((c.party, c.duty, c.right, c.guarantee) for c in change.counts))


@pytest.mark.parametrize(("name", "old", "new", "expected"), TABLE, ids=NAMES)
def test_the_way_back_is_the_mirror(name: str, old: str, new: str, expected: tuple[str, ...]) -> None:
    there, back = difference(draft(old), draft(new)), difference(draft(new), draft(old))
    one = sorted((mirrored(c) for c in there.changes if c.action not in ORDER), key=str)
    other = sorted((plain(c) for c in back.changes if c.action not in ORDER), key=str)
    assert one == other
    assert there.total == back.total
    assert sorted(map(str, there.counts)) == sorted(map(str, back.counts))
    moved = [sum(c.action == "move" for c in found.changes) for found in (there, back)]
    assert moved[0] == moved[1]


@pytest.mark.parametrize(("name", "old", "new", "expected"), TABLE, ids=NAMES)
def test_what_is_substantive_has_a_witness_that_the_two_decide_differently(
    name: str, old: str, new: str, expected: tuple[str, ...]
) -> None:
    for change in difference(draft(old), draft(new)).changes:
        if change.level == SUBSTANTIVE:
            assert change.witness is not None
            assert change.witness.old != change.witness.new
            if change.witness.situation:
                assert change.counts and all(c.duty or c.right or c.guarantee for c in change.counts)
        if change.level == EDITORIAL:
            assert not change.counts and not change.directions
            assert change.effect == "no situation is decided differently"


@pytest.mark.parametrize("text", sorted({text for _, old, new, _ in TABLE for text in (old, new)}))
def test_nothing_differs_from_itself(text: str) -> None:
    assert difference(draft(text), draft(text)).changes == ()
