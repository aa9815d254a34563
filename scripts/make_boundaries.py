"""Write the boundary data from the npm package `world-atlas` (Natural Earth at 1:10 million) and the overlay beside.

Run as ``python scripts/make_boundaries.py`` when the source or the overlay has changed; it needs npm and takes minutes.
``--from FILE`` reads a `countries-10m.json` that is there already, ``--check`` compares without writing.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod

from treatylang.geography import boundaries
from treatylang.geography.belts import clip, within
from treatylang.geography.equidistance import nearer
from treatylang.geography.index import grid_of
from treatylang.geography.sphere import area_km2, both, less, polygonal, union

HERE = Path(__file__).parent
TARGET = HERE.parent / "treatylang" / "geography" / "data" / "boundaries.npz"
STATES = HERE.parent / "treatylang" / "library" / "states.json"
PACKAGE = "world-atlas@2.0.2"
DIGEST = "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"
"""SHA-256 of the file that the figures in the tests were measured on."""
WIDE = 99_999
"""Steps of the source's grid around the globe."""
POLE = -2830
"""A row of the grid below the south pole; decoding cuts it off at 90°."""
TERRITORIAL_SEA = 12.0
FINE = 8
"""Steps of our grid within one of the source's: crossings of lines fall between its points."""
SMOOTH = 0.0015
"""Degrees by which the outer limit of the territorial sea is smoothed: less than a tenth of a nautical mile."""


# -- the source -------------------------------------------------------------------------------------------------------


def fetched() -> bytes:
    """Return the source file, fetched by name with the npm client into a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=True
        )
        with tarfile.open(Path(folder) / done.stdout.split()[-1]) as archive:
            member = archive.extractfile("package/countries-10m.json")
            if member is None:
                raise SystemExit(f"{PACKAGE} holds no countries-10m.json")
            return member.read()


class Topology:
    """The source: arcs on a grid, and features made of them."""

    def __init__(self, raw: bytes) -> None:
        read = json.loads(raw)
        self.features: list[dict[str, Any]] = read["objects"]["countries"]["geometries"]
        self.scale = np.array(read["transform"]["scale"])
        self.origin = np.array(read["transform"]["translate"])
        self.arcs = [np.cumsum(np.array(arc), axis=0) for arc in read["arcs"]]

    def rings(self, feature: dict[str, Any]) -> list[list[np.ndarray]]:
        """Return the polygons of a feature as lists of closed rings, unwrapped across the antimeridian."""
        polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
        return [[self._ring(ids) for ids in polygon] for polygon in polygons]

    def _ring(self, ids: list[int]) -> np.ndarray:
        pieces = []
        for i in ids:
            arc = self.arcs[i] if i >= 0 else self.arcs[~i][::-1]
            pieces.append(arc if not pieces else arc[1:])
        ring = np.concatenate(pieces).astype(np.int64)
        steps = np.diff(ring[:, 0])
        steps = (steps + WIDE // 2) % WIDE - WIDE // 2
        ring[1:, 0] = ring[0, 0] + np.cumsum(steps)
        if abs(ring[-1, 0] - ring[0, 0]) > WIDE // 2:  # around the pole
            ring = np.vstack([ring, [[ring[-1, 0], POLE], [ring[0, 0], POLE], ring[0]]])
        return ring

    def degrees(self, grid: np.ndarray) -> np.ndarray:
        """Return degrees of points of the grid."""
        return np.clip(grid * self.scale + self.origin, [-1e9, -90.0], [1e9, 90.0])

    def source_area(self, feature: dict[str, Any]) -> float:
        """Return the area of a feature by another way than ours: geodesic, ring by ring, holes by nesting order."""
        geod, total = Geod(ellps="WGS84"), 0.0
        for polygon in self.rings(feature):
            for index, ring in enumerate(polygon):
                if len(ring) < 4:
                    continue
                points = self.degrees(ring)
                # Long edges along the pole or the seam are not geodesics: give them points.
                if np.abs(np.diff(points[:, 0])).max() > 5:
                    points = shapely.get_coordinates(shapely.segmentize(shapely.LinearRing(points), 0.5))
                area = abs(geod.polygon_area_perimeter(points[:, 0], points[:, 1])[0]) / 1e6
                total += -area if index else area
        return total


def mended(rings: list[list[np.ndarray]]) -> shapely.Geometry:
    """Return polygons on the fine grid, valid, split at the antimeridian. What is valid already keeps every point."""
    parts = []
    for polygon in rings:
        kept = [ring for ring in polygon if len(ring) >= 4]
        if not kept or polygon[0] is not kept[0]:
            continue
        drawn = shapely.Polygon(kept[0], kept[1:])
        parts.append(drawn if drawn.is_valid else polygonal(shapely.make_valid(drawn)))
    whole = union(parts)
    west, _, east, _ = whole.bounds if not whole.is_empty else (0, 0, 0, 0)
    if west >= 0 and east <= WIDE:
        return snapped(whole)
    folded = []
    for turn in (-1, 0, 1):
        piece = both(whole, shapely.box(turn * WIDE, POLE, (turn + 1) * WIDE, WIDE))
        if not piece.is_empty:
            folded.append(shapely.transform(piece, lambda p, turn=turn: p - [turn * WIDE, 0.0]))
    return snapped(union(folded))


def snapped(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape with all points on the fine grid; polygons that are there already are left alone.

    Snapping a polygon also swallows points that lie close to its other edges, so it is done only where it must be.
    """
    parts = []
    for part in shapely.get_parts(shape):
        points = shapely.get_coordinates(part) * FINE
        on_grid = bool((points == np.round(points)).all())
        parts.append(part if on_grid else polygonal(shapely.set_precision(part, 1.0 / FINE)))
    return union(parts)


# -- territories ------------------------------------------------------------------------------------------------------


def territories(topology: Topology) -> tuple[list[dict[str, Any]], list[shapely.Geometry]]:
    """Return the description and the shape on the grid of each territory, in the order of their keys."""
    overlay = tomllib.loads((HERE / "boundaries-overlay.toml").read_text(encoding="utf-8"))
    listed = {entry["code"]: entry for entry in json.loads(STATES.read_text(encoding="utf-8"))}
    numeric = _numeric()
    shapes: dict[str, shapely.Geometry] = {}
    about: dict[str, dict[str, Any]] = {}
    for feature in topology.features:
        name = feature["properties"]["name"]
        piece = overlay["pieces"].get(name)
        key = piece["key"] if piece else numeric[feature["id"]]
        shape = mended(topology.rings(feature))
        area = topology.source_area(feature)
        if shape.is_empty:
            print(f"{name}: no area in the source")
            continue
        entry = {
            "key": key,
            "name": piece["name"] if piece else listed[key]["name"],
            "note": piece["note"] if piece else "",
        }
        entry["state"] = piece["of"] if piece else overlay["owners"].get(key, listed[key].get("of", key))
        ours = area_km2(shapely.transform(shape, topology.degrees))
        if abs(ours - area) > max(
            0.001 * area, 0.3
        ):  # rings that cross themselves count their loops against each other
            raise SystemExit(f"{name}: {ours:.2f} km² of {area:.2f} km² in the source")
        shapes[key], about[key] = shape, entry | {"source_km2": round(area, 3)}
    for cut in overlay["carved"]:
        boxes = union([_box(topology, box) for box in cut["boxes"]])
        key, parent = cut["key"], cut["from"]
        shapes[key] = snapped(both(shapes[parent], boxes))
        shapes[parent] = snapped(less(shapes[parent], boxes))
        if shapes[key].is_empty:
            raise SystemExit(f"{key}: nothing of {parent} in its boxes")
        about[key] = {"key": key, "name": listed[key]["name"], "note": "", "state": listed[key]["of"]}
        if shapes[parent].is_empty:
            del shapes[parent], about[parent]
    for more in overlay["added"]:
        ring = (np.array(more["points"])[:, ::-1] - topology.origin) / topology.scale
        shape = shapely.Polygon(np.round(ring * FINE) / FINE)
        shapes[more["key"]] = shape
        shapes[more["from"]] = snapped(less(shapes[more["from"]], shape))
        about[more["key"]] = {
            "key": more["key"],
            "name": listed[more["key"]]["name"],
            "note": more["note"],
            "state": more["key"],
        }
    for key, islets in overlay["islets"].items():
        discs = [_disc(topology, latitude, longitude, km2) for _, latitude, longitude, km2 in islets]
        shapes[key] = snapped(union([*shapely.get_parts(shapes[key]), *discs]))
    keys = sorted(shapes)
    return [about[key] for key in keys], [shapes[key] for key in keys]


def _numeric() -> dict[str, str]:
    import pycountry

    return {country.numeric: country.alpha_3 for country in pycountry.countries}


def _disc(topology: Topology, latitude: float, longitude: float, km2: float) -> shapely.Geometry:
    """Return a twelve-sided islet of a size, on the fine grid."""
    turn = np.arange(12) * np.pi / 6
    radius = np.sqrt(km2 / 3.0) / 111.2  # a regular polygon of twelve sides has an area of three radii squared
    ring = np.column_stack(
        [longitude + radius / np.cos(np.radians(latitude)) * np.cos(turn), latitude + radius * np.sin(turn)]
    )
    return shapely.Polygon(np.round((ring - topology.origin) / topology.scale * FINE) / FINE)


def _box(topology: Topology, box: list[float]) -> shapely.Geometry:
    south, west, north, east = box
    corners = (np.array([[west, south], [east, north]]) - topology.origin) / topology.scale
    (x0, y0), (x1, y1) = np.round(corners)
    return shapely.box(x0, y0, x1, y1)


# -- what is worked out beforehand ------------------------------------------------------------------------------------


def mainland(parts: np.ndarray, australia: float) -> np.ndarray:
    """Return for each polygon whether it is part of a land area as large as Australia or larger."""
    tree = shapely.STRtree(parts)
    left, right = tree.query(parts, predicate="intersects")
    # The sheet's seam is not water: polygons that meet across it are one land area.
    seam = np.flatnonzero(shapely.bounds(parts)[:, 2] >= 180.0 - 1e-9)
    over = shapely.transform(parts[seam], lambda p: p - [360.0, 0.0])
    here, there = tree.query(over, predicate="intersects")
    left, right = np.concatenate([left, seam[here], there]), np.concatenate([right, there, seam[here]])
    group = np.arange(len(parts))
    while True:  # the smallest number of a chain of touching polygons names the chain
        lower = group.copy()
        np.minimum.at(lower, left, group[right])
        if (lower == group).all():
            break
        group = lower
    areas = np.array([area_km2(part) for part in parts])
    total = np.zeros(len(parts))
    np.add.at(total, group, areas)
    return total[group] >= australia * 0.98


def outlines(keys: list[str], states: list[str], lands: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Return for each territory its land with its territorial sea: 12 nm, nearer to it than to other states' land."""
    reach = []
    for key, land in zip(keys, lands, strict=True):
        reach.append(within(land, TERRITORIAL_SEA))
        print(f"  12 nm around {key}    ", end="\r", file=sys.stderr)
    tree = shapely.STRtree(reach)
    found = []
    for i, shape in enumerate(reach):
        near = [j for j in tree.query(shape, predicate="intersects") if j != i]
        others = [j for j in near if states[j] != states[i]]
        if others:
            contested = both(shape, union([reach[j] for j in others]))
            contested = less(contested, union([lands[i], *(clip(lands[j], *contested.bounds) for j in others)]))
            own = [lands[i], *(lands[j] for j in near if states[j] == states[i])]
            kept = nearer(contested, own, [lands[j] for j in others], TERRITORIAL_SEA)
            shape = union([less(shape, contested), kept])
        smooth = shapely.simplify(shape, SMOOTH)
        filled = union([smooth if smooth.is_valid else polygonal(shapely.make_valid(smooth)), lands[i]])
        found.append(less(filled, union([clip(lands[j], *filled.bounds) for j in near])) if near else filled)
        print(f"  equidistance of {keys[i]}   ", end="\r", file=sys.stderr)
    return found


def made(raw: bytes) -> bytes:
    """Return the file's bytes."""
    topology = Topology(raw)
    about, shapes = territories(topology)
    lands = [shapely.transform(shape, topology.degrees) for shape in shapes]
    for entry, land in zip(about, lands, strict=True):
        if not land.is_valid:
            raise SystemExit(f"{entry['key']}: invalid in degrees: {shapely.is_valid_reason(land)}")
        entry["km2"] = round(area_km2(land), 3)
    parts, owners = shapely.get_parts(np.array(lands), return_index=True)
    australia = max(
        area_km2(part) for part in parts[owners == next(i for i, e in enumerate(about) if e["key"] == "AUS")]
    )
    flags = mainland(parts, australia)
    print("the territorial sea", file=sys.stderr)
    belts = outlines([e["key"] for e in about], [e["state"] or e["key"] for e in about], lands)
    print("\nthe grid of owners", file=sys.stderr)
    grid = grid_of(lands)
    meta = {
        "source": f"npm package {PACKAGE}, countries-10m.json",
        "origin": "Natural Earth, Admin 0 countries at 1:10,000,000, version 4.1.0",
        "viewpoint": "de facto: who controls, not who is entitled",
        "digest": hashlib.sha256(raw).hexdigest(),
        "territories": about,
    }
    arrays = boundaries.encoded(
        meta,
        [_counted(shape) for shape in shapes],
        np.array([topology.scale / FINE, topology.origin]),
        flags,
        [_counted(_on_grid(topology, belt)) for belt in belts],
        grid,
    )
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def _on_grid(topology: Topology, shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape in degrees in steps of the source's grid, valid, on the fine grid."""
    grid = shapely.transform(shape, lambda p: (p - topology.origin) / topology.scale)
    # The pole lies between two steps: it goes to the row beyond, which decoding brings back.
    grid = shapely.transform(grid, lambda p: np.column_stack([p[:, 0], np.where(p[:, 1] < POLE + 1, POLE, p[:, 1])]))
    return polygonal(shapely.set_precision(grid if grid.is_valid else shapely.make_valid(grid), 1.0 / FINE))


def _counted(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape in steps of the fine grid, its long edges in pieces that fit into the file."""
    return shapely.transform(shapely.segmentize(shape, 2000.0), lambda p: np.round(p * FINE))


def main() -> int:
    """Write the file, or compare it; 1 when it differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", type=Path, help="a countries-10m.json that is there already")
    parser.add_argument("--check", action="store_true", help="compare without writing")
    options = parser.parse_args()
    raw = options.source.read_bytes() if options.source else fetched()
    if hashlib.sha256(raw).hexdigest() != DIGEST:
        raise SystemExit(f"countries-10m.json of {PACKAGE} is not the file that is expected")
    new = made(raw)
    if options.check:
        same = TARGET.is_file() and TARGET.read_bytes() == new
        print("boundaries.npz is as the script makes it" if same else "boundaries.npz differs: run the script")
        return 0 if same else 1
    partial = TARGET.with_suffix(".part")
    partial.write_bytes(new)
    partial.replace(TARGET)
    print(f"{TARGET.name}: {len(new) / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
