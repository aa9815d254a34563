"""Which duties are not owed because norms that prevail over them forbid every way to perform them.

A displaced norm displaces nothing: where a duty prevails over a ban and the ban would hit every way of it, the ban
itself gives way there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.bans import Ban, Readings, bans_on, fitted, readings_of
from treatylang.reasoning.norms.binding import bans_under, duties_under, treaties_of
from treatylang.reasoning.norms.duties import Duty
from treatylang.reasoning.norms.floors import Level, floor
from treatylang.reasoning.norms.priority import Priority, priority
from treatylang.reasoning.situations.frame import Frame


@dataclass(frozen=True)
class Owed:
    """A level of a duty's floor, and what prevailing norms leave of it.

    ``owed`` is where it is still owed, ``displaced`` where it is not; ``bans`` are the bans of treaties that reach the
    duty, each with the situations in which it stands.
    """

    level: Level
    owed: int
    displaced: int
    bans: tuple[Ban, ...]


def owed(
    case: Frame,
    treaty: Instrument,
    duty: Duty,
    own: tuple[Ban, ...],
    readings: Readings,
    seen: frozenset[int] = frozenset(),
) -> tuple[Owed, ...]:
    """Return each level of a duty's floor with what displaces it; ``own`` are the bans of own law that reach it.

    ``seen`` are the places of the duties whose own displacement is being asked for.
    """
    diagrams = case.diagrams
    ways = frozenset(way for _, those in duty.levels for way in those)
    bans = fitted(case, bans_under(case, duty.bearer, ways), duty.deed(treaty))
    absorbed = tuple(ban for ban in bans if ban.law.name in duty.laws)
    levels = floor(case, duty, (*own, *absorbed), readings)
    if not bans:
        return tuple(Owed(level, level[2], EMPTY, ()) for level in levels)
    order = priority(case, duty.bearer)
    norms = [ban.norm for ban in bans]
    alive = tuple(_alive(case, order, duty, bans, seen | {duty.norm.span.start}))
    above = []
    for ban in alive:
        strict = diagrams.both(ban.bites, order.strict(ban.norm, duty.norm, norms))
        if strict != EMPTY:
            above.append(replace(ban, bites=strict))
    found = []
    for level in levels:
        gone = diagrams.both(level[2], hit(case, level[1], tuple(above)))
        found.append(Owed(level, diagrams.less(level[2], gone), gone, alive))
    return tuple(found)


def displaced(case: Frame, treaty: Instrument, duty: Duty, own: tuple[Ban, ...], readings: Readings) -> int:
    """Return the situations in which what a duty asks at least is not owed, because what prevails forbids it."""
    return case.diagrams.any_of(one.displaced for one in owed(case, treaty, duty, own, readings))


def deposes(case: Frame, norm: Norm, state: str) -> bool:
    """Return whether a duty of the draft prevails over some ban of a treaty, and so may free other duties of it."""
    order = priority(case, state)
    return any(
        order.declared(norm, ban) != EMPTY
        for treaty in treaties_of(case, state)
        for ban in treaty.norms
        if ban.modality.forbids
    )


def hit(case: Frame, ways: frozenset[str], bans: tuple[Ban, ...]) -> int:
    """Return the situations in which bans forbid every way, whatever manner the actor chooses."""
    if not bans:
        return EMPTY
    diagrams = case.diagrams
    result = diagrams.all_of(diagrams.any_of(ban.against(way, diagrams) for ban in bans) for way in sorted(ways))
    return diagrams.whatever(result, case.manners())


def standing(case: Frame, duty: Duty, bans: tuple[Ban, ...]) -> Iterator[Ban]:
    """Yield the bans of treaties where the duty does not prevail over them, and does not defer to their treaty."""
    order = priority(case, duty.bearer)
    norms: list[Norm] = [ban.norm for ban in bans]
    for ban in bans:
        if ban.law.name in duty.laws:
            continue
        bites = case.diagrams.less(ban.bites, order.strict(duty.norm, ban.norm, norms))
        if bites != EMPTY:
            yield replace(ban, bites=bites)


def _alive(case: Frame, order: Priority, duty: Duty, bans: tuple[Ban, ...], seen: frozenset[int]) -> Iterator[Ban]:
    """Yield the bans without the situations in which a duty that prevails over one displaces it."""
    for ban in bans:
        gone = EMPTY
        for treaty in treaties_of(case, duty.bearer):
            for norm in treaty.norms:
                if not norm.modality.obliges or norm.span.start in seen or order.strict(norm, ban.norm) == EMPTY:
                    continue
                gone = case.diagrams.either(gone, _deposed(case, order, treaty, norm, duty.bearer, ban, seen))
        bites = case.diagrams.less(ban.bites, gone)
        if bites != EMPTY:
            yield replace(ban, bites=bites)


def _deposed(
    case: Frame, order: Priority, treaty: Instrument, norm: Norm, state: str, ban: Ban, seen: frozenset[int]
) -> int:
    """Return where a duty that is owed prevails over a ban that would make it impossible."""
    found = EMPTY
    law = bans_on(case, state)
    readings = readings_of(case, state)
    for other in duties_under(case, treaty, state, norm):
        theirs = fitted(case, (ban,), other.deed(treaty))
        if not theirs:
            continue
        where = order.strict(norm, ban.norm)
        for one in owed(case, treaty, other, fitted(case, law, other.deed(treaty)), readings, seen):
            blocked = case.diagrams.all_of((where, one.owed, hit(case, one.level[1], theirs)))
            found = case.diagrams.either(found, blocked)
    return found
