"""What promises are worth, against the plain evaluation: promised, lawful and certain, by act; matrices; counts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning import brute_treaties as brute
from tests.reasoning.brute_space import DATES, EVENTS, FACTS, GANG, JUDGED, NOWHERE, OTHER, STATES, USUAL
from tests.reasoning.brute_treaties import Case
from tests.reasoning.drawing import ALONE, CASES
from tests.reasoning.treaties_text import as_mask, as_text, frame_for, told
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.verdicts.guarantees import Matrix, Setting, matrices, matrix
from treatylang.reasoning.verdicts.worth import worth

KINDS = ("promised", "lawful", "certain")


def compare(case: Case, every: bool) -> None:
    """Compare what each state's promises are worth, under the draft alone or under every treaty."""
    frame = frame_for(as_text(case))
    names = tuple(t.name for t in case.treaties) if every else ("T",)
    for state in STATES:
        treaties = treaties_of(frame, state) if every else (frame.draft,)
        engine = worth(frame, state, treaties)
        for act in brute.NARROWER:
            for kind, expected in zip(KINDS, brute.worth(case, state, names, act), strict=True):
                found = as_mask(frame, getattr(engine, kind).get(act, EMPTY), case.space())
                said = f"`{act}` is {kind}\n{told(case, state, expected, found)}"
                assert found == expected, said


@cases(50)
@given(CASES)
def test_what_promises_under_several_treaties_are_worth_equals_the_loop(case: Case) -> None:
    compare(case, every=True)


@cases(80)
@given(ALONE)
def test_what_promises_of_one_treaty_are_worth_equals_the_loop(case: Case) -> None:
    compare(case, every=False)


WIDER = {"supply": "help", "fight": "help", "strike": "fight", "guard": "help", "watch": "guard", "patrol": "guard"}


def is_a(act: str, wide: str) -> bool:
    """Whether an act is another, or a kind of it."""
    return act == wide or (act in WIDER and is_a(WIDER[act], wide))


def expected_cell(case: Case, helper: str, victim: str, best: bool) -> tuple[tuple[str, ...], ...]:
    """Return what a helper promises, may lawfully do and is certain to do for a victim attacked at home."""
    outsiders = {*STATES, OTHER, GANG} - {state for state, _, _ in case.draft.parties}
    known = [(fact, value) for fact, value in USUAL.items() if fact in case.space().facts]
    where = case.space().where(
        lambda s: (
            (s.day, s.event, s.victim, s.place, s.object) == (DATES[0], "attack", victim, victim, "land")
            and s.attacker in outsiders
            and all((fact in s.facts) == value for fact, value in known)
        )
    )
    sure: tuple[set[str], ...] = (set(), set(), set())
    for act in brute.NARROWER:
        for acts, found in zip(sure, brute.worth(case, helper, ("T",), act), strict=True):
            if where & found if best else not where & ~found:
                acts.add(act)
    return tuple(tuple(sorted(a for a in acts if not any(b != a and is_a(b, a) for b in acts))) for acts in sure)


@cases(50)
@given(ALONE, st.booleans())
def test_the_matrix_of_guarantees_equals_the_loop(case: Case, best: bool) -> None:
    found = matrix(frame_for(as_text(case)), Setting(event="attack", best=best))
    for cell in found.cells:
        expected = expected_cell(case, cell.helper, cell.victim, best)
        said = f"{cell.helper} for {cell.victim}\n{as_text(case)}"
        assert (cell.promised, cell.lawful, cell.certain) == expected, said


# -- whatever attack is asked about --------------------------------------------------------------------------------

SETTINGS = st.builds(
    Setting,
    event=st.sampled_from(("", "attack", "raid")),
    attacker=st.sampled_from(("", "", *STATES, OTHER, GANG)),
    place=st.sampled_from(("", "", *STATES, OTHER, NOWHERE)),
    thing=st.sampled_from(("", "land", "ships")),
    best=st.booleans(),
    every_treaty=st.booleans(),
    given=st.dictionaries(st.sampled_from(FACTS), st.booleans(), max_size=2),
)
"""Facts that are given may have a usual value, be one's own to judge, or stand in no sentence."""


def parties(case: Case) -> tuple[str, ...]:
    """Return the parties of the draft on the first day."""
    return tuple(state for state, since, last in case.draft.parties if since <= 0 <= last)


def answered_first(case: Case) -> str:
    """Return the first attack that a duty of a party answers, on whatever day; the first of all where none does."""
    promised = 0
    for state in {state for state, _, _ in case.draft.parties}:
        for where, _, _ in worth_of(case, state, ("T",)).values():
            promised |= where
    events = {s.event for s in case.space().read(promised)}
    return next((event for event in EVENTS[1:] if event in events), EVENTS[1])


def asked_about(case: Case, helper: str, victim: str, setting: Setting) -> int:
    """Return the attacks on a victim that a setting asks about: usual ones, not by the helper."""
    event = setting.event or answered_first(case)
    attackers = {setting.attacker} if setting.attacker else {*STATES, OTHER} - {*parties(case)}
    place = setting.place or ("" if setting.thing else victim)
    thing = setting.thing or "land"
    usual = {**USUAL, **setting.given}
    return case.space().where(
        lambda s: (
            (s.day, s.event, s.victim, s.object) == (DATES[0], event, victim, thing)
            and s.attacker in attackers - {helper}
            and place in ("", s.place)
            and all((fact in s.facts) == value for fact, value in usual.items() if fact in case.space().facts)
        )
    )


def most_specific(acts: set[str]) -> tuple[str, ...]:
    return tuple(sorted(a for a in acts if not any(b != a and is_a(b, a) for b in acts)))


def turning(case: Case, where: int, found: int) -> tuple[str, ...]:
    """Return the facts of which it depends, among some situations, whether one is in a set."""
    among = set(case.space().read(where))
    inside = set(case.space().read(where & found))
    facts = []
    for fact in case.space().facts:
        turned = {s: replace(s, facts=s.facts ^ {fact}) for s in among}
        if any(other in among and (s in inside) != (other in inside) for s, other in turned.items()):
            facts.append(fact)
    return tuple(facts)


@cache
def worth_of(
    case: Case, helper: str, treaties: tuple[str, ...], settled: bool = False
) -> dict[str, tuple[int, int, int]]:
    return {act: brute.worth(case, helper, treaties, act, settled=settled) for act in brute.NARROWER}


def told_of(case: Case, helper: str, victim: str, setting: Setting, treaties: tuple[str, ...]) -> tuple[object, ...]:
    """Return what a cell says: promised, lawful and certain acts, and what decides on those that are not certain."""
    where = asked_about(case, helper, victim, setting)
    if not where:
        return ((), (), (), {})
    sets = worth_of(case, helper, treaties, JUDGED in setting.given)
    kinds = [
        {act for act, found in sets.items() if (where & found[i] if setting.best else not where & ~found[i])}
        for i in range(3)
    ]
    open_ = {act for act, found in sets.items() if act not in kinds[2] and where & found[1]}
    depends = {act: turning(case, where, sets[act][1]) for act in most_specific(open_)}
    return (*(most_specific(acts) for acts in kinds), {act: set(facts) for act, facts in depends.items() if facts})


@cases(50)
@given(CASES, st.lists(SETTINGS, min_size=6, max_size=6))
def test_a_matrix_of_any_attack_equals_the_loop(case: Case, settings: list[Setting]) -> None:
    frame = frame_for(as_text(case))
    for setting in settings:
        named = {state for state in (setting.attacker, setting.place) if state in STATES}
        if named <= set(frame.space.states):
            compare_matrix(case, matrix(frame, setting), setting)


def compare_matrix(case: Case, found: Matrix, setting: Setting) -> None:
    """Compare a matrix with what the loop says of each pair, and what it tells beside the cells."""
    said = f"{setting}\n{as_text(case)}"
    assert found.parties == parties(case), said
    assert found.event == (setting.event or answered_first(case)), said
    expected_pairs = [(one, other) for one in found.parties for other in found.parties if one != other]
    assert [(cell.helper, cell.victim) for cell in found.cells] == expected_pairs
    others = tuple(t.name for t in case.treaties if t.name != "T")
    turn: set[str] = set()
    for cell in found.cells:
        for one, treaties in ((cell, ("T",)), (cell.beside, others)):
            assert (one is None) == (one is cell.beside and not setting.every_treaty)
            if one is not None:
                answer = (one.promised, one.lawful, one.certain, {act: set(facts) for act, facts in one.depends})
                expected = told_of(case, cell.helper, cell.victim, setting, treaties)
                assert answer == expected, f"{cell.helper} for {cell.victim} under {treaties}\n{said}"
                turn.update(*(facts for _, facts in one.depends))
    assert set(found.issues) == turn, said
    assert {fact.name for fact, _ in found.assumed} <= set(USUAL) - set(setting.given), said


@cases(50)
@given(ALONE)
def test_exact_counts_equal_the_number_of_situations(case: Case) -> None:
    frame = frame_for(as_text(case))
    diagrams = frame.diagrams
    for state in STATES:
        engine = worth(frame, state, (frame.draft,))
        for act in brute.NARROWER:
            promised, _, _ = brute.worth(case, state, ("T",), act)
            # What the engine does not tell apart, such as a state that no text names from another, counts once.
            distinct = set()
            for s in case.space().read(promised):
                day = max(i for i, p in enumerate(frame.space.dates) if p.since is not None and p.since <= s.day)
                kept = [value if value in frame.space.states or value not in STATES else "another state"
                        for value in (s.attacker, s.victim, s.place)]  # fmt: skip
                distinct.add((day, s.event, s.object, *kept, s.facts))
            manners = 2 ** len(frame.space.manners())
            idle = 2 ** len(
                [k for k, f in frame.space.facts.items() if f.kind != "manner" and k not in case.space().facts]
            )
            found = diagrams.count(engine.promised.get(act, EMPTY))
            said = f"`{act}` by {state}\n{as_text(case)}"
            # The loop varies every fact that is written; the engine only those that it met.
            unmet = 2 ** len([fact for fact in case.space().facts if fact not in frame.space.facts])
            assert found * unmet == len(distinct) * manners * idle, said
    assert len(DATES) >= len(frame.space.dates)


# -- under options -------------------------------------------------------------------------------------------------

OPEN = """
treaty T "T" {{ drawn-up at "Rome" on 2026-01-01; party Japan, Australia;
  article as n1 {{ bracket b {{ option A {}; option B {}; option C {}; }} }} }}
"""
HELP, GUARD = ("when attack on any party each other party shall " + act for act in ("help", "guard"))


def test_options_that_guarantee_the_same_share_a_matrix() -> None:
    frame = frame_for(OPEN.format(HELP, GUARD, HELP))
    found = list(matrices(frame.world, frame.draft, frame.question, Setting()))
    assert [(one.options, one.cells[0].certain) for one in found] == [("b A; b C", ("help",)), ("b B", ("guard",))]
    assert all(one.event == "attack" for one in found)
    assert all(cell.hollow is False for one in found for cell in one.cells)


def test_reasons_tell_what_gives_and_what_takes_away() -> None:
    ban = "article 1 as only { Japan shall not fight; }"
    law = f'law L "L" of Japan {{ rank constitution; in-force from 1950-01-01; {ban} }}'
    text = (
        'treaty T "T" { drawn-up at "Rome" on 2026-01-01; party Japan, Australia; '
        "article as n1 { when attack on any party each other party shall fight; } "
        "article as n2 { when raid on any party each other party shall help; } }"
    )
    found = matrix(frame_for(law + text), Setting(event="attack"))
    told = {
        cell.helper: [(one.gives, one.ban.law.name if one.ban else "") for one in cell.reasons] for cell in found.cells
    }
    assert told == {"Japan": [(True, ""), (False, "L")], "Australia": [(True, "")]}
    assert [(cell.helper, cell.promised, cell.certain, cell.hollow) for cell in found.cells] == [
        ("Japan", ("fight",), (), True),
        ("Australia", ("fight",), ("fight",), False),
    ]
