"""Areas read on some land alone agree there with the whole globe, and their pieces have the names that people know."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from tests.geography.areas import context, expression, shape
from treatylang.geography import Globe, open_globe, read
from treatylang.geography.ashore import all_of, ashore, contested, contested_ground, pieces_of, polygons, without
from treatylang.geography.sphere import less

STATES = ("JPN", "PHL", "USA", "ESP", "RUS", "FJI")
AREAS = [
    "territory of parties",
    "territory administered by parties except territory claimed by any third state",
    'islands of parties within (sea "North Pacific Ocean" plus sea "South Pacific Ocean" north of 60S)',
    "territory of parties within (Europe plus NorthAmerica)",
    'metropolitan-territory of parties except part "Okinawa" of Japan',
    "polygon rhumb 60N 120E, 60N 150W, 10S 150W, 10S 120E",
    'territory of parties south of 40N plus sea "Philippine Sea"',
    "(territory of parties east of 100E) except belt of 200 nm around territory of Japan",
]


def places(globe: Globe, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return latitudes and longitudes of random places on the land of the states, islands as likely as mainlands."""
    chance = np.random.default_rng(20261122)
    b = globe.boundaries
    numbers = [n for code in STATES for n in b.of(code)]
    parts = b.land_parts[np.isin(b.land_owner, numbers)]
    found = []
    while len(found) < count:
        part = parts[int(chance.integers(len(parts)))]
        west, south, east, north = part.bounds
        lon, lat = chance.uniform(west, east), chance.uniform(south, north)
        if shapely.intersects_xy(part, lon, lat):
            found.append((lat, lon))
    return np.array(found).T[0], np.array(found).T[1]


@pytest.mark.parametrize("text", AREAS)
def test_an_area_read_ashore_takes_in_the_land_that_it_takes_in_on_the_globe(globe: Globe, text: str) -> None:
    lat, lon = places(globe, 1500)
    whole = shape(globe, text, STATES).contains(lat, lon) if "belt" not in text else None
    part = shape(ashore(globe, STATES), text, STATES).contains(lat, lon)
    if whole is None:  # waters only: the belt takes no land away, and need not be drawn to know that
        whole = shape(globe, "territory of parties east of 100E", STATES).contains(lat, lon)
    assert (part == whole).all()
    assert part.any()


@pytest.mark.parametrize("viewpoint", ["", "JPN", "CHN", "ARG", "MAR", "RUS"])
def test_contested_places_are_seen_as_on_the_whole_globe(globe: Globe, viewpoint: str) -> None:
    area = expression("territory of parties except territory claimed by China")
    several = [place for place in globe.names.places if contested(place)]
    ground = contested_ground(globe, several).seen_from(viewpoint)
    whole = read(open_globe(viewpoint), area, context(("JPN", "ESP", "ARG", "GBR", "KOR")))
    part = read(ground, area, context(("JPN", "ESP", "ARG", "GBR", "KOR")))
    points = [shapely.point_on_surface(globe.place_soil(p, "land")) for p in several if p.land]
    points = [point for point in points if not point.is_empty]
    assert len(points) > 30
    answers = [(whole.contains(p.y, p.x), part.contains(p.y, p.x)) for p in points]
    assert all(one == other for one, other in answers)
    assert {one for one, _ in answers} == {True, False}


def test_viewpoints_do_not_mix(globe: Globe) -> None:
    """What one state sees must not be remembered for another."""
    places = [place for place in globe.names.places if place.name in ("Senkaku Islands", "Liancourt Rocks")]
    ground = contested_ground(globe, places)
    area = expression("territory of parties")
    seen = {v: read(ground.seen_from(v), area, context(("JPN",))) for v in ("JPN", "CHN", "KOR", "JPN")}
    dokdo, uotsuri = (37.2405, 131.866), (25.742, 123.475)
    assert [seen[v].contains(*dokdo) for v in ("JPN", "CHN", "KOR")] == [True, False, False]
    assert [seen[v].contains(*uotsuri) for v in ("JPN", "CHN", "KOR")] == [True, False, True]


def test_a_belt_covers_no_land(globe: Globe) -> None:
    assert shape(ashore(globe, ("JPN",)), "belt of 200 nm around territory of Japan").is_empty


def test_what_is_left_of_some_land_is_the_difference(globe: Globe) -> None:
    land = globe.soil(globe.boundaries.of("NOR"), "land")
    for text in ("Europe", "territory of Sweden north of 60N", "territory of Norway north of 65N", 'part "Svalbard"'):
        area = shape(globe, text).geometry
        quick, plain = without(land, area), less(land, area)
        assert shapely.area(shapely.symmetric_difference(quick, plain)) < 1e-9


def test_pieces_have_the_names_that_people_know(globe: Globe) -> None:
    land = globe.soil(globe.boundaries.of("USA"), "land")
    rest = without(land, shape(globe, "NorthAmerica").geometry)
    found = {piece.name: piece for piece in pieces_of(globe, rest)}
    assert {"Hawaii", "Puerto Rico", "Guam", "American Samoa"} <= set(found)
    assert all(found[name].whole for name in ("Hawaii", "Puerto Rico", "Guam"))
    assert "United States" not in found
    hawaii = found["Hawaii"]
    assert hawaii.km2 == pytest.approx(16_640, rel=0.03)  # land of the state: 6,423 square miles
    assert globe.owner(*hawaii.point) is not None


def test_a_part_of_a_named_piece_is_not_called_the_whole(globe: Globe) -> None:
    land = shape(globe, "land of Japan south of 26.5N").geometry
    okinawa = next(piece for piece in pieces_of(globe, land) if piece.name == "Okinawa")
    assert not okinawa.whole
    islands = next(piece for piece in pieces_of(globe, land) if piece.place is not None)
    assert islands.name == "Senkaku Islands" and islands.whole


def test_all_of_a_state_is_all_but_what_rounding_takes(globe: Globe) -> None:
    land = globe.soil(globe.boundaries.of("JPN"), "land")
    parts = polygons(land)
    assert all_of(land, parts)
    smallest = int(np.argmin(shapely.area(parts)))
    assert not all_of(land, np.delete(parts, [smallest, int(np.argmax(shapely.area(parts)))]))
