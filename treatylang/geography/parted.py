"""An area polygon by polygon, so that cutting by it works only through the polygons that lie across its edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.recent import Recent
from treatylang.geography.sphere import NOTHING, both, less

LARGE = 2000
"""Points of a polygon from which on it is cut to a window before it is worked with."""
MARGIN = 0.1
"""Degrees by which the window is wider than what is looked at, so that its edges cut nothing."""
Polygons = np.ndarray[tuple[int, ...], np.dtype[np.object_]]
Cut = tuple[list[shapely.Polygon], list[shapely.Polygon]]
"""Polygons inside an area, and outside of it."""


class Side(Enum):
    """On which side of an area's edge a polygon lies whole."""

    OUTSIDE = auto()
    INSIDE = auto()


Way = Side | tuple[int, ...]
"""How a polygon lies to an area: whole on one side, or across some of its polygons, given by their numbers."""


@dataclass(eq=False)
class Worked:
    """What was worked out about polygons by any area: their numbers, how they lie to each other, what was cut.

    Polygons are known by their digests: areas of other days and drafts are mostly made of the same ones.
    """

    numbers: dict[bytes, int] = field(default_factory=dict, repr=False)
    ways: dict[tuple[bytes, tuple[int, ...]], Way] = field(default_factory=dict, repr=False)
    cuts: Recent[tuple[bytes, tuple[int, ...]], Cut] = field(default_factory=Recent, repr=False)

    def turn(self) -> None:
        """Forget what takes room and was not asked for of late: polygons that were cut."""
        self.cuts.turn()


@dataclass(frozen=True, eq=False)
class Parted:
    """The polygons of an area with an index of them; equal polygons have one number."""

    polygons: Polygons
    tree: shapely.STRtree
    numbers: tuple[int, ...]
    worked: Worked

    @classmethod
    def of(cls, geometry: BaseGeometry, worked: Worked | None = None) -> Parted:
        """Return an area polygon by polygon, with what was worked out by other areas."""
        polygons: Polygons = shapely.get_parts(geometry)
        worked = worked if worked is not None else Worked()
        known = worked.numbers
        # An outline is the same wherever it begins.
        digests = map(_digest, shapely.to_wkb(shapely.normalize(polygons)))
        numbers = tuple(known.setdefault(one, len(known)) for one in digests)
        return cls(polygons, shapely.STRtree(polygons), numbers, worked)

    def near(self, piece: BaseGeometry) -> tuple[int, ...]:
        """Return the numbers of the polygons that may meet a piece: cutting it by any others changes nothing."""
        mine: Polygons = shapely.get_parts(piece)
        return tuple(sorted({self.numbers[index] for index in self.tree.query(mine)[1]}))

    def split(self, piece: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
        """Return what of a piece is inside and what is outside.

        A polygon of the piece that meets none of the area, or only touches it, is outside as it stands, one that a
        polygon of the area covers is inside; all others are cut, by those polygons that they meet.
        """
        mine: Polygons = shapely.get_parts(piece)
        ways = self._ways(mine)
        inside = [mine[i] for i, way in enumerate(ways) if way is Side.INSIDE]
        outside = [mine[i] for i, way in enumerate(ways) if way is Side.OUTSIDE]
        across = {i: way for i, way in enumerate(ways) if not isinstance(way, Side)}
        if across:
            within, without = self._cut(mine[[*across]], frozenset(number for way in across.values() for number in way))
            inside += within
            outside += without
        return _together(inside), _together(outside)

    def _ways(self, mine: Polygons) -> list[Way]:
        """Return, for each of some polygons, how it lies to the area; what was found out before is not again."""
        first, second = self.tree.query(mine)
        near: list[list[int]] = [[] for _ in mine]
        for i, place in zip(first.tolist(), second.tolist(), strict=True):
            near[i].append(place)
        keys = [
            (_digest(text), tuple(sorted(self.numbers[place] for place in places)))
            for text, places in zip(shapely.to_wkb(mine), near, strict=True)
        ]
        for i, (key, places) in enumerate(zip(keys, near, strict=True)):
            if key not in self.worked.ways:
                self.worked.ways[key] = self._way(mine[i], np.array(places, dtype=np.int64)) if places else Side.OUTSIDE
        return [self.worked.ways[key] for key in keys]

    def _way(self, polygon: shapely.Polygon, places: npt.NDArray[np.int64]) -> Way:
        theirs = self.polygons[places]
        # Prepared for these few questions alone: what prepares a polygon takes more room than the polygon.
        shapely.prepare(polygon)
        try:
            meets = shapely.intersects(polygon, theirs)
            meets[meets] = ~shapely.touches(polygon, theirs[meets])
            if not meets.any():
                return Side.OUTSIDE
            if shapely.covered_by(polygon, theirs[meets]).any():
                return Side.INSIDE
        finally:
            shapely.destroy_prepared(polygon)
        return tuple(sorted({self.numbers[place] for place in places[meets]}))

    def _cut(self, mine: Polygons, theirs: frozenset[int]) -> Cut:
        """Return what of some polygons is inside some of those of the area, given by their numbers, and what is not."""
        crossing = _together(mine)
        key = (_digest(shapely.to_wkb(crossing)), tuple(sorted(theirs)))
        known = self.worked.cuts.get(key)
        if known is None:
            places = [place for place, number in enumerate(self.numbers) if number in theirs]
            near = _together(_around(self.polygons[places], crossing.bounds))
            shared = both(crossing, near)
            # What only touches, as land does the sea beside it, is not cut.
            rest = crossing if shared.is_empty else less(crossing, near)
            cut = shapely.get_parts(shared).tolist(), shapely.get_parts(rest).tolist()
            known = self.worked.cuts.keep(key, cut)
        return known


def _digest(text: bytes) -> bytes:
    return blake2b(text, digest_size=16).digest()


def _around(polygons: Polygons, bounds: tuple[float, float, float, float]) -> Iterator[shapely.Polygon]:
    """Yield polygons, of the large ones no more than a window shows."""
    west, south, east, north = bounds
    for polygon in polygons:
        if shapely.get_num_coordinates(polygon) > LARGE:
            seen = shapely.clip_by_rect(polygon, west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
            if seen.is_valid:
                yield from (part for part in shapely.get_parts(seen) if part.geom_type == "Polygon")
                continue
        yield polygon


def _together(polygons: Iterable[shapely.Polygon]) -> BaseGeometry:
    """Return polygons of which no two share more than points of their edges as one geometry."""
    several = list(polygons)
    return several[0] if len(several) == 1 else shapely.MultiPolygon(several) if several else NOTHING
