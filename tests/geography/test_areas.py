"""Every form of the area language, by places that are known to be in it or out of it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely

from tests.geography.areas import context, definitions, expression, shape
from treatylang.geography import open_globe, read
from treatylang.geography.gazetteer import gazetteer

GUAM, HONOLULU, NAHA, TOKYO = (13.45, 144.78), (21.31, -157.85), (26.21, 127.68), (35.69, 139.75)
UOTSURI, ETOROFU, DOKDO, TAIPEI = (25.7443, 123.475), (45.0, 147.9), (37.241, 131.866), (25.04, 121.56)
ALGIERS, CEUTA, REUNION, NOUMEA = (36.7, 3.1), (35.888, -5.316), (-21.1, 55.5), (-22.27, 166.45)
KALININGRAD, STANLEY, NICOSIA, SIMFEROPOL = (54.71, 20.5), (-51.697, -57.85), (35.15, 33.36), (44.95, 34.1)
LONGYEARBYEN, REYKJAVIK, FUNCHAL, CAYENNE = (78.2, 15.6), (64.13, -21.9), (32.65, -16.9), (4.9, -52.3)
NATO = ("USA", "CAN", "GBR", "FRA", "ITA", "PRT", "NOR", "DNK", "ISL", "BEL", "NLD", "LUX", "GRC", "TUR", "DEU", "ESP")


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("territory of Japan", (TOKYO, NAHA, UOTSURI, (35.0, 139.9)), (ETOROFU, DOKDO, GUAM, (30.0, 136.0))),
        ("land of Japan", (TOKYO, NAHA), ((34.85, 139.95), (33.0, 137.0))),
        ("territorial-sea of Japan", ((34.85, 139.95),), (TOKYO, (33.0, 137.0))),
        ("islands of Australia", ((-42.0, 146.5),), ((-25.0, 134.0), (-33.9, 151.2))),
        ("islands of Iceland", (REYKJAVIK,), ()),
        ('territory of "United States"', (GUAM, HONOLULU, (61.2, -149.9), (18.2, -66.5)), (TOKYO,)),
        ('metropolitan-territory of "United States"', (HONOLULU, (40.0, -100.0)), (GUAM, (18.2, -66.5))),
        ("territory of France", ((48.9, 2.35), REUNION, NOUMEA, CAYENNE), (ALGIERS,)),
        ("metropolitan-territory of France", ((48.9, 2.35), (42.2, 9.1)), (REUNION, NOUMEA, CAYENNE)),
        ('part "Okinawa" of Japan', (NAHA, (24.35, 124.2)), (TOKYO, (28.3, 129.4))),
        ('part "Hawaii"', (HONOLULU,), (GUAM,)),
        ('part "Guam" of "United States"', (GUAM,), (HONOLULU,)),
        ('part "Svalbard" of Norway', (LONGYEARBYEN,), ((59.9, 10.7), (71.0, -8.3))),
        ('sea "Philippine Sea"', ((20.0, 135.0),), (GUAM, (20.0, 150.0), TOKYO)),
        ('sea "North Pacific Ocean"', ((20.0, 135.0), (55.0, 180.0)), ((-1.0, 180.0), (30.0, -45.0), HONOLULU)),
        ('sea "Arctic Ocean"', ((90.0, 0.0), (85.0, 179.99), (72.0, 0.0)), ((50.0, -20.0), LONGYEARBYEN)),
        ('islands of "United States" within sea "North Pacific Ocean"', (HONOLULU, GUAM), ((18.2, -66.5),)),
        ('sea "South Pacific Ocean" north of 60S', ((-59.0, 180.0), (-59.0, -120.0)), ((-61.0, 180.0), (10.0, 180.0))),
        ('sea "North Pacific Ocean" east of 150W', ((30.0, -140.0),), ((30.0, -155.0), (30.0, 170.0))),
        ("belt of 12 nm around Japan", ((34.85, 139.95),), (TOKYO, (33.0, 137.0))),
        ("Europe", ((48.9, 2.35), KALININGRAD, LONGYEARBYEN), (CEUTA, FUNCHAL, (55.0, 83.0), (39.9, 32.9))),
        ("NorthAmerica", ((61.2, -149.9), (64.2, -51.7)), (HONOLULU, (18.2, -66.5))),
        ("territory administered by Japan", (NAHA, UOTSURI), (ETOROFU, DOKDO)),
        ("territory claimed by Japan", (NAHA, UOTSURI, ETOROFU, DOKDO), (TAIPEI,)),
        ("territory claimed by China", (TAIPEI, UOTSURI, (39.9, 116.4)), (DOKDO, NAHA)),
        ("disputed", (TAIPEI, UOTSURI, ETOROFU, DOKDO, STANLEY, CEUTA, SIMFEROPOL), (TOKYO, NAHA, ALGIERS)),
        ("territory of Japan except territory claimed by China", (NAHA,), (UOTSURI,)),
        ("polygon rhumb 10N 170E, 10N 170W, 10S 170W, 10S 170E", ((0.0, 180.0), (9.0, -175.0)), ((11.0, 180.0),)),
        ("territory administered by Philippines", ((11.0533, 114.2847),), ((10.377, 114.366), (15.15, 117.76))),
    ],
)  # fmt: skip
def test_forms(globe, text, inside, outside):
    area = shape(globe, text)
    assert area.geometry.is_valid
    assert not [doubt for doubt in area.doubts if doubt.fatal]
    assert [place for place in inside if not area.contains(*place)] == []
    assert [place for place in outside if area.contains(*place)] == []


@pytest.mark.parametrize(
    ("text", "place", "answers"),
    [
        ("territory administered by Japan", NAHA, {1960: False, 1971: False, 1973: True}),
        ("territory of Japan", NAHA, {1960: True, 1973: True}),
        ("territory administered by Japan", (27.08, 142.21), {1967: False, 1969: True}),
        ("territory of France", ALGIERS, {1960: True, 1970: False}),
        ("territory of Algeria", ALGIERS, {1960: False, 1970: True}),
        ('part "Algerian departments" of France', ALGIERS, {1960: True}),
        ("territory administered by Ukraine", SIMFEROPOL, {2010: True, 2020: False}),
        ("territory administered by Russia", SIMFEROPOL, {2010: False, 2020: True}),
        ('territory administered by "United Kingdom"', (22.3, 114.17), {1990: True, 2000: False}),
        ("territory administered by Cyprus", (35.33, 33.32), {1970: True, 1980: False}),
        ('metropolitan-territory of "United States"', HONOLULU, {1951: False, 1960: True}),
        ("territory occupied by France", (50.1, 8.7), {1949: True, 1960: False}),
    ],
)
def test_areas_change_over_time(globe, text, place, answers):
    assert {y: shape(globe, text, day=date(y, 12, 1)).contains(*place) for y in answers} == answers


def test_the_day_in_the_text_goes_before_the_day_asked_about(globe):
    then = shape(globe, 'territory administered by "United States" on 1965-01-01', day=date(2026, 1, 1))
    assert then.contains(*NAHA)


def test_a_viewpoint_gives_a_state_what_it_claims(globe):
    japan = open_globe("JPN")
    assert shape(japan, "territory of Japan").contains(*ETOROFU)
    assert not shape(japan, "territory of Russia").contains(*ETOROFU)
    assert not shape(globe, "territory of Japan").contains(*ETOROFU)
    assert not shape(japan, "territory administered by Japan").contains(*ETOROFU)  # a claim moves no facts


def test_north_atlantic_article_six(globe):
    text = """
      area NorthAtlantic "n" = sea "North Atlantic Ocean" north of 23.4366N;
      area TreatyArea "a" = territory of parties within (Europe plus NorthAmerica) plus territory of Turkey
        plus islands administered by parties within NorthAtlantic;
      area Waters "w" interpreted = sea "Mediterranean Sea" plus NorthAtlantic;
    """
    known = definitions(text)
    area = read(globe, expression("TreatyArea"), context(NATO, None, known))
    covered = (
        (48.9, 2.35),
        (39.9, 32.9),
        REYKJAVIK,
        FUNCHAL,
        (37.75, -25.6),
        (28.3, -16.5),
        LONGYEARBYEN,
        (32.3, -64.75),
    )
    left_out = (GUAM, HONOLULU, CEUTA, STANLEY, ALGIERS, REUNION, NOUMEA, CAYENNE, KALININGRAD, NICOSIA, (18.2, -66.5))
    assert [p for p in covered if not area.contains(*p)] == []
    assert [p for p in left_out if area.contains(*p)] == []
    waters = read(globe, expression("Waters"), context(NATO, None, known))
    assert waters.interpreted
    assert waters.contains(36.0, 18.0) and waters.contains(40.0, -40.0) and not waters.contains(20.0, -40.0)


def test_tlatelolco_article_four(globe):
    """The zone's corners as the treaty gives them; rhumb lines where it says loxodromic."""
    zone = shape(
        globe,
        "polygon rhumb 35N 75W, 30N 75W, 30N 50W, 5N 20W, 60S 20W, 60S 115W, 0N 115W, 35N 150W",
    )
    assert all(zone.contains(*p) for p in ((-30.0, -60.0), (0.0, -110.0), (34.0, -140.0), (-59.0, -100.0)))
    assert not any(zone.contains(*p) for p in ((31.0, -60.0), (-61.0, -60.0), (20.0, -150.0), (0.0, -15.0)))
    # Half-way along the loxodrome from 30N 50W to 5N 20W, by Mercator's rule on a ball: 20W lies half-way at 17.96N.
    assert zone.contains(17.7, -35.0) and not zone.contains(18.4, -35.0)


def test_a_parallel_is_no_geodesic(globe):
    corners = "21.5N 120E, 21.5N 180E, 21.5N 120W, 0N 120W, 0N 180E, 0N 120E"
    rhumb, geodesic = shape(globe, f"polygon rhumb {corners}"), shape(globe, f"polygon geodesic {corners}")
    assert not rhumb.contains(23.0, 150.0) and geodesic.contains(23.0, 150.0)
    assert {d.kind for d in rhumb.doubts} == {d.kind for d in geodesic.doubts} == {"edge-kind"}
    assert shape(globe, "polygon rhumb 10N 120E, 10N 121E, 11N 121E, 11N 120E").doubts == ()


@pytest.mark.parametrize(
    ("text", "kind", "fatal"),
    [
        ("polygon rhumb 120E 10N, 121E 10N, 121E 11N", "swapped-axes", False),
        ("polygon rhumb 95N 120E, 10N 121E, 11N 121E", "impossible-coordinate", True),
        ("polygon rhumb 10N 190E, 10N 121E, 11N 121E", "impossible-coordinate", True),
        ("polygon rhumb 10N 12N, 10N 121E, 11N 121E", "impossible-coordinate", True),
        ("polygon rhumb 10°75'N 120E, 10N 121E, 11N 121E", "impossible-coordinate", True),
        ("polygon rhumb 10N 120E, 10N 121E", "impossible-coordinate", True),
        ("polygon rhumb 10N 120E, 20N 130E, 10N 130E, 20N 120E", "crossing-edges", False),
        ("polygon rhumb 10N 120E, 10N 130E, 20N 130E, 20N 120E, 10.1N 120E", "open-polygon", False),
        ("polygon rhumb 10N 120E, 10N 130E, 20N 130W, 20N 120E", "wrong-hemisphere", False),
        ("polygon rhumb 10N 0E, 10N 180E, 20N 90E", "half-way-round", False),
        ("polygon rhumb 60S 0E, 60S 90E, 60S 180E, 60S 90W", "around-pole", False),
        ('sea "Phillipine Sea"', "unknown-name", True),
        ('part "Okinava" of Japan', "unknown-name", True),
        ("Atlantis", "unknown-name", True),
        ("forces of Japan", "not-an-area", True),
        ("territory recognised by Japan", "no-data", True),
        ("territory of Japan north of 140E", "impossible-coordinate", True),
        ('sea "Arctic Ocean" east of 20E', "far-meridian", False),
        ('sea "Southern Ocean"', "limits-chosen", False),
    ],
)
def test_doubts(globe, text, kind, fatal):
    area = shape(globe, text)
    found = [doubt for doubt in area.doubts if doubt.kind == kind]
    assert found and found[0].fatal == fatal
    assert found[0].span is not None and found[0].message[0] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_near_names_are_offered(globe):
    assert "Philippine Sea" in shape(globe, 'sea "Phillipine Sea"').doubts[0].help


def test_areas_defined_by_themselves_end(globe):
    known = definitions('area A "a" = B; area B "b" = A plus territory of Japan;')
    area = read(globe, expression("A"), context((), None, known))
    assert [d.kind for d in area.doubts] == ["circular-area"] and area.contains(*TOKYO)


def test_every_name_of_the_data_can_be_read(globe):
    names = gazetteer()
    for sea in {s.name: s for s in names.seas.values()}.values():
        waters, limits = globe.sea(sea.name)
        assert waters.is_valid and limits.is_valid and waters.area > 0, sea.name
        assert shapely.area(shapely.difference(waters, limits)) < 1e-6, sea.name
    for several in names.parts.values():
        for part in several:
            assert globe.part(part).area > 0, part.name
    for place in names.places:
        assert globe.place_soil(place).area > 0, place.name
        assert all(code in globe.boundaries.number for code in place.claimants), place.name
        for row in place.held:
            assert row.until is None or row.since < row.until, place.name
    for region in names.regions.values():
        assert all(key in globe.boundaries.number for key in region.states), region.name


def test_no_territory_is_left_without_a_continent(globe):
    regions = {r.name: set(r.states) for r in gazetteer().regions.values()}
    continents = [regions[n] for n in ("Europe", "Asia", "Africa", "NorthAmerica", "LatinAmerica", "Oceania")]
    assert sum(map(len, continents)) == len(set.union(*continents))  # none in two
    left = set(globe.boundaries.number) - set.union(*continents)
    assert left == {"ATA", "FRA-CPT"}


def test_seas_by_size(globe):
    """Sizes that every atlas gives, in millions of square kilometres."""
    sizes = {"Mediterranean Sea": 2.5, "Philippine Sea": 5.7, "Caribbean Sea": 2.75, "Black Sea": 0.46}
    sizes |= {"Sea of Japan": 1.05, "Bering Sea": 2.3, "Tasman Sea": 3.3, "North Sea": 0.55}
    for name, size in sizes.items():
        assert shape(globe, f'sea "{name}"').km2 / 1e6 == pytest.approx(size, rel=0.12), name


def test_oceans_do_not_overlap_and_leave_little(globe):
    rng = np.random.default_rng(9)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 40_000))), rng.uniform(-180, 180, 40_000)
    oceans = (
        "North Atlantic Ocean",
        "South Atlantic Ocean",
        "North Pacific Ocean",
        "South Pacific Ocean",
        "Indian Ocean",
        "Arctic Ocean",
    )
    counts = sum(shape(globe, f'sea "{name}"').contains(lat, lon).astype(int) for name in oceans)
    water = globe.boundaries_at(lat, lon) == -1
    assert counts.max() == 1
    assert (counts[water] == 0).mean() < 0.06  # inner seas: Mediterranean, Baltic, South China Sea, the archipelago
