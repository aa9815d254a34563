"""An area polygon by polygon, so that cutting by it works only through the polygons that lie across its edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.sphere import NOTHING, both, less

LARGE = 2000
"""Points of a polygon from which on it is cut to a window before it is worked with."""
MARGIN = 0.1
"""Degrees by which the window is wider than what is looked at, so that its edges cut nothing."""
Polygons = np.ndarray[tuple[int, ...], np.dtype[np.object_]]


@dataclass(frozen=True, eq=False)
class Parted:
    """The polygons of an area with an index of them."""

    polygons: Polygons
    tree: shapely.STRtree
    numbers: tuple[int, ...] = ()
    """Of each polygon; equal polygons have one number."""

    @classmethod
    def of(cls, geometry: BaseGeometry, numbers: dict[bytes, int] | None = None) -> Parted:
        """Return an area polygon by polygon, each with the number by which it is known; new ones are given the next."""
        polygons: Polygons = shapely.get_parts(geometry)
        shapely.prepare(polygons)
        known = numbers if numbers is not None else {}
        # An outline is the same wherever it begins.
        digests = (blake2b(text, digest_size=16).digest() for text in shapely.to_wkb(shapely.normalize(polygons)))
        return cls(polygons, shapely.STRtree(polygons), tuple(known.setdefault(one, len(known)) for one in digests))

    def near(self, piece: BaseGeometry) -> tuple[int, ...]:
        """Return the numbers of the polygons that may meet a piece: cutting it by any others changes nothing."""
        mine: Polygons = shapely.get_parts(piece)
        return tuple(sorted({self.numbers[index] for index in self.tree.query(mine)[1]}))

    def split(self, piece: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
        """Return what of a piece is inside and what is outside.

        A polygon of the piece that meets none of the area is outside as it stands, one that a polygon of the area
        covers is inside; all others are cut, by those polygons that they meet.
        """
        mine: Polygons = shapely.get_parts(piece)
        first, second = self.tree.query(mine, predicate="intersects")
        covered = np.unique(first[shapely.covers(self.polygons[second], mine[first])])
        across = np.setdiff1d(first, covered)
        apart = np.setdiff1d(np.arange(len(mine)), first)
        inside, outside = [*mine[covered]], [*mine[apart]]
        if len(across):
            crossing = _together(mine[across])
            near = _together(_around(self.polygons[np.unique(second[np.isin(first, across)])], crossing.bounds))
            shared = both(crossing, near)
            inside += shapely.get_parts(shared).tolist()
            # What only touches, as land does the sea beside it, is not cut.
            outside += shapely.get_parts(crossing if shared.is_empty else less(crossing, near)).tolist()
        return _together(inside), _together(outside)


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
