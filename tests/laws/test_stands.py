"""Every kind of word in every place of a sentence changes an answer there, or is refused with the place."""

from __future__ import annotations

import re

import pytest

from tests.laws.answers import answers
from tests.laws.words import law, pact
from tests.worlds import shipped, world_of

HEAD = (
    'area Zone "the zone" = territory of parties; group Some = Fiji, Tonga; circumstance own "it is so"; '
    'council "Body" as body { members each party; decides by consensus; } term Ally "ally" { en "a friend"; } '
    'article "Last" as last { the parties shall report; } '
)
CONSULT = "when armed-attack on any party each other party shall consult;"
PLACES = {
    "bearer": ("{} shall consult;", ""),
    "what counts": (CONSULT + " {} counts as armed-attack;", CONSULT),
    "as what": (CONSULT + " blockade of any party counts as {};", CONSULT),
    "as what, of a thing": ("vessels of any party counts as {} of that party;", ""),
    "trigger": ("when {} on any party each other party shall consult;", ""),
    "trigger alone": ("when {} each party shall consult;", ""),
    "hit": ("when armed-attack on {} each party shall consult;", ""),
    "attacker": ("when armed-attack on any party by {} each party shall consult;", ""),
    "place": ("when armed-attack on any party in {} each party shall consult;", CONSULT),
}
"""Sentences with a word in a place, and what is left without it."""
KINDS = (
    "act body circumstance clause event heading judgement manner matter means measure object place qualifier quality"
    " rank region relation role standing subject will word"
).split()
OWN = {
    "area": "Zone",
    "group": "Some",
    "council": "body",
    "article": "last",
    "term": "Ally",
    "treaty": "Pact",
    "state": "Fiji",
}
SAYS_NOTHING_HERE = {
    ("bearer", "body"): "what a body owes is no answer about a state",
    ("bearer", "council"): "what a body owes is no answer about a state",
    ("bearer", "will"): "measures are no state",
    ("bearer", "region"): "no party lies in the first region",
    ("as what", "event"): "a blockade is a threat already",
}
"""Where a word is right and nothing comes of it in this text, and why."""


def words() -> dict[str, str]:
    world, _ = world_of(pact(HEAD), beside=shipped("vocabulary"))
    found = {kind: next((word.name for word in world.lexicon.words(kind)), "") for kind in KINDS}
    return {kind: word for kind, word in found.items() if word} | OWN


def effects(text: str) -> list[object]:
    """Return the answers of a text without duties that are never awake, and without the days it names."""
    idle = re.compile(r"\), \d+, Fraction\(0, 1\)")
    return [
        one
        for one in answers(text)
        if not one.startswith(("('days'", "('dead'")) and not (one.startswith("('duty'") and idle.search(one))
    ]


@pytest.mark.parametrize("place", PLACES)
def test_a_word_has_its_effect_or_is_refused(place: str) -> None:
    said, without = PLACES[place]
    plain = effects(pact(f'{HEAD} article "B" {{ {without} }}'))
    silent = []
    for kind, word in words().items():
        text = pact(f'{HEAD} article "B" {{ {said.format(word)} }}')
        _, found = world_of(text, beside=shipped("vocabulary"))
        if any(one.severity.word == "error" for one in found) or effects(text) != plain:
            continue
        silent.append((place, kind))
    assert [one for one in silent if one not in SAYS_NOTHING_HERE] == []


def test_a_region_binds_the_parties_that_lie_in_it() -> None:
    """Fiji, Tonga and Samoa lie in Oceania, Chile does not; a region where nobody lies binds nobody."""
    ban = "".join(
        law(f"article 1 {{ {one} shall not deploy; }}", name=one).replace("of Fiji", f"of {one}")
        for one in ("Fiji", "Chile")
    )
    party = "party Fiji, Tonga, Chile;"
    said = 'article "B" {{ {} shall deploy; }}'
    by_region = effects(pact(said.format("Oceania"), party=party) + ban)
    by_name = effects(pact(said.format("Fiji, Tonga"), party=party) + ban)
    assert by_region == by_name
    assert effects(pact(said.format("each party within Oceania"), party=party) + ban) == by_name
    assert effects(pact(said.format("Oceania, Chile"), party=party) + ban) != by_name
    assert effects(pact(said.format("Europe"), party=party) + ban) != by_name


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        ("4 members", True),
        ("majority of members", True),
        ("as it deems necessary", False),
        ("consult", False),
        ("Fiji", False),
        ("in accordance with national-law", False),
        ("3 members including Fiji", False),
        ("3 members except Fiji", False),
    ],
)
def test_a_quorum_is_a_number(said: str, fine: bool) -> None:
    text = pact(f'council "Board" as board {{ members each party; decides by consensus; quorum {said}; }}')
    _, found = world_of(text, beside=shipped("vocabulary"))
    assert [one.rule for one in found] == ([] if fine else ["misplaced-slot"])
