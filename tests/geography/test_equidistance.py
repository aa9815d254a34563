"""Belts cut where another coast is nearer, against distances measured along the ellipsoid, and against each other."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely
from pyproj import Geod

from tests.chance import some
from treatylang.geography import Shape, open_globe
from treatylang.geography.equidistance import nearer
from treatylang.geography.sphere import NM, area_km2, less, polygon, union

GEOD = Geod(ellps="WGS84")
STATES = some(("JPN", "KOR", "PHL", "VNM", "IDN", "USA", "RUS", "FJI", "ATA", "NOR", "MYS"), 3)
OPPOSITE = [code for code in STATES if code not in ("FJI", "ATA")]
"""Those that have another coast within reach."""
WIDTHS = (12, 24, 200)
SURE_NM = 0.2
"""How close to a limit, in nautical miles, an answer may go either way."""


class Coast:
    """Points of a coast, one every kilometre or less: a plain search square by square, and no projection."""

    SQUARE = 1.0
    """Degrees of a side of the squares by which points are kept."""

    def __init__(self, lands):
        rings = shapely.get_rings(shapely.get_parts(np.array(lands, dtype=object)))
        places = shapely.get_coordinates(shapely.segmentize(rings, 0.01))
        places = places[(np.abs(places[:, 0]) < 180) & (places[:, 1] > -89.9)]  # the sheet's seam is not a coast
        squares = np.floor(places / self.SQUARE)
        order = np.lexsort(squares.T)
        self.places, squares = places[order], squares[order]
        self.unit = self._unit(self.places)
        self.begins = np.flatnonzero(np.any(np.diff(squares, axis=0, prepend=np.nan), axis=1))
        self.ends = np.append(self.begins[1:], len(places))
        self.middles = self._unit((squares[self.begins] + 0.5) * self.SQUARE)

    @staticmethod
    def _unit(places):
        x, y = np.radians(places).T
        return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])

    def miles(self, places):
        found = []
        for place, unit in zip(places, self._unit(places), strict=True):
            # The nearest point is in the square whose middle is nearest, or in one that is little farther off.
            away = np.arccos(np.clip(self.middles @ unit, -1, 1))
            kept = np.flatnonzero(away <= 1.02 * away.min() + np.radians(2.0 * self.SQUARE))
            near = np.concatenate([np.arange(self.begins[k], self.ends[k]) for k in kept])
            close = self.unit[near] @ unit
            # On a ball the nearest is not quite the nearest of the ellipsoid: those within a hundredth are measured.
            best = self.places[near][np.arccos(np.clip(close, -1, 1)) <= 1.02 * np.arccos(min(1.0, close.max())) + 1e-6]
            found.append(GEOD.inv(*np.tile(place, (len(best), 1)).T, *best.T)[2].min() / NM)
        return np.array(found)


def land(globe, code):
    return globe.held(code, "land", None, administered=True)


@cache
def belt(code, miles):
    globe = open_globe()
    return globe.belt(land(globe, code), miles)


@cache
def coasts(code):
    """Return the coast of a state, and that of all other states."""
    globe = open_globe()
    own = land(globe, code)
    mine = shapely.get_parts(own)
    tree = shapely.STRtree(globe.boundaries.land_parts)
    held = np.unique(tree.query(mine, predicate="covers")[1])
    taken = np.isin(globe.boundaries.land_owner, globe.boundaries.of(code))
    taken[held] = True
    return Coast([own]), Coast(list(globe.boundaries.land_parts[~taken]))


def near_the_rim(globe, code, count):
    """Return places out at sea about where the belts end: near the coast, near 200 nm, and in between."""
    rng = np.random.default_rng(sum(map(ord, code)))
    coast = shapely.get_coordinates(land(globe, code))
    coast = coast[np.abs(coast[:, 1]) < 89.0]
    start = coast[rng.integers(0, len(coast), count)]
    out = np.where(rng.random(count) < 0.4, rng.uniform(2, 30, count), rng.uniform(30, 215, count))
    lon, lat, _ = GEOD.fwd(*start.T, rng.uniform(0, 360, count), out * NM)
    at_sea = globe.boundaries_at(lat, lon) == -1
    return np.column_stack([lon, lat])[at_sea]


@pytest.mark.parametrize("code", STATES)
def test_belts_are_what_distances_say(globe, code):
    """In the belt is who is near enough to the state's coast and not nearer to anybody else's."""
    places = near_the_rim(globe, code, 150)
    ours, theirs = (coast.miles(places) for coast in coasts(code))
    for miles in WIDTHS:
        told = Shape(belt(code, miles)).contains(places[:, 1], places[:, 0])
        sure = (np.abs(ours - miles) > SURE_NM) & ((np.abs(ours - theirs) > SURE_NM) | (ours > miles))
        wanted = (ours < miles) & (ours < theirs)
        wrong = sure & (told != wanted)
        assert not wrong.any(), (miles, places[wrong], ours[wrong], theirs[wrong])
        assert sure.sum() > 50


@pytest.mark.parametrize("code", OPPOSITE)
def test_the_line_is_where_both_coasts_are_equally_far(globe, code):
    """Along the rim of a belt, whoever is nearer than its width stands on the line: to a fifth of a mile."""
    rim = shapely.get_coordinates(shapely.segmentize(shapely.get_rings(shapely.get_parts(belt(code, 200))), 0.5))
    rng = np.random.default_rng(3)
    rim = rim[(np.abs(rim[:, 0]) < 180.0) & (np.abs(rim[:, 1]) < 90.0)]
    rim = rim[rng.permutation(len(rim))[:250]]
    ours, theirs = (coast.miles(rim) for coast in coasts(code))
    inside = (ours > 3.0) & (theirs > 3.0) & (ours < 199.0)  # on no coast, and not on the circle
    assert inside.sum() >= 10
    assert np.abs(ours - theirs)[inside].max() < SURE_NM


@pytest.mark.parametrize("code", STATES)
def test_a_wider_belt_holds_the_narrower(code):
    """12 nm lie within 24 and these within 200, cut or not: the line does not depend on the width."""
    for narrow, wide in ((12, 24), (24, 200)):
        assert area_km2(less(belt(code, narrow), belt(code, wide))) < 1e-6
    assert all(belt(code, miles).is_valid for miles in WIDTHS)


@pytest.mark.parametrize("codes", some([("JPN", "PHL"), ("USA", "JPN", "AUS"), ("VNM", "IDN")], 1))
def test_the_belt_of_several_holds_the_belt_of_each(globe, codes):
    """Nothing that is nearest to one of them is lost when they are taken together."""
    together = globe.belt(union([land(globe, code) for code in codes]), 200)
    for code in codes:
        lost = less(belt(code, 200), together)
        assert max((area_km2(part) for part in shapely.get_parts(lost)), default=0.0) < 0.5


@pytest.mark.parametrize("code", some(["JPN", "IDN", "USA", "RUS", "NOR"], 1))
def test_belts_have_no_slits(code):
    """No hole or gap of the belt is as thin as a line: closing it by a few metres adds next to nothing."""
    whole = belt(code, 200)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    assert not [hole.bounds for hole in holes if area_km2(hole) < 1e-6]
    inner = shapely.box(-179.0, -85.0, 179.0, 85.0)
    closed = shapely.buffer(shapely.buffer(whole, 1e-4, join_style="mitre"), -1e-4, join_style="mitre")
    at_sea = less(shapely.intersection(closed, inner), shapely.union_all([whole, open_globe().land_near(whole)]))
    assert area_km2(at_sea) < 0.5


@pytest.mark.parametrize("turn", [0.0, 77.3, 180.0, -179.5])
@pytest.mark.parametrize("latitude", [-75.0, 0.0, 52.0, 84.0])
def test_the_line_runs_in_the_middle_everywhere(turn, latitude):
    """Between two capes on one parallel lies their middle meridian, at ±180 and close to a pole as anywhere."""
    half = 1.0 / np.cos(np.radians(latitude))

    def turned(west, east, south, north):
        corners = [(turn + west, south), (turn + east, south), (turn + east, north), (turn + west, north)]
        return polygon([((x + 180.0) % 360.0 - 180.0, y) for x, y in corners], "rhumb")

    west, east = (turned(a * half, b * half, latitude - 0.1, latitude + 0.1) for a, b in ((-1.2, -1), (1, 1.2)))
    waters = turned(-0.99 * half, 0.99 * half, latitude - 1.0, latitude + 1.0)
    mine = Shape(nearer(waters, [west], [east], 200.0))
    rng = np.random.default_rng(1)
    aside = rng.uniform(-0.98, 0.98, 300) * half
    lat = rng.uniform(latitude - 0.95, latitude + 0.95, 300)
    sure = np.abs(aside) * np.cos(np.radians(latitude)) > 0.002
    told = mine.contains(lat, turn + aside)
    assert (told[sure] == (aside[sure] < 0)).all()
    assert mine.geometry.is_valid


def test_a_border_ends_at_the_sea_for_both():
    """Where two states meet on a straight coast, the line runs straight out from the border."""
    west = polygon([(10.0, 0.0), (20.0, 0.0), (20.0, 5.0), (10.0, 5.0)], "rhumb")
    east = polygon([(20.0, 0.0), (30.0, 0.0), (30.0, 5.0), (20.0, 5.0)], "rhumb")
    waters = polygon([(15.0, -3.0), (25.0, -3.0), (25.0, 0.0), (15.0, 0.0)], "rhumb")
    mine, yours = Shape(nearer(waters, [west], [east], 200.0)), Shape(nearer(waters, [east], [west], 200.0))
    rng = np.random.default_rng(2)
    lat, lon = rng.uniform(-2.9, -0.05, 500), rng.uniform(15.1, 24.9, 500)
    sure = np.abs(lon - 20.0) > 0.02
    assert (mine.contains(lat[sure], lon[sure]) == (lon[sure] < 20.0)).all()
    assert (yours.contains(lat[sure], lon[sure]) == (lon[sure] > 20.0)).all()
    assert mine.km2 + yours.km2 == pytest.approx(area_km2(waters), rel=1e-6)


def test_nobody_opposite_takes_nothing_away():
    """Without another coast, and without waters, nothing is cut."""
    island = polygon([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)], "rhumb")
    waters = polygon([(2.0, 0.0), (3.0, 0.0), (3.0, 1.0), (2.0, 1.0)], "rhumb")
    assert nearer(waters, [island], [], 200.0).equals(waters)
    assert nearer(shapely.MultiPolygon(), [island], [island], 200.0).is_empty
