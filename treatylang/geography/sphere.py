"""The round earth on a flat sheet: longitudes that wrap, edges of both kinds, areas, and the seam at 180°.

Shapes are stored as polygons in degrees, longitude first, within ±180 and ±90; one that crosses the antimeridian is
two polygons that meet there. Between neighbouring vertices the line is straight on the sheet, so long edges are given
enough vertices first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]

NM = 1852.0
"""Metres of a nautical mile."""
WORLD = shapely.box(-180.0, -90.0, 180.0, 90.0)
NOTHING: BaseGeometry = shapely.MultiPolygon()
ELLIPSOID = Geod(ellps="WGS84")
_E = float(np.sqrt(ELLIPSOID.es))
_STEP = 0.25
"""Longest piece, in degrees, of an edge that is straight on the globe but not on the sheet."""


def wrap(longitude: Any) -> Any:
    """Return longitudes within [-180, 180); arrays or numbers."""
    return (np.asarray(longitude, dtype=float) + 180.0) % 360.0 - 180.0


def _zone(latitude: Floats) -> Floats:
    """Return square kilometres between the equator and a latitude, for each degree of longitude (WGS 84)."""
    sine = np.sin(np.radians(latitude))
    inner = sine / (1 - (_E * sine) ** 2) + np.arctanh(_E * sine) / _E
    zone: Floats = np.radians(1.0) * ELLIPSOID.b**2 / 2 * inner / 1e6
    return zone


def ring_area_km2(ring: Floats) -> float:
    """Return the signed area of a closed ring of (longitude, latitude): positive when it runs anticlockwise.

    Exact on the ellipsoid for edges straight on the sheet, to Simpson's rule on each edge.
    """
    x, y = ring[:, 0], ring[:, 1]
    middle = (_zone(y[:-1]) + 4 * _zone((y[:-1] + y[1:]) / 2) + _zone(y[1:])) / 6
    return float(-np.sum(np.diff(x) * middle))


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area of polygons in square kilometres, on the ellipsoid, edges straight on the sheet."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(geometry)))
    if len(rings) == 0:
        return 0.0
    points, owners = shapely.get_coordinates(rings, return_index=True)
    x, y = points[:, 0], points[:, 1]
    middle = (_zone(y[:-1]) + 4 * _zone((y[:-1] + y[1:]) / 2) + _zone(y[1:])) / 6
    same = owners[:-1] == owners[1:]
    return float(-np.sum(np.where(same, np.diff(x) * middle, 0.0)))


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry alone: an intersection may leave lines and points where edges touch."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type in ("Polygon", "MultiPolygon") and not p.is_empty]
    return union(parts)


def union(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the union of polygons; those that touch nothing else are not worked through."""
    kept = [part for part in parts if not part.is_empty]
    if not kept:
        return NOTHING
    if len(kept) == 1:
        return kept[0]
    return polygonal(shapely.disjoint_subset_union_all(kept))


def both(left: BaseGeometry, right: BaseGeometry) -> BaseGeometry:
    """Return what two areas share, lines and points left out."""
    return polygonal(shapely.intersection(left, right))


def less(left: BaseGeometry, right: BaseGeometry) -> BaseGeometry:
    """Return what of the first is not in the second."""
    return polygonal(shapely.difference(left, right))


def fold(geometry: BaseGeometry) -> BaseGeometry:
    """Return polygons drawn with longitudes beyond ±180 as polygons within it."""
    west, _, east, _ = geometry.bounds if not geometry.is_empty else (0.0, 0.0, 0.0, 0.0)
    if west >= -180.0 and east <= 180.0:
        return geometry
    pieces = []
    for turn in range(int(np.floor((west + 180.0) / 360.0)), int(np.floor((east + 180.0) / 360.0)) + 1):
        sheet = shapely.box(360.0 * turn - 180.0, -90.0, 360.0 * turn + 180.0, 90.0)
        piece = both(geometry, sheet)
        if not piece.is_empty:
            pieces.append(shapely.transform(piece, partial(_shifted, turn=turn)))
    return union(pieces)


def _shifted(points: Floats, turn: int) -> Floats:
    return np.column_stack([np.clip(points[:, 0] - 360.0 * turn, -180.0, 180.0), points[:, 1]])


def unwrapped(longitudes: Floats) -> Floats:
    """Return longitudes that go on beyond ±180, each step the shorter way round."""
    if len(longitudes) == 0:
        return longitudes
    steps = wrap(np.diff(longitudes))
    result: Floats = np.concatenate([longitudes[:1], longitudes[0] + np.cumsum(steps)])
    return result


def _isometric(latitude: Floats) -> Floats:
    """Return the latitude at which rhumb lines are straight (Mercator's, on the ellipsoid), in radians."""
    sine = np.sin(np.radians(np.clip(latitude, -89.999999, 89.999999)))
    result: Floats = np.arctanh(sine) - _E * np.arctanh(_E * sine)
    return result


def rhumb(start: tuple[float, float], end: tuple[float, float]) -> Floats:
    """Return points of the rhumb line between two (longitude, latitude), the first in, the last left out.

    A parallel and a meridian are rhumb lines and straight on the sheet: they need no points between.
    """
    (x0, y0), (x1, y1) = start, end
    if abs(x0 - x1) < 1e-12 or abs(y0 - y1) < 1e-12:
        return np.array([start])
    count = max(1, int(np.ceil(max(abs(x1 - x0), abs(y1 - y0)) / _STEP)))
    y = y0 + (y1 - y0) * np.arange(count) / count
    first, last = _isometric(np.array([y0])), _isometric(np.array([y1]))
    x = x0 + (x1 - x0) * (_isometric(y) - first) / (last - first)
    return np.column_stack([x, y])


def geodesic(start: tuple[float, float], end: tuple[float, float]) -> Floats:
    """Return points of the shortest line between two (longitude, latitude), the first in, the last left out."""
    (x0, y0), (x1, y1) = start, end
    _, _, metres = ELLIPSOID.inv(x0, y0, x1, y1)
    count = max(1, int(np.ceil(metres / (_STEP * 60 * NM))))
    if count == 1:
        return np.array([start])
    between = np.array(ELLIPSOID.npts(x0, y0, x1, y1, count - 1))
    points = np.vstack([[start], between])
    points[:, 0] = unwrapped(points[:, 0])
    return points


def edges(corners: Sequence[tuple[float, float]], kind: str) -> Floats:
    """Return a closed ring through corners (longitude, latitude), with enough points for its kind of edge.

    Longitudes go on beyond ±180. A ring that runs around a pole ends 360° from where it began.
    """
    line = rhumb if kind == "rhumb" else geodesic
    x = unwrapped(np.array([*(c[0] for c in corners), corners[0][0]]))
    y = [*(c[1] for c in corners), corners[0][1]]
    pieces = [line((x[i], y[i]), (x[i + 1], y[i + 1])) for i in range(len(corners))]
    ring = np.vstack([*pieces, [[x[-1], y[-1]]]])
    ring[:, 0] = unwrapped(ring[:, 0])
    return ring


def around_pole(ring: Floats) -> bool:
    """Return whether a ring of unwrapped longitudes runs around a pole."""
    return bool(abs(ring[-1, 0] - ring[0, 0]) > 180.0)


def closed(ring: Floats, pole: float | None = None) -> Floats:
    """Return a ring around a pole closed over that pole; the pole of its own hemisphere unless one is named."""
    if not around_pole(ring):
        return ring
    top = pole if pole is not None else (90.0 if float(np.mean(ring[:, 1])) >= 0 else -90.0)
    return np.vstack([ring, [[ring[-1, 0], top], [ring[0, 0], top], ring[0]]])


def polygon(corners: Sequence[tuple[float, float]], kind: str) -> BaseGeometry:
    """Return the area within corners (longitude, latitude) whose edges are rhumb lines or geodesics."""
    drawn = shapely.Polygon(closed(edges(corners, kind)))
    return fold(drawn if drawn.is_valid else polygonal(shapely.make_valid(drawn)))


def without_seam(geometry: BaseGeometry) -> BaseGeometry:
    """Return the outline of an area as lines, without the edges on the antimeridian and at the poles.

    Those edges are made by the sheet, not by the area.
    """
    rings = shapely.get_rings(shapely.get_parts(geometry))
    lines: list[shapely.LineString] = []
    for ring in rings:
        points = shapely.get_coordinates(ring)
        x, y = points[:, 0], points[:, 1]
        seam = (np.abs(x[:-1]) == 180.0) & (x[:-1] == x[1:])
        seam |= (np.abs(y[:-1]) == 90.0) & (y[:-1] == y[1:])
        if not seam.any():
            lines.append(shapely.LineString(points))
            continue
        pieces = np.split(points, np.flatnonzero(seam) + 1)
        lines.extend(shapely.LineString(piece) for piece in pieces if len(piece) > 1)
    return shapely.line_merge(shapely.MultiLineString(lines)) if lines else shapely.MultiLineString()
