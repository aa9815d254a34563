"""Question one: does a draft promise what the law of a party forbids? Conflicts and tensions, as exact sets.

Conflict: the floor of a duty is owed and every way of it is forbidden by the bearer's own law. Tension: no conflict,
but everything that the duty may call for is forbidden (reasoning.md, "Legality").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from treatylang.model.instrument import Choice, Norm, Reading
from treatylang.reasoning.areas.terrain import exists
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, Weight, fitted, forbidden, law_on
from treatylang.reasoning.norms.displacement import deferred, displaced
from treatylang.reasoning.norms.duties import Duty, duties, rights
from treatylang.reasoning.norms.floors import absorbed_by, closed, floor
from treatylang.reasoning.norms.relevance import meeting
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, bound, combinations
from treatylang.reasoning.situations.readings import Readings


class ClashKind(StrEnum):
    """How a duty and the bearer's own law collide."""

    CONFLICT = "conflict"
    """What is owed at the least is forbidden, in every way of doing it."""
    TENSION = "tension"
    """No conflict, but everything that the duty may call for is forbidden."""


@dataclass(frozen=True)
class Clash:
    """A duty that domestic law forbids to perform.

    ``kind`` is conflict or tension; ``where`` the set of situations; ``act`` what is owed there and ``ways`` all ways
    of it; ``bans`` those that forbid them; ``weight`` the heaviest law that it takes; ``readings`` are set where only
    readings that do not prevail give it. ``owed`` are the situations in which the act is owed at all.
    """

    kind: ClashKind
    duty: Duty
    where: Situations
    act: str
    ways: frozenset[str]
    bans: tuple[Ban, ...]
    weight: Weight
    choices: frozenset[Choice]
    readings: tuple[Reading, ...] = ()
    owed: Situations = EMPTY


def clashes(frame: Frame, parties: tuple[str, ...] | None = None) -> tuple[Clash, ...]:
    """Return every clash of the draft with the law of its parties, for each combination of options once.

    A clash that several combinations share is given once, with only the options that all of them have in common.
    """
    found: dict[tuple[str, int, str, str, Situations, Weight, tuple[str, ...]], Clash] = {}
    for choices in combinations(frame.draft, frame.question.options):
        case = replace(frame, choices=choices)
        for state in parties if parties is not None else addressed(frame):
            for clash in clashes_of(case, state):
                norm = clash.duty.norm
                key = (
                    clash.kind,
                    norm.span.start,
                    state,
                    clash.act,
                    clash.where,
                    clash.weight,
                    tuple(reading.name for reading in clash.readings),
                )
                known = found.get(key)
                found[key] = clash if known is None else replace(known, choices=clash.choices & known.choices)
    return tuple(clash for clash in found.values() if exists(frame, clash.where))


def clashes_of(case: Frame, state: str, only: tuple[Norm, ...] = ()) -> Iterator[Clash]:
    """Yield the clashes of one party under the options of the frame, with all norms of the draft or with some."""
    bans, readings = law_on(case, state)
    for norm in only or case.draft.norms:
        if not norm.choices <= case.choices:
            continue
        for duty in duties(case, case.draft, norm, state):
            own = meeting(case, duty, fitted(case, bans, duty.conduct(case.draft)))
            gone = displaced(case, case.draft, duty, own, readings)
            yield from _of_duty(case, duty, own, readings, gone, deferred(case, case.draft, duty))
        for right in rights(case, case.draft, norm, state):
            # A right to act on the soil of a party binds that party to let it happen (ruling 46).
            conduct = right.conduct(case.draft)
            barring: list[Ban] = []
            for host in (one for one in bound(case) if one != state):
                theirs = [ban for ban in bans if ban.law.state == host]
                # Of the places that a right leaves to its bearer, each host looks at its own.
                barring += fitted(case, theirs, replace(conduct, host=host))
            own = meeting(case, right, barring)
            if own:
                yield from _of_duty(case, right, own, readings, EMPTY)


def _of_duty(
    case: Frame, duty: Duty, bans: tuple[Ban, ...], readings: Readings, gone: Situations, named: tuple[Ban, ...] = ()
) -> Iterator[Clash]:
    """Yield the clashes of one duty; ``gone`` is where norms that prevail displace it, and nothing is owed.

    ``named`` are the bans of treaties to which it defers: they lower what is owed, as domestic law does that it names.
    """
    seen = gone
    weighed = 0
    for weight in Weight:
        binding = tuple(ban for ban in bans if ban.weight <= weight)
        if len(binding) == weighed:  # no further law: no further conflict
            continue
        weighed = len(binding)
        for clash in conflicts(case, duty, binding, (*bans, *named), readings):
            where = case.diagrams.less(clash.where, seen)
            seen = case.diagrams.either(seen, clash.where)
            if where != EMPTY:
                yield replace(clash, where=where, weight=weight, owed=case.diagrams.less(clash.owed, gone))
    yield from _tension(case, duty, bans, readings, seen, named)
    yield from _by_other_readings(case, duty, bans, readings, seen, named)


def conflicts(
    case: Frame,
    duty: Duty,
    binding: tuple[Ban, ...],
    bans: tuple[Ban, ...],
    readings: Readings,
    only: Reading | None = None,
) -> Iterator[Clash]:
    """Yield, for each level of the floor, the situations in which all its ways are forbidden by the binding bans."""
    for act, ways, owed in floor(case, duty, bans, readings, only):
        where = case.diagrams.both(owed, closed(case, ways, binding, readings, only))
        if where != EMPTY:
            yield Clash(
                ClashKind.CONFLICT,
                duty,
                where,
                act,
                ways,
                _biting(case, binding, ways, where, readings, only),
                Weight.LAW,
                case.choices,
                owed=owed,
            )


def _biting(
    case: Frame,
    bans: tuple[Ban, ...],
    ways: frozenset[str],
    where: Situations,
    readings: Readings,
    only: Reading | None,
) -> tuple[Ban, ...]:
    """Return the bans that forbid some of the ways in some of the situations, in readings that govern there."""
    found = []
    for ban in bans:
        bites = case.diagrams.both(ban.bites, where)
        if only is not None and ban.reading is not None and ban.reading.article == only.article:
            bites = bites if ban.reading is only else EMPTY
        elif ban.reading is not None:
            bites = case.diagrams.both(bites, governing(case, ban, readings))
        if bites != EMPTY and any(ban.forbids(way) for way in ways):
            found.append(ban)
    return tuple(found)


def _articles(ban: Ban) -> Iterator[str]:
    """Yield the articles on whose readings a ban, or what lifts it, depends."""
    for reading in (ban.reading, *(lift.reading for lift in ban.lifted)):
        if reading is not None:
            yield reading.article


def governing(case: Frame, ban: Ban, readings: Readings) -> Situations:
    """Return the situations on whose date the reading of a ban has a say: it prevails, or none does."""
    if ban.reading is None:
        return ALL
    key = (ban.law.name, ban.reading.article)
    days = case.diagrams.any_of(d for reading, d in readings.prevailing.get(key, ()) if reading is ban.reading)
    return case.diagrams.either(days, readings.contested.get(key, EMPTY))


def _tension(
    case: Frame, duty: Duty, bans: tuple[Ban, ...], readings: Readings, seen: Situations, named: tuple[Ban, ...]
) -> Iterator[Clash]:
    """Yield where no conflict is, yet every way that the duty may call for is forbidden, and there is one at all."""
    diagrams = case.diagrams
    binding = tuple(ban for ban in bans if ban.weight is Weight.LAW)
    absorbed = tuple(ban for ban in (*bans, *named) if absorbed_by(duty, ban))
    manners = case.space.manners()
    shut, called = ALL, EMPTY
    for way in sorted(duty.ceiling):
        taken = forbidden(case, absorbed, way, readings)
        banned = forbidden(case, binding, way, readings)
        shut = diagrams.both(shut, diagrams.whatever(diagrams.either(taken, banned), manners))
        called = diagrams.either(called, diagrams.somehow(diagrams.outside(taken), manners))
    where = diagrams.less(diagrams.all_of((duty.awake, shut, called)), seen)
    if where != EMPTY:
        biting = _biting(case, binding, duty.ceiling, where, readings, None)
        act = duty.levels[0][0]
        asked = diagrams.both(duty.awake, called)
        yield Clash(ClashKind.TENSION, duty, where, act, duty.ceiling, biting, Weight.LAW, case.choices, owed=asked)


def _by_other_readings(
    case: Frame, duty: Duty, bans: tuple[Ban, ...], readings: Readings, seen: Situations, named: tuple[Ban, ...]
) -> Iterator[Clash]:
    """Yield what readings that do not prevail would make of a duty: a note that names them."""
    binding = tuple(ban for ban in bans if ban.weight is Weight.LAW)
    found: dict[tuple[int, str], Clash] = {}
    # Whatever is forbidden here under no reading of an article, another reading of it changes nothing about.
    read = {article for ban in (*bans, *named) for article in _articles(ban)}
    for reading in (one for one in readings.other if one.article in read):
        for clash in conflicts(case, duty, binding, (*bans, *named), readings, reading):
            where = case.diagrams.less(clash.where, seen)
            if where == EMPTY:
                continue
            theirs = tuple(ban for ban in clash.bans if ban.reading is reading)
            key = (duty.norm.span.start, clash.act)
            known = found.get(key)
            if known is None:
                found[key] = replace(clash, where=where, bans=theirs, readings=(reading,))
            else:
                found[key] = replace(
                    known,
                    where=case.diagrams.either(known.where, where),
                    bans=known.bans + theirs,
                    readings=(*known.readings, reading),
                )
    yield from found.values()
