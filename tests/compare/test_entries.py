"""All that became of one sentence is one entry, with one effect and one direction for each party."""

from __future__ import annotations

import json

import pytest

from tests.compare.pairs import difference, draft
from tests.compare.table import TABLE
from treatylang.compare.changes import Difference
from treatylang.reports.changes import report

HELP = "when {} each other party shall {};"


def entry(old: tuple[str, str], new: tuple[str, str]) -> tuple[str, set[tuple[str, str]]]:
    """Return the effect and the directions of the one sentence of two drafts, of which several things changed."""
    found = difference(*(draft(f'article "Help" as help {{ {HELP.format(*said)} }}') for said in (old, new)))
    (one,) = (e for e in found.entries if len(e.changes) > 1)
    return one.effect, {(way.burden, way.protection) for way in one.directions}


ATTACK = "armed-attack on any party"
WIDER = "armed-attack on any party or threat to any party"
ASSIST = "assist the attacked party"


@pytest.mark.parametrize(
    ("old", "new", "effect", "ways"),
    [
        (
            (ATTACK, f"{ASSIST} within 48 hours"),
            (WIDER, f"{ASSIST} within 24 hours"),
            "more has to be done than before",
            {("up", "up")},
        ),
        (
            (WIDER, f"{ASSIST} with force"),
            (ATTACK, f"{ASSIST} as it deems necessary"),
            "less has to be done than before",
            {("down", "down")},
        ),
        (
            (ATTACK, f"{ASSIST} with force within 48 hours"),
            (ATTACK, f"{ASSIST} as it deems necessary within 24 hours"),
            "more has to be done in some situations, and less in others",
            {("mixed", "down")},
        ),
        (
            (ATTACK, f"{ASSIST} with force"),
            (WIDER, f"{ASSIST} as it deems necessary"),
            "more has to be done in some situations, and less in others",
            {("mixed", "mixed")},
        ),
    ],
    ids=["wider and sooner", "narrower and weaker", "weaker and sooner", "wider and weaker"],
)
def test_aspects_of_a_sentence_have_one_effect(
    old: tuple[str, str], new: tuple[str, str], effect: str, ways: set[tuple[str, str]]
) -> None:
    assert entry(old, new) == (effect, ways)
    turned = {"up": "down", "down": "up"}
    back = {(turned.get(burden, burden), turned.get(kept, kept)) for burden, kept in ways}
    assert entry(new, old)[1] == back


def every_change_once(found: Difference) -> None:
    keys = [key for one in found.entries for key in one.changes]
    assert sorted(keys) == sorted(change.fingerprint for change in found.changes)


@pytest.mark.parametrize("row", TABLE[::9], ids=lambda row: row[0])
def test_each_change_is_in_one_entry(row: tuple[str, str, str, tuple[str, ...]]) -> None:
    """Also of what a party or a profile is shown; an entry of one change says what the change says."""
    _, old, new, _ = row
    found = difference(draft(old), draft(new))
    every_change_once(found)
    for shown in (found.of_profile("law"), found.of_parties(["Japan"])):
        assert {c.fingerprint for c in shown.changes} <= {key for one in shown.entries for key in one.changes}
    written = json.loads(report("json", [found]))["differences"][0]
    by_key = {change["fingerprint"]: change for change in written["changes"]}
    for one in written["entries"]:
        if len(one["changes"]) == 1:
            change = by_key[one["changes"][0]]
            assert (one["effect"], one["directions"]) == (change["effect"], change["directions"])


def test_a_sentence_that_came_is_an_entry_of_its_own() -> None:
    """Near to a sentence of several aspects: one that is unlike it was added, and shares no entry with it."""
    found = difference(
        draft('article "Help" as help { each party shall consult within 48 hours; }'),
        draft('article "Help" as help { each party shall consult immediately; Japan may host-forces of Australia; }'),
    )
    every_change_once(found)
    assert all(len(one.changes) == 1 for one in found.entries) and len(found.entries) == len(found.changes)
