"""Places: quick answers against slow ones, the seam, the poles, and places that everybody knows."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from tests.geography.areas import shape
from treatylang.geography import Shape
from treatylang.geography.index import raster
from treatylang.geography.sphere import polygon


def everywhere(count, seed=7):
    """Return latitudes and longitudes of points spread evenly over the globe."""
    rng = np.random.default_rng(seed)
    return np.degrees(np.arcsin(rng.uniform(-1, 1, count))), rng.uniform(-180, 180, count)


@pytest.mark.parametrize("key", ["RUS", "FJI", "IDN", "ATA", "CHE"])
def test_index_gives_the_same_answers(globe, key):
    number = globe.boundaries.number[key]
    area = Shape(globe.boundaries.territory(number))
    latitude, longitude = everywhere(20_000)
    west, south, east, north = area.geometry.bounds
    rng = np.random.default_rng(3)
    latitude = np.concatenate([latitude, rng.uniform(south, north, 4000)])
    longitude = np.concatenate([longitude, rng.uniform(west, east, 4000)])
    slow = shapely.intersects(shapely.points(longitude, latitude), shapely.MultiPolygon(area.geometry))
    assert (area.contains(latitude, longitude) == slow).all()
    assert [area.contains(float(a), float(o)) for a, o in zip(latitude[-300:], longitude[-300:], strict=True)] == list(
        slow[-300:]
    )


def test_raster_is_right_where_it_decides(globe):
    land = globe.boundaries.land(globe.boundaries.number["NOR"])
    shapely.prepare(land)
    grid = raster(land)
    rng = np.random.default_rng(5)
    row, column = rng.integers(0, 360, 3000), rng.integers(0, 720, 3000)
    x, y = (column + rng.uniform(0, 1, 3000)) / 2 - 180, (row + rng.uniform(0, 1, 3000)) / 2 - 90
    inside = shapely.intersects_xy(land, x, y)
    sure = grid[row, column] != 2
    assert (inside[sure] == (grid[row, column][sure] == 1)).all()
    assert sure.mean() > 0.9


def test_owners_are_those_of_a_plain_search(globe):
    latitude, longitude = everywhere(60_000)
    found = globe.boundaries_at(latitude, longitude)  # by pieces
    some = slice(0, 5000)
    plain = np.full(5000, -1)
    place, part = globe.boundaries.tree.query(shapely.points(longitude[some], latitude[some]), predicate="intersects")
    plain[place] = globe.boundaries.land_owner[part]
    assert (found[some] == plain).all()
    assert (globe.boundaries_at(latitude[:500], longitude[:500]) == found[:500]).all()
    assert 0.27 < (found >= 0).mean() < 0.31  # the share of land


@pytest.mark.parametrize(
    ("place", "key", "state"),
    [
        ((13.45, 144.78), "GUM", "USA"), ((21.31, -157.85), "USA", "USA"), ((26.21, 127.68), "JPN", "JPN"),
        ((25.7443, 123.475), "JPN", "JPN"), ((45.0, 147.9), "RUS", "RUS"), ((37.241, 131.866), "KOR", "KOR"),
        ((11.0533, 114.2847), "SPR", ""), ((25.04, 121.56), "TWN", "TWN"), ((24.44, 118.36), "TWN", "TWN"),
        ((35.888, -5.316), "ESP", "ESP"), ((-51.697, -57.85), "FLK", "GBR"), ((54.71, 20.5), "RUS", "RUS"),
        ((-21.1, 55.5), "REU", "FRA"), ((-22.27, 166.45), "NCL", "FRA"), ((41.9035, 12.4530), "VAT", "VAT"),
        ((78.2, 15.6), "SJM", "NOR"), ((-90.0, 12.0), "ATA", ""), ((30.0, -45.0), None, None),
    ],
)  # fmt: skip
def test_whose_land(globe, place, key, state):
    owner = globe.owner(*place)
    assert (owner.key, owner.state) == (key, state) if owner is not None else key is None


@pytest.mark.parametrize("turn", [-360.0, 0.0, 360.0])
def test_every_way_to_write_a_place_gives_one_answer(globe, turn):
    fiji = shape(globe, "territory of Fiji")
    # Taveuni and Vanua Levu lie on both sides of the antimeridian.
    for longitude in (180.0, -180.0, 179.97, -179.99):
        assert fiji.contains(-16.8, longitude + turn) == fiji.contains(-16.8, longitude)
        assert bool(fiji.contains(np.array([-16.8]), np.array([longitude + turn]))[0]) == fiji.contains(
            -16.8, longitude
        )
    assert fiji.contains(-16.8, 180.0) and fiji.contains(-16.8, -180.0)
    antarctica = shape(globe, "territory of Antarctica")
    assert all(antarctica.contains(-90.0, longitude + turn) for longitude in (-180.0, -10.0, 0.0, 77.0, 180.0))
    assert not antarctica.contains(90.0, 0.0 + turn)
    russia = shape(globe, "land of Russia")
    assert (
        russia.contains(67.0, 180.0 + turn) and russia.contains(67.0, -179.999 + turn) and russia.contains(67, 179.999)
    )


def test_the_antimeridian_is_like_every_other_meridian():
    corners = [(170.0, 10.0), (-170.0, 10.0), (-170.0, -10.0), (170.0, -10.0)]
    rng = np.random.default_rng(11)
    latitude, longitude = rng.uniform(-20, 20, 4000), rng.uniform(150, 210, 4000)
    for kind in ("rhumb", "geodesic"):
        here = Shape(polygon(corners, kind))
        there = Shape(polygon([(x - 140.0 if x > 0 else x + 220.0, y) for x, y in corners], kind))
        assert (here.contains(latitude, longitude) == there.contains(latitude, longitude - 140.0)).all()
        assert here.km2 == pytest.approx(there.km2, rel=1e-9)


def test_what_is_no_place_is_in_no_area(globe):
    nan = float("nan")
    area = Shape(polygon([(-179.0, -89.0), (179.0, -89.0), (0.0, 89.0)], "rhumb"))
    assert area.contains(np.array([91.0, -95.0, nan, 0.0]), np.array([0.0, 0.0, 0.0, nan])).tolist() == [False] * 4
    assert not area.contains(91.0, 0.0) and not area.contains(nan, 0.0) and not area.contains(0.0, nan)
    assert area.contains(np.array([]), np.array([])).shape == (0,)
    assert area.contains(np.zeros((2, 3)), np.zeros((2, 3))).shape == (2, 3)
    assert globe.owner(0.0, 540.0) == globe.owner(0.0, 180.0)
    assert globe.owner(95.0, 12.0) is None and globe.owner(nan, 12.0) is None
