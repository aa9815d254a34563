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
from treatylang.geography.parted import Parted, Worked
from treatylang.geography.recent import Recent
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
"""How many points of pieces are kept, about 64 MB; of more, what was not asked for of late is forgotten."""
Fits = Callable[[float, float], bool]
"""Whether a place (latitude, longitude) has what else is asked of it."""
Pieces = dict[int, BaseGeometry]
"""Ground by pattern: bit ``i`` of a pattern says that the ``i``-th area holds there."""
Halves = tuple[BaseGeometry, BaseGeometry]
"""What of a piece is in an area, and what is not."""
Seen = tuple[frozenset[int], frozenset[int]]
"""The patterns that some place has, and those that one sees on a map."""
_Held = tuple[object, ...]
"""What a key speaks of by its identity."""


@dataclass(eq=False)
class Overlay:
    """Ground cut by areas, one area after the other; what was cut before is not cut again.

    Ground and areas are told apart by identity: `known` gives one shape for all that are equal.
    """

    globe: Globe
    _points: int = 0
    _shapes: Recent[bytes, Shape] = field(default_factory=Recent, repr=False)
    _cuts: Recent[tuple[int, ...], tuple[_Held, Pieces]] = field(default_factory=Recent, repr=False)
    _solid: Recent[tuple[int, ...], tuple[_Held, Seen]] = field(default_factory=Recent, repr=False)
    _splits: Recent[tuple[int, tuple[int, ...]], tuple[_Held, Halves]] = field(default_factory=Recent, repr=False)
    _nears: Recent[tuple[int, int], tuple[_Held, tuple[int, ...]]] = field(default_factory=Recent, repr=False)
    _looks: Recent[tuple[int, int], tuple[_Held, tuple[bool, bool]]] = field(default_factory=Recent, repr=False)
    _polygons: Recent[int, tuple[_Held, Parted]] = field(default_factory=Recent, repr=False)
    _worked: Worked = field(default_factory=Worked, repr=False)

    def known(self, shape: Shape) -> Shape:
        """Return the shape of the same polygons that was asked about before, if there is one."""
        digest = sha256(shapely.to_wkb(shape.geometry)).digest()
        return self._shapes.get(digest) or self._shapes.keep(digest, shape)

    def patterns(self, ground: Shape, areas: tuple[Shape, ...], part: Shape | None = None) -> Seen:
        """Return the patterns that some place of the ground, or of a part, has, and those that one sees on a map.

        Slivers that arise from rounding have none; where two territorial seas meet, strips as wide as the boundary data
        are coarse have some, but none to be shown to anybody.
        """
        key, part_asked = (id(part), id(ground), *map(id, areas)), part
        known = self._solid.get(key)
        if known is None:
            pieces = self.cut(ground, areas)
            if part is not None and len(pieces) == 1:  # of a single pattern, every part is an instance
                part = None
            looked = {pattern: self._look(piece, part) for pattern, piece in pieces.items()}
            solid = frozenset(pattern for pattern, (is_solid, _) in looked.items() if is_solid)
            plain = frozenset(pattern for pattern, (_, is_plain) in looked.items() if is_plain)
            known = self._solid.keep(key, ((part_asked, ground, areas), (solid, plain)))
        return known[1]

    def cut(self, ground: Shape, areas: tuple[Shape, ...]) -> Pieces:
        """Return the ground in pieces, by pattern."""
        key = (id(ground), *map(id, areas))
        known = self._cuts.get(key)
        if known is not None:
            return known[1]
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
        if self._points > MOST_POINTS // 2:
            self._turn()
        return self._cuts.keep(key, ((ground, areas), found))[1]

    def _split(self, piece: BaseGeometry, area: Shape) -> Halves:
        """Return what of a piece is in an area and what is not; a piece that is not cut is itself.

        Areas that differ far away, as those of two days mostly do, cut a piece alike.
        """
        parted = self._parted(area)
        pair = (id(piece), id(area))
        nears = self._nears.get(pair) or self._nears.keep(pair, ((piece, area), parted.near(piece)))
        near = nears[1]
        if not near:
            return NOTHING, piece
        key = (id(piece), near)
        known = self._splits.get(key)
        if known is None:
            inside, outside = parted.split(piece)
            if inside.is_empty:
                outside = piece
            elif outside.is_empty:
                inside = piece
            else:
                self._points += int(shapely.get_num_coordinates(piece))
            known = self._splits.keep(key, ((piece,), (inside, outside)))
        return known[1]

    def _turn(self) -> None:
        """Forget what was not asked for of late: what a draft goes on asking for stays."""
        for kept in (self._shapes, self._cuts, self._solid, self._splits, self._nears, self._looks, self._polygons):
            kept.turn()
        self._worked.turn()
        self._points = 0

    def _look(self, piece: BaseGeometry, part: Shape | None) -> tuple[bool, bool]:
        """Return what `_looked_at` does for a piece, or for what it has in common with a part of the ground."""
        key = (id(piece), id(part))
        known = self._looks.get(key)
        if known is None:
            seen = _looked_at(piece) if part is None else self._shared(piece, part)
            known = self._looks.keep(key, ((piece, part), seen))
        return known[1]

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
            known = self._polygons.keep(id(area), ((area,), Parted.of(area.geometry, self._worked)))
        return known[1]

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
