"""Continents share out the land of every state, once; areas of a text take in what they say of its parties' land."""

from __future__ import annotations

from datetime import date

import pytest

from tests.worlds import world_of
from treatylang.geography import open_globe, sphere
from treatylang.geography.gazetteer import gazetteer
from treatylang.library.states import all_states
from treatylang.model.question import Question
from treatylang.reasoning.areas.lands import Land, lands
from treatylang.reports import _lands

CONTINENTS = [region for region in dict.fromkeys(gazetteer().regions.values()) if region.continent]
DAY = date(2026, 11, 22)
PACT = """
treaty Pact "Pact" {
  status draft; drawn-up at "Suva" on 2026-11-22;
  party Turkey, "New Zealand", Japan;
  area Everything "everything" = territory of parties;
  area East "the east" = territory of parties within Asia;
  area South "the south" = territory of parties south of 42S;
  area Water "the water" = belt of 12 nm around Everything;
  area Sea "the sea" = sea "Tasman Sea";
  article "Help" as help { when armed-attack on any party in Everything each other party shall assist; }
}
"""


def found() -> dict[str, Land]:
    world, _ = world_of(PACT)
    return {land.state: land for land in lands(world, world.instruments["Pact"], Question(), DAY)}


def test_continents_share_out_the_land_of_every_state() -> None:
    globe = open_globe()
    tried = 0
    for state in all_states():
        numbers = globe.boundaries.of(state.code)
        whole = sum(sphere.area_km2(globe.boundaries.land(number)) for number in numbers)
        if not whole or state.code == "ATA":
            continue
        tried += 1
        shares = sum(sphere.area_km2(globe.share(region, state.code)) for region in CONTINENTS)
        assert shares == pytest.approx(whole, rel=0.002, abs=2.0), state.name
    assert tried > 190


def test_areas_take_in_what_they_say() -> None:
    for name, land in found().items():
        inside = {share.name: share.km2 or 0.0 for share in land.areas}
        assert inside["Everything"] == pytest.approx(land.km2, rel=1e-3)
        asia = next((share.km2 for share in land.continents if share.name == "Asia"), 0.0)
        assert inside["East"] == pytest.approx(asia or 0.0, rel=5e-3, abs=1.0), name
        assert inside.get("Sea", 0.0) < 1.0
    south = {name: next(s.km2 for s in land.areas if s.name == "South") or 0.0 for name, land in found().items()}
    assert south["Türkiye"] == south["Japan"] == 0.0
    assert 0.2 < south["New Zealand"] / found()["New Zealand"].km2 < 0.6


def test_the_table_says_who_lies_on_two_continents_and_which_areas_have_no_land() -> None:
    table = _lands.table(tuple(found().values()), "Pact", DAY)
    assert table.columns == ("party", "km²", "continents", "Everything", "East", "South")
    assert table.notes[0] == "Türkiye has land on 2 continents: Asia and Europe"
    assert table.notes[-1] == "no land of a party lies in Sea"
    row = {entry[0].text: entry for entry in table.rows}
    assert row["Japan"][3].text == "all of it" and row["Japan"][5].text == "none of it"
    assert {record["kind"] for record in table.records} == {"continent", "area"}
