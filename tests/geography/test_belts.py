"""Belts against distances measured along the ellipsoid, point by point."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from treatylang.geography import Shape
from treatylang.geography.belts import within
from treatylang.geography.sphere import NM

GEOD = Geod(ellps="WGS84")


def miles_to(land, latitude, longitude):
    """Return nautical miles to the nearest of a coast's points, one every kilometre: a plain search, no projection."""
    rings = shapely.get_rings(shapely.get_parts(land))
    coast = shapely.get_coordinates(shapely.segmentize(rings, 0.01))
    coast = coast[(np.abs(coast[:, 0]) < 180) & (coast[:, 1] > -89.9)]  # the seam of the sheet is not a coast
    where = np.radians(coast)
    xyz = np.column_stack(
        [np.cos(where[:, 1]) * np.cos(where[:, 0]), np.cos(where[:, 1]) * np.sin(where[:, 0]), np.sin(where[:, 1])]
    )
    result = []
    for lat, lon in zip(np.radians(latitude), np.radians(longitude), strict=True):
        near = xyz @ np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        # On a ball the nearest is not quite the nearest of the ellipsoid: the best few hundred are measured.
        best = np.argpartition(-near, min(400, len(near) - 1))[:400]
        n = len(best)
        _, _, metres = GEOD.inv(
            np.full(n, np.degrees(lon)), np.full(n, np.degrees(lat)), coast[best, 0], coast[best, 1]
        )
        result.append(metres.min() / NM)
    return np.array(result)


@pytest.mark.parametrize("key", ["JPN", "FJI", "RUS", "ATA", "CUB", "NOR", "CHL", "KIR", "NZL"])
def test_belts_are_as_wide_as_they_say(globe, key):
    land = globe.boundaries.land(globe.boundaries.number[key])
    reach = within(land, 200)
    assert reach.is_valid
    belt = Shape(reach)
    # Points around the rim: out from places on the coast by about the width of the belt.
    rng = np.random.default_rng(sum(map(ord, key)))
    coast = shapely.get_coordinates(land)
    coast = coast[np.abs(coast[:, 1]) < 89.0][rng.integers(0, (np.abs(coast[:, 1]) < 89.0).sum(), 120)]
    bearing, out = rng.uniform(0, 360, 120), rng.uniform(185, 215, 120)
    lon, lat, _ = GEOD.fwd(coast[:, 0], coast[:, 1], bearing, out * NM)
    outside = ~Shape(land).contains(lat, lon)
    lon, lat = lon[outside], lat[outside]
    miles = miles_to(land, lat, lon)
    told = belt.contains(lat, lon)
    sure = np.abs(miles - 200.0) > 0.2
    assert sure.sum() > 30
    assert (told[sure] == (miles[sure] < 200.0)).all(), miles[sure][told[sure] != (miles[sure] < 200.0)]


def test_a_belt_around_the_pole():
    disc = shapely.Point(30.0, 88.0).buffer(0.2)
    belt = Shape(within(disc, 200))
    rng = np.random.default_rng(2)
    lat, lon = rng.uniform(80, 90, 400), rng.uniform(-180, 180, 400)
    coast = shapely.get_coordinates(disc)
    miles = np.array(
        [
            GEOD.inv(np.full(len(coast), o), np.full(len(coast), a), coast[:, 0], coast[:, 1])[2].min() / NM
            for a, o in zip(lat, lon, strict=True)
        ]
    )
    sure = (np.abs(miles - 200) > 0.3) & (miles > 15)
    assert (belt.contains(lat[sure], lon[sure]) == (miles[sure] < 200)).all()
    assert belt.contains(90.0, -77.0) and belt.contains(90.0, 180.0)


def test_belts_are_waters_measured_from_land(globe):
    japan = globe.held("JPN", "territory", None, administered=True)
    around_land = globe.belt(globe.held("JPN", "land", None, administered=True), 24, to_equidistance=False)
    around_territory = globe.belt(japan, 24, to_equidistance=False)
    assert shapely.symmetric_difference(around_land, around_territory).area < 1e-3
    assert shapely.intersection(around_land, globe.land_near(around_land)).area < 1e-9


def test_belts_end_where_another_coast_is_nearer(globe):
    number = globe.boundaries.number
    japan, korea = (globe.boundaries.land(number[key]) for key in ("JPN", "KOR"))
    belt = Shape(globe.belt(japan, 200))
    rng = np.random.default_rng(4)
    lat, lon = rng.uniform(33.5, 36.5, 300), rng.uniform(128.5, 132.5, 300)
    at_sea = globe.boundaries_at(lat, lon) == -1
    lat, lon = lat[at_sea], lon[at_sea]
    ours, theirs = miles_to(japan, lat, lon), miles_to(korea, lat, lon)
    sure = np.abs(ours - theirs) > 1.0
    assert sure.sum() > 40
    assert (belt.contains(lat[sure], lon[sure]) == (ours < theirs)[sure]).all()
    assert 0.2 < (ours < theirs).mean() < 0.9
