"""What a state's being a party changes, and what pairs gain: against the texts that have it, and have it not."""

from __future__ import annotations

import pytest

from tests.worlds import world_of
from treatylang.model.question import Question
from treatylang.reasoning.answers.joining import Joined, joined
from treatylang.reasoning.verdicts.guarantees import Cell, Matrix, Setting, matrices
from treatylang.reports._added import MORE, NEW, NOTHING, added, gain, standing

PACT = """
treaty Pact "Pact" {{
  status draft; drawn-up at "Suva" on 2026-11-22;
  party {0};
  article "Help" as help {{
    when armed-attack on any party each other party shall {1};
    when armed-attack on any party Fiji may use-force;
    Samoa shall consult each other;
  }}
  council "Council" as council {{ members each party; decides by two-thirds of members; }}
}}
treaty Old "Old" {{ in-force from 2000-01-01; party Fiji, Tonga;
  article "Help" {{ when armed-attack on any party each other party shall {2}; }} }}
"""
STATES = ("Fiji", "Tonga", "Samoa", "Vanuatu")
PLAIN = Setting("", "", "", "", False, True, {})


def pact(*parties: str, act: str = "assist", old: str = "meet-danger") -> str:
    return PACT.format(", ".join(parties), act, old)


def changes(text: str, state: str, question: Question | None = None) -> list[Joined]:
    world, _ = world_of(text)
    return list(joined(world, world.instruments["Pact"], question or Question(), state))


def matrix_of(text: str) -> Matrix:
    world, _ = world_of(text)
    return next(matrices(world, world.instruments["Pact"], Question(), PLAIN))


def bare(cell: Cell | None) -> tuple[object, ...] | None:
    return None if cell is None else (cell.promised, cell.lawful, cell.certain, cell.depends, cell.unknown)


@pytest.mark.parametrize("state", STATES)
def test_with_and_without_are_what_the_two_texts_say(state: str) -> None:
    """A party taken away in the world is a party that the text does not have, and so is one put in."""
    others = [one for one in STATES if one != state]
    for text in (pact(*STATES), pact(*others)):
        (found,) = changes(text, state)
        with_it, without = matrix_of(pact(*others, state)), matrix_of(pact(*others))
        assert set(found.found.parties) == set(STATES) and found.before is not None
        for helper in STATES:
            for victim in STATES:
                assert bare(found.found.cell(helper, victim)) == bare(with_it.cell(helper, victim)), (helper, victim)
                assert bare(found.before.cell(helper, victim)) == bare(without.cell(helper, victim)), (helper, victim)
        assert not list(found.changed())
        assert [(len(one.members), state in one.members) for one in found.decisions] == [(4, True)]
        assert found.land is not None and found.land.km2 > 0


@pytest.mark.parametrize(
    ("act", "old", "expected"),
    [
        ("assist", "meet-danger", MORE),
        ("assist", "assist", NOTHING),
        ("assist", "use-force", NOTHING),
        ("meet-danger", "assist", NOTHING),
        ("use-force", "assist", MORE),
        ("consult", "assist", MORE),
        ("consult", "consult", NOTHING),
    ],
)
def test_a_pair_gains_what_no_treaty_promises_it_as_narrowly(act: str, old: str, expected: str) -> None:
    text = pact("Fiji", "Tonga", "Samoa", act=act, old=old)
    world, _ = world_of(text)
    found = next(matrices(world, world.instruments["Pact"], Question(), PLAIN))
    lexicon = world.lexicon
    assert gain(found.cell("Fiji", "Tonga") or found.cells[0], lexicon) == expected
    cell = found.cell("Samoa", "Tonga")
    assert cell is not None and gain(cell, lexicon) == NEW
    for one in found.cells:
        mine, theirs = standing(one), standing(one.beside) if one.beside is not None else {}
        new = added(mine, theirs, lexicon)
        assert bool(new) is (gain(one, lexicon) != NOTHING)
        assert not added(theirs, theirs, lexicon) and set(new) <= set(mine)
