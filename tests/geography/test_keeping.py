"""Shapes that are kept are those that would be drawn; what is near a place is what the whole globe has there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest

from tests.chance import TIMES, seed
from tests.geography.areas import context, expression
from treatylang.geography import Globe, keeping, read
from treatylang.geography.ashore import Ashore  # noqa: F401  # it is one of the kinds of globe
from treatylang.geography.vicinity import around

DAY = date(2026, 11, 22)
PARTIES = ("JPN", "AUS", "PHL", "NZL")
EXPRESSIONS = {
    "territory of parties": 0.0,
    "territory claimed by any third state": 0.0,
    "Europe plus NorthAmerica": 0.0,
    'sea "South China Sea" plus sea "Philippine Sea"': 0.0,
    'sea "North Pacific Ocean" north of 24N east of 150E': 0.0,
    "(Europe plus territory of Japan) except territory of France": 0.0,
    "disputed": 0.0,
    "belt of 30 nm around territory of parties": 30.0,
    "belt of 40 nm around Europe": 40.0,
}


@pytest.fixture
def lent() -> Iterator[dict[str, str]]:
    """A place to keep shapes in, for one test."""
    before = list(keeping._lent)
    place: dict[str, str] = {}
    keeping.keep_in(place)
    yield place
    keeping._lent[:] = before


def fresh(globe: Globe) -> Globe:
    return Globe(globe.boundaries, globe.names)


def test_a_kept_shape_is_the_same_to_the_last_bit(globe: Globe, lent: dict[str, str]) -> None:
    area = expression('belt of 12 nm around territory of "New Zealand"')
    first = read(fresh(globe), area, context(PARTIES, DAY)).geometry
    assert lent
    again = read(fresh(globe), area, context(PARTIES, DAY)).geometry
    assert again.wkb == first.wkb
    for damage in ("no shape", "", "AAAA"):
        lent.update(dict.fromkeys(lent, damage))
        assert read(fresh(globe), area, context(PARTIES, DAY)).geometry.wkb == first.wkb


def test_what_differs_is_kept_apart(globe: Globe, lent: dict[str, str]) -> None:
    made = []
    for width in (3, 4):
        for whose in ("Malta", "Singapore"):
            area = expression(f"belt of {width} nm around territory of {whose}")
            made.append(read(fresh(globe), area, context((), DAY)).geometry.wkb)
    everybody = tuple(t.state for t in globe.boundaries.territories if t.state)[:40]
    for day in (date(1960, 1, 1), DAY):
        for codes in (everybody, everybody[:-1]):
            area = expression("territory administered by parties")
            made.append(read(fresh(globe), area, context(codes, day)).geometry.wkb)
    assert len(lent) == len(made) and len(set(lent.values())) >= len(made) - 1


def test_a_globe_that_leaves_something_out_neither_keeps_nor_takes(globe: Globe, lent: dict[str, str]) -> None:
    """Whatever kinds of globe there are: theirs are other shapes of the same names."""
    kinds: list[type[Globe]] = [*Globe.__subclasses__()]
    assert {kind.__name__ for kind in kinds} >= {"Vicinity", "Ashore"}
    everybody = tuple(t.state for t in globe.boundaries.territories if t.state)[:40]
    for kind in kinds:
        some = kind(globe.boundaries, globe.names)
        for text in (
            "belt of 3 nm around territory of Malta",
            'sea "South China Sea"',
            "Europe",
            "territory of parties",
        ):
            read(some, expression(text), context(everybody, DAY))
    assert not lent


def test_nothing_is_kept_where_no_place_is_lent(globe: Globe, lent: dict[str, str]) -> None:
    keeping.keep_in(None)
    assert not read(fresh(globe), expression("belt of 3 nm around territory of Malta"), context((), DAY)).is_empty
    assert not lent


def places(globe: Globe, draw: random.Random, number: int) -> Iterator[tuple[float, float]]:
    """Yield places on coasts and near them, on islands of contested places, and anywhere."""
    coasts = [p for p in globe.boundaries.land_parts if p.area < 2.0]
    for turn in range(number):
        if turn % 3 == 0:
            yield draw.uniform(-80, 80), draw.uniform(-179.9, 179.9)
            continue
        if turn % 3 == 1:
            rim = draw.choice(globe.names.places).outline.geometry().representative_point()
        else:
            rim = draw.choice(coasts).representative_point()
        yield rim.y + draw.uniform(-0.3, 0.3), max(-179.9, min(179.9, rim.x + draw.uniform(-0.3, 0.3)))


def test_what_lies_at_a_place_is_the_same_on_the_whole_globe(globe: Globe) -> None:
    draw = random.Random(seed())
    everywhere = list(places(globe, draw, round(45 * TIMES)))
    for text, reach in EXPRESSIONS.items():
        area, names = expression(text), context(PARTIES, DAY)
        some = draw.sample(everywhere, 3) if reach else everywhere
        whole = None if reach else read(globe, area, names)
        for latitude, longitude in some:
            near = read(around(globe, latitude, longitude, reach), area, names)
            wide = whole or read(around(globe, latitude, longitude, 4 * reach + 300), area, names)
            assert near.contains(latitude, longitude) == wide.contains(latitude, longitude), (text, latitude, longitude)
            assert {d.kind for d in near.doubts} == {d.kind for d in wide.doubts}
