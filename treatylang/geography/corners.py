"""What is doubtful about the corners and edges of a polygon: slips of hemisphere and order, edges that cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.coordinates import written
from treatylang.geography.doubts import Doubt, impossible
from treatylang.geography.sphere import ELLIPSOID, NM, area_km2, around_pole, edges, polygon, unwrapped, wrap
from treatylang.source import Span
from treatylang.syntax import ast

NOTICEABLE = 0.01
"""From which share of its area on the kind of a polygon's edges matters."""
NOTICEABLE_KM2 = 10_000.0
_FAR = 60.0
"""Degrees beyond which a corner is a stranger to all others."""


def corners_of(node: ast.Polygon) -> tuple[list[tuple[float, float]], list[Doubt]]:
    """Return the corners of a polygon as (longitude, latitude), and what is doubtful about them."""
    corners: list[tuple[float, float]] = []
    doubts: list[Doubt] = []
    for first, second in node.points:
        span = first.span.to(second.span)
        if first.is_latitude == second.is_latitude:
            which = "latitudes" if first.is_latitude else "longitudes"
            doubts.append(
                Doubt(
                    "impossible-coordinate",
                    f"`{first.text} {second.text}` are two {which}",
                    "write a latitude (N or S) and then a longitude (E or W)",
                    span,
                    fatal=True,
                )
            )
            continue
        latitude, longitude = (first, second) if first.is_latitude else (second, first)
        if not first.is_latitude:
            doubts.append(
                Doubt(
                    "swapped-axes",
                    f"`{first.text} {second.text}` gives the longitude first",
                    f"write `{second.text} {first.text}`",
                    span,
                )
            )
        wrong = [impossible(angle) for angle in (latitude, longitude)]
        found = [doubt for doubt in wrong if doubt is not None]
        if found:
            doubts.extend(found)
            continue
        corners.append((longitude.degrees, latitude.degrees))
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if not any(d.fatal for d in doubts):
        doubts.extend(_strange(corners, node.span))
    return corners, doubts


def _strange(corners: Sequence[tuple[float, float]], span: Span) -> list[Doubt]:
    doubts = []
    if len(corners) < 3:
        return [Doubt("impossible-coordinate", "a polygon needs three corners", "", span, fatal=True)]
    spread = [_degrees(a, b) for a, b in pairwise(corners)]
    gap = _degrees(corners[0], corners[-1])
    if 0 < gap < 0.05 * float(np.median(spread)) and len(corners) > 3:
        doubts.append(
            Doubt(
                "open-polygon",
                "the last corner is almost, but not quite, the first",
                "repeat the first corner exactly, or leave the last one out",
                span,
            )
        )
    if any(
        abs(abs(wrap(b[0] - a[0])) - 180.0) < 1e-9 for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    ):
        doubts.append(
            Doubt(
                "half-way-round",
                "an edge goes half-way round the globe: it can run either way",
                "add a corner between its ends",
                span,
            )
        )
    doubts += [_elsewhere(corners, i, how, span) for i, how in _flipped(corners)]
    return doubts


def _elsewhere(corners: Sequence[tuple[float, float]], i: int, how: str, span: Span) -> Doubt:
    x, y = corners[i]
    return Doubt(
        "wrong-hemisphere",
        f"the corner at {written(y, x)} lies in another hemisphere than all others",
        f"look at its {how}",
        span,
    )


def _flipped(corners: Sequence[tuple[float, float]]) -> Iterator[tuple[int, str]]:
    """Yield the corner that a wrong letter seems to have moved, and which letter.

    It alone lies on that side of the equator or of Greenwich; and on the other side it would lie near all others, or
    the edges would no longer cross, or more of them would follow a parallel or a meridian.
    """
    if len(corners) < 4:
        return
    for axis, how in ((1, "N and S"), (0, "E and W")):
        sides = [np.sign(c[axis]) for c in corners]
        alone = [i for i, side in enumerate(sides) if side and all(s == -side for j, s in enumerate(sides) if j != i)]
        for i in alone:
            x, y = corners[i]
            turned = [*corners[:i], (x, -y) if axis else (-x, y), *corners[i + 1 :]]
            others = [c for j, c in enumerate(corners) if j != i]
            was_far = min(_degrees(corners[i], c) for c in others) >= _FAR
            now_near = max(_degrees(turned[i], c) for c in others) < _FAR
            untangled = not _simple(corners) and _simple(turned)
            if (was_far and now_near) or untangled or _straight(turned, axis) > _straight(corners, axis):
                yield i, how
                return


def _simple(corners: Sequence[tuple[float, float]]) -> bool:
    x = unwrapped(np.array([c[0] for c in corners]))
    return bool(shapely.LinearRing(np.column_stack([x, [c[1] for c in corners]])).is_simple)


def _straight(corners: Sequence[tuple[float, float]], axis: int) -> int:
    """Return how many edges keep to one latitude (``axis`` 1) or longitude (0)."""
    return sum(a[axis] == b[axis] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True))


def _degrees(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(ELLIPSOID.inv(a[0], a[1], b[0], b[1])[2]) / (60 * NM)


def of_edges(corners: Sequence[tuple[float, float]], kind: str, drawn: BaseGeometry, span: Span) -> list[Doubt]:
    """Return what is doubtful about how corners are joined."""
    doubts = []
    ring = edges(corners, kind)
    if around_pole(ring):
        doubts.append(
            Doubt(
                "around-pole",
                "the edges run around a pole, which is taken to lie inside",
                "say `north of` or `south of` a parallel if that is meant",
                span,
            )
        )
    elif not shapely.LineString(ring).is_simple:
        doubts.append(
            Doubt(
                "crossing-edges", "the edges of the polygon cross each other", "look at the order of its corners", span
            )
        )
    other = polygon(corners, "geodesic" if kind == "rhumb" else "rhumb")
    between = shapely.symmetric_difference(drawn, other)
    moved = area_km2(between)
    whole = area_km2(drawn)
    if moved > NOTICEABLE_KM2 and moved > NOTICEABLE * whole:
        doubts.append(
            Doubt(
                "edge-kind",
                f"whether the edges are rhumb lines or geodesics moves {moved:,.0f} km², of {whole:,.0f} km², "
                f"for instance at {_within(between)}",
                f"the text says `{kind}`: make sure that the wording of the treaty does too",
                span,
            )
        )
    return doubts


def _within(area: BaseGeometry) -> str:
    """Return the place in an area that lies farthest from its edges, as people write it."""
    # Where edges of both kinds run together they leave hairs, which may tie large pieces together.
    solid = shapely.set_precision(area, 1e-6)
    parts = [part for part in shapely.get_parts(solid) if part.geom_type == "Polygon"]
    circle = shapely.maximum_inscribed_circle(max(parts, key=lambda part: float(part.area)), tolerance=0.05)
    longitude, latitude = shapely.get_coordinates(circle)[0].tolist()
    return written(round(latitude, 1), round(longitude, 1))
