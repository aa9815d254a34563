"""Cells: the classes into which areas cut the globe, each with its areas, its owner, a point in it and a name.

A cell is all points that lie in the same areas and on the land of the same territory. Two points of one cell get one
answer, and a point is looked up by the very tests that made the cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from treatylang.geography.boundaries import Territory
from treatylang.geography.globe import Globe
from treatylang.geography.shape import Shape
from treatylang.geography.sphere import WORLD, area_km2, both, less, union, wrap

TOLERANCE_KM2 = 0.001
"""Pieces smaller than this arise from rounding; they are merged into the cell around them and counted."""
SLIVER_KM2, SLIVER_METRES = 0.5, 60.0
"""So do pieces smaller and narrower than these: the grid of the boundary data has steps of up to fifty metres."""
_SEA, _OTHER = -1, -2
_TERRITORIAL = 12.0
_ECONOMIC = 200.0


@dataclass(frozen=True, eq=False)
class Cell:
    """A class of points: the ``areas`` they are in, the territory they are on, a point inside.

    ``owner`` is ``None`` at sea and on land that is not told apart; ``ashore`` says which.
    ``point`` is (latitude, longitude) in degrees; ``name`` is for people.
    """

    areas: frozenset[str]
    owner: Territory | None
    ashore: bool
    geometry: BaseGeometry
    point: tuple[float, float]
    name: str
    km2: float


@dataclass(frozen=True, eq=False)
class Cells:
    """All cells of some areas; ``merged`` counts the slivers that were given to the cell around them."""

    globe: Globe
    shapes: Mapping[str, Shape]
    cells: tuple[Cell, ...]
    merged: int
    tell_apart: frozenset[str] | None = None

    def at(self, latitude: float, longitude: float) -> Cell:
        """Return the cell of a place: that with the same areas and owner; in a sliver, the nearest one."""
        areas = frozenset(name for name, shape in self.shapes.items() if shape.contains(latitude, longitude))
        owner = self.globe.owner(latitude, longitude)
        ashore = owner is not None
        if owner is not None and not _told(owner, self.tell_apart):
            owner = None
        for cell in self.cells:
            if cell.areas == areas and cell.owner == owner and cell.ashore == ashore:
                return cell
        place = shapely.Point(float(wrap(longitude)), latitude)
        return min(self.cells, key=lambda cell: shapely.distance(cell.geometry, place))


def cells_of(globe: Globe, shapes: Mapping[str, Shape], *, tell_apart: frozenset[str] | None = None) -> Cells:
    """Return the cells of named areas.

    Land is told apart by whose it is; with ``tell_apart`` (codes of states) only theirs is, and all other land in the
    same areas is one cell.
    """
    whole: dict[tuple[frozenset[str], int], BaseGeometry] = {}
    for areas, piece in _by_areas(shapes).items():
        for number, part in _by_owner(globe, piece, tell_apart).items():
            whole[areas, number] = part
    merged = 0
    found: list[Cell] = []
    for (areas, number), geometry in whole.items():
        parts = shapely.get_parts(geometry)
        sizes, kept = sized(parts)
        merged += int((~kept).sum())
        if not kept.any():
            continue
        solid = union(list(parts[kept]))
        point = _inside(parts[kept], sizes[kept])
        owner = globe.boundaries.territories[number] if number >= 0 else None
        found.append(Cell(areas, owner, number != _SEA, solid, point, "", float(sizes[kept].sum())))
    ordered = sorted(
        found, key=lambda c: (c.owner is None, c.owner.key if c.owner else "", not c.ashore, sorted(c.areas))
    )
    return Cells(globe, shapes, tuple(_named(globe, ordered)), merged, tell_apart)


def sized(parts: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the square kilometres of some polygons, and which of them are not slivers."""
    sizes = np.array([area_km2(part) for part in parts])
    return sizes, (sizes >= TOLERANCE_KM2) & ((sizes >= SLIVER_KM2) | (widths(parts, sizes) >= SLIVER_METRES))


def _by_areas(shapes: Mapping[str, Shape]) -> dict[frozenset[str], BaseGeometry]:
    pieces: dict[frozenset[str], BaseGeometry] = {frozenset(): WORLD}
    for name, shape in shapes.items():
        split: dict[frozenset[str], BaseGeometry] = {}
        for areas, piece in pieces.items():
            inside = both(piece, shape.geometry)
            if inside.is_empty:
                split[areas] = piece
                continue
            split[areas | {name}] = inside
            outside = less(piece, shape.geometry)
            if not outside.is_empty:
                split[areas] = outside
        pieces = split
    return pieces


def _told(territory: Territory, tell_apart: frozenset[str] | None) -> bool:
    return tell_apart is None or territory.state in tell_apart or territory.key in tell_apart


def _by_owner(globe: Globe, piece: BaseGeometry, tell_apart: frozenset[str] | None) -> dict[int, BaseGeometry]:
    """Return a piece by the number of the territory that it is on, its waters, and land that is not told apart."""
    b = globe.boundaries
    shapely.prepare(piece)
    near = b.tree.query(piece, predicate="intersects")
    inside = set(b.tree.query(piece, predicate="contains").tolist())
    taken: dict[int, list[BaseGeometry]] = {}
    for i in near.tolist():
        number = int(b.land_owner[i])
        number = number if _told(b.territories[number], tell_apart) else _OTHER
        part = b.land_parts[i] if i in inside else both(b.land_parts[i], piece)
        if not part.is_empty:
            taken.setdefault(number, []).append(part)
    result = {number: union(parts) for number, parts in taken.items()}
    rest = less(piece, union(list(result.values()))) if result else piece
    if not rest.is_empty:
        result[_SEA] = rest
    return result


def widths(parts: NDArray[np.object_], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean width of each part, in metres: twice its area over its circumference."""
    around = []
    for part in parts:
        narrow = np.array([np.cos(np.radians((part.bounds[1] + part.bounds[3]) / 2)), 1.0])
        around.append(111_195 * sum(_length(ring, narrow) for ring in shapely.get_rings(part)))
    result: NDArray[np.float64] = 2e6 * sizes / np.maximum(np.array(around), 1.0)
    return result


def _length(ring: BaseGeometry, narrow: NDArray[np.float64]) -> float:
    return float(np.hypot(*(np.diff(shapely.get_coordinates(ring) * narrow, axis=0).T)).sum())


def _inside(parts: NDArray[np.object_], sizes: NDArray[np.float64]) -> tuple[float, float]:
    """Return a point (latitude, longitude) well inside the largest part."""
    point = shapely.point_on_surface(parts[int(np.argmax(sizes))])
    return float(point.y), float(point.x)


# -- names ------------------------------------------------------------------------------------------------------------


def _named(globe: Globe, found: list[Cell]) -> list[Cell]:
    """Return the cells with names; where several would share one, the areas they are in tell them apart."""
    plain = [_plain_name(globe, cell) for cell in found]
    result = []
    for cell, name in zip(found, plain, strict=True):
        twins = [other for other, n in zip(found, plain, strict=True) if n == name]
        if len(twins) > 1:
            common = frozenset.intersection(*(t.areas for t in twins))
            own = sorted(cell.areas - common)
            name = f"{name}, in {' and '.join(own)}" if own else f"{name}, elsewhere"
        result.append(Cell(cell.areas, cell.owner, cell.ashore, cell.geometry, cell.point, name, cell.km2))
    return result


def _plain_name(globe: Globe, cell: Cell) -> str:
    latitude, longitude = cell.point
    if cell.owner is not None:
        return place_name(globe, cell.owner, cell.geometry)
    if cell.ashore:
        return "land of other states"
    largest = max(area_km2(part) for part in shapely.get_parts(cell.geometry))
    others = " and other waters" if largest < 0.9 * cell.km2 else ""
    return water_name(globe, latitude, longitude) + others


def place_name(globe: Globe, owner: Territory, geometry: BaseGeometry) -> str:
    """Return what people call a piece of land: ``Okinawa, Japan``, ``Guam, United States``, ``Japan``."""
    part = _part_of(globe, owner, geometry)
    names = [part] if part else []
    if not names or owner.name not in names:
        names.append(owner.name)
    if owner.state and owner.state != owner.key and owner.state in globe.boundaries.number:
        names.append(globe.boundaries.territories[globe.boundaries.number[owner.state]].name)
    return ", ".join(names)


def _part_of(globe: Globe, owner: Territory, geometry: BaseGeometry) -> str:
    """Return the smallest named part that holds all of a piece of land."""
    best, size = "", float("inf")
    for several in globe.names.parts.values():
        for part in several:
            if part.of not in (owner.state, owner.key) or part.name == owner.name:
                continue
            outline = part.outline.geometry()
            if outline.area < size and shapely.contains(outline, geometry):
                best, size = part.name, outline.area
    return best


def water_name(globe: Globe, latitude: float, longitude: float) -> str:
    """Return what a place at sea is called: whose computed territorial sea, or how far out, and in which sea."""
    coast = globe.coast(latitude, longitude, _ECONOMIC)
    sea = sea_name(globe, latitude, longitude)
    at = f", {sea}" if sea else ""
    if coast is None:
        return f"high seas{at}"
    territory, miles = coast
    if miles <= _TERRITORIAL:
        return f"territorial sea of {territory.name} (computed){at}"
    return f"waters within 200 nm of {territory.name}{at}"


def sea_name(globe: Globe, latitude: float, longitude: float) -> str:
    """Return the smallest named sea around a place at sea, empty if there is none."""
    best, size = "", float("inf")
    lon = float(wrap(longitude))
    for sea in {s.name: s for s in globe.names.seas.values()}.values():
        outline = globe.sea_outline(sea)
        if outline.area < size and shapely.intersects_xy(outline, lon, latitude):
            best, size = sea.name, outline.area
    return best
