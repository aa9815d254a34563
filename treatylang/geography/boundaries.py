"""The boundaries of states as they are in fact, read once from the file that ships, and only when an area is used."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from treatylang.geography.sphere import NOTHING, polygonal, union


@dataclass(frozen=True, slots=True)
class Territory:
    """A piece of the land map: a state's own, or one with a name and a status of its own.

    ``key`` is the ISO code where there is one; ``state`` the code of the state that holds it in fact, empty where
    nobody or several do; ``km2`` its land, lakes included.
    """

    key: str
    name: str
    state: str
    note: str
    km2: float


def encoded(
    meta: Mapping[str, Any],
    lands: Sequence[BaseGeometry],
    grid: NDArray[np.float64],
    mainland: NDArray[np.bool_],
    seas: Sequence[BaseGeometry],
    owners: NDArray[np.int16],
) -> dict[str, NDArray[Any]]:
    """Return the arrays of the file: lands and seas are on the grid, one a territory; ``grid`` is step and origin."""
    arrays: dict[str, NDArray[Any]] = {
        "meta": np.frombuffer(json.dumps(meta, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8),
        "grid": grid,
        "mainland": np.packbits(mainland),
        "owners": owners,
    }
    for name, shapes in (("land", lands), ("sea", seas)):
        parts, owner = shapely.get_parts(np.array(shapes, dtype=object), return_index=True)
        rings, polygon = shapely.get_rings(parts, return_index=True)
        points, ring = shapely.get_coordinates(rings, return_index=True)
        whole = np.round(points).astype(np.int64)
        first = np.concatenate([[True], ring[1:] != ring[:-1]])
        last = np.concatenate([first[1:], [True]])
        steps = np.diff(whole, axis=0, prepend=0)
        steps[first] = 0
        kept = steps[~last]  # a ring ends where it began
        if np.abs(kept).max() > 32767:
            raise ValueError("a step of an outline is too long for the file")
        zigzag = ((kept << 1) ^ (kept >> 63)).astype(np.uint16)
        arrays |= {
            f"{name}_starts": whole[first].astype(np.int32),
            f"{name}_lengths": np.bincount(ring).astype(np.int32) - 1,
            f"{name}_polygon": polygon.astype(np.int32),
            f"{name}_owner": owner.astype(np.int16),
            f"{name}_low": (zigzag & 255).astype(np.uint8).T.copy(),
            f"{name}_high": (zigzag >> 8).astype(np.uint8).T.copy(),
        }
    return arrays


def _polygons(arrays: Mapping[str, NDArray[Any]], name: str) -> tuple[NDArray[Any], NDArray[np.int16]]:
    """Return the polygons of a layer in degrees, and the number of the territory that each belongs to."""
    scale, origin = arrays["grid"]
    lengths = arrays[f"{name}_lengths"].astype(np.int64)
    zigzag = arrays[f"{name}_low"].astype(np.int32) | (arrays[f"{name}_high"].astype(np.int32) << 8)
    steps = ((zigzag >> 1) ^ -(zigzag & 1)).T.astype(np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    steps[begins] = arrays[f"{name}_starts"]
    steps[begins[1:]] -= np.add.reduceat(steps, begins, axis=0)[:-1]
    points = np.cumsum(steps, axis=0)
    degrees = np.clip(points * scale + origin, [-180.0, -90.0], [180.0, 90.0])
    rings = shapely.linearrings(degrees, indices=np.repeat(np.arange(len(lengths)), lengths))
    return shapely.polygons(rings, indices=arrays[f"{name}_polygon"]), arrays[f"{name}_owner"]


@dataclass(frozen=True)
class Boundaries:
    """All territories with their land, and with their territorial sea.

    ``land_parts`` are polygons; ``land_owner`` says of each which territory (by number) it is of, ``mainland`` whether
    it belongs to a land area as large as Australia. ``owners`` is a raster of half degrees, rows from the south: the
    number of the territory that fills a square, -1 for open water, -2 where several meet.
    """

    territories: tuple[Territory, ...]
    provenance: Mapping[str, str]
    land_parts: NDArray[Any]
    land_owner: NDArray[np.int16]
    mainland: NDArray[np.bool_]
    owners: NDArray[np.int16]
    _arrays: Mapping[str, NDArray[Any]] = field(repr=False)
    _lands: dict[int, BaseGeometry] = field(default_factory=dict, repr=False)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Return the number of each territory by its key."""
        return {territory.key: i for i, territory in enumerate(self.territories)}

    @cached_property
    def _outlines(self) -> tuple[NDArray[Any], NDArray[np.int16]]:
        return _polygons(self._arrays, "sea")

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Return the index of all polygons of land by place."""
        return shapely.STRtree(self.land_parts)

    def of(self, code: str) -> tuple[int, ...]:
        """Return the territories that a state holds in fact, or the one that has this key; none for an unknown code."""
        held = self._held.get(code, ())
        if held or code not in self.number:
            return held
        return (self.number[code],)

    @cached_property
    def _held(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, territory in enumerate(self.territories):
            found[territory.state] = (*found.get(territory.state, ()), number)
        return found

    def land(self, number: int) -> BaseGeometry:
        """Return the land of a territory."""
        known = self._lands.get(number)
        if known is None:
            known = self._lands[number] = shapely.MultiPolygon(list(self.land_parts[self.land_owner == number]))
        return known

    def islands(self, number: int) -> BaseGeometry:
        """Return the land of a territory that is smaller than Australia and surrounded by water (ruling 10)."""
        return shapely.MultiPolygon(list(self.land_parts[(self.land_owner == number) & ~self.mainland]))

    def territory(self, number: int) -> BaseGeometry:
        """Return the land of a territory with its territorial sea: 12 nm, nearer to it than to other states' land."""
        parts, owner = self._outlines
        return shapely.MultiPolygon(list(parts[owner == number]))

    def reaching(self, window: BaseGeometry) -> frozenset[int]:
        """Return the territories that come near an area, by the boxes around their polygons; the sea of each counts."""
        (west, south, east, north), owner = self._boxes, self._outlines[1]
        near = np.zeros(len(owner), dtype=bool)
        for left, low, right, high in shapely.bounds(shapely.get_parts(window)):
            near |= (west <= right) & (east >= left) & (south <= high) & (north >= low)
        return frozenset(np.unique(owner[near]).tolist())

    @cached_property
    def _boxes(self) -> NDArray[np.float64]:
        found: NDArray[np.float64] = shapely.bounds(self._outlines[0]).T
        return found

    def land_within(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return all land near an area, as one: what has to be taken away from it to leave its waters."""
        west, south, east, north = geometry.bounds if not geometry.is_empty else (0.0, 0.0, 0.0, 0.0)
        if geometry.is_empty:
            return NOTHING
        found = self.land_parts[self.tree.query(geometry, predicate="intersects")]
        window = (west, south, east, north)
        big = shapely.get_num_coordinates(found) > 2000
        cut = shapely.clip_by_rect(found[big], *window)
        bad = ~shapely.is_valid(cut)
        cut[bad] = [polygonal(p) for p in shapely.intersection(found[big][bad], shapely.box(*window))]
        return union([*found[~big], *(polygonal(p) for p in cut)])


@cache
def load() -> Boundaries:
    """Read the boundaries that ship with the program. Later calls return the same value."""
    path = files("treatylang.geography").joinpath("data/boundaries.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    meta = json.loads(arrays["meta"].tobytes())
    parts, owner = _polygons(arrays, "land")
    return Boundaries(
        tuple(Territory(t["key"], t["name"], t["state"], t["note"], t["km2"]) for t in meta["territories"]),
        {k: v for k, v in meta.items() if isinstance(v, str)},
        parts,
        owner,
        np.unpackbits(arrays["mainland"], count=len(parts)).astype(bool),
        arrays["owners"],
        arrays,
    )
