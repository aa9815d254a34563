"""Two pairs of whole drafts in which much changes at once: parties, order, labels, words, brackets, definitions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.compare.test_asking import assert_two_answers
from tests.compare.test_properties import text_of
from treatylang.compare import Difference, Side, compared
from treatylang.compare.changes import EDITORIAL, MIRRORED, Change

DRAFTS = Path(__file__).parent / "drafts"

BALTIC = {
    "parties-existence-add parties": ("+", "+"),
    "obligation-duration-strengthen assistance": ("+", ""),
    "obligation-floor-strengthen assistance": ("+", "+"),
    "obligation-duration-strengthen talks/1": ("+", ""),
    "exception-condition-narrow bases": ("-", ""),
    "obligation-act-strengthen bases": ("+", ""),
    "trigger-condition-widen hybrid": ("+", "+"),
    "final-clause-condition-change entry-into-force": ("", ""),
    "final-clause-duration-weaken withdrawal": ("", ""),
    "preamble-wording-change preamble": ("", ""),
}
"""What changes in law in the Baltic pair, and what it means for Estonia: burden and protection."""

GULF = {
    "scope-scope-widen HostStates": ("", ""),
    "obligation-floor-change one-for-all/2": ("±", "±"),
    "trigger-beneficiary-widen one-for-all/2": ("+", "+"),
    "obligation-existence-add exercises": ("", ""),
    "parties-existence-remove parties": ("-", "-"),
    "obligation-existence-unbracket bases": ("", ""),
    "obligation-existence-remove bases": ("", ""),
    "exception-existence-remove neutrality": ("+", ""),
    "final-clause-existence-remove reservations": ("", ""),
    "text-condition-change one-for-all/1": ("", ""),
}
"""The same of the Gulf pair, for Oman."""

SIGNS = {"up": "+", "down": "-", "mixed": "±", "": ""}


@cache
def side(name: str) -> Side:
    opened = text_of(DRAFTS / f"{name}.treaty").opened
    assert opened.world is not None, opened.findings
    return Side(opened.world, opened.instruments[0])


@cache
def difference(old: str, new: str) -> Difference:
    return compared(side(old), side(new))


def of(found: Difference, party: str) -> dict[str, tuple[str, str]]:
    """Return each change that is more than editorial, with what it means for a party."""
    return {f"{c.code} {c.node.partition('/')[2]}": _ways(c, party) for c in found.changes if c.level != EDITORIAL}


def _ways(change: Change, party: str) -> tuple[str, str]:
    ways = next(((d.burden, d.protection) for d in change.directions if d.party == party), ("", ""))
    return SIGNS[ways[0]], SIGNS[ways[1]]


@pytest.mark.parametrize(("name", "party", "expected"), [("baltic", "Estonia", BALTIC), ("gulf", "Oman", GULF)])
def test_each_change_is_told_for_itself(name: str, party: str, expected: dict[str, tuple[str, str]]) -> None:
    assert of(difference(f"{name}-old", f"{name}-new"), party) == expected


@pytest.mark.parametrize("name", ["baltic", "gulf"])
def test_the_way_back_is_the_mirror(name: str) -> None:
    there, back = difference(f"{name}-old", f"{name}-new"), difference(f"{name}-new", f"{name}-old")
    assert there.total == back.total and set(there.counts) == set(back.counts)

    def kinds(found: Difference, *, mirrored: bool = False) -> list[tuple[str, str, str, str]]:
        return sorted(
            (c.level, c.area, c.kind, MIRRORED.get(c.action, c.action) if mirrored else c.action)
            for c in found.changes
            if c.action not in ("move", "renumber")
        )

    assert kinds(there) == kinds(back, mirrored=True)


@pytest.mark.parametrize("name", ["baltic", "gulf"])
def test_every_witness_gets_two_answers(name: str) -> None:
    old, new = side(f"{name}-old"), side(f"{name}-new")
    assert assert_two_answers(old, new, difference(f"{name}-old", f"{name}-new")) > 5
    assert assert_two_answers(new, old, difference(f"{name}-new", f"{name}-old")) > 5


def test_who_leaves_gains_nothing_and_who_comes_loses_nothing() -> None:
    for old, new, action, party in (("old", "new", "remove", "Bahrain"), ("new", "old", "add", "Bahrain")):
        found = difference(f"gulf-{old}", f"gulf-{new}")
        (change,) = [c for c in found.changes if c.code == f"parties-existence-{action}"]
        assert _ways(change, party) == (("-", "-") if action == "remove" else ("+", "+"))
        assert change.witness is not None and change.witness.party == party
        others = [c for c in found.changes if c.code.startswith(("obligation-floor", "trigger"))]
        assert others and not any(party in c.parties for c in others)


def test_a_sentence_that_was_split_is_one_change_though_a_party_joined() -> None:
    found = difference("baltic-old", "baltic-new")
    (split,) = [c for c in found.changes if c.action == "split"]
    assert split.level == EDITORIAL and split.new.count("cyber-operation") == 2


def test_order_is_told_of_chapters_and_not_again_of_what_stands_in_them() -> None:
    moves = [c.message for c in difference("gulf-old", "gulf-new").changes if c.action in ("move", "split")]
    assert moves == ["chapter `Hosting` moved to place 1 of the chapters"]
    moves = [c.message for c in difference("baltic-old", "baltic-new").changes if c.action == "move"]
    assert moves == ["article 2 moved to article 1", "article 3 moved to article 5"]
