"""Ruling 74: a state that helps without being a party counts wherever the help of parties counts, its law as theirs.

Each question is asked of a pact in which a guarantor owes the help, and of the same pact in which a party owes it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rulings.cases import HEADINGS, Case, case_of, law
from treatylang.reasoning.answers.brackets import settled
from treatylang.reasoning.answers.sweep import sweeps
from treatylang.reasoning.verdicts.entrapment import exposed

BAN = law("Peru shall not assist;", of="Peru", name="Peace")
NOTHING = law("Chile shall not possess-nuclear;", of="Chile", name="Calm")
EVERY = "armed-attack on any party or blockade of any party or space-attack on any party or cyber-attack on any party"


def pact(bearer: str, peru: str, act: str = "assist", trigger: str = EVERY) -> str:
    """Return a pact of Chile with a state near it or in it, which alone owes help against every kind of attack."""
    article = f'article "Help" as help {{ when {trigger} {bearer} shall {act}; }}'
    return f'treaty Pact "Pact" {{ {HEADINGS} party Chile; party Peru {peru}; {article} }}\n'


def near(act: str = "assist", trigger: str = EVERY) -> str:
    return pact("each guarantor state", "guarantor", act, trigger)


def counted(case: Case, state: str, verdict: str) -> int:
    """Return in how many situations `sweep` finds something of a state; 0 where it has no row."""
    rows = (row for one in sweeps(case.world, case.draft, case.question) for row in one.rows)
    return sum(row.count(verdict) for row in rows if row.key == (state,))


def test_an_attack_that_a_guarantor_answers_is_no_gap() -> None:
    """A blockade alone stays open where the guarantor answers armed attacks alone."""
    told = [one.message for one in case_of(near(trigger="armed-attack on any party")).found("unanswered-attack")]
    assert len(told) == 1
    assert "a blockade" in told[0]
    assert "an armed attack" not in told[0]
    assert "even in the territory of the victim" not in told[0]


@pytest.mark.parametrize("text", [near(), pact("Peru", "")], ids=["guarantor", "party"])
def test_its_law_is_weighed_in_every_answer(text: str) -> None:
    case = case_of(BAN + NOTHING + text)
    assert [one.message for one in case.found("law-conflict")]
    assert counted(case, "Peru", "conflict") > 0
    standings = settled(case.world, case.draft, case.question)[0].standings
    assert {one.party: bool(one.against) for one in standings} == {"Chile": False, "Peru": True}
    assert case.found("abandoned-party")
    assert case.found("hollow-guarantee")


@pytest.mark.parametrize("text", [near(), pact("Peru", "")], ids=["guarantor", "party"])
def test_where_it_may_help_nobody_is_alone(text: str) -> None:
    case = case_of(NOTHING + law("Peru shall not possess-nuclear;", of="Peru", name="Calm-too") + text)
    assert counted(case, "Peru", "conflict") == 0
    assert counted(case, "Peru", "lawful") > 0
    assert not case.found("abandoned-party")


def test_it_may_be_drawn_into_a_fight_that_its_friend_provoked() -> None:
    case = case_of(near("use-force", "armed-attack on any party"))
    frame = replace(case.frame, choices=frozenset())
    assert {one.helper for one in exposed(frame)} == {"Peru"}


def test_who_stands_near_and_owes_nothing_has_no_row() -> None:
    case = case_of(pact("each party", "observer"))
    assert counted(case, "Chile", "free") > 0
    assert counted(case, "Peru", "free") == 0
