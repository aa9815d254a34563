"""An area as a set of points: its polygons, its algebra, and its answers for places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from treatylang.geography import sphere
from treatylang.geography.doubts import Doubt
from treatylang.geography.index import Indexed
from treatylang.geography.sphere import NOTHING, both, less, union, wrap


@dataclass(frozen=True, eq=False)
class Shape:
    """A set of points on the globe.

    ``geometry`` are polygons in degrees within ±180; edges belong to the set. ``limits`` is what ``within`` cuts with:
    for a sea its waters together with the islands in it, for everything else the geometry. ``interpreted`` says that a
    limit is somebody's choice; ``doubts`` say what is missing or doubtful.
    """

    geometry: BaseGeometry
    doubts: tuple[Doubt, ...] = ()
    interpreted: bool = False
    wider: BaseGeometry | None = None

    @property
    def limits(self) -> BaseGeometry:
        """What ``within`` this area means: for seas, their islands count."""
        return self.geometry if self.wider is None else self.wider

    @property
    def is_empty(self) -> bool:
        """Whether no point is in it."""
        return bool(self.geometry.is_empty)

    @cached_property
    def km2(self) -> float:
        """Square kilometres on the ellipsoid."""
        return sphere.area_km2(self.geometry)

    @cached_property
    def _indexed(self) -> Indexed:
        return Indexed(self.geometry)

    def contains(self, latitude: Any, longitude: Any) -> Any:
        """Return whether places are in the area, its edge included: a bool for numbers, an array for arrays (degrees).

        Longitudes may be of any turn; what is not a place (latitude 91, nan) is in no area. At ±180 and at the poles
        all ways to write a place give one answer.
        """
        if isinstance(latitude, (float, int)) and isinstance(longitude, (float, int)):
            if -180.0 < longitude < 180.0 and -90.0 < latitude < 90.0:
                return bool(shapely.intersects_xy(self._indexed.geometry, longitude, latitude))
            return bool(self._at_seam(np.array([float(latitude)]), np.array([float(longitude)]))[0])
        lat, lon = np.broadcast_arrays(np.asarray(latitude, dtype=float), np.asarray(longitude, dtype=float))
        flat_lat, flat_lon = lat.ravel(), lon.ravel()
        if not flat_lon.size:
            return np.zeros(lat.shape, dtype=bool)
        plain = flat_lon.min() > -180.0 and flat_lon.max() < 180.0 and flat_lat.min() > -90.0 and flat_lat.max() < 90.0
        if not plain:
            return self._at_seam(flat_lat, flat_lon).reshape(lat.shape)
        return self._indexed(flat_lon, flat_lat).reshape(lat.shape)

    def _at_seam(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
        somewhere = np.isfinite(lon) & (np.abs(lat) <= 90.0)
        lon, lat = np.where(somewhere, wrap(lon), 0.0), np.where(somewhere, lat, 0.0)
        result = self._indexed(lon, lat) & somewhere
        seam = (lon == -180.0) & somewhere
        if seam.any():
            result[seam] |= self._indexed(np.full(int(seam.sum()), 180.0), lat[seam])
        for pole in (-90.0, 90.0):
            here = (lat == pole) & somewhere
            if here.any():
                result[here] = shapely.intersects(self.geometry, shapely.LineString([(-180.0, pole), (180.0, pole)]))
        return result

    def plus(self, other: Shape) -> Shape:
        """Return what is in either."""
        plain = self.wider is None and other.wider is None
        wider = None if plain else union([self.limits, other.limits])
        return self._with(other, union([self.geometry, other.geometry]), wider)

    def minus(self, other: Shape) -> Shape:
        """Return what is in this and not in the other."""
        wider = None if self.wider is None else less(self.wider, other.geometry)
        return self._with(other, less(self.geometry, other.geometry), wider)

    def within(self, other: Shape) -> Shape:
        """Return what of this lies within the limits of the other."""
        wider = None if self.wider is None else both(self.wider, other.limits)
        return self._with(other, both(self.geometry, other.limits), wider)

    def _with(self, other: Shape, geometry: BaseGeometry, wider: BaseGeometry | None) -> Shape:
        doubts = tuple(dict.fromkeys((*self.doubts, *other.doubts)))
        return Shape(geometry, doubts, self.interpreted or other.interpreted, wider)

    def outline(self) -> BaseGeometry:
        """Return its outline as lines, without the seam of the sheet."""
        return sphere.without_seam(self.geometry)


EMPTY = Shape(NOTHING)


def half(side: str, degrees: float) -> Shape:
    """Return all that lies north or south of a parallel, or on the half of the globe east or west of a meridian."""
    if side in ("north", "south"):
        south, north = (degrees, 90.0) if side == "north" else (-90.0, degrees)
        return Shape(shapely.box(-180.0, south, 180.0, north))
    west = degrees if side == "east" else degrees - 180.0
    return Shape(sphere.fold(shapely.box(west, -90.0, west + 180.0, 90.0)))


def together(shapes: Iterable[Shape]) -> Shape:
    """Return what is in any of several."""
    several = list(shapes)
    if not several:
        return EMPTY
    doubts = tuple(dict.fromkeys(d for s in several for d in s.doubts))
    plain = all(s.wider is None for s in several)
    return Shape(
        union([s.geometry for s in several]),
        doubts,
        any(s.interpreted for s in several),
        None if plain else union([s.limits for s in several]),
    )
