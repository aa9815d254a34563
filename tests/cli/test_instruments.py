"""`treaty instruments`: who is bound by what on a day, and what is not a treaty at all."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.worlds import shipped
from treatylang.model.resolve import resolve
from treatylang.reports import _instruments


def told(run: Run, *arguments: str) -> dict[str, dict[str, Any]]:
    """Return the records of the answer by the name of the instrument."""
    answer = json.loads(run("instruments", *arguments, "--format", "json").out)
    return {record["instrument"]: record for record in answer["tables"][0]["records"]}


def test_the_instruments_of_a_state_are_those_of_the_day(run: Run) -> None:
    then, now = told(run, "--party", "Japan", "--on", "1955-01-01"), told(run, "--party", "JPN", "--on", "2027-01-01")
    assert "US-Japan-1951" in then and "US-Japan-1960" not in then
    assert "US-Japan-1960" in now and "US-Japan-1951" not in now
    assert now["US-Japan-1960"]["kind"] == "alliance"


@pytest.mark.parametrize("name", ["Quad", "Five-Power-1971"])
def test_a_political_text_is_no_alliance(run: Run, name: str) -> None:
    found = told(run, "--on", "2027-01-01")[name]
    assert found["force"] == "political text"
    assert "alliance" not in found["kind"]


def test_what_is_signed_binds_nobody(run: Run) -> None:
    found = told(run, "--party", "Indonesia", "--on", "2026-11-22")["Australia-Indonesia-2026"]
    assert found["force"] == "signed, binds nobody"
    assert "Indonesia (signed)" in found["parties"]


def test_what_ended_is_listed_only_where_nobody_is_asked_about(run: Run) -> None:
    assert told(run, "--on", "2027-01-01")["US-Taiwan-1954"]["force"] == "ended"
    assert "US-Taiwan-1954" not in told(run, "--party", "Taiwan", "--on", "2027-01-01")


def test_every_instrument_says_what_it_owes_in_words_and_never_more_than_it_stands_for() -> None:
    world, _ = resolve((), [*shipped("vocabulary"), *shipped("treaties")])
    for text in world.instruments.values():
        for day in (date(1950, 1, 1), date(1980, 1, 1), date(2027, 1, 1)):
            stand = _instruments.standing(text, day)
            parties = text.parties_on(day)
            assert stand != _instruments.FORCE or parties or text.every_state, text.name
            assert stand not in (_instruments.ENDED, _instruments.COMING) or not parties, (text.name, day)
            assert not (text.political and "alliance" in _instruments.kinds(text, day)), text.name


def test_laws_that_nobody_has_looked_at_for_long_are_listed(run: Run) -> None:
    every = json.loads(run("laws", "--format", "json").out)
    old = json.loads(run("laws", "--stale", "0", "--format", "json").out)
    assert old and all(entry in every for entry in old)
    assert {entry["name"] for entry in every} - {entry["name"] for entry in old} <= {
        entry["name"] for entry in every if entry["checked"] >= max(one["checked"] for one in old)
    }
    assert json.loads(run("laws", "--stale", "1000000", "--format", "json").out) == []
    assert "everything was checked" in run("laws", "--stale", "1000000").out


def test_a_state_is_told_what_of_its_law_is_held_and_what_is_not_known(run: Run) -> None:
    told = " ".join(run("laws", "Germany").out.split())
    assert "covers force, alliances, command" in told
    covered, _, missing = told.partition(" covered: ")[2].partition(" not held, and so not known: ")
    assert covered.startswith("force") and "nuclear" not in covered
    assert "nuclear" in missing


def test_what_was_relied_on_is_told_from_its_day_on(run: Run) -> None:
    told_then, told_now = (told(run, "--on", day) for day in ("2001-01-01", "2016-01-01"))
    names = ("NATO", "ANZUS", "Rio-1947", "TEU-42")
    assert not any(told_then[name]["invoked"] for name in names if name in told_then)
    assert all("2001" in told_now[name]["invoked"] for name in names[:3])
    assert told_now["TEU-42"]["invoked"] == "on 17 November 2015 by France"
    assert "- ANZUS was invoked on 14 September 2001 by Australia" in run("instruments", "--on", "2002-01-01").out


def test_a_treaty_that_ended_is_listed_as_that(run: Run) -> None:
    assert told(run, "--on", "2027-01-01")["Manila-Pact"]["force"] == "ended"
    assert told(run, "--on", "1960-01-01")["Manila-Pact"]["force"] == "in force"
    assert "Manila-Pact" not in told(run, "--party", "Thailand", "--on", "2027-01-01")
