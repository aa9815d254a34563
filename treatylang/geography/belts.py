"""Belts: what lies within so many nautical miles of an area, measured along the globe.

The coast is cut into tiles, each widened in an azimuthal-equidistant projection around its own centre: there distances
from the centre are true, and those across a tile of 4° and a belt of 200 nm err by less than 0.2 nm.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shapely
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from treatylang.geography.sphere import NM, NOTHING, Floats, both, fold, polygonal, union

TILE = 4.0
"""Degrees of a tile."""
_QUADRANT = 64
"""Segments of a quarter of a circle."""
_COARSE = 0.02
"""How far, in nautical miles, a coast is smoothed before it is widened."""
_WIDE, _SHARE = 40.0, 40.0
"""From how many nautical miles on a belt is made in two steps, and which part of it the first one is."""
_CHORD = 8.0
"""Longest edge, in nautical miles, of a widened outline before it is drawn in degrees."""


def tiles(
    geometry: BaseGeometry, size: float = TILE, *, whole: bool = False
) -> Iterator[tuple[tuple[float, float], BaseGeometry]]:
    """Yield the centre (longitude, latitude) of each tile that an area's edge crosses, and what of the area lies in it.

    Tiles wholly inside are left out unless asked for: whoever is near them from outside is nearer to the edge.
    """
    if geometry.is_empty:
        return
    west, south, east, north = geometry.bounds
    stack = [
        (
            geometry,
            int(np.floor((west + 180.0) / size)),
            int(np.floor((south + 90.0) / size)),
            int(np.ceil((east + 180.0) / size)),
            int(np.ceil((north + 90.0) / size)),
        )
    ]
    while stack:
        part, x0, y0, x1, y1 = stack.pop()
        if x1 - x0 <= 1 and y1 - y0 <= 1:
            x, y = x0 * size - 180.0, y0 * size - 90.0
            full = size * (min(90.0, y + size) - y)
            if whole or part.area < full * (1 - 1e-12):
                yield (x + size / 2, y + size / 2), part
            continue
        if x1 - x0 >= y1 - y0:
            middle = (x0 + x1) // 2
            halves = ((x0, y0, middle, y1), (middle, y0, x1, y1))
        else:
            middle = (y0 + y1) // 2
            halves = ((x0, y0, x1, middle), (x0, middle, x1, y1))
        for a, b, c, d in halves:
            piece = clip(part, a * size - 180.0, b * size - 90.0, c * size - 180.0, d * size - 90.0)
            if not piece.is_empty:
                stack.append((piece, a, b, c, d))


def clip(geometry: BaseGeometry, west: float, south: float, east: float, north: float) -> BaseGeometry:
    """Return what of an area lies in a box. The quick way may leave invalid rings: then the sure way is taken."""
    quick = shapely.clip_by_rect(geometry, west, south, east, north)
    if quick.is_valid:
        return polygonal(quick)
    return both(geometry, shapely.box(west, south, east, north))


def within(geometry: BaseGeometry, miles: float) -> BaseGeometry:
    """Return what lies within so many nautical miles of an area, the rim of the area itself included.

    The middle of a wide area may be missing: take away or add the area, as is meant. Error: at most 0.2 nm at 200 nm.
    """
    return union([_widened(centre, part, miles) for centre, part in tiles(geometry)])


def around(geometry: BaseGeometry, miles: float, land: BaseGeometry) -> BaseGeometry:
    """Return the belt around an area: the waters, outside ``land``, within so many nautical miles of it."""
    return polygonal(shapely.difference(within(geometry, miles), union([land, geometry])))


def _widened(centre: tuple[float, float], part: BaseGeometry, miles: float) -> BaseGeometry:
    lon, lat = centre
    sheet = Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
    flat = shapely.transform(part, lambda p: np.column_stack(sheet(p[:, 0], p[:, 1])))
    near = miles / _SHARE if miles >= _WIDE else 0.0
    if near:  # first a little: what is left of bays and points of the coast then makes no work
        flat = shapely.buffer(shapely.simplify(flat, _COARSE * NM), near * NM, quad_segs=_QUADRANT // 5)
    wide = shapely.buffer(shapely.simplify(flat, _COARSE * NM), (miles - near) * NM, quad_segs=_QUADRANT)
    return from_sheet(wide, sheet, lon, 90.0 if lat > 0 else -90.0)


def from_sheet(flat: BaseGeometry, sheet: Proj, lon: float, pole: float) -> BaseGeometry:
    """Return polygons drawn around a centre as polygons in degrees; the pole may lie in them."""
    if flat.is_empty:
        return NOTHING
    x, y = sheet(lon, pole)
    summit = shapely.Point(x, y)
    if shapely.distance(flat, summit) > 60 * NM:
        return fold(
            polygonal(shapely.transform(shapely.segmentize(flat, _CHORD * NM), lambda p: _round(p, sheet, lon)))
        )
    # Near a pole longitudes turn fast: the halves beside the meridian of the centre are drawn apart, in small steps.
    far = 4e6
    pieces: list[BaseGeometry] = []
    for side in (-1.0, 1.0):
        half = both(flat, shapely.box(min(0.0, side * far), y - far, max(0.0, side * far), y + far))
        half = shapely.segmentize(half, NM)
        pieces.extend(_beside_pole(part, sheet, lon, side, (y, pole)) for part in shapely.get_parts(half))
    return fold(union(pieces))


def _round(points: Floats, sheet: Proj, lon: float) -> Floats:
    x, y = sheet(points[:, 0], points[:, 1], inverse=True)
    return np.column_stack([lon + (np.asarray(x) - lon + 180.0) % 360.0 - 180.0, np.clip(y, -90.0, 90.0)])


def _beside_pole(part: BaseGeometry, sheet: Proj, lon: float, side: float, summit: tuple[float, float]) -> BaseGeometry:
    """Return one half, east or west of the meridian of the centre; its edge on the meridian passes the pole."""
    height, pole = summit
    rings = []
    for ring in shapely.get_rings(part):
        flat = shapely.get_coordinates(ring)
        flat = _through(flat, height)
        offset = (_round(flat, sheet, lon)[:, 0] - lon) * side
        beyond = (flat[:, 1] > height) if pole > 0 else (flat[:, 1] < height)
        on_line = np.abs(flat[:, 0]) < 1e-3
        offset = np.where(on_line, np.where(beyond, 180.0, 0.0), np.clip(offset, 0.0, 180.0))
        lat = np.clip(np.asarray(sheet(flat[:, 0], flat[:, 1], inverse=True)[1]), -90.0, 90.0)
        at_pole = on_line & (np.abs(flat[:, 1] - height) < 1e-3)
        drawn = []
        for i in range(len(flat) - 1):
            if at_pole[i]:
                before, after = offset[i - 1 if i else len(flat) - 2], offset[i + 1]
                drawn += [(lon + side * before, pole), (lon + side * after, pole)]
            else:
                drawn.append((lon + side * offset[i], lat[i]))
        if len(drawn) >= 3:
            rings.append(np.array([*drawn, drawn[0]]))
    made = shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()
    return made if made.is_valid else polygonal(shapely.make_valid(made))


def _through(flat: Floats, height: float) -> Floats:
    """Return a ring with a vertex at the pole where it passes it along the meridian of the centre."""
    rows = []
    for first, second in pairwise(flat):
        rows.append(first)
        straight = abs(first[0]) < 1e-3 and abs(second[0]) < 1e-3
        if straight and (first[1] - height) * (second[1] - height) < -1e-6:
            rows.append(np.array([0.0, height]))
    rows.append(flat[-1])
    return np.array(rows)
