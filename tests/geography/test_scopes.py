"""Real scopes: places known to lie in or out of treaties, each with the reason, told before the areas were drawn."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from tests.worlds import ROOT, document, library
from treatylang.geography import Globe, Shape, open_globe, read
from treatylang.geography.shape import EMPTY
from treatylang.model.instrument import Instrument
from treatylang.model.resolve import resolve
from treatylang.reasoning.areas.geometry import context_of, holder_on

PLACES = {
    "Guam": (13.45, 144.78),
    "Hawaii": (21.31, -157.86),
    "Okinawa": (26.21, 127.68),
    "Uotsuri": (25.745, 123.475),
    "Etorofu": (44.978, 147.834),
    "Dokdo": (37.2405, 131.866),
    "Scarborough Shoal": (15.15, 117.75),
    "Thitu": (11.046, 114.28),
    "Taipei": (25.03, 121.56),
    "Kinmen": (24.44, 118.36),
    "Ceuta": (35.886, -5.34),
    "Stanley": (-51.70, -57.86),
    "Algiers": (36.75, 3.05),
    "Nicosia": (35.14, 33.35),
    "Kaliningrad": (54.71, 20.5),
    "Réunion": (-21.1, 55.5),
    "Nouméa": (-22.25, 166.46),
    # Further oracles.
    "Paris": (48.86, 2.35),
    "Berlin": (52.52, 13.4),
    "Ankara": (39.93, 32.86),
    "Athens": (37.98, 23.73),
    "Tamanrasset": (22.79, 5.53),
    "Reykjavik": (64.13, -21.9),
    "Nuuk": (64.18, -51.7),
    "Longyearbyen": (78.22, 15.65),
    "Bermuda": (32.3, -64.78),
    "Las Palmas": (28.1, -15.44),
    "Melilla": (35.29, -2.95),
    "Funchal": (32.67, -16.92),
    "San Juan": (18.4, -66.1),
    "Anchorage": (61.2, -149.85),
    "New York": (40.75, -73.95),
    "Helsinki": (60.2, 24.95),
    "Valletta": (35.88, 14.48),
    "Manila": (14.6, 121.0),
    "Kota Kinabalu": (5.95, 116.1),
    "Darwin": (-12.5, 130.9),
    "Wellington": (-41.28, 174.8),
    "Norfolk Island": (-29.04, 167.95),
    "Pago Pago": (-14.3, -170.7),
    "Seoul": (37.56, 127.0),
    "Pyongyang": (39.02, 125.75),
    "Tokyo": (35.68, 139.75),
    "Hong Kong": (22.3, 114.17),
    "Bangkok": (13.75, 100.5),
    "Karachi": (24.9, 67.1),
    "Honolulu waters": (20.0, -158.0),
    "Havana": (23.1, -82.4),
    "Miami": (25.8, -80.35),
    "Mexico City": (19.4, -99.1),
    "Easter Island": (-27.12, -109.35),
    "Galápagos": (-0.6, -90.9),
    "South Georgia": (-54.35, -36.7),
    "Ascension": (-7.95, -14.36),
    "Praia": (14.95, -23.5),
    "Clipperton": (10.3, -109.22),
    "Attu": (52.9, 172.9),
    "Bering Island": (55.0, 166.2),
    "Anadyr": (64.73, 177.5),
    "Nome": (64.52, -165.35),
    "St John's": (47.55, -52.75),
    "Flores, Azores": (39.45, -31.2),
    "Halfway Cape Horn to Antarctica": (-62.0, -65.0),
}

NATO = ("NATO", "TreatyArea")
JAPAN = ("US-Japan-1960", "JapaneseTerritories")
PHILIPPINES = ("US-Philippines-1951", "Pacific")
ANZUS = ("ANZUS", "Pacific")
KOREA = ("US-Korea-1953", "Controlled")
MANILA = ("Manila-Pact", "TreatyArea")
RIO = ("Rio-1947", "Region")
TLATELOLCO = ("Tlatelolco", "Zone")

NOW = 2026

LISTED = {
    # place: the areas in which it lies today, among those above; outside all others
    "Guam": {
        PHILIPPINES,
        ANZUS,
        KOREA,
        MANILA,
    },  # American, an island in the Pacific, south of 21°30′N
    "Hawaii": {
        PHILIPPINES,
        ANZUS,
        KOREA,
    },  # the same; far from NATO's area, west of the lines of 1947 and 1967
    "Okinawa": {JAPAN},  # under Japan's administration again since 1972
    "Uotsuri": {JAPAN},  # administered by Japan, whoever claims it
    "Etorofu": set(),  # held by Russia
    "Dokdo": {KOREA},  # under Korea's control
    "Scarborough Shoal": {PHILIPPINES, MANILA},  # "anywhere in the South China Sea" (2023)
    "Thitu": {PHILIPPINES, MANILA},  # held by the Philippines
    "Taipei": set(),  # the treaty of 1954 ended in 1980; north of 21°30′N
    "Kinmen": set(),
    "Ceuta": set(),  # in Africa, and on no island
    "Stanley": {RIO, TLATELOLCO},  # in the zones that the American states drew; south of the Tropic of Cancer
    "Algiers": set(),  # no part of France since 1962
    "Nicosia": set(),  # Cyprus is a party of none
    "Kaliningrad": set(),  # Russian
    "Réunion": set(),  # French, in the Indian Ocean
    "Nouméa": {MANILA},  # French, in the South-West Pacific
}

KNOWN = [
    (NATO, "Algiers", 1950, True, "the Algerian Departments of France"),
    (NATO, "Algiers", 1960, True, "still so"),
    (NATO, "Algiers", 1970, False, "independent since 3 July 1962"),
    (NATO, "Tamanrasset", 1950, False, "the Southern Territories were not departments"),
    (NATO, "Ankara", 1950, False, "Turkey was not a party"),
    (NATO, "Ankara", 1953, True, "the territory of Turkey, Asia included, since the protocol of 1951"),
    (NATO, "Ankara", NOW, True, "the same"),
    (NATO, "Athens", 1950, False, "Greece was not a party"),
    (NATO, "Athens", 1953, True, "a party in Europe"),
    (NATO, "Berlin", 1950, False, "Germany was not a party"),
    (NATO, "Berlin", NOW, True, "a party in Europe"),
    (NATO, "Helsinki", 2022, False, "Finland was not a party"),
    (NATO, "Helsinki", NOW, True, "a party since 2023"),
    (NATO, "Paris", 1950, True, "a party in Europe"),
    (NATO, "Reykjavik", NOW, True, "a party in Europe"),
    (NATO, "Nuuk", NOW, True, "Danish, in North America"),
    (NATO, "Longyearbyen", NOW, True, "Norwegian, in Europe"),
    (NATO, "Bermuda", NOW, True, "an island north of the Tropic"),
    (NATO, "Las Palmas", NOW, True, "an island north of the Tropic, of a party since 1982"),
    (NATO, "Las Palmas", 1970, False, "Spain was not a party"),
    (NATO, "Funchal", NOW, True, "an island north of the Tropic"),
    (NATO, "Melilla", NOW, False, "in Africa"),
    (NATO, "San Juan", NOW, False, "south of the Tropic"),
    (NATO, "Anchorage", NOW, True, "a party in North America"),
    (NATO, "New York", NOW, True, "a party in North America"),
    (NATO, "Valletta", NOW, False, "Malta is not a party"),
    (NATO, "Stanley", 1982, False, "south of the Tropic: the war of 1982"),
    (JAPAN, "Tokyo", NOW, True, "Japan"),
    (JAPAN, "Okinawa", 1970, False, "administered by the United States until 15 May 1972"),
    (JAPAN, "Uotsuri", 1970, False, "the same"),
    (JAPAN, "Okinawa", 1973, True, "returned"),
    (PHILIPPINES, "Manila", NOW, True, "metropolitan territory"),
    (PHILIPPINES, "Okinawa", 1970, True, "an island under American jurisdiction in the Pacific"),
    (PHILIPPINES, "Kota Kinabalu", NOW, False, "Malaysian, whatever Manila claims"),
    (PHILIPPINES, "Thitu", 1960, False, "held by the Philippines since 1971"),
    (PHILIPPINES, "Honolulu waters", NOW, True, "the Pacific"),
    (ANZUS, "Okinawa", 1970, True, "the preamble names the Ryukyus"),
    (ANZUS, "Darwin", NOW, True, "metropolitan territory"),
    (ANZUS, "Wellington", NOW, True, "metropolitan territory"),
    (ANZUS, "Norfolk Island", NOW, True, "an Australian island in the Pacific"),
    (ANZUS, "Pago Pago", NOW, True, "an American island in the Pacific"),
    (ANZUS, "New York", NOW, True, "metropolitan territory"),
    (ANZUS, "Manila", NOW, False, "the Philippines are not party"),
    (KOREA, "Seoul", NOW, True, "under Korea's control"),
    (KOREA, "Pyongyang", NOW, False, "under nobody's but its own"),
    (KOREA, "Okinawa", 1970, True, "under American administration, in the Pacific area"),
    (KOREA, "Uotsuri", 1970, True, "the same"),
    (KOREA, "New York", NOW, False, "not in the Pacific area"),
    (KOREA, "Tokyo", NOW, False, "Japan is not a party"),
    (MANILA, "Bangkok", NOW, True, "the entire territory of an Asian party"),
    (MANILA, "Manila", NOW, True, "the same"),
    (MANILA, "Karachi", 1960, True, "the same: West Pakistan lies in no South-East Asia and was covered"),
    (MANILA, "Karachi", NOW, False, "Pakistan left in 1973"),
    (MANILA, "Wellington", NOW, True, "the South-West Pacific"),
    (MANILA, "Hong Kong", 1960, False, "north of 21°30′N: meant to be left out"),
    (MANILA, "Tokyo", 1960, False, "the same"),
    (MANILA, "Paris", 1960, False, "a party, far from the area"),
    (RIO, "South Georgia", NOW, True, "west of 24°W"),
    (RIO, "New York", NOW, True, "the Americas"),
    (RIO, "Nuuk", NOW, True, "west of the line to 74°N 10°W"),
    (RIO, "Reykjavik", NOW, False, "east of it"),
    (RIO, "Bermuda", NOW, True, "west of 60°W"),
    (RIO, "Flores, Azores", NOW, False, "east of the line"),
    (RIO, "St John's", NOW, True, "west of 50°W"),
    (RIO, "Galápagos", NOW, True, "east of the line to 97°W"),
    (RIO, "Easter Island", NOW, False, "Chilean, west of the line"),
    (RIO, "Attu", NOW, True, "east of 170°E"),
    (RIO, "Bering Island", NOW, False, "west of it"),
    (RIO, "Anadyr", NOW, False, "in Asia"),
    (RIO, "Nome", NOW, True, "in America"),
    (RIO, "Halfway Cape Horn to Antarctica", NOW, True, "the sector reaches the South Pole"),
    (TLATELOLCO, "Havana", NOW, True, "in the zone"),
    (TLATELOLCO, "Mexico City", NOW, True, "in the zone"),
    (TLATELOLCO, "San Juan", NOW, True, "no continental part of the United States"),
    (TLATELOLCO, "Miami", NOW, False, "continental part of the United States"),
    (TLATELOLCO, "Bermuda", NOW, False, "north of 30°N, east of 75°W"),
    (TLATELOLCO, "Easter Island", NOW, True, "east of 115°W"),
    (TLATELOLCO, "Clipperton", NOW, True, "east of the loxodrome to 35°N 150°W"),
    (TLATELOLCO, "South Georgia", NOW, True, "north of 60°S"),
    (TLATELOLCO, "Halfway Cape Horn to Antarctica", NOW, False, "south of 60°S"),
    (TLATELOLCO, "Ascension", NOW, False, "east of 20°W"),
    (TLATELOLCO, "Praia", NOW, False, "east of the loxodrome to 5°N 20°W"),
    (TLATELOLCO, "Stanley", 1990, False, "the zone took effect when all had ratified"),
]


@cache
def treaties() -> dict[str, Instrument]:
    """Return the treaties of the library and of the examples of scopes, by name."""
    scopes = [document(path) for path in sorted((ROOT / "examples" / "scopes").glob("*.treaty"))]
    world, _ = resolve(scopes, library())
    return dict(world.instruments)


@cache
def drawn(treaty: str, area: str, day: date) -> Shape:
    """Return an area of a treaty as it was on a day; empty where the treaty had none."""
    one = treaties()[treaty]
    versions = [a for a in one.areas if a.name == area and a.period.covers(day)]
    assert len(versions) <= 1
    if not versions or not one.force.covers(day):
        return EMPTY
    shape = read(open_globe(), versions[0].value, context_of(one, day))
    assert not [doubt for doubt in shape.doubts if doubt.fatal]
    return shape


@pytest.mark.parametrize("place", LISTED)
def test_places_that_everybody_asks_about(globe: Globe, place: str) -> None:
    day = date(NOW, 11, 22)
    inside = {a for a in (NATO, JAPAN, PHILIPPINES, ANZUS, KOREA, MANILA, RIO, TLATELOLCO) if _in(a, place, day)}
    assert inside == LISTED[place]


def _in(area: tuple[str, str], place: str, day: date) -> bool:
    return bool(drawn(*area, day).contains(*PLACES[place]))


@pytest.mark.parametrize(
    ("area", "place", "year", "inside", "why"), KNOWN, ids=[f"{k[0][0]}-{k[1]}-{k[2]}" for k in KNOWN]
)
def test_places_known_to_lie_in_or_out(area: tuple[str, str], place: str, year: int, inside: bool, why: str) -> None:
    assert _in(area, place, date(year, 1, 1)) is inside, f"{place} in {year} should be {inside}: {why}"


@pytest.mark.parametrize(
    ("place", "year", "holder"),
    [
        ("Thitu", NOW, "Philippines"),  # within the Spratly Islands, of which nobody holds all
        ("Scarborough Shoal", NOW, "China"),
        ("Dokdo", NOW, "South Korea"),
        ("Etorofu", NOW, "Russia"),
        ("Uotsuri", 1970, "United States"),
        ("Algiers", 1960, "France"),
        ("Algiers", 1970, "Algeria"),
        ("Nicosia", NOW, "Cyprus"),
        ("Kaliningrad", NOW, "Russia"),
        ("Nouméa", NOW, "France"),
    ],
)
def test_who_holds_a_place(globe: Globe, place: str, year: int, holder: str) -> None:
    assert holder_on(globe, *PLACES[place], date(year, 1, 1)).name == holder


def test_the_kind_of_edge_moves_the_region_of_the_rio_treaty() -> None:
    """Where the rhumb line and the geodesic part, the text decides."""
    region = drawn(*RIO, date(NOW, 1, 1))
    assert 1.2e8 < region.km2 < 1.7e8
    edges = [doubt.message for doubt in region.doubts if doubt.kind == "edge-kind"]
    assert len(edges) == 1 and "rhumb" in edges[0]
