"""Cells: a point and the cell it lies in get one answer, and people can read the names."""

from __future__ import annotations

import numpy as np
import pytest

from tests.geography.areas import shape
from treatylang.geography import cells_of

PARTIES = ("JPN", "AUS", "PHL", "USA")


@pytest.fixture(scope="module")
def some(globe):
    shapes = {
        "Area": shape(globe, 'territory of parties plus islands of parties within sea "North Pacific Ocean"', PARTIES),
        "Belt": shape(globe, "belt of 200 nm around territory of Japan"),
        "North": shape(globe, 'sea "North Pacific Ocean" north of 20N'),
    }
    return cells_of(globe, shapes, tell_apart=frozenset({*PARTIES, "RUS", "KOR", "TWN"}))


def test_cells_cover_the_globe_once(some):
    assert sum(cell.km2 for cell in some.cells) == pytest.approx(510_065_622, rel=1e-6)
    assert len({(cell.areas, cell.owner, cell.ashore) for cell in some.cells}) == len(some.cells)


def test_a_point_and_its_cell_agree(some, globe):
    rng = np.random.default_rng(6)
    lat = np.concatenate([np.degrees(np.arcsin(rng.uniform(-1, 1, 200))), rng.uniform(10, 50, 500)])
    lon = np.concatenate([rng.uniform(-180, 180, 200), rng.uniform(120, 185, 500)])
    for latitude, longitude in zip(lat.tolist(), lon.tolist(), strict=True):
        cell = some.at(latitude, longitude)
        assert cell.areas == {name for name, area in some.shapes.items() if area.contains(latitude, longitude)}
        here = globe.owner(latitude, longitude)
        assert cell.ashore == (here is not None)
        if cell.owner is not None or (here is not None and here.state in PARTIES):
            assert here == cell.owner


def test_the_point_of_a_cell_lies_in_it(some):
    for cell in some.cells:
        assert some.at(*cell.point) is cell, cell.name


def test_cells_have_names_of_their_own(some):
    names = [cell.name for cell in some.cells]
    assert len(set(names)) == len(names)
    assert "Guam, United States" in names and "Japan" in names and "South Korea" in names
    assert some.at(30.0, 150.0).name.startswith("high seas, North Pacific Ocean")
    assert all(name[:1].isupper() or name.split()[0] in {"high", "waters", "territorial", "land"} for name in names)


def test_slivers_are_counted_and_small(some):
    assert 0 < some.merged < 1000
    assert 510_065_622 - sum(cell.km2 for cell in some.cells) < 20  # all of them together
    assert min(cell.km2 for cell in some.cells) >= 0.001


def test_nearly_equal_areas_leave_no_cell_of_rounding(globe):
    japan = shape(globe, "land of Japan")
    moved = shape(globe, "land of Japan")
    import shapely

    from treatylang.geography import Shape

    shifted = Shape(shapely.transform(moved.geometry, lambda p: p + 1e-12))
    found = cells_of(globe, {"A": japan, "B": shifted}, tell_apart=frozenset())
    assert {frozenset(c.areas) for c in found.cells} == {frozenset(), frozenset({"A", "B"})}


def test_cells_are_the_same_every_time(globe):
    def made():
        shapes = {"A": shape(globe, "territory of Fiji"), "B": shape(globe, "belt of 50 nm around Fiji")}
        return [(c.name, c.point, c.km2) for c in cells_of(globe, shapes).cells]

    assert made() == made()
