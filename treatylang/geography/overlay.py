"""Areas laid over some ground: which of them can hold at one place, exactly, and where that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.cells import place_name, sized, water_name
from treatylang.geography.globe import Globe
from treatylang.geography.shape import Shape
from treatylang.geography.sphere import Floats, both, less, union, wrap

TERRITORIAL = 12.0
"""How far territory reaches out to sea, in nautical miles."""
MOST_PARTS = 8
"""How many parts of a piece are looked at to tell whether it is more than slivers."""
MOST_TRIED = 2000
"""How many places are looked at before none is given."""
Pieces = dict[int, BaseGeometry]
"""Ground by pattern: bit ``i`` of a pattern says that the ``i``-th area holds there."""


@dataclass(frozen=True)
class Overlay:
    """Ground cut by areas, one area after the other; what was cut before is not cut again."""

    globe: Globe
    _known: dict[tuple[int, ...], Pieces] = field(default_factory=dict, repr=False)
    _solid: dict[tuple[int, ...], frozenset[int]] = field(default_factory=dict, repr=False)
    _alive: list[object] = field(default_factory=list, repr=False)

    def patterns(self, ground: Shape, areas: tuple[Shape, ...]) -> frozenset[int]:
        """Return the patterns that some place of the ground has; slivers that arise from rounding have none."""
        key = (id(ground), *map(id, areas))
        if key not in self._solid:
            self._solid[key] = frozenset(p for p, piece in self.cut(ground, areas).items() if _is_solid(piece))
        return self._solid[key]

    def cut(self, ground: Shape, areas: tuple[Shape, ...]) -> Pieces:
        """Return the ground in pieces, by pattern."""
        key = (id(ground), *map(id, areas))
        known = self._known.get(key)
        if known is not None:
            return known
        self._alive.append((ground, areas))
        if not areas:
            found: Pieces = {0: ground.geometry}
        else:
            found = {}
            *earlier, last = areas
            for pattern, piece in self.cut(ground, tuple(earlier)).items():
                inside = both(piece, last.geometry)
                if inside.is_empty:
                    found[pattern] = piece
                    continue
                found[pattern | 1 << len(earlier)] = inside
                outside = less(piece, last.geometry)
                if not outside.is_empty:
                    found[pattern] = outside
        self._known[key] = found
        return found

    def best(self, pieces: Sequence[BaseGeometry]) -> tuple[float, float, str]:
        """Return a place in some pieces that people know: latitude, longitude, name; on land, where there is any."""
        piece = union(pieces)
        land = both(piece, self.globe.land_near(piece))
        parts = _parts(land if not land.is_empty else piece)
        largest = parts[int(np.argmax(sized(parts)[0]))]
        point = shapely.point_on_surface(largest)
        return self._named(float(point.y), float(wrap(point.x)))

    def nearest(
        self, pieces: Sequence[BaseGeometry], code: str, taken: Collection[str] | None
    ) -> tuple[float, float, str] | None:
        """Return a place in some pieces near a state: beyond all territory, or on land of a state that is not taken.

        Places are looked for where whole degrees meet, so that a small piece may have none.
        """
        latitudes, longitudes = (a.ravel() for a in np.meshgrid(np.arange(-89.0, 90.0), np.arange(-180.0, 180.0)))
        inside = np.zeros(latitudes.shape, dtype=bool)
        for piece in pieces:
            shapely.prepare(piece)
            inside |= shapely.intersects_xy(piece, longitudes, latitudes)
        latitudes, longitudes = latitudes[inside], longitudes[inside]
        owners = self.globe.boundaries_at(latitudes, longitudes)
        fits = owners < 0 if taken is None else owners >= 0
        ordered = self._by_distance(code, latitudes[fits], longitudes[fits])
        for latitude, longitude in ordered:
            owner = self.globe.owner(latitude, longitude)
            if taken is None and self.globe.coast(latitude, longitude, TERRITORIAL) is None:
                return self._named(latitude, longitude)
            if taken is not None and owner is not None and owner.state not in taken:
                return self._named(latitude, longitude)
        return None

    def _by_distance(self, code: str, latitudes: Floats, longitudes: Floats) -> list[tuple[float, float]]:
        numbers = self.globe.boundaries.of(code) if code else ()
        home = self.globe.soil(numbers, "land").centroid if numbers else shapely.Point(0.0, 0.0)
        a, b = np.radians(latitudes), np.radians(home.y)
        apart = np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(np.radians(longitudes - home.x))
        order = np.argsort(-apart, kind="stable")
        return [(float(latitudes[i]), float(longitudes[i])) for i in order[:MOST_TRIED]]

    def _named(self, latitude: float, longitude: float) -> tuple[float, float, str]:
        owner = self.globe.owner(latitude, longitude)
        if owner is None:
            return latitude, longitude, water_name(self.globe, latitude, longitude)
        return latitude, longitude, place_name(self.globe, owner, shapely.Point(longitude, latitude))


def _is_solid(piece: BaseGeometry) -> bool:
    """Return whether some part is no sliver; among the largest on the sheet there is one, if there is any."""
    parts = _parts(piece)
    largest = parts[np.argsort(-shapely.area(parts), kind="stable")[:MOST_PARTS]]
    return bool(sized(largest)[1].any())


def _parts(piece: BaseGeometry) -> np.ndarray[tuple[int, ...], np.dtype[np.object_]]:
    parts: np.ndarray[tuple[int, ...], np.dtype[np.object_]] = shapely.get_parts(piece)
    return parts
