"""The land of a treaty's parties, and what its areas cover of it, each area drawn once.

Only land is looked at, and contested shoals: seas and belts cover no land, and drawing them would take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from treatylang.library import states as library
from treatylang.model.instrument import Instrument, World
from treatylang.model.memo import Topic
from treatylang.reasoning.areas.geometry import context_of, named_states
from treatylang.reasoning.areas.remembered import remembered
from treatylang.reasoning.areas.scopes import Scope
from treatylang.syntax import ast

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from treatylang.geography import Globe, Shape
    from treatylang.geography.ashore import Ashore
    from treatylang.geography.context import Areas


@dataclass(frozen=True, slots=True)
class Member:
    """A party and the land that is its territory in fact."""

    state: str
    code: str
    land: BaseGeometry


@dataclass(frozen=True, slots=True)
class Ground:
    """The land of a treaty's parties on a day; ``globe`` knows no other land. ``drawn`` are areas drawn before."""

    whole: Globe
    globe: Ashore
    members: tuple[Member, ...]
    day: date
    drawn: dict[tuple[str, ast.AreaExpr], Shape]

    def draw(self, instrument: Instrument, area: ast.AreaExpr) -> Shape:
        """Return what an area of an instrument takes in of this land; each is drawn once."""
        from treatylang.geography import read

        key = (instrument.name, area)
        if key not in self.drawn:
            self.drawn[key] = read(self.globe, area, context_of(instrument, self.day))
        return self.drawn[key]


def ground_of(world: World, draft: Instrument, day: date) -> Ground:
    """Return the land of the parties of a draft; computed once for all rules that ask."""
    return world.memo.once(_GROUND, (draft.name, day), lambda: _ground(draft, day))


_GROUND = Topic[Ground]("the land of the parties")


def _ground(draft: Instrument, day: date) -> Ground:
    from treatylang.geography import open_globe
    from treatylang.geography.ashore import ashore

    globe = open_globe()
    names = () if draft.every_state else named_states(draft, ast.Plural(draft.span, "parties"), day) or ()
    found = [(name, state.code) for name in names if (state := library.find(name)) is not None]
    land = ashore(globe, [code for _, code in found])
    members = (Member(name, code, land.held(code, "land", day, administered=False)) for name, code in found)
    return Ground(globe, land, tuple(m for m in members if not m.land.is_empty), day, {})


Cover = tuple["BaseGeometry", ...]
"""Areas that together cover something; they may overlap, since to draw their union would take longer."""


def covered(world: World, ground: Ground, instrument: Instrument, scope: Scope) -> Cover | None:
    """Return what a scope covers of some ground; ``None`` where part of it cannot be read."""
    key = (instrument.name, scope, ground.day, tuple(m.code for m in ground.members))
    return world.memo.once(_COVERED, key, lambda: _covered(ground, instrument, scope))


_COVERED = Topic[Cover | None]("what a scope covers")


def _covered(ground: Ground, instrument: Instrument, scope: Scope) -> Cover | None:
    from treatylang.geography.sphere import both

    found: list[BaseGeometry] = []
    for term in scope.terms:
        soil = ground.draw(instrument, term.soil) if term.soil is not None else None
        shapes = [ground.draw(instrument, area) for area in summands(instrument, term.area, ground.day)]
        if any(doubt.fatal for shape in (*shapes, *([soil] if soil else [])) for doubt in shape.doubts):
            return None
        if soil is None:
            found += [shape.geometry for shape in shapes]
        else:
            found += [both(soil.geometry, shape.geometry) for shape in shapes] if term.area else [soil.geometry]
    return tuple(found)


def summands(instrument: Instrument, area: ast.AreaExpr | None, day: date) -> Iterator[ast.AreaExpr]:
    """Yield the areas of which an area is the sum, names of areas looked up; belts are left out, as they are waters."""
    if area is not None:
        yield from _summands(area, context_of(instrument, day).areas, day, set())


def _summands(area: ast.AreaExpr, areas: Areas, day: date, seen: set[str]) -> Iterator[ast.AreaExpr]:
    """Yield the summands; a name that was looked up before adds nothing, or is a circle that nobody can read."""
    if isinstance(area, ast.AreaGroup):
        yield from _summands(area.area, areas, day, seen)
    elif isinstance(area, ast.AreaPlus):
        yield from _summands(area.left, areas, day, seen)
        yield from _summands(area.right, areas, day, seen)
    elif isinstance(area, ast.Words) and len(area.items) == 1:
        name = area.items[0].text
        defined = areas(name, day)
        if defined is None:
            yield area
        elif name not in seen:
            seen.add(name)
            yield from _summands(defined[0], areas, day, seen)
    elif not isinstance(area, ast.Belt):
        yield area


def beyond(land: BaseGeometry, cover: Cover) -> BaseGeometry:
    """Return what of some land is not covered."""
    from treatylang.geography.ashore import without

    for area in cover:
        land = without(land, area)
    return land


def split(land: BaseGeometry, cover: Cover) -> tuple[BaseGeometry, BaseGeometry]:
    """Return what of some land is covered, and what is not."""
    from treatylang.geography.ashore import divided, joined

    inside = []
    for area in cover:
        taken, land = divided(land, area)
        inside.append(taken)
    return joined(inside), land


def nothing_in(world: World, instrument: Instrument, area: ast.AreaExpr, day: date) -> bool:
    """Return whether an area has no point at all; ``False`` where it cannot be read, or turns on a belt.

    A point on the land of the parties, or at sea, settles most; the globe is drawn only where there is none.
    """
    if with_belts(instrument, area, day):
        return False
    answer = remembered(world, instrument, day, ("nothing in", area), lambda: _nothing_in(world, instrument, area, day))
    return bool(answer)


def _nothing_in(world: World, instrument: Instrument, area: ast.AreaExpr, day: date) -> bool:
    from treatylang.geography import read
    from treatylang.geography.ashore import pieces_exist

    ground = ground_of(world, instrument, day)
    parts = list(summands(instrument, area, ground.day))
    if not parts:
        return False
    if any(ground.globe.surely_in(ground.whole, ground.draw(instrument, part).geometry) for part in parts):
        return False
    shapes = [read(ground.whole, part, context_of(instrument, ground.day)) for part in parts]
    unread = any(doubt.fatal for shape in shapes for doubt in shape.doubts)
    return not unread and not any(pieces_exist(shape.geometry) for shape in shapes)


def with_belts(instrument: Instrument, area: ast.AreaExpr, day: date) -> bool:
    """Return whether a belt stands in an area, or after a name in it."""
    areas = context_of(instrument, day).areas
    seen: set[str] = set()
    stack = [area]
    while stack:
        top = stack.pop()
        for node in (top, *ast.walk(top)):
            if isinstance(node, ast.Belt):
                return True
            defined = areas(node.text, day) if isinstance(node, ast.Name) and node.text not in seen else None
            if defined is not None and isinstance(node, ast.Name):
                seen.add(node.text)
                stack.append(defined[0])
    return False
