"""What treaties and law make of a duty, against plain evaluation: displaced, contradicted, in conflict, in tension."""

from __future__ import annotations

from hypothesis import given

from tests.chance import cases
from tests.reasoning.brute_space import STATES
from tests.reasoning.brute_treaties import Case, Moment, Name, judge
from tests.reasoning.drawing import CASES
from tests.reasoning.treaties_text import as_mask, as_text, frame_for, told
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.contradiction import DilemmaKind, dilemmas_of
from treatylang.reasoning.verdicts.legality import clashes


def name_of(norm: object) -> Name:
    """Return the oracle's name of a norm of the engine: its treaty and the number in its label."""
    label = next(label for label in norm.labels if label[0] == "n" and label[1:].isdigit())  # type: ignore[attr-defined]
    return norm.instrument, int(label[1:])  # type: ignore[attr-defined]


def found_by(frame: Frame, state: str, kind: str) -> dict[Name, int]:
    """Return what the engine finds of one kind, by duty."""
    found: dict[Name, int] = {}
    for one in dilemmas_of(frame, state):
        if one.kind == kind:
            name = name_of(one.duty.norm)
            found[name] = frame.diagrams.either(found.get(name, EMPTY), one.where)
    return found


QUESTIONS = {
    DilemmaKind.DISPLACED: Moment.displaced,
    DilemmaKind.CONTRADICTION: Moment.contradicted,
    DilemmaKind.TOGETHER: Moment.together,
}


@cases(150)
@given(CASES)
def test_what_treaties_make_of_a_duty_of_the_draft_equals_the_loop(case: Case) -> None:
    frame = frame_for(as_text(case))
    for state in STATES:
        for kind, asked in QUESTIONS.items():
            engine = found_by(frame, state, kind)
            for number, norm in enumerate(case.draft.norms, 1):
                name = ("T", number)
                if norm.kind != "duty":
                    continue
                expected = judge(case, state, lambda m, n=name, a=asked: n in m.norms and a(m, n))
                found = as_mask(frame, engine.get(name, EMPTY), case.space())
                assert found == expected, f"{kind} of n{number}\n{told(case, state, expected, found)}"


BY_LAW = {
    ("conflict", "LAW"): Moment.conflict,
    ("conflict", "POLICY"): Moment.by_policy,
    ("tension", "LAW"): Moment.tension,
}


@cases(120)
@given(CASES)
def test_what_own_law_makes_of_each_duty_beside_other_treaties_equals_the_loop(case: Case) -> None:
    frame = frame_for(as_text(case))
    engine: dict[tuple[str, str, str, Name], int] = {}
    for one in clashes(frame):
        key = (one.kind, one.weight.name, one.duty.bearer, name_of(one.duty.norm))
        engine[key] = engine.get(key, 0) | as_mask(frame, one.where, case.space())
    for state in STATES:
        for number, norm in enumerate(case.draft.norms, 1):
            name = ("T", number)
            for (kind, weight), asked in BY_LAW.items() if norm.kind == "duty" else ():
                expected = judge(case, state, lambda m, n=name, a=asked: n in m.norms and a(m, n))
                found = engine.get((kind, weight, state, name), 0)
                assert found == expected, f"{kind} ({weight}) of n{number}\n{told(case, state, expected, found)}"
