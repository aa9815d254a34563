"""Ruling 39 and the map: what a point, or a sea that is named, decides of a scenario; what is told of the place."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of
from treatylang.reasoning.answers.scenarios import outcomes

TEXT = """
treaty T "Treaty T" { status in-force from 1960-01-01; languages en;
  party Japan, USA, Australia, Italy from 1960-01-01;
  area Waters "the waters" = territorial-sea of parties;
  area Okinawa "Okinawa" = part "Okinawa" of Japan;
  area Middle "the Mediterranean" = sea "Mediterranean Sea";
  area Atlantic "the Atlantic" = sea "North Atlantic Ocean";
  article "Sea" as belt-of-sea {
    when armed-attack on any party in territorial-sea of any party each other party shall consult;
  }
  article "Waters" as in-waters { when armed-attack on any party in Waters each other party shall report; }
  article "Okinawa" as in-okinawa { when armed-attack on any party in Okinawa each other party shall give-aid; }
  article "Middle" as in-middle { when armed-attack on any party in Middle each other party shall sanction; }
  article "Atlantic" as in-atlantic { when armed-attack on any party in Atlantic each other party shall condemn; }
}
"""
TABLE = {
    "off Guam, six miles from the coast": ("vessels of Japan at 13.25N 144.55E", "2005", "consult, report"),
    "a hundred miles off Guam": ("vessels of Japan at 13.5N 146.5E", "2005", ""),
    "in mid-ocean": ("vessels of Japan at 30N 170W", "2005", ""),
    "on land": ("territory of Japan at 35.7N 139.7E", "2005", ""),
    "on Okinawa before 1972": ("territory of USA at 26.4N 127.8E", "1965", "give-aid"),
    "on Okinawa after 1972": ("territory of Japan at 26.4N 127.8E", "1980", "give-aid"),
    "on Okinawa by its name, before 1972": ("territory of USA in Okinawa", "1965", "give-aid"),
    "in Tokyo before 1972": ("territory of Japan at 35.7N 139.7E", "1965", ""),
    "in one sea, which is no other": ("vessels of Italy in Middle", "2005", "sanction"),
    "in an ocean": ("vessels of Italy in Atlantic", "2005", "condemn"),
}


@pytest.mark.parametrize(("event", "year", "owed"), TABLE.values(), ids=TABLE.keys())
def test_ruling_39_a_place_decides_what_is_owed_there(event: str, year: str, owed: str) -> None:
    """What is so of the point, or of every place in the sea that is named, wakes what it wakes and nothing else."""
    acts = ["give-aid", "sanction", "condemn"] if " in " in event else ["consult", "report", "give-aid"]
    expected = "".join(f"expect Australia {'shall' if act in owed else 'need not'} {act}; " for act in acts)
    scenario = f'scenario "s" {{ on {year}-01-01; event armed-attack on {event} by China; {expected} }}'
    assert case_of(TEXT + scenario, draft="T").expected() == ["holds"] * len(acts)


def test_what_is_told_of_a_point_is_so_there() -> None:
    """A failing expectation tells of the place only what is so of the point, whatever else the texts speak of."""
    line = "event armed-attack on vessels of Japan at 30N 160E by China; expect Australia shall sanction;"
    case = case_of(TEXT + f'scenario "s" {{ on 2005-01-01; {line} }}', draft="T")
    (found,) = outcomes(case.world, case.world.scenarios[0], case.draft)
    told = found.steps[0].message
    assert found.verdict == "fails"
    assert "not in the Mediterranean Sea" in told and "for example" not in told


CLAIMED = """
treaty T "Treaty T" { status in-force from 2000-01-01; languages en;
  party Japan, "Republic of Korea" as Korea, Philippines from 2000-01-01;
  group Hosts "the hosts" = Japan plus Korea;
  area One "one" = territory of parties except territory claimed by any other party;
  area Two "two" = territory of parties except territory claimed by any other state;
  article "One" as one { when armed-attack on any party in One each other party shall consult; }
  article "Two" as two { when armed-attack on any party in Two each other party shall report; }
  article "Hosts" as hosts { when armed-attack on any party each party in Hosts shall condemn; }
}
"""


@pytest.mark.parametrize(
    ("event", "consult", "report"),
    [
        ("territory of Korea at 37.24N 131.865E", "need not", "need not"),
        ("territory of Japan at 25.745N 123.475E", "shall", "need not"),
        ("territory of Japan at 35.7N 139.7E", "shall", "shall"),
    ],
    ids=["claimed by another party", "claimed by a state that is no party", "claimed by nobody else"],
)
def test_any_other_is_other_than_whoever_has_the_place(event: str, consult: str, report: str) -> None:
    """`claimed by any other party` leaves to each what it has itself; who is in a group is a member of it."""
    expected = f"expect Philippines {consult} consult; expect Philippines {report} report; "
    expected += "expect Japan shall condemn; expect Philippines need not condemn;"
    scenario = f'scenario "s" {{ on 2005-01-01; event armed-attack on {event} by China; {expected} }}'
    assert case_of(CLAIMED + scenario, draft="T").expected() == ["holds"] * 4


@pytest.mark.parametrize("of", ["", " of Chile"])
@pytest.mark.parametrize(
    ("part", "year", "forbidden"),
    [("Easter Island", "2005", True), ("Hawaii", "2005", False)],
)
def test_an_act_in_a_named_part_is_done_on_the_soil_of_whoever_has_it(
    of: str, part: str, year: str, forbidden: bool
) -> None:
    """What the host forbids on its soil it forbids in a part of it, also where the text does not say whose that is."""
    text = """
law Host "Law" of Chile { rank constitution; in-force from 1900-01-01;
  article 1 as ban { no state may deploy in territory of Chile; } }
treaty T "Treaty T" { status in-force from 1960-01-01; languages en; party Chile, Kenya, Fiji from 1960-01-01;
  area Place "the place" = part "PART"; article "Help" as help {
    when armed-attack on any party each other party shall deploy in Place; } }
"""
    written = f'part "{part}"{of if forbidden else ""}'
    scenario = f'scenario "s" {{ on {year}-01-01; event armed-attack on territory of Fiji by China; expect CONFLICT; }}'
    expected = "conflict for Chile" if forbidden else "no conflict for Chile"
    whole = text.replace('part "PART"', written) + scenario.replace("CONFLICT", expected)
    assert case_of(whole, draft="T").expected() == ["holds"]
