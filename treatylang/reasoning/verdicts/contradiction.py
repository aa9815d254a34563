"""Question four: whether the treaties of a state, the draft among them, ask for what they also forbid.

A duty is *displaced* where bans that strictly prevail over it hit every way of its floor. It is *contradicted* where
the bans of treaties, those over which it prevails left out, hit every way and nothing displaces it; *impossible
together* where only domestic law and treaties jointly do (reasoning.md, "Contradiction").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from treatylang.model.instrument import Choice, Instrument, Norm
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, Weight, fitted, forbidden, law_on, weight_of
from treatylang.reasoning.norms.displacement import Owed, hit, owed, standing
from treatylang.reasoning.norms.duties import Duty, duties
from treatylang.reasoning.norms.obligations import bans_under, duties_under
from treatylang.reasoning.norms.priority import priority
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.situations.readings import Readings, governed


class DilemmaKind(StrEnum):
    """How a duty under a treaty collides with other treaties, or with treaties and law together."""

    CONTRADICTION = "contradiction"
    TOGETHER = "impossible together"
    DISPLACED = "displaced"
    REQUIRED = "required"
    """Own law asks for what the treaty forbids."""

    @property
    def impossible(self) -> bool:
        """Whether a duty is owed that cannot be performed."""
        return self in (DilemmaKind.CONTRADICTION, DilemmaKind.TOGETHER)


@dataclass(frozen=True)
class Dilemma:
    """A duty under one treaty that cannot be performed beside others.

    ``kind`` is contradiction, impossible together or displaced; ``where`` the situations; ``act`` what is owed there
    and ``ways`` all ways of it; ``bans`` those that hit them, of treaties and, for impossible together, of domestic
    law.
    """

    kind: DilemmaKind
    duty: Duty
    treaty: Instrument
    where: Situations
    act: str
    ways: frozenset[str]
    bans: tuple[Ban, ...]
    choices: frozenset[Choice]


def dilemmas(frame: Frame, parties: tuple[str, ...] | None = None) -> tuple[Dilemma, ...]:
    """Return every dilemma of parties in which the draft has a part, for each combination of options once."""
    key = (frame.supposed, id(frame.draft), parties)
    return frame.memo.once(_DILEMMAS, key, lambda: tuple(_dilemmas(frame, parties)), frame.draft)


_DILEMMAS = Topic[tuple[Dilemma, ...]]("dilemmas")


def _dilemmas(frame: Frame, parties: tuple[str, ...] | None) -> Iterable[Dilemma]:
    found: dict[tuple[object, ...], list[Dilemma]] = {}
    for choices in combinations(frame.draft, frame.question.options):
        case = replace(frame, choices=choices)
        for state in parties if parties is not None else addressed(frame):
            for one in dilemmas_of(case, state):
                key = (one.kind, one.duty.norm.span.start, state, one.act, one.where, one.treaty.name)
                _add(frame, found.setdefault(key, []), one)
    return [one for several in found.values() for one in several]


def _add(frame: Frame, known: list[Dilemma], one: Dilemma) -> None:
    """Take a dilemma to those that are alike but for their bans: of bans among which some suffice, these are told.

    It rests on the options that all combinations share in which it is found, besides those of its own sentences.
    """
    mine = _banning(one)
    for place, other in enumerate(known):
        theirs = _banning(other)
        if mine < theirs:
            known[place] = replace(one, choices=(one.choices & other.choices) | _own(frame, one))
            return
        if theirs <= mine:
            known[place] = replace(other, choices=(one.choices & other.choices) | _own(frame, other))
            return
    known.append(one)


def _banning(one: Dilemma) -> frozenset[tuple[str, int]]:
    return frozenset((ban.law.name, ban.norm.span.start) for ban in one.bans)


def _own(frame: Frame, one: Dilemma) -> frozenset[Choice]:
    """Return the options on which the sentences of a dilemma themselves depend."""
    draft = [one.duty.norm] if one.treaty is frame.draft else []
    draft += [ban.norm for ban in one.bans if ban.law is frame.draft]
    return frozenset(choice for norm in draft for choice in norm.choices)


def alike(found: tuple[Dilemma, ...], kind: DilemmaKind) -> Iterator[tuple[Dilemma, tuple[str, ...]]]:
    """Yield the dilemmas of a kind that differ by more than who is in them, each with all whom it concerns."""
    groups: dict[tuple[object, ...], list[Dilemma]] = {}
    for one in found:
        if one.kind == kind:
            bans = tuple((ban.law.name, ban.norm.span.start) for ban in one.bans)
            groups.setdefault((one.treaty.name, one.duty.norm.span.start, one.act, bans), []).append(one)
    for group in groups.values():
        yield group[0], tuple(dict.fromkeys(one.duty.bearer for one in group))


def dilemmas_of(case: Frame, state: str) -> Iterator[Dilemma]:
    """Yield the dilemmas of one party under the options of the frame."""
    law, readings = law_on(case, state)
    for treaty in treaties_of(case, state):
        for duty in duties_under(case, treaty, state):
            own = fitted(case, law, duty.conduct(treaty))
            for one in owed(case, treaty, duty, own, readings):
                yield from _of_level(case, treaty, duty, one, own, readings)


def _of_level(
    case: Frame, treaty: Instrument, duty: Duty, one: Owed, own: tuple[Ban, ...], readings: Readings
) -> Iterator[Dilemma]:
    diagrams = case.diagrams
    act, ways, _ = one.level
    mine = treaty is case.draft

    def told(
        kind: DilemmaKind, where: Situations, bans: tuple[Ban, ...], law: tuple[Ban, ...] = ()
    ) -> Iterator[Dilemma]:
        if where == EMPTY:
            return
        needed = list(bans)
        for ban in bans:
            # A ban without which all ways are closed just the same is not worth telling.
            fewer = tuple(other for other in needed if other is not ban)
            if diagrams.within(where, _closed_by(case, ways, law, fewer, readings)):
                needed.remove(ban)
        if mine or any(ban.law is case.draft for ban in needed):
            yield Dilemma(kind, duty, treaty, where, act, ways, (*needed, *law), case.choices)

    yield from told(DilemmaKind.DISPLACED, one.displaced, one.bans)
    against = tuple(standing(case, duty, one.bans))
    if not against:
        return
    contradicted = diagrams.both(one.owed, hit(case, ways, against))
    yield from told(DilemmaKind.CONTRADICTION, contradicted, against)
    binding = tuple(ban for ban in own if ban.weight is Weight.LAW)
    if binding:
        by_law = _closed_by(case, ways, binding, (), readings)
        both = _closed_by(case, ways, binding, against, readings)
        where = diagrams.less(diagrams.both(one.owed, both), diagrams.either(by_law, contradicted))
        biting = tuple(ban for ban in binding if diagrams.both(where, ban.bites) != EMPTY)
        yield from told(DilemmaKind.TOGETHER, where, against, biting)


def _closed_by(
    case: Frame, ways: frozenset[str], law: tuple[Ban, ...], treaties: tuple[Ban, ...], readings: Readings
) -> Situations:
    """Return where every way is forbidden by domestic law or by treaties, in whatever manner it is done."""
    diagrams = case.diagrams
    result = diagrams.all_of(
        diagrams.either(
            forbidden(case, law, way, readings),
            diagrams.any_of(ban.against(way, diagrams) for ban in treaties),
        )
        for way in sorted(ways)
    )
    return diagrams.whatever(result, case.space.manners())


def required(case: Frame, state: str) -> Iterator[Dilemma]:
    """Yield the duties under a state's own law that the draft forbids it to perform in any way.

    Declared policy and procedures require nothing.
    """
    doctrine = next((law.ranks for law in case.world.laws_of(state) if law.ranks is not None), None)
    for law in case.world.laws_of(state):
        for norm in law.norms:
            if weight_of(case, law, norm, doctrine) is not Weight.LAW:
                continue
            for duty in duties(case, law, norm, state):
                ways = frozenset(way for _, those in duty.levels for way in those)
                bans = [ban for ban in bans_under(case, state, ways) if ban.law is case.draft]
                reach = fitted(case, bans, duty.conduct(law))
                where = case.diagrams.both(duty.awake, hit(case, duty.levels[0][1], reach))
                where = case.diagrams.both(where, governed(case, law, norm))
                if where != EMPTY:
                    act, those = duty.levels[0]
                    yield Dilemma(DilemmaKind.REQUIRED, duty, law, where, act, those, reach, case.choices)


def priority_circles(case: Frame, state: str) -> Iterator[tuple[Norm, Norm, Situations]]:
    """Yield the pairs of norms of treaties that prevail over each other in a circle, one of them the draft's."""
    seen: set[tuple[int, int]] = set()
    order = priority(case, state)
    for treaty in treaties_of(case, state):
        for duty in duties_under(case, treaty, state):
            ways = frozenset(way for _, those in duty.levels for way in those)
            bans = fitted(case, bans_under(case, state, ways), duty.conduct(treaty))
            norms = [duty.norm, *(ban.norm for ban in bans)]
            for one, other, where in order.circle(norms):
                key = (id(one), id(other))
                if key not in seen and case.draft.name in (one.instrument, other.instrument):
                    seen.add(key)
                    yield one, other, where
