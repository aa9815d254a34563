"""Areas laid over some ground: which of them can hold at one place, exactly, and where that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.cells import place_name, sized, water_name, widths
from treatylang.geography.globe import Globe
from treatylang.geography.shape import Shape
from treatylang.geography.sphere import Floats, both, less, union, wrap

TERRITORIAL = 12.0
"""How far territory reaches out to sea, in nautical miles."""
MOST_PARTS = 8
"""How many parts of a piece are looked at to tell whether it is more than slivers."""
MOST_TRIED = 2000
"""How many places are looked at before none is given."""
PLAIN_METRES, PLAIN_KM2 = 1000.0, 1000.0
"""How wide a part is at the mean, or how large, that a reader finds on a map: no strip of a line drawn twice."""
Fits = Callable[[float, float], bool]
"""Whether a place (latitude, longitude) has what else is asked of it."""
Pieces = dict[int, BaseGeometry]
"""Ground by pattern: bit ``i`` of a pattern says that the ``i``-th area holds there."""


@dataclass(frozen=True)
class Overlay:
    """Ground cut by areas, one area after the other; what was cut before is not cut again."""

    globe: Globe
    _known: dict[tuple[int, ...], Pieces] = field(default_factory=dict, repr=False)
    _solid: dict[tuple[int, ...], tuple[frozenset[int], frozenset[int]]] = field(default_factory=dict, repr=False)
    _alive: list[object] = field(default_factory=list, repr=False)

    def patterns(
        self, ground: Shape, areas: tuple[Shape, ...], part: Shape | None = None
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Return the patterns that some place of the ground, or of a part, has, and those that one sees on a map.

        Slivers that arise from rounding have none; where two territorial seas meet, strips as wide as the boundary data
        are coarse have some, but none to be shown to anybody.
        """
        key = (id(part), id(ground), *map(id, areas))
        if key not in self._solid:
            pieces = self.cut(ground, areas)
            if part is None or len(pieces) == 1:  # of a single pattern, every part is an instance
                looked = {pattern: _looked_at(piece) for pattern, piece in pieces.items()}
            else:
                self._alive.append(part)
                looked = {pattern: _shared(piece, part.geometry) for pattern, piece in pieces.items()}
            self._solid[key] = (
                frozenset(pattern for pattern, (solid, _) in looked.items() if solid),
                frozenset(pattern for pattern, (_, plain) in looked.items() if plain),
            )
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
            shapely.prepare(last.geometry)
            for pattern, piece in self.cut(ground, tuple(earlier)).items():
                if not shapely.intersects(last.geometry, piece):
                    found[pattern] = piece
                    continue
                if shapely.covers(last.geometry, piece):
                    found[pattern | 1 << len(earlier)] = piece
                    continue
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

    def best(self, pieces: Sequence[BaseGeometry], day: date | None = None) -> tuple[float, float, str]:
        """Return a place in some pieces that people know: latitude, longitude, name; on land, where there is any."""
        piece = union(pieces)
        land = _parts(both(piece, self.globe.land_near(piece)))
        land = land[sized(land)[1]] if land.size else land
        parts = land if land.size else _parts(piece)
        largest = parts[int(np.argmax(sized(parts)[0]))]
        point = shapely.point_on_surface(largest)
        return self._named(float(point.y), float(wrap(point.x)), day)

    def nearest(
        self, pieces: Sequence[BaseGeometry], code: str, taken: Collection[str] | None, fits: Fits | None = None
    ) -> tuple[float, float, str] | None:
        """Return a place in some pieces near a state: beyond all territory, or on land of a state that is not taken.

        Places are looked for where whole degrees meet, so that a small piece may have none. ``fits`` asks more of a
        place and may take its time: then it is asked of ever fewer places, the farther off they are.
        """
        latitudes, longitudes = (a.ravel() for a in np.meshgrid(np.arange(-89.0, 90.0), np.arange(-180.0, 180.0)))
        inside = np.zeros(latitudes.shape, dtype=bool)
        for piece in pieces:
            shapely.prepare(piece)
            inside |= shapely.intersects_xy(piece, longitudes, latitudes)
        latitudes, longitudes = latitudes[inside], longitudes[inside]
        owners = self.globe.boundaries_at(latitudes, longitudes)
        here = owners < 0 if taken is None else owners >= 0
        ordered = self._by_distance(code, latitudes[here], longitudes[here])
        tried = range(min(len(ordered), MOST_TRIED)) if fits is None else _fewer_and_fewer(len(ordered))
        for latitude, longitude in (ordered[number] for number in tried):
            owner = self.globe.owner(latitude, longitude)
            if taken is None:
                there = self.globe.coast(latitude, longitude, TERRITORIAL) is None
            else:
                there = owner is not None and owner.state not in taken
            if there and (fits is None or fits(latitude, longitude)):
                return self._named(latitude, longitude)
        return None

    def _by_distance(self, code: str, latitudes: Floats, longitudes: Floats) -> list[tuple[float, float]]:
        numbers = self.globe.boundaries.of(code) if code else ()
        home = self.globe.soil(numbers, "land").centroid if numbers else shapely.Point(0.0, 0.0)
        a, b = np.radians(latitudes), np.radians(home.y)
        apart = np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(np.radians(longitudes - home.x))
        order = np.argsort(-apart, kind="stable")
        return [(float(latitudes[i]), float(longitudes[i])) for i in order]

    def _named(self, latitude: float, longitude: float, day: date | None = None) -> tuple[float, float, str]:
        contested = [claim.place for claim in self.globe.claims(latitude, longitude, day) if claim.disputed]
        if contested:
            smallest = min(contested, key=lambda place: (place.outline.geometry().area, place.name))
            return latitude, longitude, smallest.name
        owner = self.globe.owner(latitude, longitude)
        if owner is None:
            return latitude, longitude, water_name(self.globe, latitude, longitude)
        return latitude, longitude, place_name(self.globe, owner, shapely.Point(longitude, latitude))


def _fewer_and_fewer(number: int) -> Iterator[int]:
    """Yield the numbers below a number, at first each, then with ever larger steps."""
    at = 0
    for step in range(1, number + 1):
        if at >= number:
            return
        yield at
        at += step


def _shared(piece: BaseGeometry, part: BaseGeometry) -> tuple[bool, bool]:
    """Return what `_looked_at` does for what a piece and a part of the ground have in common.

    Where the piece covers a large polygon of the part whole, as it mostly does, nothing has to be cut.
    """
    shapely.prepare(piece)
    if not piece.intersects(part):
        return False, False
    polygons = _parts(part)
    largest = polygons[np.argsort(-shapely.area(polygons), kind="stable")[:MOST_PARTS]]
    whole = largest[shapely.covers(piece, largest)]
    if whole.size and _looked_at(shapely.MultiPolygon(list(whole))) == (True, True):
        return True, True
    common = both(piece, part)
    return (False, False) if common.is_empty else _looked_at(common)


def _looked_at(piece: BaseGeometry) -> tuple[bool, bool]:
    """Return whether some part is no sliver, and whether one is wide; among the largest on the sheet, if there is any.

    A part of that many square kilometres is no strip along a rim, so it is not measured around.
    """
    parts = _parts(piece)
    largest = parts[np.argsort(-shapely.area(parts), kind="stable")[:MOST_PARTS]]
    sizes, kept = sized(largest)
    solid = bool(kept.any())
    plain = solid and bool((sizes >= PLAIN_KM2).any() or (widths(largest, sizes) >= PLAIN_METRES).any())
    return solid, plain


def _parts(piece: BaseGeometry) -> np.ndarray[tuple[int, ...], np.dtype[np.object_]]:
    parts: np.ndarray[tuple[int, ...], np.dtype[np.object_]] = shapely.get_parts(piece)
    return parts
