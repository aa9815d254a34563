"""What a map is about: the areas of a draft on a day, or what two drafts cover and do not cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography import open_globe, read
from treatylang.geography.sphere import area_km2, both, less, union
from treatylang.library import states as library
from treatylang.model.instrument import Instrument
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import context_of
from treatylang.reasoning.areas.whereabouts import LIMITS, in_force

_COMPACT, _NARROW_KM = 0.05, 2.0
GAINED, LOST, KEPT = "gained", "lost", "kept"


@dataclass(frozen=True)
class Layer:
    """One area on the map. ``role`` is ``area``, or ``gained``, ``lost`` or ``kept`` where drafts are compared."""

    name: str
    words: str
    role: str
    geometry: BaseGeometry
    km2: float
    interpreted: bool = False
    options: str = ""


@dataclass(frozen=True)
class Subject:
    """Everything a map shows of its treaty: layers, parties (name and code), what could not be drawn, choices made."""

    title: str
    name: str
    day: date
    layers: tuple[Layer, ...]
    parties: tuple[tuple[str, str], ...]
    disputed: BaseGeometry
    missing: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def geometry(self) -> BaseGeometry:
        """All layers together."""
        return union([layer.geometry for layer in self.layers])


def names_of(draft: Instrument, question: Question, day: date) -> tuple[str, ...]:
    """Return the names of the areas that hold on a day, in the order of the text."""
    return tuple(dict.fromkeys(area.name for area in in_force(draft, question, day)))


def subject_of(draft: Instrument, question: Question, day: date, wanted: Sequence[str] = ()) -> Subject:
    """Return the areas of a draft on a day, all of them unless some are wanted by name."""
    globe = open_globe()
    context = context_of(draft, day)
    layers, missing, choices = [], [], []
    for area in in_force(draft, question, day):
        if wanted and area.name not in wanted:
            continue
        shape = read(globe, area.value, context)
        missing += [f"{area.name}: {doubt.message}" for doubt in shape.doubts if doubt.fatal]
        choices += [doubt.message for doubt in shape.doubts if doubt.kind == LIMITS]
        options = ", ".join(sorted(f"{c.bracket}={c.option}" for c in area.choices))
        layers.append(
            Layer(area.name, area.words, "area", shape.geometry, shape.km2, area.interpreted, options),
        )
    names = [m.state for m in draft.parties if m.is_party]
    names = list(draft.parties_on(day)) or names
    found = (library.find(name) for name in dict.fromkeys(names))
    return Subject(
        draft.title,
        draft.name,
        day,
        tuple(layers),
        tuple((state.name, state.code) for state in found if state is not None),
        globe.disputed("territory", day),
        tuple(dict.fromkeys(missing)),
        tuple(dict.fromkeys(choices)),
    )


def difference(old: Subject, new: Subject) -> Subject:
    """Return what the later of two subjects covers that the earlier did not, the other way round, and what both do."""
    before, after = old.geometry, new.geometry
    rows = ((KEPT, both(before, after)), (LOST, less(before, after)), (GAINED, less(after, before)))
    layers, left_out = [], 0.0
    for role, geometry in rows:
        solid, slivers = _solid(geometry)
        left_out += slivers
        layers.append(Layer(role, "", role, solid, area_km2(solid)))
    notes = (f"slivers along the edges of computed belts are left out: {left_out:,.0f} km²",) if left_out >= 1 else ()
    return Subject(
        new.title,
        new.name,
        new.day,
        tuple(layers),
        new.parties,
        new.disputed,
        tuple(dict.fromkeys((*old.missing, *new.missing))),
        tuple(dict.fromkeys((*old.choices, *new.choices))),
        notes,
    )


def _solid(geometry: BaseGeometry) -> tuple[BaseGeometry, float]:
    """Return an area without pieces that are long, and narrower than a belt is exact, and the size of those."""
    kept, size = [], 0.0
    for part in shapely.get_parts(geometry):
        area, around = area_km2(part), 111.2 * part.length
        if around and 4 * np.pi * area < _COMPACT * around**2 and 2 * area / around < _NARROW_KM:
            size += area
        else:
            kept.append(part)
    return union(kept), size
