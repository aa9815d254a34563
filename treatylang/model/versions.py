"""When each sentence of a treaty is part of it, where protocols in force from a known day change it (ruling 69).

Before that day the treaty reads as it did: what the protocol takes out is still there, what it puts in is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from treatylang.model.amend import amended, amending
from treatylang.model.instrument import Defined, Instrument, Norm, Period, Statement
from treatylang.syntax import ast

Read = Callable[[ast.InstrumentNode], Instrument]
"""Makes an instrument of a text."""


def through_time(
    whole: Instrument, base: ast.InstrumentNode, protocols: Sequence[ast.InstrumentNode], read: Read
) -> Instrument:
    """Return a treaty as all protocols made it, with what it said before each of those that are in force from a day."""
    days = {
        one.name.text: text.force.since
        for one in amending(base, protocols)
        if (text := read(one)).binds and text.force.since is not None
    }
    if not days:
        return whole
    later: list[date] = sorted({day for day in days.values() if day is not None})
    texts = []
    for day in later:
        known = (one for one in protocols if (since := days.get(one.name.text)) is None or since < day)
        texts.append(read(amended(base, tuple(known))))
    stages = [Period(None, later[0]), *(Period(*pair) for pair in pairwise(later)), Period(later[-1], None)]
    norms: dict[int, Norm] = {}
    statements: dict[int, Statement] = {}
    areas: dict[int, Defined] = {}
    for stage, text in zip(stages, [*texts, whole], strict=True):
        for norm in text.norms:
            earlier = norms.get(id(norm.node))
            norms[id(norm.node)] = replace(norm, period=_longer(earlier.period if earlier else None, stage))
        for said in text.statements:
            before = statements.get(id(said.node))
            statements[id(said.node)] = replace(said, period=_longer(before.period if before else None, stage))
        for area in text.areas:
            was = areas.get(id(area.value))
            areas[id(area.value)] = replace(
                area, period=_within(area.period, _longer(was.period if was else None, stage))
            )
    return replace(
        whole, norms=tuple(norms.values()), statements=tuple(statements.values()), areas=tuple(areas.values())
    )


def _longer(so_far: Period | None, stage: Period) -> Period:
    """Return the days of an earlier stage with those of the one that follows it."""
    return stage if so_far is None else Period(so_far.since, stage.until)


def _within(own: Period, stage: Period) -> Period:
    """Return the days of a definition that has days of its own, as far as it is part of the text."""
    since = [day for day in (own.since, stage.since) if day is not None]
    until = [day for day in (own.until, stage.until) if day is not None]
    return Period(max(since, default=None), min(until, default=None))
