"""Gaps, abandonment and dead clauses of one treaty, against the plain evaluation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.chance import cases
from tests.reasoning import brute_treaties as brute
from tests.reasoning.brute_space import GANG, OTHER, STATES, USUAL, Situation
from tests.reasoning.brute_treaties import Case
from tests.reasoning.drawing import ALONE
from tests.reasoning.treaties_text import as_mask, as_text, frame_for, told
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.options import bound
from treatylang.reasoning.verdicts.abandonment import abandoned
from treatylang.reasoning.verdicts.gaps import dead, unanswered
from treatylang.reasoning.verdicts.worth import worth


def members(case: Case) -> tuple[str, ...]:
    """Return the states that are parties of the draft on some date."""
    return tuple(state for state, _, _ in case.draft.parties)


def asked(case: Case, victim: str) -> int:
    """Return the usual attacks on a party by outsiders that strike nobody else's territory among the parties."""

    def so(s: Situation) -> bool:
        attacker = s.attacker in (OTHER, GANG) or (s.attacker in STATES and s.attacker not in members(case))
        abroad = s.place in members(case) and s.place != victim
        return s.event != "nothing" and attacker and s.victim == victim and not abroad

    return case.space().where(so) & usual(case) & brute.Bearer(case, victim).party(case.draft, victim)


def usual(case: Case) -> int:
    """Return the situations in which everything that has a usual value has it."""
    known = [(fact, value) for fact, value in USUAL.items() if fact in case.space().facts]
    return case.space().where(lambda s: all((fact in s.facts) == value for fact, value in known))


def helpers(case: Case, victim: str, gives: dict[str, int]) -> int:
    """Return where some other party gives: the attacker is an outsider, so no party is left out but the victim."""
    found = 0
    for state, where in gives.items():
        if state != victim:
            found |= where
    return found


def floors(case: Case, state: str) -> int:
    """Return where a state owes anything at all."""
    return brute.judge(case, state, lambda m: any(m.owed(n) is not None for n in m.norms if m.norms[n].kind == "duty"))


def gap(case: Case, victim: str) -> int:
    """Return the attacks on a party that no other party has to answer."""
    gives = {state: floors(case, state) for state in members(case)}
    return asked(case, victim) & ~helpers(case, victim, gives)


@cases(70)
@given(ALONE)
def test_unanswered_attacks_equal_those_of_the_loop(case: Case) -> None:
    frame = frame_for(as_text(case))
    engine = {one.victim: one.where for one in unanswered(frame)}
    # A text that promises nothing against attacks has no gaps; one whose promise nothing ever wakes has nothing else.
    promises = any(norm.kind == "duty" and norm.event for treaty in case.treaties for norm in treaty.norms)
    for victim in members(case):
        expected = gap(case, victim) if promises else 0
        # Of circumstances that it never met, the engine says nothing.
        found = as_mask(frame, engine.get(victim, EMPTY), case.space()) & usual(case)
        assert found == expected, told(case, victim, expected, found)


@cases(70)
@given(ALONE)
def test_abandoned_parties_equal_those_of_the_loop(case: Case) -> None:
    frame = frame_for(as_text(case))
    engine = {one.victim: one for one in abandoned(frame)}
    for victim in members(case):
        given_: list[int] = []
        for kind in range(3):
            gives = {state: brute.worth(case, state, ("T",), "help")[kind] for state in members(case)}
            given_.append(asked(case, victim) & helpers(case, victim, gives))
        promised, lawful, certain = given_
        expected = (promised & ~lawful) or (promised & ~certain)
        one = engine.get(victim)
        found = as_mask(frame, one.where if one is not None else EMPTY, case.space()) & usual(case)
        assert found == expected, told(case, victim, expected, found)
        if one is not None:
            assert one.lawful == (promised & ~lawful == 0), told(case, victim, expected, found)


@cases(70)
@given(ALONE)
def test_dead_clauses_are_those_that_no_situation_wakes(case: Case) -> None:
    frame = frame_for(as_text(case))
    engine = {next(int(label[1:]) for label in norm.labels if label[1:].isdigit()) for norm in dead(frame)}
    awake: set[int] = set()
    addressed: set[int] = set()
    for state in STATES:
        bearer = brute.Bearer(case, state)
        for number, norm in enumerate(case.draft.norms, 1):
            if any(bearer.awake[("T", number), manner] for manner in (False, True)):
                awake.add(number)
            if state in members(case) and norm.bearer in (state, "each party", "each other party"):
                addressed.add(number)
    assert engine == addressed - awake, as_text(case)


# -- by hand -------------------------------------------------------------------------------------------------------

SHIPS_LEFT_OUT = """
treaty T "T" { drawn-up at "Rome" on 2026-01-01; party Japan, Australia, India;
  article as n1 { when attack on land of any party each other party shall help; } }
"""


def test_an_attack_on_ships_is_a_gap_where_only_land_is_covered() -> None:
    frame = frame_for(SHIPS_LEFT_OUT)
    found = {one.victim: one for one in unanswered(frame)}
    assert set(found) == set(bound(frame)) == set(STATES)
    assert found["Japan"].objects == (("ships", False),)
    assert found["Japan"].events == ()


def test_a_text_that_answers_everything_has_no_gap() -> None:
    frame = frame_for(SHIPS_LEFT_OUT.replace("land of any party", "any party"))
    assert not list(unanswered(frame))


def test_law_that_forbids_the_only_help_abandons_the_partner_and_only_it() -> None:
    law = 'law L "L" of Japan { rank constitution; in-force from 1950-01-01; article 1 { Japan shall not help; } }'
    two = SHIPS_LEFT_OUT.replace("Japan, Australia, India", "Japan, Australia") + law
    frame = frame_for(two)
    found = list(abandoned(frame))
    assert [one.victim for one in found] == ["Australia"]
    assert not found[0].lawful
    assert worth(frame, "Japan", (frame.draft,)).certain == {}
    three = frame_for(SHIPS_LEFT_OUT + law)
    assert not list(abandoned(three)), "India still guarantees help"


@pytest.mark.parametrize(
    ("condition", "is_dead"),
    [("if cloud and not cloud", True), ("if cloud", False), ("unless attack on any party", True), ("", False)],
)
def test_a_clause_is_dead_only_where_its_conditions_exclude_each_other(condition: str, is_dead: bool) -> None:
    written = SHIPS_LEFT_OUT.replace("shall help;", f"shall help {condition};")
    assert bool(list(dead(frame_for(written)))) is is_dead


def test_the_oracle_sees_a_gap_at_once() -> None:
    everyone = tuple((state, 0, 1) for state in STATES)
    norm = brute.Norm("duty", "each other party", "help", ("attack", "any party", "land"))
    case = Case((brute.Treaty("T", everyone, (norm,)),))
    assert {s.object for s in case.space().read(gap(case, "Japan"))} == {"ships"}
    wider = replace(norm, event=("attack", "any party", ""))
    assert gap(Case((brute.Treaty("T", everyone, (wider,)),)), "Japan") == 0
