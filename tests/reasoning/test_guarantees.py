"""What promises are worth, against the plain evaluation: promised, lawful and certain, by act; matrices; counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning import brute_treaties as brute
from tests.reasoning.brute_space import DATES, GANG, OTHER, STATES, USUAL
from tests.reasoning.brute_treaties import Case
from tests.reasoning.drawing import ALONE, CASES
from tests.reasoning.treaties_text import as_mask, as_text, frame_for, told
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.verdicts.guarantees import Setting, matrix
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
