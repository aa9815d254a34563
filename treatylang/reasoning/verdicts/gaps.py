"""Question five: which attacks nobody answers, and which sentences can never apply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.model.instrument import Norm
from treatylang.reasoning.areas.terrain import exists
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.addressees import applies
from treatylang.reasoning.norms.duties import awake
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, bound, combinations
from treatylang.reasoning.situations.readings import governed
from treatylang.reasoning.situations.space import EVENT, OBJECT, PLACE, soil
from treatylang.reasoning.verdicts.abandonment import answered, attacked
from treatylang.reasoning.verdicts.guarantees import attacks
from treatylang.reasoning.verdicts.worth import worth
from treatylang.syntax import ast


@dataclass(frozen=True)
class Unanswered:
    """Attacks on a party that no other party has to answer at all.

    ``where`` are the situations; ``events`` the kinds of attack that nothing answers, whatever they hit and wherever;
    ``objects`` what else can be hit unanswered, each with whether that is so on the victim's own territory for sure.
    """

    victim: str
    where: Situations
    events: tuple[str, ...]
    objects: tuple[tuple[str, bool], ...]


def unanswered(case: Frame) -> Iterator[Unanswered]:
    """Yield, for each party, the attacks on it to which no other party has a floor, and no guarantor.

    A text that answers no attack has no gaps. Circumstances have their usual values, and the attacker is not a party.
    """
    diagrams = case.diagrams
    if not answering(case):
        return
    parties = bound(case)
    values = {state: worth(case, state, (case.draft,)) for state in addressed(case)}
    hits = {victim: attacked(case, victim) for victim in parties}
    given = {state: diagrams.any_of(p.promised for p in value.promises) for state, value in values.items()}
    some = answered(case, diagrams.any_of(hits.values()), given)
    for victim, hit in hits.items():
        gap = diagrams.less(hit, some)
        if exists(case, gap):
            yield _told(case, victim, hit, gap)


def answering(case: Frame) -> tuple[Norm, ...]:
    """Return the duties of the draft that an attack wakes, on whatever day and for whomever."""
    kinds = attacks(case)
    lexicon = case.world.lexicon
    return tuple(
        norm
        for norm in case.draft.norms
        if norm.modality.obliges
        and not norm.procedural
        and norm.choices <= case.choices
        and any(
            isinstance(node, ast.Name) and any(lexicon.is_a(kind, node.text) for kind in kinds)
            for trigger in norm.triggers
            for node in ast.walk(trigger)
        )
    )


def _told(case: Frame, victim: str, hit: Situations, gap: Situations) -> Unanswered:
    """Sum up a gap: whole kinds of attack first, then the objects that are left out of the other kinds."""
    diagrams = case.diagrams
    whole = tuple(
        name
        for name in attacks(case)
        if (kind := diagrams.both(hit, diagrams.value(EVENT, name))) != EMPTY and diagrams.within(kind, gap)
    )
    rest = diagrams.less(gap, diagrams.value(EVENT, *whole)) if whole else gap
    # On the victim's own soil a gap is sure only if it is there wherever the areas lie, and whatever anybody judges.
    spots = [diagrams.level(key) for key in case.space.facts]
    home = diagrams.both(hit, diagrams.value(PLACE, victim))
    sure = diagrams.less(home, diagrams.somehow(diagrams.less(home, gap), spots))
    objects = []
    for name in diagrams.variables[diagrams.level(OBJECT)].values:
        here = diagrams.both(rest, diagrams.value(OBJECT, name))
        if exists(case, here, gap):
            objects.append((name, exists(case, diagrams.both(here, sure), gap)))
    return Unanswered(victim, gap, whole, tuple(objects))


def on_land(case: Frame, thing: str) -> bool:
    """Return whether an object is land."""
    return thing in soil(case.world.lexicon)


def dead(frame: Frame) -> Iterator[Norm]:
    """Yield the norms that address a party and can never apply to any, under no combination of options."""
    alive: set[int] = set()
    spoken: dict[int, Norm] = {}
    for choices in combinations(frame.draft, frame.question.options):
        case = replace(frame, choices=choices)
        for norm in case.draft.norms:
            if norm.procedural or not norm.choices <= choices or norm.span.start in alive:
                continue
            if governed(case, case.draft, norm) == EMPTY:
                continue  # told with its reading
            for state in addressed(case):
                reader = Reader(case, case.draft, state, norm.labels)
                if applies(reader, norm) == EMPTY:
                    continue
                spoken[norm.span.start] = norm
                if awake(reader, case.draft, norm) != EMPTY:
                    alive.add(norm.span.start)
                    break
    yield from (norm for start, norm in spoken.items() if start not in alive)
