"""What a declaration or reservation changes: whether its maker, or anybody, owes less because of it (ruling 15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.model.instrument import Instrument, Norm, World
from treatylang.model.question import Question
from treatylang.model.reservations import concerns
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.duties import awake, duties
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.verdicts.examination import examined
from treatylang.source import Span


def lowered(world: World, draft: Instrument, name: str, question: Question) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield each sentence of a statement that changes what is owed, with the labels of the provision it changes.

    It is looked at as if it were permitted: whether it is, the clause on reservations decides afterwards.
    """
    waivers = [norm for norm in draft.waivers if norm.statement == name]
    spoken = [one for one in draft.statements if one.statement == name]
    if not waivers and not spoken:
        return
    frame, _ = examined(world, draft, question)
    without = replace(draft, statements=tuple(one for one in draft.statements if one.statement != name))
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        silent = replace(case, draft=without)
        for norm in draft.norms:
            if not norm.modality.obliges or norm.statement or not norm.choices <= choices:
                continue
            if not concerns(draft, name, norm.labels):
                continue
            for state in addressed(case):
                yield from ((one.span, norm.labels) for one in waivers if _waives(case, norm, state, one))
                if spoken and _awake(case, norm, state) != _awake(silent, norm, state):
                    yield spoken[0].span, norm.labels


def _waives(case: Frame, norm: Norm, state: str, waiver: Norm) -> bool:
    """Return whether a waiver takes back all that a duty asks at least, somewhere where it is owed."""
    lexicon = case.world.lexicon
    where = awake(Reader(case, case.draft, state, waiver.labels), case.draft, waiver)
    return any(
        all(any(lexicon.is_a(way, act) for act in waiver.acts) for way in duty.levels[0][1])
        and case.diagrams.both(duty.awake, where) != EMPTY
        for duty in duties(case, case.draft, norm, state)
    )


def _awake(case: Frame, norm: Norm, state: str) -> Situations:
    return awake(Reader(case, case.draft, state, norm.labels), case.draft, norm)
