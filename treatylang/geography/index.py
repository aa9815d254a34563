"""Point in area, fast: a raster of half degrees in front of the exact test, and the same answers.

A square of the raster that no edge of the area touches is wholly inside or wholly outside; only points in the others
are tested.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from treatylang.geography.sphere import Floats

STEP = 0.5
COLUMNS, ROWS = 720, 360
_OUT, _IN, _MIXED = 0, 1, 2


def touched(geometry: BaseGeometry) -> NDArray[np.bool_]:
    """Return which squares (rows from the south, columns from the west) an edge of an area touches, or may touch."""
    grid = np.zeros((ROWS, COLUMNS), dtype=bool)
    rings = shapely.get_rings(shapely.get_parts(geometry))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    if len(points) == 0:
        return grid
    same = ring[:-1] == ring[1:]
    start, end = points[:-1][same], points[1:][same]
    long = np.abs(end - start).max(axis=1) > STEP
    if long.any():
        for a, b in zip(start[long], end[long], strict=True):
            count = int(np.ceil(np.abs(b - a).max() / STEP)) + 1
            line = np.linspace(a, b, count + 1)
            _mark(grid, line[:-1], line[1:])
    _mark(grid, start[~long], end[~long])
    return grid


def _mark(grid: NDArray[np.bool_], start: Floats, end: Floats) -> None:
    """Mark all squares of the boxes around short edges, with a hair's breadth around them."""
    low, high = np.minimum(start, end) - 1e-9, np.maximum(start, end) + 1e-9
    low = np.maximum(low, [-180.0, -90.0])
    x0, y0 = columns(low[:, 0]), rows(low[:, 1])
    x1, y1 = columns(high[:, 0]), rows(high[:, 1])
    for dx in range(3):
        for dy in range(3):
            grid[np.minimum(y0 + dy, y1), np.minimum(x0 + dx, x1)] = True


def columns(longitude: Floats) -> NDArray[np.int32]:
    """Return the column of the raster for longitudes within ±180."""
    return np.minimum(((longitude + 180.0) * (1 / STEP)).astype(np.int32), COLUMNS - 1)


def rows(latitude: Floats) -> NDArray[np.int32]:
    """Return the row of the raster for latitudes."""
    return np.minimum(((latitude + 90.0) * (1 / STEP)).astype(np.int32), ROWS - 1)


def raster(geometry: BaseGeometry) -> NDArray[np.uint8]:
    """Return for each square whether it is outside (0), inside (1) or to be tested (2). The geometry is prepared."""
    mixed = touched(geometry)
    grid = np.full((ROWS, COLUMNS), _MIXED, dtype=np.uint8)
    # Squares side by side without an edge between them are alike: one test a run.
    begins = ~mixed & np.concatenate([np.ones((ROWS, 1), dtype=bool), mixed[:, :-1]], axis=1)
    row, column = np.nonzero(begins)
    x, y = (column + 0.5) * STEP - 180.0, (row + 0.5) * STEP - 90.0
    inside = shapely.intersects_xy(geometry, x, y)
    run = np.cumsum(begins.ravel()).reshape(ROWS, COLUMNS) - 1
    free = ~mixed
    grid[free] = np.where(inside[run[free]], _IN, _OUT)
    return grid


def grid_of(lands: Sequence[BaseGeometry]) -> NDArray[np.int16]:
    """Return the raster of owners: the number of the land that fills a square, -1 for none, -2 where edges are."""
    owners = np.full((ROWS, COLUMNS), -1, dtype=np.int16)
    mixed = np.zeros((ROWS, COLUMNS), dtype=bool)
    for number, land in enumerate(lands):
        shapely.prepare(land)
        grid = raster(land)
        owners[grid == _IN] = number
        mixed |= grid == _MIXED
    owners[mixed] = -2
    return owners


class Indexed:
    """An area that answers for many points; the raster is made when the first large question comes."""

    LARGE = 4096
    """From how many points on the raster is worth making."""

    def __init__(self, geometry: BaseGeometry) -> None:
        self.geometry = geometry
        shapely.prepare(geometry)
        self._raster: NDArray[np.uint8] | None = None

    def __call__(self, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        """Return for each point, longitudes within ±180, whether the area or its edge has it."""
        if self._raster is None and lon.size < self.LARGE:
            return np.asarray(shapely.intersects_xy(self.geometry, lon, lat), dtype=bool)
        if self._raster is None:
            self._raster = raster(self.geometry)
        square = rows(lat)
        square *= COLUMNS
        square += columns(lon)
        found = self._raster.ravel().take(square)
        result: NDArray[np.bool_] = np.asarray(found == _IN)
        doubtful = np.flatnonzero(found == _MIXED)
        if doubtful.size:
            result[doubtful] = shapely.intersects_xy(self.geometry, lon[doubtful], lat[doubtful])
        return result
