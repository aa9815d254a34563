"""Which duties are not owed because norms that prevail over them forbid every way to perform them.

Priority is pairwise, for what is displaced too: a ban that yields to one duty is a ban for every other (ruling 28).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, fitted, forbidden
from treatylang.reasoning.norms.duties import Duty
from treatylang.reasoning.norms.floors import Level, floor
from treatylang.reasoning.norms.obligations import bans_under
from treatylang.reasoning.norms.priority import priority
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import Readings


@dataclass(frozen=True)
class Owed:
    """A level of a duty's floor, and what prevailing norms leave of it.

    ``owed`` is where it is still owed, ``displaced`` where it is not; ``bans`` are the bans of treaties that reach the
    duty, each with the situations in which it stands.
    """

    level: Level
    owed: Situations
    displaced: Situations
    bans: tuple[Ban, ...]


def owed(
    case: Frame,
    treaty: Instrument,
    duty: Duty,
    own: tuple[Ban, ...],
    readings: Readings,
) -> tuple[Owed, ...]:
    """Return each level of a duty's floor with what displaces it; ``own`` are the bans of law that reach it."""
    diagrams = case.diagrams
    bans = _reaching(case, treaty, duty)
    levels = floor(case, duty, (*own, *_deferred(duty, bans)), readings)
    if not bans:
        return tuple(Owed(level, level[2], EMPTY, ()) for level in levels)
    order = priority(case, duty.bearer)
    norms = [ban.norm for ban in bans]
    above = []
    for ban in bans:
        strict = diagrams.both(ban.bites, order.strict(ban.norm, duty.norm, norms))
        if strict != EMPTY:
            above.append(replace(ban, bites=strict))
    found = []
    for level in levels:
        gone = diagrams.both(level[2], hit(case, level[1], tuple(above)))
        found.append(Owed(level, diagrams.less(level[2], gone), gone, bans))
    return tuple(found)


def deferred(case: Frame, treaty: Instrument, duty: Duty) -> tuple[Ban, ...]:
    """Return the bans of treaties to which a duty defers by name (`@a yields to @b`): they lower its floor."""
    return _deferred(duty, _reaching(case, treaty, duty)) if duty.laws else ()


def _reaching(case: Frame, treaty: Instrument, duty: Duty) -> tuple[Ban, ...]:
    ways = frozenset(way for _, those in duty.levels for way in those)
    return fitted(case, bans_under(case, duty.bearer, ways), duty.conduct(treaty))


def _deferred(duty: Duty, bans: tuple[Ban, ...]) -> tuple[Ban, ...]:
    return tuple(ban for ban in bans if any(named.has(ban.norm) for named in duty.laws))


def displaced(case: Frame, treaty: Instrument, duty: Duty, own: tuple[Ban, ...], readings: Readings) -> Situations:
    """Return the situations in which what a duty asks at least is not owed, because what prevails forbids it."""
    return case.diagrams.any_of(one.displaced for one in owed(case, treaty, duty, own, readings))


def hit(case: Frame, ways: frozenset[str], bans: tuple[Ban, ...]) -> Situations:
    """Return the situations in which bans forbid every way, whatever manner the actor chooses."""
    if not bans:
        return EMPTY
    diagrams = case.diagrams
    result = diagrams.all_of(diagrams.any_of(ban.against(way, diagrams) for ban in bans) for way in sorted(ways))
    return diagrams.whatever(result, case.space.manners())


def standing(case: Frame, duty: Duty, bans: tuple[Ban, ...]) -> Iterator[Ban]:
    """Yield the bans of treaties where the duty does not prevail over them.

    Those to which it defers are among them, as law is to which it defers: what they leave is owed, and of that another
    ban may take the rest.
    """
    order = priority(case, duty.bearer)
    norms: list[Norm] = [ban.norm for ban in bans]
    for ban in bans:
        bites = case.diagrams.less(ban.bites, order.strict(duty.norm, ban.norm, norms))
        if bites != EMPTY:
            yield replace(ban, bites=bites)


def blocked(
    case: Frame,
    ways: frozenset[str],
    law: tuple[Ban, ...],
    treaties: tuple[Ban, ...],
    readings: Readings,
    waiting: Mapping[str, Situations],
) -> Situations:
    """Return where every way is forbidden, or waits for an approval, in whatever manner it is done."""
    diagrams = case.diagrams
    result = diagrams.all_of(
        diagrams.any_of(
            (
                forbidden(case, law, way, readings),
                waiting.get(way, EMPTY),
                *(ban.against(way, diagrams) for ban in treaties),
            )
        )
        for way in sorted(ways)
    )
    return diagrams.whatever(result, case.space.manners())
