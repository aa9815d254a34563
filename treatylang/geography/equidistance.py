"""The line of equidistance: what of some waters is nearer to one land than to others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from treatylang.geography.belts import from_sheet, tiles
from treatylang.geography.sphere import NM, NOTHING, both, polygonal, union

_FINEST = 0.25
"""Shortest step, in nautical miles, between the points that stand for a coast."""


def nearer(
    waters: BaseGeometry, own: Sequence[BaseGeometry], others: Sequence[BaseGeometry], miles: float
) -> BaseGeometry:
    """Return what of some waters, all within ``miles`` of both sides, is nearer to own land than to the others'.

    Coasts stand as points at most a fortieth of the distance apart; the line errs by about half of that.
    """
    ours, theirs = _coasts(own), _coasts(others)
    return union([_in_tile(centre, part, ours, theirs, miles) for centre, part in tiles(waters, whole=True)])


def _coasts(lands: Sequence[BaseGeometry]) -> shapely.STRtree:
    """Return the rings of lands, findable by place; those near the seam a second time on its other side."""
    rings = shapely.get_rings(shapely.get_parts(np.array(lands, dtype=object)))
    west = shapely.transform(rings, lambda p: p - np.array([360.0, 0.0]))
    east = shapely.transform(rings, lambda p: p + np.array([360.0, 0.0]))
    near = shapely.box(-215.0, -90.0, 215.0, 90.0)
    shapely.prepare(near)
    everything = np.concatenate([rings, west[shapely.intersects(near, west)], east[shapely.intersects(near, east)]])
    return shapely.STRtree(everything)


def _in_tile(
    centre: tuple[float, float], part: BaseGeometry, ours: shapely.STRtree, theirs: shapely.STRtree, miles: float
) -> BaseGeometry:
    lon, lat = centre
    sheet = Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
    west, south, east, north = part.bounds
    high = miles / 60.0 * 1.05
    top = min(89.0, max(abs(south), abs(north)) + high)
    wide = high / max(np.cos(np.radians(top)), 0.02)
    reach = (west - wide, south - high, east + wide, north + high)
    mine, yours = (_points(side, reach, sheet, miles) for side in (ours, theirs))
    if len(mine) == 0:
        return NOTHING
    if len(yours) == 0:
        return part
    flat = shapely.transform(part, lambda p: np.column_stack(sheet(p[:, 0], p[:, 1])))
    # Where two states touch, their points fall together: such a point speaks for neither.
    mine, yours = _unshared(mine, yours), _unshared(yours, mine)
    if len(mine) == 0 or len(yours) == 0:
        return part if len(mine) else NOTHING
    sites = shapely.MultiPoint(np.vstack([mine, yours]))
    cells = shapely.get_parts(shapely.voronoi_polygons(sites, extend_to=flat.envelope, ordered=True))
    flat = flat if flat.is_valid else polygonal(shapely.make_valid(flat))
    inside = both(flat, polygonal(shapely.coverage_union_all(cells[: len(mine)])))
    if inside.is_empty:
        return NOTHING
    return both(from_sheet(inside, sheet, lon, 90.0 if lat > 0 else -90.0), part)


def _points(side: shapely.STRtree, reach: tuple[float, float, float, float], sheet: Proj, miles: float) -> np.ndarray:
    """Return distinct points, in metres, along the coasts of a side within a box."""
    window = shapely.box(*reach)
    rings = side.geometries[side.query(window)]
    lines = shapely.clip_by_rect(rings, *reach)
    lines = lines[~shapely.is_empty(lines)]
    if len(lines) == 0:
        return np.empty((0, 2))
    flat = shapely.transform(lines, lambda p: np.column_stack(sheet(p[:, 0], p[:, 1])))
    step = max(_FINEST, miles / 40.0) * NM
    points = shapely.get_coordinates(shapely.segmentize(flat, step))
    # Points closer than the step say nothing more: one of each square of the grid is kept, its own place unchanged.
    _, first = np.unique(np.round(points / (step / 4)).astype(np.int64), axis=0, return_index=True)
    return points[np.sort(first)]


def _unshared(mine: np.ndarray, yours: np.ndarray) -> np.ndarray:
    taken = {(int(x), int(y)) for x, y in np.round(yours)}
    return np.array([p for p in mine if (round(p[0]), round(p[1])) not in taken]).reshape(-1, 2)
