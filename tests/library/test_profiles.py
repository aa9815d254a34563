"""The profile of a treaty beside the codings of political science: where they part, the reason stands here."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.worlds import shipped, world_of
from treatylang.library import numbers, states
from treatylang.library.schemes import schemes
from treatylang.model.instrument import World
from treatylang.model.resolve import resolve
from treatylang.reasoning.answers.panel import panel
from treatylang.reasoning.answers.profiles import profile
from treatylang.reports import _profile

with (Path(__file__).parent / "atop.csv").open(encoding="utf-8", newline="") as file:
    CODINGS = list(csv.DictReader(file))
VARIABLES = [variable.name for variable in schemes()["atop"].variables]

EXPLAINED = {
    ("NATO", "base"): "coded for the agreement on forces of 1951, another text",
    ("NATO", "organ1"): "article 9 on the Council is not in the excerpt",
    ("ANZUS", "organ1"): "article VII on the Council is not in the excerpt",
    ("US-Japan-1951", "defense"): "forces may be used for Japan's security: a right in the text, coded as a promise",
    ("US-Japan-1951", "active"): "follows from defense",
    ("US-Japan-1951", "consul"): "no consultation is in the excerpt",
    ("US-Japan-1951", "conditio"): "follows from consul",
    ("US-Japan-1951", "organ1"): "no organ is in the excerpt",
    ("US-Japan-1951", "reflnun"): "the preamble is not in the excerpt",
    ("US-Japan-1960", "organ1"): "no organ is in the excerpt",
    (
        "Amity-and-Cooperation",
        "noothall",
    ): "article 10 is encoded as no alliance directed against a party; coded as less",
    ("Amity-and-Cooperation", "organ1"): "no organ is in the excerpt",
    ("Australia-Indonesia-1995", "reflnun"): "the preamble is not in the excerpt",
}
"""Each disagreement between what follows from the sentences and what was coded, with its reason."""


@cache
def texts() -> World:
    return resolve((), [*shipped("vocabulary"), *shipped("treaties")])[0]


def parted(row: dict[str, str]) -> set[tuple[str, str]]:
    """Return the variables in which our profile and the coding differ; ordinal codings count as some or none."""
    text = texts().instruments[row["treaty"]]
    coded = profile(text, schemes()["atop"], date.fromisoformat(row["on"]))
    return {(text.name, one.variable.name) for one in coded if one.value != int(int(row[one.variable.name]) > 0)}


@pytest.mark.parametrize("row", CODINGS, ids=lambda row: row["treaty"])
def test_every_disagreement_with_the_codings_is_explained(row: dict[str, str]) -> None:
    assert parted(row) == {pair for pair in EXPLAINED if pair[0] == row["treaty"]}


def test_agreement_is_high_and_full_where_the_text_decides() -> None:
    missed = [variable for row in CODINGS for _, variable in parted(row)]
    assert len(missed) <= 0.15 * len(CODINGS) * len(VARIABLES)
    for variable in ("bilat", "offense", "neutral", "nonagg", "asymm", "terrres"):
        assert variable not in missed


@pytest.mark.parametrize("row", CODINGS, ids=lambda row: row["treaty"])
def test_a_value_of_one_rests_on_something_and_a_value_of_none_on_nothing(row: dict[str, str]) -> None:
    text = texts().instruments[row["treaty"]]
    for one in profile(text, schemes()["atop"], date.fromisoformat(row["on"])):
        assert bool(_profile.rests(text, one)) == bool(one.value), one.variable.name


@pytest.mark.parametrize(
    ("sentence", "variable", "value"),
    [
        ("when armed-attack on any party each other party shall assist the attacked party;", "defense", 1),
        ("when threat to any party each other party shall assist the attacked party;", "defense", 0),
        ("each party may assist any other party;", "defense", 0),
        ("each party shall use-force against China;", "offense", 1),
        ("when armed-attack on any party each other party shall use-force;", "offense", 0),
        ("when armed-attack on any third state each party shall maintain-neutrality;", "neutral", 1),
        ("the parties shall consult each other regularly;", "consul", 0),
        ("Japan shall host-forces of Fiji;", "asymm", 1),
        ("the parties shall host-forces of each other;", "asymm", 0),
    ],
)
def test_what_makes_a_variable(sentence: str, variable: str, value: int) -> None:
    world, _ = world_of(
        f'treaty Pact "Pact" {{ drawn-up on 2027-01-01; party Japan, Fiji; article "A" {{ {sentence} }} }}',
        beside=shipped("vocabulary"),
    )
    coded = {
        one.variable.name: one.value for one in profile(world.instruments["Pact"], schemes()["atop"], date(2027, 1, 1))
    }
    assert coded[variable] == value


def test_a_panel_has_each_pair_of_parties_in_each_year() -> None:
    text = texts().instruments["ANZUS"]
    table = _profile.panel(text, schemes()["atop"], list(panel(text, schemes()["atop"], date(1954, 6, 1))))
    pairs = [(row["year"], row["iso3_a"], row["iso3_b"]) for row in table.records]
    assert pairs == [(y, *p) for y in (1952, 1953, 1954) for p in (("AUS", "NZL"), ("AUS", "USA"), ("NZL", "USA"))]
    assert {(row["atop"], row["cow_a"]) for row in table.records} == {(3215, 900), (3215, 920)}
    assert all(row["defense"] == 1 and row["consul"] == 1 for row in table.records)


def test_a_panel_follows_who_joins_and_ends_with_the_treaty() -> None:
    nato, warsaw = (texts().instruments[name] for name in ("NATO", "Warsaw-1955"))
    rows = [(one.year, one.first, one.second) for one in panel(nato, schemes()["atop"], date(2024, 12, 31))]
    assert min(year for year, *pair in rows if "Finland" in pair) == 2023
    assert len([row for row in rows if row[0] == 2024]) == 32 * 31 // 2
    assert {one.year for one in panel(warsaw, schemes()["atop"], date(2000, 1, 1))} == set(range(1955, 1991))


def test_numbers_of_states_are_each_given_once() -> None:
    found = [number for state in states.all_states() if (number := numbers.of_state(state.name)[1]) is not None]
    again = {number for number in found if found.count(number) > 1}
    assert again <= {365}  # Russia has the number of the Soviet Union
    assert numbers.of_state("Japan") == ("JPN", 740)
    assert numbers.of_state("Atlantis") == ("", None)
    assert all(name in {**texts().instruments, "Rio-1947": None} for name in ("NATO", "ANZUS", "Rio-1947"))
