"""When each sentence of a treaty is part of it, where protocols in force from a known day change it (ruling 69).

Before that day the treaty reads as it did: what the protocol takes out is still there, what it puts in is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Generic, TypeVar

from treatylang.model.amend import amending
from treatylang.model.instrument import Defined, Instrument, Norm, Period, Statement
from treatylang.syntax import ast

T = TypeVar("T")
Read = Callable[[ast.InstrumentNode], Instrument]
"""Makes an instrument of a text."""
Stage = Callable[[Sequence[ast.InstrumentNode]], Instrument]
"""Makes an instrument of the treaty as some protocols changed it."""


def through_time(
    whole: Instrument, base: ast.InstrumentNode, protocols: Sequence[ast.InstrumentNode], read: Read, made: Stage
) -> Instrument:
    """Return a treaty as all protocols made it, with what it said before each of those that are in force from a day.

    ``protocols`` are those that bind all parties of the treaty; ``made`` knows the others, whose days are those of
    their parties.
    """
    spans = {
        one.name.text: text.force
        for one in amending(base, protocols)
        if (text := read(one)).binds and (text.force.since is not None or text.force.until is not None)
    }
    days = sorted({day for span in spans.values() for day in (span.since, span.until) if day is not None})
    if not days:
        return whole
    stages = [Period(None, days[0]), *(Period(*pair) for pair in pairwise(days)), Period(days[-1], None)]
    norms, statements, areas = _Stood[Norm](), _Stood[Statement](), _Stood[Defined]()
    for stage in stages:
        known = tuple(one for one in protocols if _covers(spans.get(one.name.text), stage))
        text = whole if len(known) == len(protocols) else made(known)
        for norm in text.norms:
            norms.add(norm.node, norm, stage)
        for said in text.statements:
            statements.add(said.node, said, stage)
        for area in text.areas:
            areas.add(area.value, area, stage)
    return replace(
        whole,
        norms=tuple(replace(one, period=stood) for one, stood in norms.found()),
        statements=tuple(replace(one, period=stood) for one, stood in statements.found()),
        areas=tuple(replace(one, period=_within(one.period, stood)) for one, stood in areas.found()),
    )


def _covers(force: Period | None, stage: Period) -> bool:
    """Return whether a protocol is in force in a stage; one without days always is."""
    if force is None:
        return True
    begun = force.since is None or (stage.since is not None and force.since <= stage.since)
    return begun and (force.until is None or (stage.until is not None and stage.until <= force.until))


class _Stood(Generic[T]):
    """The sentences of a text, or its definitions, with the days on which each was part of it.

    One that was taken out for some time stands once for each time in which it was there.
    """

    def __init__(self) -> None:
        self._times: dict[tuple[object, ...], list[tuple[T, Period]]] = {}

    def add(self, node: ast.Node, what: T, stage: Period) -> None:
        """Note that something, known by its node, was part of the text in a stage, which follows those before."""
        # For whom protocols took it out may differ from one time to another.
        times = self._times.setdefault((id(node), getattr(what, "besides", ())), [])
        if times and times[-1][1].until == stage.since:
            times[-1] = (what, Period(times[-1][1].since, stage.until))
        else:
            times.append((what, stage))

    def found(self) -> Iterator[tuple[T, Period]]:
        """Yield each with its days, in the order in which they came into the text."""
        return (one for times in self._times.values() for one in times)


def _within(own: Period, stage: Period) -> Period:
    """Return the days of a definition that has days of its own, as far as it is part of the text."""
    since = [day for day in (own.since, stage.since) if day is not None]
    until = [day for day in (own.until, stage.until) if day is not None]
    return Period(max(since, default=None), min(until, default=None))
