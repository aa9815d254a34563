"""Contested places in the areas of a treaty: inside whoever is right, or inside only if one of the claimants is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from treatylang.model.instrument import Defined, Instrument, World
from treatylang.model.memo import Topic
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import context_of
from treatylang.reasoning.areas.remembered import remembered
from treatylang.reasoning.areas.scopes import areas_on, day_of
from treatylang.syntax import ast

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from treatylang.geography import Globe
    from treatylang.geography.ashore import Ashore
    from treatylang.geography.gazetteer import Place

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""

_NOTICEABLE = 0.01
"""From which share of a place on it counts as lying inside."""


@dataclass(frozen=True, slots=True)
class Found:
    """A contested place that lies in an area, as things stand or as one of its claimants sees them.

    ``inside`` are the codes of the claimants in whose view it lies inside, ``outside`` the others; ``in_fact`` whether
    it does as things stand; ``holder`` is who holds it, empty where several do; ``point`` is (latitude, longitude).
    """

    place: Place
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    in_fact: bool
    holder: str
    point: Point

    @property
    def always(self) -> bool:
        """Whether it lies inside whoever is right."""
        return not self.outside and self.in_fact


def places_in(world: World, draft: Instrument, question: Question) -> Iterator[tuple[Defined, tuple[Found, ...]]]:
    """Yield the areas that a draft defines, with the contested places that lie in them in somebody's view.

    Belts are not looked at; areas that cannot be read are left out.
    """
    day = day_of(draft, question)
    areas = areas_on(draft, question, day)
    if not areas:
        return
    key = (draft.name, day, tuple(id(area) for area in areas))
    yield from world.memo.once(_CONTESTED, key, lambda: _all(world, draft, day, areas), areas)


_CONTESTED = Topic[tuple[tuple[Defined, tuple[Found, ...]], ...]]("contested places")


def _all(
    world: World, draft: Instrument, day: date, areas: list[Defined]
) -> tuple[tuple[Defined, tuple[Found, ...]], ...]:
    """Return what lies in each area; drawn once, and kept for later runs."""
    told = remembered(
        world,
        draft,
        day,
        ("contested places", [(area.name, area.value) for area in areas]),
        lambda: [[_plain(one) for one in found] for found in _Contested.on(draft, day).all(areas)],
    )
    if not any(told):
        return ()
    from treatylang.geography.gazetteer import gazetteer

    named = {place.name: place for place in gazetteer().places}
    found = [tuple(_found(named[name], *more) for name, *more in of_area) for of_area in told]
    return tuple((area, places) for area, places in zip(areas, found, strict=True) if places)


def _plain(one: Found) -> list[object]:
    return [one.place.name, one.inside, one.outside, one.in_fact, one.holder, one.point]


def _found(
    place: Place, inside: list[str], outside: list[str], in_fact: bool, holder: str, point: tuple[float, float]
) -> Found:
    return Found(place, tuple(inside), tuple(outside), in_fact, holder, (point[0], point[1]))


@dataclass(frozen=True)
class _Contested:
    """What is asked of the areas of one draft on one day. ``soils`` is the land of each place, or the shoal."""

    draft: Instrument
    day: date
    globe: Globe
    ground: Ashore
    soils: Mapping[str, BaseGeometry]
    places: tuple[Place, ...]

    @classmethod
    def on(cls, draft: Instrument, day: date) -> _Contested:
        from treatylang.geography import open_globe
        from treatylang.geography.ashore import contested, contested_ground

        globe = open_globe()
        places = tuple(place for place in globe.names.places if contested(place))
        ground = contested_ground(globe, places)
        return cls(draft, day, globe, ground, _soils(ground, places), places)

    def all(self, areas: list[Defined]) -> list[list[Found]]:
        return [list(self._found(area)) for area in areas]

    def _found(self, area: Defined) -> Iterator[Found]:
        fact = self._inside(area, self.ground, self.places)
        if fact is None:
            return
        titles = self._titles(area.value)
        candidates = tuple(p for p in self.places if p.name in fact or titles & set(p.claimants))
        views = self._views(area, candidates) if titles else {}
        for place in candidates:
            seen = {code: view[place.name] for code, view in views.items() if place.name in view}
            inside = tuple(code for code in place.claimants if code in seen)
            points = [fact.get(place.name), *(seen[code] for code in inside)]
            point = next((p for p in points if p is not None), None)
            if point is not None:
                outside = tuple(code for code in place.claimants if code in views and code not in seen)
                yield Found(place, inside, outside, place.name in fact, self._holder(place), point)

    def _views(self, area: Defined, places: tuple[Place, ...]) -> Mapping[str, Mapping[str, Point]]:
        """Return for each state that claims any of some places those that lie in an area as it sees them."""
        from treatylang.geography.ashore import contested_ground

        ground = contested_ground(self.globe, places)
        codes = sorted({code for place in places for code in place.claimants})
        return {code: self._inside(area, ground.seen_from(code), places) or {} for code in codes}

    def _inside(self, area: Defined, ground: Ashore, places: tuple[Place, ...]) -> Mapping[str, Point] | None:
        """Return the places that lie in an area, each with a point that does; ``None`` if it cannot be read."""
        import shapely

        from treatylang.geography import read
        from treatylang.geography.sphere import both

        shape = read(ground, area.value, context_of(self.draft, self.day))
        if any(doubt.fatal for doubt in shape.doubts):
            return None
        found = {}
        for place in places:
            soil = self.soils[place.name]
            share = both(soil, shape.geometry)
            if share.area > _NOTICEABLE * soil.area:
                point = shapely.point_on_surface(max(shapely.get_parts(share), key=lambda part: part.area))
                found[place.name] = (float(point.y), float(point.x))
        return found

    def _titles(self, area: ast.AreaExpr) -> set[str]:
        """Return the codes of the states of whose territory an area speaks: it may turn on their title."""
        context = context_of(self.draft, self.day)
        found: set[str] = set()
        seen: set[str] = set()
        stack: list[ast.Node] = [area]
        while stack:
            node = stack.pop()
            if isinstance(node, ast.AreaHeld):
                stack.append(node.area)  # who holds or claims it is not a question of title
            elif isinstance(node, ast.Of):
                stack.append(node.owner)
            elif isinstance(node, (ast.Plural, ast.Quantified, ast.SomeOf)):
                found |= set(context.states(node, self.day) or ())
            elif isinstance(node, (ast.Name, ast.Text)):
                found |= set(context.states(ast.Words(node.span, (node,)), self.day) or ())
                defined = context.areas(node.text, self.day) if node.text not in seen else None
                seen.add(node.text)
                stack += [defined[0]] if defined is not None else []
            elif not isinstance(node, (ast.Sea, ast.NamedPart)):
                stack += ast.children(node)
        return found

    def _holder(self, place: Place) -> str:
        held = place.holder(self.day)
        if held is not None:
            return held
        b = self.globe.boundaries
        states = {b.territories[b.number[key]].state for key in place.land}
        return next(iter(states)) if len(states) == 1 else ""


def _soils(ground: Ashore, places: tuple[Place, ...]) -> Mapping[str, BaseGeometry]:
    """Return the land of each place without that of the contested places in it, since each is told of by itself."""
    from treatylang.geography.sphere import less, union

    rims = {place.name: place.outline.geometry() for place in places}
    whole = {place.name: ground.place_soil(place, "land") for place in places}
    whole |= {place.name: rims[place.name] for place in places if whole[place.name].is_empty}
    result = {}
    for place in places:
        inner = [rims[p.name] for p in places if p is not place and rims[place.name].covers(rims[p.name])]
        rest = less(whole[place.name], union(inner)) if inner else whole[place.name]
        result[place.name] = rest if not rest.is_empty else whole[place.name]
    return result
