"""`treaty where`: places known to be in or out of the real scopes, and what is written in other ways or wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
TREATIES = ROOT / "treatylang" / "library" / "treaties"
PACT = """
treaty Pact "Pact on Islands" {
  status      draft;
  drawn-up    at "Geneva" on 2026-11-22;
  party Japan, Australia;
  area Zone "the Zone" = territory administered by Japan north of 24N;
  area Hole "the Hole" = sea "No Such Sea";
  article "Consultation" as consultation {
    when threat to any party in Zone or threat to any party in Hole
      each party shall consult the others within 48 hours;
  }
}
"""


def answers(run: Run, file: Path | str, *words: str) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Return what is said about a place, and for each area whether the place is inside."""
    ran = run("where", str(file), *words, "--isolated", "--format", "json")
    assert ran.code == 0, ran.err
    records = [row for table in json.loads(ran.out)["tables"] for row in table["records"]]
    facts = {row["what"]: row["answer"] for row in records if "what" in row}
    return facts, {(row["treaty"], row["area"]): row["answer"] for row in records if "treaty" in row}


@pytest.mark.parametrize(
    ("file", "area", "place", "day", "answer", "holder"),
    [
        ("north-atlantic-1949", ("NATO", "TreatyArea"), "36.75N 3.05E", "1960-01-01", "inside", "France"),
        ("north-atlantic-1949", ("NATO", "TreatyArea"), "36.75N 3.05E", "1970-01-01", "outside", "Algeria"),
        ("north-atlantic-1949", ("NATO", "TreatyArea"), "54.71N 20.5E", "2026-01-01", "outside", "Russia"),
        ("north-atlantic-1949", ("NATO", "TreatyArea"), "35.89N 5.32W", "2026-01-01", "outside", "Spain"),
        ("north-atlantic-1949", ("NATO", "TreatyArea"), "21.31N 157.86W", "2026-01-01", "outside", "United States"),
        (
            "us-japan-1960",
            ("US-Japan-1960", "JapaneseTerritories"),
            "25.745N 123.475E",
            "2026-01-01",
            "inside",
            "Japan",
        ),
        ("us-japan-1960", ("US-Japan-1960", "JapaneseTerritories"), "45N 147.7E", "2026-01-01", "outside", "Russia"),
        (
            "us-japan-1960",
            ("US-Japan-1960", "JapaneseTerritories"),
            "26.21N 127.68E",
            "1970-01-01",
            "outside",
            "United States",
        ),
    ],
)
def test_known_places(
    run: Run, file: str, area: tuple[str, str], place: str, day: str, answer: str, holder: str
) -> None:
    """A place is inside or outside, and held by whom, as it was on the day."""
    facts, areas = answers(run, TREATIES / f"{file}.treaty", *place.split(), "--on", day, "--treaty", area[0])
    assert areas[area] == answer
    assert facts["held by"] == holder


def test_claims_are_told(run: Run, tmp_path: Path) -> None:
    """Who claims a contested place is said, whoever holds it; an area that cannot be read gives no false answer."""
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    facts, areas = answers(run, "pact.treaty", "25.745", "123.475")
    assert facts["claims"].startswith("Senkaku Islands: claimed by Japan, China and Taiwan")
    assert areas["Pact", "Zone"] == "inside"
    assert areas["Pact", "Hole"] == "cannot be read"


@pytest.mark.parametrize(
    "words", [["24°18′N", "153°59′E"], ["24 18 00 N 153 59 00 E"], ["24,3", "153,9833"], ["24.3, 153.9833"]]
)
def test_notations(run: Run, tmp_path: Path, words: list[str]) -> None:
    """All notations of one place (Minamitorishima) get one answer."""
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    facts, areas = answers(run, "pact.treaty", *words)
    assert (facts["held by"], areas["Pact", "Zone"]) == ("Japan", "inside")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["153.9", "24.5"], "`153.9` is not a latitude"),
        (["153.9E", "24.5N"], "the longitude comes first"),
        (["24", "190"], "`190` is not a longitude"),
        (["24°75′N", "3E"], "less than 60"),
        (["24N", "3N"], "two latitudes"),
        (["-24S", "3E"], "both a sign and a letter"),
        (["nan", "inf"], "is not an angle"),
        (["1e5", "3"], "is not an angle"),
        (["24", "3 O"], "`O` is west in some languages"),
        (["1", "2", "3"], "is not a latitude and a longitude"),
        (["9" * 400, "3"], "too long"),
        (["24", "3", "--fromat", "json"], "there is no option `--fromat`"),
        (["24", "3", "--on", "2026-13-01"], "cannot be `2026-13-01`"),
    ],
)
def test_what_is_no_place(run: Run, tmp_path: Path, words: list[str], message: str) -> None:
    """A place that cannot be is refused with the reason, before anything is computed."""
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    ran = run("where", "pact.treaty", *words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_south_and_west_are_negative(run: Run, tmp_path: Path) -> None:
    """A negative latitude is a place and no option."""
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    facts, areas = answers(run, "pact.treaty", "-35.3", "149.1")
    assert (facts["held by"], areas["Pact", "Zone"]) == ("Australia", "outside")


EMPIRE = """
treaty Pact "Pact" { status in-force from 1938-01-01; excerpt; languages en;
  party "United Kingdom", France from 1938-01-01; party Singapore from 1970-01-01;
  area Soil "soil" = territory of parties;
  area East "the East" = territory of parties within Asia;
  area Rest "the rest" = territory of parties except territory of Singapore;
  area Sea "the sea" = sea "South China Sea";
  article 1 as talks { when threat to any party in Soil the parties shall consult; }
}
"""


@pytest.mark.parametrize(
    ("place", "day", "soil", "east", "rest"),
    [
        ("1.35N 103.82E", "1950-01-01", "inside", "inside", "inside"),
        ("1.35N 103.82E", "1966-01-01", "outside", "outside", "outside"),
        ("1.35N 103.82E", "1971-01-01", "inside", "inside", "outside"),
        ("51.5N 0.1W", "1950-01-01", "inside", "outside", "inside"),
        ("51.5N 0.1W", "1940-01-01", "not known", "outside", "not known"),
        ("21.0N 105.8E", "1950-01-01", "not known", "not known", "not known"),
        ("16N 115E", "1950-01-01", "outside", "outside", "outside"),
    ],
)
def test_areas_are_told_as_of_the_day_on_which_others_held_the_land(
    run: Run, tmp_path: Path, place: str, day: str, soil: str, east: str, rest: str
) -> None:
    """What a party held on the day is its territory; where nobody knows who held it, neither answer is given."""
    (tmp_path / "pact.treaty").write_text(EMPIRE, encoding="utf-8")
    facts, areas = answers(run, tmp_path / "pact.treaty", *place.split(), "--on", day, "--treaty", "Pact")
    found = tuple(areas[("Pact", name)] for name in ("Soil", "East", "Rest"))
    assert found == (soil, east, rest)
    assert ("not known" in found) == (facts["held by"] == "not known")
