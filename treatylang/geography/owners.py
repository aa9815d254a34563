"""Whose land is it here: a raster of owners first, then small pieces of the boundaries."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from treatylang.geography.belts import clip
from treatylang.geography.boundaries import Boundaries
from treatylang.geography.index import STEP, columns, rows
from treatylang.geography.sphere import Floats

_PIECE = 64
"""Most vertices of a piece: a test against it is quick."""


class Owners:
    """Answers whose land places are on; pieces are cut when a place near a boundary is asked for in quantity."""

    LARGE = 2000
    """From how many places near boundaries on cutting pays."""

    def __init__(self, boundaries: Boundaries) -> None:
        self.boundaries = boundaries
        self._pieces: tuple[shapely.STRtree, NDArray[Any]] | None = None

    def __call__(self, latitude: Floats, longitude: Floats) -> NDArray[np.int16]:
        """Return the number of the territory for each place, longitudes within [-180, 180); -1 at sea."""
        found = self.boundaries.owners[rows(latitude), columns(longitude)].copy()
        doubtful = np.flatnonzero(found == -2)
        if doubtful.size:
            found[doubtful] = self._exactly(longitude[doubtful], latitude[doubtful])
        seam = np.flatnonzero((longitude == -180.0) & (found == -1))
        if seam.size:
            found[seam] = self._exactly(np.full(seam.size, 180.0), latitude[seam])
        return found

    def _exactly(self, longitude: Floats, latitude: Floats) -> NDArray[np.int16]:
        """Return the owners of places near boundaries; on a common edge the first of the neighbours by key."""
        none = np.iinfo(np.int16).max
        result = np.full(longitude.size, none, dtype=np.int16)
        points = shapely.points(longitude, latitude)
        if self._pieces is None and longitude.size < self.LARGE:
            tree, owner = self.boundaries.tree, self.boundaries.land_owner
        else:
            tree, owner = self._cut()
        place, piece = tree.query(points, predicate="intersects")
        np.minimum.at(result, place, owner[piece])
        result[result == none] = -1
        return result

    def _cut(self) -> tuple[shapely.STRtree, NDArray[Any]]:
        if self._pieces is None:
            pieces: list[BaseGeometry] = []
            owner: list[int] = []
            for part, number in zip(self.boundaries.land_parts, self.boundaries.land_owner, strict=True):
                for piece in cut(part, _PIECE):
                    pieces.append(piece)
                    owner.append(int(number))
            # Pieces that fill squares of the raster are never asked for.
            self._pieces = shapely.STRtree(pieces), np.array(owner, dtype=np.int16)
        return self._pieces


def cut(whole: BaseGeometry, most: int) -> list[BaseGeometry]:
    """Return an area as polygons with at most that many vertices, halved along the raster's lines where it is wide."""
    done: list[BaseGeometry] = []
    stack = [whole]
    while stack:
        part = stack.pop()
        if shapely.get_num_coordinates(part) <= most:
            done.extend(shapely.get_parts(part))
            continue
        west, south, east, north = part.bounds
        if max(east - west, north - south) < STEP / 64:
            done.extend(shapely.get_parts(part))
        elif east - west >= north - south:
            middle = (west + east) / 2
            stack += [clip(part, west, south, middle, north), clip(part, middle, south, east, north)]
        else:
            middle = (south + north) / 2
            stack += [clip(part, west, south, east, middle), clip(part, west, middle, east, north)]
    return [piece for piece in done if not piece.is_empty]
