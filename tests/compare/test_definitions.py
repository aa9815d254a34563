"""Definitions that come, go or change: a name means what its draft says, whichever change is looked at first."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.compare.pairs import codes, difference, draft
from treatylang.compare import Change, Difference
from treatylang.compare.changes import EDITORIAL, SUBSTANTIVE
from treatylang.geography import open_globe

HELP = "each other party shall assist the attacked party;"
PLAIN = f'article "Help" as a {{ when armed-attack on any party {HELP} }}'
SEA = f'article "Help" as a {{ when armed-attack on vessels of any party in Waters {HELP} }}'


def waters(belt: str, zone: str = "") -> str:
    """Return a draft that promises help in a belt; ``zone`` defines what the belt is around."""
    return draft(f'{zone} area Waters "the waters" = {belt}; {SEA}')


# Each: what is new in the draft, the sentence that uses it, and what that sentence was before.
ADDED = {
    "area": (
        'area Near "the approaches" = belt of 200 nm around territory of parties;',
        f"when armed-attack on territory of any party or armed-attack on vessels of any party in Near {HELP}",
        f"when armed-attack on territory of any party {HELP}",
    ),
    "group": (
        'group Hosts "hosts" = Japan plus Australia;',
        f"when armed-attack on territory of any party or armed-attack on vessels of Hosts {HELP}",
        f"when armed-attack on territory of any party {HELP}",
    ),
    "circumstance": (
        'circumstance grave "it is grave" = survival-threatened of Japan and not provoked;',
        f"when armed-attack on territory of any party or armed-attack on vessels of any party and grave {HELP}",
        f"when armed-attack on territory of any party {HELP}",
    ),
}
INLINE = {
    "group": ("Hosts", "Japan, Australia"),
    "circumstance": ("grave", "survival-threatened of Japan and not provoked"),
}


def article(body: str) -> str:
    return f'article "Help" as a {{ {body} }}'


def weights(found: Difference) -> list[tuple[object, ...]]:
    """Return what is told of the law, without the words in which it is told."""
    return sorted(
        (
            (c.code, c.directions, tuple((n.party, n.duty, n.right, n.guarantee) for n in c.counts))
            for c in found.changes
            if c.level == SUBSTANTIVE
        ),
        key=str,
    )


def facts(change: Change) -> str:
    assert change.witness is not None
    return "; ".join(change.witness.facts)


@pytest.mark.parametrize("kind", ["group", "circumstance"])
@pytest.mark.parametrize("back", [False, True])
def test_a_definition_that_comes_with_its_sentence_weighs_what_the_same_words_weigh(kind: str, back: bool) -> None:
    definition, sentence, before = ADDED[kind]
    plain = sentence.replace(*INLINE[kind])
    old, new, spelled = draft(article(before)), draft(definition + article(sentence)), draft(article(plain))
    found = difference(new, old) if back else difference(old, new)
    same = difference(spelled, old) if back else difference(old, spelled)
    assert weights(found) == weights(same) != []
    assert (found.total, found.counts) == (same.total, same.counts)
    (own,) = [c for c in found.changes if c.code.startswith(("scope-existence", "definition-existence"))]
    assert own.level == EDITORIAL


@pytest.mark.parametrize("back", [False, True])
def test_an_area_that_comes_with_its_sentence_weighs_what_it_weighs_where_it_stood_before(back: bool) -> None:
    definition, sentence, before = ADDED["area"]
    old, new = draft(article(before)), draft(definition + article(sentence))
    stood = draft(definition + article(before))
    found = difference(new, old) if back else difference(old, new)
    same = difference(new, stood) if back else difference(stood, new)
    assert weights(found) == weights(same) != []
    assert (found.total, found.counts) == (same.total, same.counts)
    for change in found.changes:
        if change.level == SUBSTANTIVE:
            assert "Near" not in facts(change)


@pytest.mark.parametrize("back", [False, True])
def test_a_definition_of_an_option_comes_with_it(back: bool) -> None:
    old = draft(article(f"when armed-attack on territory of any party {HELP}"))
    new = draft(
        'bracket reach { option A by Japan { area Near "near" = sea "Coral Sea"; } '
        'option B by Australia { area Near "near" = sea "Philippine Sea"; } } '
        + article(f"when armed-attack on territory of any party or armed-attack on vessels of any party in Near {HELP}")
    )
    found = difference(new, old) if back else difference(old, new)
    (told,) = [c for c in found.changes if c.level == SUBSTANTIVE and "trigger" in c.code]
    assert "in the Coral Sea" in facts(told) and "in Near" not in facts(told)


def test_a_name_that_was_used_without_a_definition_meant_something_else() -> None:
    """A sentence with an undefined word decided nothing: that it now does is for people to read."""
    sentence = article(f"when armed-attack on vessels of any party in Waters {HELP}")
    found = difference(draft(sentence), draft('area Waters "the waters" = sea "Philippine Sea";' + sentence))
    assert codes(found) == ["editorial scope-existence-add", "review text-condition-change"]


# -- the same words, the same place --------------------------------------------------------------------------------

ZONE = 'area Zone "the zone" = {};'
AROUND = "belt of 200 nm around {}"

ALIKE = {
    "written out": (
        waters(AROUND.format("territory of parties")),
        waters(AROUND.format("Zone"), ZONE.format("territory of parties")),
    ),
    "renamed": (
        waters(AROUND.format("Zone"), ZONE.format("territory of parties")),
        waters(AROUND.format("Region"), 'area Region "the zone" = territory of parties;'),
    ),
    "in other words": (
        waters(AROUND.format("Zone"), ZONE.format("territory of parties")),
        waters(AROUND.format("Zone"), ZONE.format("territory of Japan, Australia, Philippines")),
    ),
    "a claim of a group": (
        waters("territory claimed by Some", 'group Some "some" = "China";'),
        waters('territory claimed by "China"'),
    ),
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_comes_to_the_same_is_one_circumstance(name: str) -> None:
    for old, new in (ALIKE[name], ALIKE[name][::-1]):
        found = difference(old, new)
        assert found.changes and {c.level for c in found.changes} == {EDITORIAL}


NARROWER = {
    "what the belt is around": (
        waters(AROUND.format("Zone"), ZONE.format("territory of parties")),
        waters(AROUND.format("Zone"), ZONE.format("territory of parties except territory of Japan")),
    ),
    "the belt": (waters(AROUND.format("territory of parties")), waters("belt of 100 nm around territory of parties")),
    "a group that claims": (
        waters("territory claimed by Some", 'group Some "some" = "China" plus "Russia";'),
        waters("territory claimed by Some", 'group Some "some" = "China";'),
    ),
}


@pytest.mark.parametrize("name", NARROWER)
def test_a_place_that_shrinks_behind_its_name_is_less_for_everybody(name: str) -> None:
    old, new = NARROWER[name]
    for first, second, way, action in ((old, new, "down", "narrow"), (new, old, "up", "widen")):
        (change,) = [c for c in difference(first, second).changes if c.level == SUBSTANTIVE]
        assert change.code == f"scope-scope-{action}"
        assert {(d.burden, d.protection) for d in change.directions} == {(way, way)}


def test_a_witness_lies_between_two_belts() -> None:
    """The place of the example is measured: beyond the narrower belt, within the wider one."""
    found = difference(*NARROWER["the belt"])
    (change,) = [c for c in found.changes if c.level == SUBSTANTIVE]
    told = facts(change)
    assert "not in the belt of 100 nm" in told and "in the belt of 200 nm" in told
    latitude, longitude = (_degrees(word) for word in told.rpartition("(")[2].rstrip(")").split())
    coast = open_globe().coast(latitude, longitude)
    assert coast is not None and 100 < coast[1] <= 200


def _degrees(said: str) -> float:
    return float(said[:-1]) * (-1 if said[-1] in "SW" else 1)


def test_neither_draft_is_asked_about_a_place_in_and_outside_what_it_calls_by_one_name() -> None:
    (change,) = [c for c in difference(*NARROWER["what the belt is around"]).changes if c.level == SUBSTANTIVE]
    assert change.witness is not None and change.witness.questions is not None
    for asked, so in zip(change.witness.questions, ("given", "given not"), strict=True):
        assert asked.situation.count("around Zone") == 1
        assert f'{so} "in the belt of 200 nm around Zone"' in asked.situation


def test_a_belt_around_itself_ends_no_comparison() -> None:
    one, other = (waters(f"belt of {width} nm around Waters") for width in (10, 20))
    assert difference(one, other).changes


def test_belts_of_three_widths_widen_step_by_step() -> None:
    drafts = [waters(f"belt of {width} nm around territory of parties") for width in (12, 24, 200)]
    for old, new in pairwise(drafts):
        assert [c.code for c in difference(old, new).changes if c.level == SUBSTANTIVE] == ["scope-scope-widen"]
