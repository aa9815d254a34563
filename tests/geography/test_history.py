"""Who held a place before the state that has it today: the former holder, or that nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from treatylang.geography import Globe
from treatylang.geography.history import former, known_states
from treatylang.library import states
from treatylang.reasoning.areas.geometry import holder_on

UNKNOWN = ""
PLACES = [
    # Valletta and Dhaka before their states were.
    ((35.9, 14.51), "1960-01-01", "United Kingdom"),
    ((35.9, 14.51), "1964-09-21", "Malta"),
    ((23.78, 90.4), "1946-01-01", "United Kingdom"),
    ((23.78, 90.4), "1960-01-01", "Pakistan"),
    ((23.78, 90.4), "1971-12-16", "Bangladesh"),
    ((36.75, 3.05), "1960-01-01", "France"),
    ((36.75, 3.05), "1963-01-01", "Algeria"),
    # Parts with a past of their own.
    ((5.98, 116.07), "1960-01-01", "United Kingdom"),
    ((3.15, 101.7), "1960-01-01", "Malaysia"),
    ((1.3, 103.83), "1964-01-01", "Malaysia"),
    ((-6.16, 39.2), "1963-12-01", "United Kingdom"),
    ((-6.8, 39.28), "1963-12-01", "Tanzania"),
    ((15.49, 73.83), "1955-01-01", "Portugal"),
    ((28.6, 77.2), "1955-01-01", "India"),
    ((47.56, -52.71), "1948-01-01", "United Kingdom"),
    ((45.4, -75.7), "1948-01-01", "Canada"),
    # Republics of unions, and who was called otherwise.
    ((50.45, 30.5), "1960-01-01", "Russia"),
    ((43.85, 18.4), "1985-01-01", "Yugoslavia"),
    ((48.15, 17.1), "1985-01-01", "Czechoslovakia"),
    ((51.34, 12.37), "1985-01-01", "German Democratic Republic"),
    ((10.8, 106.7), "1970-01-01", "South Vietnam"),
    # Nothing is known: fought for, shared, or before the file begins.
    ((21.03, 105.85), "1950-01-01", UNKNOWN),
    ((-6.2, 106.8), "1947-01-01", UNKNOWN),
    ((-17.7, 168.3), "1970-01-01", UNKNOWN),
    ((38.9, -77.0), "1940-01-01", UNKNOWN),
    ((16.83, 112.33), "1960-01-01", UNKNOWN),  # the Paracels, of which the file knows from 1974 on
    # What always was where it is.
    ((48.85, 2.35), "1950-01-01", "France"),
    ((24.9, 67.1), "1965-09-06", "Pakistan"),
    ((35.9, 14.51), "2027-01-01", "Malta"),
]


@pytest.mark.parametrize(("place", "day", "holder"), PLACES, ids=str)
def test_a_place_was_held_by_who_held_it_then(globe: Globe, place: tuple[float, float], day: str, holder: str) -> None:
    found = holder_on(globe, *place, date.fromisoformat(day))
    assert found.name == holder
    assert found.known == bool(holder)


def test_a_union_that_has_another_name_today_is_called_by_its_own(globe: Globe) -> None:
    assert holder_on(globe, 59.44, 24.75, date(1960, 1, 1)).called == "the Soviet Union"
    assert holder_on(globe, 55.75, 37.6, date(1960, 1, 1)).called == ""


def test_the_sea_before_a_coast_has_the_history_of_its_land(globe: Globe) -> None:
    assert holder_on(globe, 35.95, 14.55, date(1960, 1, 1)).name == "United Kingdom"
    assert holder_on(globe, 30.0, -40.0, date(1960, 1, 1)) == holder_on(globe, 30.0, -40.0, None)


def test_today_needs_no_history(globe: Globe) -> None:
    assert holder_on(globe, 23.78, 90.4, None).name == "Bangladesh"
    assert former("BGD", "BGD", 23.78, 90.4, None) is None


def test_the_history_of_every_state_is_told_be_it_that_nothing_changed() -> None:
    wanted = {state.code for state in states.all_states() if state.kind in ("state", "contested-entity")} - {"ATA"}
    assert wanted - known_states() == set()


def test_what_the_file_names_is_known_and_its_days_are_in_order() -> None:
    from treatylang.geography import history

    data = history._history()
    for code, past in data.states.items():
        assert past.source, code
        assert not past.verified, f"{code}: whoever looked the days up says so here"
        for rows in (past.held, *(part.held for part in past.parts)):
            days = [row.until for row in rows]
            assert days == sorted(set(days)), code
            assert all(day > data.since or code == "POL" or not row.by for day, row in zip(days, rows, strict=True)), (
                code
            )
            assert all(not row.by or states.find(row.by) is not None for row in rows), code
