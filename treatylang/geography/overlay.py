"""Areas laid over some ground: which of them can hold at one place, exactly, and where that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.cells import place_name, sized, water_name, widths
from treatylang.geography.globe import Globe
from treatylang.geography.parted import Parted
from treatylang.geography.shape import Shape
from treatylang.geography.sphere import NOTHING, Floats, both, union, wrap

TERRITORIAL = 12.0
"""How far territory reaches out to sea, in nautical miles."""
MOST_PARTS = 8
"""How many parts of a piece are looked at to tell whether it is more than slivers."""
MOST_TRIED = 2000
"""How many places are looked at before none is given."""
PLAIN_METRES, PLAIN_KM2 = 1000.0, 1000.0
"""How wide a part is at the mean, or how large, that a reader finds on a map: no strip of a line drawn twice."""
MOST_POINTS = 4_000_000
"""How many points of pieces are kept, about 64 MB; then all is forgotten."""
Fits = Callable[[float, float], bool]
"""Whether a place (latitude, longitude) has what else is asked of it."""
Pieces = dict[int, BaseGeometry]
"""Ground by pattern: bit ``i`` of a pattern says that the ``i``-th area holds there."""


@dataclass(eq=False)
class Overlay:
    """Ground cut by areas, one area after the other; what was cut before is not cut again.

    Ground and areas are told apart by identity: `known` gives one shape for all that are equal.
    """

    globe: Globe
    _shapes: dict[bytes, Shape] = field(default_factory=dict, repr=False)
    _points: int = 0
    _known: dict[tuple[int, ...], Pieces] = field(default_factory=dict, repr=False)
    _solid: dict[tuple[int, ...], tuple[frozenset[int], frozenset[int]]] = field(default_factory=dict, repr=False)
    _splits: dict[tuple[int, tuple[int, ...]], tuple[BaseGeometry, BaseGeometry]] = field(
        default_factory=dict, repr=False
    )
    _numbers: dict[bytes, int] = field(default_factory=dict, repr=False)
    _nears: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict, repr=False)
    _looks: dict[tuple[int, int], tuple[bool, bool]] = field(default_factory=dict, repr=False)
    _polygons: dict[int, Parted] = field(default_factory=dict, repr=False)
    _alive: list[object] = field(default_factory=list, repr=False)

    def known(self, shape: Shape) -> Shape:
        """Return the shape of the same polygons that was asked about before, if there is one."""
        return self._shapes.setdefault(sha256(shapely.to_wkb(shape.geometry)).digest(), shape)

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
                part = None
            looked = {pattern: self._look(piece, part) for pattern, piece in pieces.items()}
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
            for pattern, piece in self.cut(ground, tuple(earlier)).items():
                inside, outside = self._split(piece, last)
                if not inside.is_empty:
                    found[pattern | 1 << len(earlier)] = inside
                if not outside.is_empty or inside.is_empty:
                    found[pattern] = outside
        if self._points > MOST_POINTS:
            self._forget()
        self._known[key] = found
        return found

    def _split(self, piece: BaseGeometry, area: Shape) -> tuple[BaseGeometry, BaseGeometry]:
        """Return what of a piece is in an area and what is not; a piece that is not cut is itself.

        Areas that differ far away, as those of two days mostly do, cut a piece alike.
        """
        parted = self._parted(area)
        pair = (id(piece), id(area))
        if pair not in self._nears:
            self._alive.append(piece)
            self._nears[pair] = parted.near(piece)
        near = self._nears[pair]
        if not near:
            return NOTHING, piece
        key = (id(piece), near)
        if key not in self._splits:
            inside, outside = parted.split(piece)
            if inside.is_empty:
                outside = piece
            elif outside.is_empty:
                inside = piece
            else:
                self._points += int(shapely.get_num_coordinates(piece))
            self._splits[key] = inside, outside
        return self._splits[key]

    def _forget(self) -> None:
        for kept in (self._known, self._splits, self._nears, self._looks, self._solid, self._polygons, self._shapes):
            kept.clear()
        self._alive.clear()
        self._points = 0

    def _look(self, piece: BaseGeometry, part: Shape | None) -> tuple[bool, bool]:
        """Return what `_looked_at` does for a piece, or for what it has in common with a part of the ground."""
        key = (id(piece), id(part))
        if key not in self._looks:
            self._alive += (piece, part)
            self._looks[key] = _looked_at(piece) if part is None else self._shared(piece, part)
        return self._looks[key]

    def _shared(self, piece: BaseGeometry, part: Shape) -> tuple[bool, bool]:
        """Return what `_looked_at` does for what a piece and a part of the ground have in common.

        Where the piece covers a large polygon of the part whole, as it mostly does, nothing has to be cut.
        """
        shapely.prepare(piece)
        if not piece.intersects(part.geometry):
            return False, False
        polygons = self._parted(part).polygons
        largest = polygons[np.argsort(-shapely.area(polygons), kind="stable")[:MOST_PARTS]]
        whole = largest[shapely.covers(piece, largest)]
        if whole.size and _looked_at(shapely.MultiPolygon(list(whole))) == (True, True):
            return True, True
        common, _ = self._split(piece, part)
        return (False, False) if common.is_empty else _looked_at(common)

    def _parted(self, area: Shape) -> Parted:
        known = self._polygons.get(id(area))
        if known is None:
            self._alive.append(area)
            known = self._polygons[id(area)] = Parted.of(area.geometry, self._numbers)
        return known

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


_OVERLAYS: dict[int, Overlay] = {}


def overlay_of(globe: Globe) -> Overlay:
    """Return the overlay of a globe: one for all texts that are looked at in this process."""
    known = _OVERLAYS.get(id(globe))
    if known is None or known.globe is not globe:
        known = _OVERLAYS[id(globe)] = Overlay(globe)
    return known


def _fewer_and_fewer(number: int) -> Iterator[int]:
    """Yield the numbers below a number, at first each, then with ever larger steps."""
    at = 0
    for step in range(1, number + 1):
        if at >= number:
            return
        yield at
        at += step


def _looked_at(piece: BaseGeometry) -> tuple[bool, bool]:
    """Return whether some part is not a sliver, and whether one of the largest on the sheet is wide.

    A part of that many square kilometres is not a strip along a rim, so it is not measured around.
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
