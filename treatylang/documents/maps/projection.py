"""From the globe to the sheet: two equal-area projections, chosen so that no seam crosses the subject.

Areas that fit a cap of 70° are drawn in Lambert's azimuthal projection around their middle, larger ones in the Equal
Earth projection (Šavrič, Patterson and Jenny 2018) with the seam opposite to their middle meridian. Both on the sphere
of equal area: at the scale of a page the ellipsoid cannot be told from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from treatylang.geography.sphere import NOTHING, both, closed, fold, polygonal, unwrapped

Floats = NDArray[np.float64]
RADIUS_KM = 6371.0072
"""Radius of the sphere that has the area of the ellipsoid WGS 84."""
WIDEST_CAP = 70.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = np.sqrt(3.0) / 2.0
_STEP = 1.0
"""Longest piece, in degrees, of an edge that the projection bends."""


@dataclass(frozen=True)
class Projection:
    """A projection around a middle (degrees). ``cap`` is its radius in degrees, or nothing for the whole globe."""

    latitude: float
    longitude: float
    cap: float | None

    @property
    def name(self) -> str:
        """What cartographers call it."""
        return "Lambert azimuthal equal-area" if self.cap is not None else "Equal Earth"

    def forward(self, longitude: Any, latitude: Any) -> tuple[Floats, Floats]:
        """Return the place on a sheet in kilometres, east and north of the middle; longitudes within 180° of it."""
        lam = np.radians(np.asarray(longitude, dtype=float) - self.longitude)
        phi = np.radians(np.asarray(latitude, dtype=float))
        if self.cap is None:
            theta = np.arcsin(_M * np.sin(phi))
            t2 = theta**2
            t6 = t2**3
            slope = _A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2)
            x = lam * np.cos(theta) / (_M * slope)
            y = theta * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
            return RADIUS_KM * x, RADIUS_KM * y
        at = np.radians(self.latitude)
        cosine = np.sin(at) * np.sin(phi) + np.cos(at) * np.cos(phi) * np.cos(lam)
        k = np.sqrt(2.0 / np.maximum(1.0 + cosine, 1e-9))
        x = k * np.cos(phi) * np.sin(lam)
        y = k * (np.cos(at) * np.sin(phi) - np.sin(at) * np.cos(phi) * np.cos(lam))
        return RADIUS_KM * x, RADIUS_KM * y

    def turned(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return polygons with longitudes counted from the middle, cut at the seam opposite to it and at the cap."""
        if geometry.is_empty:
            return NOTHING
        moved = shapely.transform(geometry, lambda p: p - np.array([self.longitude, 0.0]))
        whole = fold(moved if moved.is_valid else polygonal(shapely.make_valid(moved)))
        return whole if self.cap is None else both(whole, self.disc())

    def disc(self) -> BaseGeometry:
        """Return the cap, longitudes counted from the middle; the whole sheet if there is none."""
        if self.cap is None:
            return shapely.box(-180.0, -90.0, 180.0, 90.0)
        turn = np.radians(np.linspace(0.0, 360.0, 721))
        at, c = np.radians(self.latitude), np.radians(self.cap)
        phi = np.arcsin(np.clip(np.sin(at) * np.cos(c) + np.cos(at) * np.sin(c) * np.cos(turn), -1, 1))
        lam = np.arctan2(np.sin(turn) * np.sin(c) * np.cos(at), np.cos(c) - np.sin(at) * np.sin(phi))
        ring = np.column_stack([unwrapped(np.degrees(lam)), np.degrees(phi)])
        return fold(shapely.Polygon(closed(ring, 90.0 if self.latitude >= 0 else -90.0)).buffer(0))

    def sheet(self, geometry: BaseGeometry) -> list[list[Floats]]:
        """Return polygons on the sheet (kilometres): for each its rings, the outer one first."""
        return [
            [self._ring(shapely.get_coordinates(ring)) for ring in shapely.get_rings(part)]
            for part in shapely.get_parts(self.turned(geometry))
        ]

    def _ring(self, points: Floats) -> Floats:
        return self.line(points + np.array([self.longitude, 0.0]))

    def line(self, points: Floats) -> Floats:
        """Return a line of (longitude, latitude) on the sheet, bent as the projection bends it."""
        dense = _dense(points)
        return np.column_stack(self.forward(dense[:, 0], dense[:, 1]))


def _dense(points: Floats) -> Floats:
    steps = np.abs(np.diff(points, axis=0)).max(axis=1)
    counts = np.maximum(1, np.ceil(steps / _STEP).astype(int))
    if (counts == 1).all():
        return points
    index = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = (within / counts[index])[:, None]
    return np.vstack([points[index] * (1 - share) + points[index + 1] * share, points[-1:]])


def fitting(geometry: BaseGeometry, middle: tuple[float | None, float] | None = None) -> Projection:
    """Return the projection for a subject; ``middle`` is a longitude or a place that was asked for.

    Without it the middle is that of the subject: of the smallest cap around it, or of the longitudes it spans.
    """
    points = shapely.get_coordinates(geometry)
    if len(points) == 0:
        return Projection(0.0, middle[1] if middle else 0.0, None)
    if middle is not None and middle[0] is None:
        return Projection(0.0, middle[1], None)
    at = (middle[0] or 0.0, middle[1]) if middle is not None else _cap(points)
    reach = float(_apart(at, points).max())
    if reach <= WIDEST_CAP:
        return Projection(at[0], at[1], min(89.0, reach * 1.6 + 4.0))
    return Projection(0.0, middle[1] if middle is not None else _opposite_gap(points[:, 0]), None)


def _apart(at: tuple[float, float], points: Floats) -> Floats:
    """Return how many degrees points (longitude, latitude) are from a place (latitude, longitude)."""
    a, phi = np.radians(at[0]), np.radians(points[:, 1])
    lam = np.radians(points[:, 0] - at[1])
    apart: Floats = np.degrees(
        np.arccos(np.clip(np.sin(a) * np.sin(phi) + np.cos(a) * np.cos(phi) * np.cos(lam), -1, 1))
    )
    return apart


def _cap(points: Floats) -> tuple[float, float]:
    """Return the middle of a small cap around points, as latitude and longitude in whole degrees."""
    lam, phi = np.radians(points[:, 0]), np.radians(points[:, 1])
    unit = np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    middle = unit.mean(axis=0)
    # Badoiu and Clarkson: step towards the farthest point, ever shorter.
    for step in range(1, 200):
        middle = middle + (unit[int(np.argmin(unit @ middle))] - middle) / (step + 1)
        length = float(np.linalg.norm(middle))
        middle = middle / length if length > 1e-9 else np.array([1.0, 0.0, 0.0])
    latitude = float(np.degrees(np.arcsin(np.clip(middle[2], -1, 1))))
    return float(round(latitude)), float(round(float(np.degrees(np.arctan2(middle[1], middle[0])))))


def _opposite_gap(longitudes: Floats) -> float:
    """Return the meridian opposite to the middle of the widest gap between longitudes, in whole degrees."""
    ordered = np.unique(np.round(longitudes, 3))
    gaps = np.diff(np.append(ordered, ordered[0] + 360.0))
    widest = int(np.argmax(gaps))
    seam = ordered[widest] + gaps[widest] / 2
    return float(round(float((seam + 360.0) % 360.0 - 180.0)))
