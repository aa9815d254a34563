"""A region where somebody is named means the states that lie in it (ruling 81): whom a ban on an act reaches.

However the region is put, aid to it is forbidden to those who lie there and to nobody else, in laws and in treaties.
"""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of, law, pact

WHOM = (
    "Oceania",
    "any state within Oceania",
    "any state in Oceania",
    "any state of Oceania",
    "states within Oceania",
    "states in Oceania",
    "states of Oceania",
    "any third state within Oceania",
)
ACTS = (
    ("transfer-arms", "to"),
    ("give-aid", "to"),
    ("assist", ""),
    ("sanction", "against"),
    ("cooperate", "with"),
    ("host-forces", "of"),
)


def judged(ban: str, act: str, word: str, *, of_law: bool) -> list[str]:
    """Return whether it is forbidden of Tonga, left free of China and of Peru, and forbidden in its own words."""
    of = f"{act} {word}".strip()
    expected = f"expect Japan shall not {of} Tonga; expect Japan may {of} China; expect Japan may {of} Peru;"
    scenario = f'scenario "Regions" {{ on 2027-01-01; {expected} expect Japan shall not {ban}; }}'
    told = "" if of_law else f"no party shall {ban};"
    text = pact(told or "the parties shall consult;", party="Japan, Chile")
    return case_of((law(f"Japan shall not {ban};") if of_law else "") + text + scenario).expected()


@pytest.mark.parametrize("whom", WHOM)
@pytest.mark.parametrize(("act", "word"), ACTS)
def test_ruling_81_a_ban_that_names_a_region_reaches_those_who_lie_there(act: str, word: str, whom: str) -> None:
    found = judged(f"{act} {word} {whom}".replace("  ", " "), act, word, of_law=False)
    assert found == ["holds"] * 4


@pytest.mark.parametrize("whom", WHOM[:5])
def test_ruling_81_a_ban_of_a_law_does_as_well(whom: str) -> None:
    assert judged(f"sanction against {whom}", "sanction", "against", of_law=True) == ["holds"] * 4


@pytest.mark.parametrize("whom", WHOM)
@pytest.mark.parametrize(("victim", "conflict"), [("Tonga", True), ("Chile", False)])
def test_ruling_81_a_duty_to_whoever_is_hit_meets_the_ban_where_he_lies_there(
    whom: str, victim: str, conflict: bool
) -> None:
    own = law(f"Japan shall not give-aid to {whom};")
    duty = f"when armed-attack on {victim} each party shall give-aid to {victim};"
    case = case_of(own + pact(duty, party="Japan, Peru"))
    assert bool(case.clashes) is conflict


def test_an_area_of_the_text_stays_the_place_where_something_is_done() -> None:
    """What a text calls by a label of its own is no region, whatever word of the vocabulary the label is like."""
    told = (
        'area Zone "the zone" = territory of Samoa; article 1 as ban { no party shall give-aid to any state in Zone; }'
    )
    scenario = (
        'scenario "Zone" { on 2027-01-01; expect Japan may give-aid to Tonga; expect Japan may give-aid to China; }'
    )
    assert case_of(pact(told, party="Japan, Chile") + scenario).expected() == ["holds"] * 2


@pytest.mark.parametrize(
    "whom", ["any party within Oceania", "any other party within Oceania", "parties within Oceania"]
)
@pytest.mark.parametrize(("act", "word"), [("transfer-arms", "to"), ("give-aid", "to"), ("cooperate", "with")])
def test_ruling_81_parties_within_a_region_are_those_who_lie_there(act: str, word: str, whom: str) -> None:
    """Of the parties, those in the region are reached, and no other."""
    expected = "".join(f"expect Japan {modal} {act} {word} {who}; " for modal, who in REACHED)
    text = pact(f"no party shall {act} {word} {whom};", party="Japan, Chile, Tonga")
    assert case_of(f'{text} scenario "s" {{ on 2027-01-01; {expected} }}').expected() == ["holds"] * 3


REACHED = (("shall not", "Tonga"), ("may", "Chile"), ("may", "Fiji"))
