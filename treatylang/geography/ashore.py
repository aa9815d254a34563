"""The globe without its waters: areas read on some land alone, so that a check need not draw an ocean; and its pieces.

Everything that an area takes in or leaves out on that land is exact; elsewhere nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from treatylang.geography.boundaries import Boundaries, Territory
from treatylang.geography.cells import sized
from treatylang.geography.gazetteer import Outline, Part, Piece, Place
from treatylang.geography.globe import Globe
from treatylang.geography.sphere import NOTHING, area_km2, both, less

_ALL_BUT = 0.99
"""From which share of a piece of land on all of it counts: coasts are rounded."""

_ROUNDING = 1e-6
"""Square degrees that rounding may take from a state's land, in all: a hundredth of a square kilometre."""
_COASTAL = 12.0
"""How far a territory reaches out to sea, in nautical miles."""


@dataclass(frozen=True)
class _Land(Boundaries):
    """Boundaries that know some land only; a territory's waters are those that ship, or none (``bare``)."""

    bare: bool = False

    def territory(self, number: int) -> BaseGeometry:
        if self.bare:
            return self.land(number)
        return super().territory(number) if (self.land_owner == number).any() else NOTHING


@dataclass(frozen=True)
class Ashore(Globe):
    """A globe that is right on the land that it knows, and on contested shoals. A belt is waters: it covers nothing."""

    @cached_property
    def concerned(self) -> frozenset[str]:
        """Return the states that hold, held or claim anything here."""
        held = {self.boundaries.territories[n].state for n in np.unique(self.boundaries.land_owner).tolist()}
        return frozenset(held.union(*(_concerned(place) for place in self.names.places)))

    def belt(self, *_around: object, **_how: object) -> BaseGeometry:
        """Return nothing: no belt covers land."""
        return NOTHING

    def claimed(self, code: str, kind: str, day: date | None) -> BaseGeometry:
        """Return what a state claims of this land."""
        if code not in self.concerned:
            return NOTHING
        return self._once(("claimed", code, kind, day), lambda: super(Ashore, self).claimed(code, kind, day))

    def seen_from(self, viewpoint: str) -> Ashore:
        """Return the same land from the viewpoint of a state; what does not depend on that is drawn once for all."""
        return replace(self, viewpoint=viewpoint)

    def _once(self, key: Any, make: Callable[[], BaseGeometry]) -> BaseGeometry:
        by_title = key[0] == "held" and not key[-1]
        return super()._once((self.viewpoint, *key) if by_title else key, make)

    def surely_in(self, whole: Globe, area: BaseGeometry) -> bool:
        """Return whether an area drawn here has a point that lies in it on the whole globe as well.

        It does on land that is known here, and at sea off no coast that is not.
        """
        parts = polygons(area)
        if not pieces_exist(area):
            return False
        point = shapely.point_on_surface(parts[int(np.argmax(shapely.area(parts)))])
        owner = whole.owner(point.y, point.x)
        if owner is None:
            coast = whole.coast(point.y, point.x, 2 * _COASTAL)
            if coast is None:
                return True
            owner = coast[0]
        return bool((self.boundaries.land_owner == whole.boundaries.number[owner.key]).any())


def _concerned(place: Place) -> set[str]:
    """Return the states that claim a place, once did, or ever held it."""
    holders = {code for row in (*place.held, *place.occupied, *place.once) for code in row.by}
    return {*place.claimants, place.sovereign, *holders}


def ashore(globe: Globe, codes: Iterable[str]) -> Ashore:
    """Return the globe of the land that states (by their codes) hold, ever held, or claim."""
    b = globe.boundaries
    wanted = set(codes)
    numbers = {n for code in wanted for n in b.of(code)}
    numbers |= {b.number[key] for place in globe.names.places if wanted & _concerned(place) for key in place.land}
    kept = np.isin(b.land_owner, sorted(numbers))
    return Ashore(_only(b, b.land_parts[kept], b.land_owner[kept], b.mainland[kept]), globe.names, globe.viewpoint)


def contested_ground(globe: Globe, places: Sequence[Place]) -> Ashore:
    """Return the globe of the land of contested places alone."""
    b = globe.boundaries
    found: dict[int, list[BaseGeometry]] = {}
    for place in places:
        outline = place.outline.geometry()
        numbers = [b.number[key] for key in place.land]
        for i in b.tree.query(outline, predicate="intersects").tolist():
            if b.land_owner[i] in numbers:
                found.setdefault(i, []).append(outline)
    pieces, owner, mainland = [], [], []
    for i, outlines in sorted(found.items()):
        for piece in shapely.get_parts(both(b.land_parts[i], shapely.union_all(outlines))):
            pieces.append(piece)
            owner.append(b.land_owner[i])
            mainland.append(b.mainland[i])
    whole = np.empty(len(pieces), dtype=object)
    whole[:] = pieces
    land = _only(b, whole, np.array(owner, dtype=np.int16), np.array(mainland, dtype=bool), bare=True)
    rims = shapely.union_all([place.outline.geometry() for place in places])
    near = tuple(place for place in globe.names.places if shapely.intersects(place.outline.geometry(), rims))
    return Ashore(land, replace(globe.names, places=near), globe.viewpoint)


def _only(
    b: Boundaries, parts: NDArray[np.object_], owner: NDArray[np.int16], mainland: NDArray[np.bool_], bare: bool = False
) -> _Land:
    return _Land(b.territories, b.provenance, parts, owner, mainland, b.owners, b._arrays, bare=bare)


def polygons(area: BaseGeometry) -> NDArray[np.object_]:
    """Return the polygons of an area."""
    parts: NDArray[np.object_] = shapely.get_parts(area)
    return parts


def pieces_exist(area: BaseGeometry) -> bool:
    """Return whether an area has a point, slivers that arise from rounding left out."""
    parts = polygons(area)
    return bool(len(parts)) and bool(sized(parts)[1].any())


def pieces_of(globe: Globe, land: BaseGeometry) -> tuple[Piece, ...]:
    """Return some land in pieces that have names, the largest first; slivers that arise from rounding are left out."""
    parts = polygons(land)
    sizes, kept = sized(parts)
    if not kept.any():
        return ()
    points = shapely.point_on_surface(parts)
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    owners = globe.boundaries_at(lat, lon)
    found: list[Piece] = []
    for number in np.unique(owners[owners >= 0]).tolist():
        whole = all_of(globe.boundaries.land(number), parts[owners == number])
        mine = np.flatnonzero((owners == number) & kept)
        if not mine.size:
            continue
        if whole:
            name = globe.boundaries.territories[number].name
            found.append(_piece(name, True, lat[mine], lon[mine], sizes[mine], None))
        else:
            found += _of_territory(globe, number, lat[mine], lon[mine], sizes[mine])
    return tuple(sorted(found, key=lambda piece: (-piece.km2, piece.name)))


def all_of(land: BaseGeometry, parts: NDArray[np.object_]) -> bool:
    """Return whether some polygons leave nothing over of the land that they are of, rounding aside."""
    return bool(land.area - float(np.sum(shapely.area(parts))) < _ROUNDING)


def without(land: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return what of some land is not in an area."""
    _, crossed, outside = _sorted_by(land, area)
    cut = polygons(less(crossed, area)) if not crossed.is_empty else ()
    return shapely.MultiPolygon([*outside, *cut])


def divided(land: BaseGeometry, area: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Return what of some land is in an area, and what is not."""
    inside, crossed, outside = _sorted_by(land, area)
    if crossed.is_empty:
        return shapely.MultiPolygon(list(inside)), shapely.MultiPolygon(list(outside))
    taken, left = polygons(both(crossed, area)), polygons(less(crossed, area))
    return shapely.MultiPolygon([*inside, *taken]), shapely.MultiPolygon([*outside, *left])


def joined(pieces: Iterable[BaseGeometry]) -> BaseGeometry:
    """Return pieces that do not overlap as one."""
    return shapely.MultiPolygon([part for piece in pieces for part in polygons(piece)])


def _sorted_by(land: BaseGeometry, area: BaseGeometry) -> tuple[NDArray[np.object_], BaseGeometry, NDArray[np.object_]]:
    """Return the polygons of some land that lie in an area, those that its edge crosses, and those that lie outside.

    Only the second have to be worked through, and they are few.
    """
    parts = polygons(land)
    if area.is_empty or not len(parts):
        return parts[:0], NOTHING, parts
    shapely.prepare(area)
    inside = shapely.contains_properly(area, parts)
    crossed = ~inside & shapely.intersects(area, parts)
    return parts[inside], shapely.MultiPolygon(list(parts[crossed])), parts[~inside & ~crossed]


def shoal(place: Place, waters: BaseGeometry) -> Piece:
    """Return the waters of a contested shoal as a piece."""
    point = shapely.point_on_surface(waters)
    return Piece(place.name, True, area_km2(waters), (float(point.y), float(point.x)), place)


def _of_territory(
    globe: Globe, number: int, lat: NDArray[np.float64], lon: NDArray[np.float64], sizes: NDArray[np.float64]
) -> Iterator[Piece]:
    """Yield the pieces of one territory: its contested places, its named parts, and what is left."""
    territory = globe.boundaries.territories[number]
    rest = np.ones(len(sizes), dtype=bool)
    for thing in _names_on(globe, territory):
        here = rest & shapely.intersects_xy(_rim(thing.outline), lon, lat)
        if here.any():
            rest &= ~here
            place = thing if isinstance(thing, Place) else None
            soil = globe.place_soil(thing, "land") if isinstance(thing, Place) else globe.part(thing, "land")
            whole = float(sizes[here].sum()) > _ALL_BUT * area_km2(soil)
            yield _piece(thing.name, whole, lat[here], lon[here], sizes[here], place)
    if rest.any():
        yield _piece(territory.name, False, lat[rest], lon[rest], sizes[rest], None, nameless=True)


def _names_on(globe: Globe, territory: Territory) -> list[Place | Part]:
    """Return what on a territory has a name: contested places first, the smaller ones before those around them."""
    places = [p for p in globe.names.places if territory.key in p.land and contested(p)]
    parts = {id(p): p for several in globe.names.parts.values() for p in several}.values()
    here = [p for p in parts if (territory.key in p.land or (not p.land and p.of == territory.state)) and p.name]
    return [*sorted(places, key=_size), *sorted(here, key=_size)]


def _size(thing: Place | Part) -> float:
    return float(_rim(thing.outline).area)


def _rim(outline: Outline) -> BaseGeometry:
    return outline.geometry()


def contested(place: Place) -> bool:
    """Return whether more than one state claims a place, or one claims what another holds without title."""
    return len(place.claimants) > 1


def _piece(
    name: str,
    whole: bool,
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    sizes: NDArray[np.float64],
    place: Place | None,
    nameless: bool = False,
) -> Piece:
    largest = int(np.argmax(sizes))
    return Piece(name, whole, float(sizes.sum()), (float(lat[largest]), float(lon[largest])), place, nameless)
