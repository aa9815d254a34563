"""The line of equidistance: what of some waters is nearer to other coasts than to one's own.

Coasts stand as points in space, compared by the straight distance through the earth: up to 400 nm it orders places as
the geodesic does to within a metre, and it knows neither seam nor pole. The sheet is halved again and again; whatever
lies wholly on one side is done, and where the line runs and the coasts are far off as against the size of a box, the
line is drawn exactly: it is the edge between the Voronoi cells of both coasts. No box and no point depends on how wide
a belt is, so the line is the same for belts of 12, 24 and 200 nm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.sphere import ELLIPSOID, NM, NOTHING, Floats, less, polygonal, union, wrap

_STEP = 0.5
"""Longest step, in nautical miles, between the points that stand for a coast: 2 nm off it errs by 0.02 nm."""
_FAR = 2.0
"""How many times the radius of a box coasts have to be away before the line is drawn in it."""
_LEAST = 8.0
"""Radius, in nautical miles, of the smallest box: nearer to the coast the line is drawn all the same."""
_PARTS = 6
"""Into how many parts a side of a box is cut to tell which points of a coast can matter in it."""
_WIDEST = 40.0
"""Radius, in nautical miles, of the largest box in which a line is drawn: a flat sheet is true no farther."""
_FIRST = 4.0
"""Degrees of a side of the boxes that are looked at first."""
_SHELF = 1000.0

Box = tuple[float, float, float, float]


def nearer(
    waters: BaseGeometry, own: Sequence[BaseGeometry], others: Sequence[BaseGeometry], miles: float
) -> BaseGeometry:
    """Return what of some waters, all within ``miles`` of own land, is not nearer to the others' land.

    The line errs by less than 0.05 nm at 200 nm. Coasts common to both sides, that is land borders, speak for neither.
    """
    return less(waters, foreign(waters, own, others, miles))


def foreign(
    waters: BaseGeometry, own: Sequence[BaseGeometry], others: Sequence[BaseGeometry], miles: float
) -> BaseGeometry:
    """Return boxes and parts of boxes that are nearer to the others' land, wherever waters may be within ``miles``."""
    ours, theirs = _coasts(own, others)
    if waters.is_empty or not len(theirs.places):
        return NOTHING
    shapely.prepare(waters)
    return union(list(_boxes(waters, ours, theirs, miles * NM)))


@dataclass(frozen=True)
class _Coast:
    """Points of a coast: in space (metres from the middle of the earth), and as longitude and latitude."""

    space: Floats
    squares: Floats
    places: Floats

    @cached_property
    def shelf(self) -> Floats:
        """What the points of a whole coast are ordered by."""
        return _shelf(self.places)

    @classmethod
    def of(cls, places: Floats) -> _Coast:
        """Return the coast of places (longitude, latitude)."""
        places = places[np.argsort(_shelf(places), kind="stable")]
        space = _space(places)
        return cls(space, (space**2).sum(axis=1), places)

    def around(self, box: Box, reach: float) -> _Coast:
        """Return the points of a whole coast that may be within ``reach`` metres of a box, and some more."""
        west, south, east, north = box
        high = 1.02 * np.degrees(2.0 * np.arcsin(min(1.0, reach / (2.0 * ELLIPSOID.b))))
        top = max(abs(south), abs(north)) + high
        wide = 360.0 if top > 85.0 else high / float(np.cos(np.radians(top)))
        rows = np.arange(np.floor(max(-90.0, south - high)), np.floor(min(90.0, north + high)) + 1.0)
        turns = [(max(-180.0, west - wide + turn), min(180.0, east + wide + turn)) for turn in (-360.0, 0.0, 360.0)]
        shelf, pieces = self.shelf, []
        for first, last in [(-180.0, 180.0)] if east - west + 2 * wide >= 360.0 else turns:
            if first <= last:
                begins = np.searchsorted(shelf, _SHELF * rows + first, side="left")
                ends = np.searchsorted(shelf, _SHELF * rows + last, side="right")
                pieces += [np.arange(a, b) for a, b in zip(begins.tolist(), ends.tolist(), strict=True) if a < b]
        index = np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int64)
        return _Coast(self.space[index], self.squares[index], self.places[index])

    def near(self, middle: Floats, reach: float) -> tuple[float, _Coast]:
        """Return how far the nearest point is, and the points at most ``reach`` metres farther than that one."""
        if not len(self.places):
            return np.inf, self
        away = self.squares - self.space @ (2.0 * middle) + middle @ middle
        least = float(np.sqrt(max(0.0, float(away.min()))))
        kept = away <= (least + reach) ** 2
        if kept.all():
            return least, self
        return least, _Coast(self.space[kept], self.squares[kept], self.places[kept])

    def sighted(self, box: Box) -> _Coast:
        """Return the points of which one is the nearest to each place of a box, found by parts of the box."""
        west, south, east, north = box
        x, y = (np.linspace(a, b, 2 * _PARTS + 1) for a, b in ((west, east), (south, north)))
        grid = _space(np.column_stack([g.ravel() for g in np.meshgrid(x, y)])).reshape(len(y), len(x), 3)
        middles = grid[1::2, 1::2]
        corners = grid[:-1:2, :-1:2], grid[:-1:2, 2::2], grid[2::2, :-1:2], grid[2::2, 2::2]
        radius = 1.01 * max(float(np.sqrt(((corner - middles) ** 2).sum(axis=2)).max()) for corner in corners)
        points = middles.reshape(-1, 3)
        squares = (points**2).sum(axis=1)[:, None] + self.squares[None, :] - 2.0 * points @ self.space.T
        away = np.sqrt(np.maximum(squares, 0.0))
        kept = (away <= away.min(axis=1, keepdims=True) + 2.0 * radius).any(axis=0)
        return _Coast(self.space[kept], self.squares[kept], self.places[kept])


def _space(places: Floats) -> Floats:
    """Return places (longitude, latitude) on the ellipsoid as points in space, in metres."""
    lam, phi = np.radians(places[:, 0]), np.radians(places[:, 1])
    normal = ELLIPSOID.a / np.sqrt(1 - ELLIPSOID.es * np.sin(phi) ** 2)
    flat = normal * np.cos(phi)
    return np.column_stack([flat * np.cos(lam), flat * np.sin(lam), normal * (1 - ELLIPSOID.es) * np.sin(phi)])


def _coasts(own: Sequence[BaseGeometry], others: Sequence[BaseGeometry]) -> tuple[_Coast, _Coast]:
    """Return the coasts of both sides, without the edges that two lands share and those that the sheet makes."""
    ours, theirs = _edges(own), _edges(others)
    every = np.vstack([ours, theirs])
    turned = (every[:, 0] > every[:, 2]) | ((every[:, 0] == every[:, 2]) & (every[:, 1] > every[:, 3]))
    key = np.where(turned[:, None], every[:, [2, 3, 0, 1]], every)
    whole = np.ascontiguousarray(np.round(key * 1e8).astype(np.int64)).view("i8,i8,i8,i8").ravel()
    _, place, count = np.unique(whole, return_inverse=True, return_counts=True)
    single = (count[place] == 1) & ~_on_seam(every)
    mine = _points(ours[single[: len(ours)]])
    yours = _points(theirs[single[len(ours) :]])
    # Where a land border ends at the sea, one point is of both coasts.
    return _Coast.of(mine[~_among(mine, yours)]), _Coast.of(yours[~_among(yours, mine)])


def _shelf(places: Floats) -> Floats:
    """Return what orders places by whole degrees of latitude, and then by longitude."""
    return np.asarray(_SHELF * np.floor(places[:, 1]) + places[:, 0])


def _edges(lands: Sequence[BaseGeometry]) -> Floats:
    """Return the edges of lands, one a row: longitude and latitude of both ends."""
    rings = shapely.get_rings(shapely.get_parts(np.array([*lands], dtype=object)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return np.column_stack([points[:-1][same], points[1:][same]])


def _on_seam(edges: Floats) -> np.ndarray:
    seam = (np.abs(edges[:, 0]) == 180.0) & (edges[:, 0] == edges[:, 2])
    return np.asarray(seam | ((np.abs(edges[:, 1]) == 90.0) & (edges[:, 1] == edges[:, 3])))


def _points(edges: Floats) -> Floats:
    """Return points along edges, both ends and as many between as the longest step asks for."""
    if not len(edges):
        return np.empty((0, 2))
    ends = _space(edges[:, :2]), _space(edges[:, 2:])
    count = np.maximum(1, np.ceil(np.sqrt(((ends[0] - ends[1]) ** 2).sum(axis=1)) / (_STEP * NM)).astype(np.int64))
    edge = np.repeat(np.arange(len(edges)), count)
    share = (np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)) / count[edge]
    between = edges[edge, :2] + (edges[edge, 2:] - edges[edge, :2]) * share[:, None]
    places = np.vstack([between, edges[:, 2:]])
    return places[np.unique(_keys(places), return_index=True)[1]]


def _keys(places: Floats) -> np.ndarray:
    """Return one number for each place, one for places a hand's breadth apart, at both ends of the sheet too."""
    east, north = np.round((places + np.array([180.0, 90.0])) * 1e6).astype(np.int64).T
    return np.asarray(east % 360_000_000 * 1_000_000_000 + north)


def _among(places: Floats, others: Floats) -> np.ndarray:
    return np.isin(_keys(places), _keys(others))


def _boxes(waters: BaseGeometry, ours: _Coast, theirs: _Coast, reach: float) -> Iterator[BaseGeometry]:
    """Yield what is foreign, box by box."""
    x, y = (a.ravel() for a in np.meshgrid(np.arange(-180.0, 180.0, _FIRST), np.arange(-90.0, 90.0, _FIRST)))
    first = shapely.box(x, y, x + _FIRST, np.minimum(y + _FIRST, 90.0))
    for number in np.flatnonzero(shapely.intersects(waters, first)):
        box: Box = first[number].bounds
        far = reach + 3.0 * _measured(box)[1]
        mine, yours = ours.around(box, far), theirs.around(box, far)
        if len(yours.places):
            yield from _halved(box, waters, mine, yours, reach)


def _halved(whole: Box, waters: BaseGeometry, ours: _Coast, theirs: _Coast, reach: float) -> Iterator[BaseGeometry]:
    """Yield what of a box is foreign; points that can be nearest to no place of a part are dropped on the way."""
    stack = [(whole, ours, theirs)]
    while stack:
        box, mine, yours = stack.pop()
        if not shapely.intersects(waters, shapely.box(*box)):
            continue
        middle, radius, wide, high = _measured(box)
        to_mine, mine = mine.near(middle, 2 * radius)
        to_yours, yours = yours.near(middle, 2 * radius)
        if to_yours > reach + radius or to_yours > to_mine + 2 * radius:
            continue
        if to_mine > to_yours + 2 * radius:
            yield shapely.box(*box)
        elif radius < _LEAST * NM or radius < min(_WIDEST * NM, min(to_mine, to_yours) / _FAR):
            if max(abs(box[1]), abs(box[3])) < 90.0:
                yield _line(box, mine, yours)
            elif radius > _LEAST * NM:
                stack += [(half, mine, yours) for half in _halves(box, wide, high)]
            elif to_mine > to_yours:
                yield shapely.box(*box)
        else:
            stack += [(half, mine, yours) for half in _halves(box, wide, high)]


def _measured(box: Box) -> tuple[Floats, float, float, float]:
    """Return the middle of a box in space, how far any place in it is from there at most, its width and its height."""
    west, south, east, north = box
    x, y = (west + east) / 2, (south + north) / 2
    rim = [(a, b) for a in (west, x, east) for b in (south, y, north)]
    if south < 0 < north:
        rim += [(west, 0.0), (east, 0.0)]
    points = _space(np.array(rim))
    middle = points[4]
    radius = float(np.sqrt(((points - middle) ** 2).sum(axis=1)).max()) * 1.01
    widest = 0.0 if south < 0 < north else min(abs(south), abs(north))
    return middle, radius, (east - west) * float(np.cos(np.radians(widest))), north - south


def _halves(box: Box, wide: float, high: float) -> tuple[Box, Box]:
    west, south, east, north = box
    if wide >= high:
        middle = (west + east) / 2
        return (west, south, middle, north), (middle, south, east, north)
    middle = (south + north) / 2
    return (west, south, east, middle), (west, middle, east, north)


def _line(box: Box, mine: _Coast, yours: _Coast) -> BaseGeometry:
    """Return what of a box is nearer to points of the others, drawn on a flat sheet around its middle."""
    west, south, east, north = box
    middle = (west + east) / 2, (south + north) / 2
    ours, theirs = (_flat(side.sighted(box).places, middle) for side in (mine, yours))
    rim = shapely.segmentize(shapely.box(west, south, east, north), max(east - west, north - south) / 8)
    flat = _flat(shapely.get_coordinates(rim), middle)
    (x0, y0), (x1, y1) = flat.min(axis=0), flat.max(axis=0)
    aside = 0.05 * max(x1 - x0, y1 - y0)
    frame = shapely.box(x0 - aside, y0 - aside, x1 + aside, y1 + aside)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(np.vstack([ours, theirs])), extend_to=frame, ordered=True)
    )
    other = shapely.clip_by_rect(_joined(cells[len(ours) :]), *frame.bounds)
    fine = shapely.segmentize(other, max(x1 - x0, y1 - y0) / 16)

    drawn = shapely.transform(fine, lambda points: _round(points, middle))
    # Cut to the box by the one way that keeps its edges exactly: neighbours then meet without a slit.
    cut = shapely.clip_by_rect(drawn if drawn.is_valid else polygonal(shapely.make_valid(drawn)), *box)
    return polygonal(cut if cut.is_valid else shapely.make_valid(cut))


def _joined(cells: np.ndarray) -> BaseGeometry:
    """Return neighbouring cells as one."""
    # Where many points lie on one circle, their edges may not meet to the last bit.
    try:
        return shapely.coverage_union_all(cells)
    except shapely.errors.GEOSException:
        return polygonal(shapely.union_all(shapely.make_valid(cells)))


def _flat(places: Floats, middle: tuple[float, float]) -> Floats:
    """Return places on a sheet in metres: direction and distance from the middle are those of the geodesic."""
    x, y = (np.full(len(places), m) for m in middle)
    bearing, _, away = ELLIPSOID.inv(x, y, places[:, 0], places[:, 1])
    return np.column_stack([away * np.sin(np.radians(bearing)), away * np.cos(np.radians(bearing))])


def _round(points: Floats, middle: tuple[float, float]) -> Floats:
    """Return points of such a sheet as places; longitudes go on beyond ±180."""
    x, y = (np.full(len(points), m) for m in middle)
    bearing = np.degrees(np.arctan2(points[:, 0], points[:, 1]))
    lon, lat, _ = ELLIPSOID.fwd(x, y, bearing, np.hypot(points[:, 0], points[:, 1]))
    return np.column_stack([middle[0] + wrap(lon - middle[0]), lat])
