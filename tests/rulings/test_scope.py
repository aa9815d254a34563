"""Rulings 6 to 12: who is bound, when a state is a party, what is hit and where, whose request, which period."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rulings import test_trials as trials
from tests.rulings.cases import (
    ALWAYS,
    ATTACK,
    BAN,
    HEADINGS,
    HELP,
    NEVER,
    SOMETIMES,
    attack_on,
    case_of,
    help_by,
    law,
    pact,
)

ZONE = """area Zone "the Zone" = {};
article "Assistance" as assistance {{ when armed-attack on any party in Zone each other party shall assist; }}"""
MEMBERS = """party Japan from 2026-11-22; party Australia from 2027-01-01; party Philippines invited;
party "New Zealand" observer; party Fiji withdrawn 2028-01-01; party Tonga suspended 2027-01-01;"""
READINGS = """article 1 "Peace" as ban {{
  reading first "first" from 1950-01-01 {} prevailing {{ Japan shall not use-force; }}
  reading second "second" from {} prevailing {{ Japan shall not {}; }}
}}"""


def test_ruling_06_each_other_party_leaves_out_the_victim_and_an_attacking_party() -> None:
    """`each other party` is everybody but who is hit and who attacks."""
    case = case_of(help_by("assist"))
    assert case.owes("Australia", **ATTACK) == NEVER
    assert case.owes("Japan", **attack_on("Australia", attacker="Japan")) == NEVER
    assert case.owes("Philippines", **attack_on("Australia", attacker="Japan")) == ALWAYS


def test_ruling_06_an_attack_on_another_s_vessel_in_home_waters_hits_the_state_at_home_too() -> None:
    """The owner of the object and the state of the place are both victims, so neither is an other party."""
    case = case_of(help_by("assist"))
    at_home = attack_on("Australia", object="vessels", place="Japan")
    assert case.owes("Japan", **at_home) == NEVER
    assert case.owes("Philippines", **at_home) == ALWAYS


def test_ruling_06_the_parties_shall_binds_each_of_them() -> None:
    """`the parties shall` makes each owe it, the victim and an attacking party included."""
    case = case_of(pact("when armed-attack on any party the parties shall consult;"))
    for state in ("Japan", "Australia", "Philippines"):
        assert case.owes(state, **attack_on("Australia", attacker="Japan")) == ALWAYS


def test_ruling_07_who_is_a_party_is_read_on_the_date_of_the_situation() -> None:
    """Invited and observing states are not parties, a withdrawn or suspended one is none from that day on."""
    draft = case_of(pact(HELP.format("assist"), party="", headings=HEADINGS + MEMBERS)).draft
    assert draft.parties_on(date(2026, 12, 1)) == ("Japan", "Fiji", "Tonga")
    assert draft.parties_on(date(2027, 1, 1)) == ("Japan", "Australia", "Fiji")
    assert draft.parties_on(date(2028, 1, 1)) == ("Japan", "Australia")


def test_ruling_07_a_state_that_has_only_signed_is_no_party() -> None:
    """Signature alone binds nobody; ratification does."""
    signed = HEADINGS + "party Japan, Australia; party Fiji signed 2026-12-01;"
    ratified = HEADINGS + "party Japan, Australia; party Fiji signed 2026-12-01 ratified 2027-06-01;"
    day = date(2027, 7, 1)
    assert "Fiji" in case_of(pact(HELP.format("assist"), party="", headings=ratified)).draft.parties_on(day)
    assert "Fiji" not in case_of(pact(HELP.format("assist"), party="", headings=signed)).draft.parties_on(day)


def test_ruling_07_territory_of_parties_follows_the_parties_of_the_date() -> None:
    """An attack on Australia falls in the area from the day on which Australia is a party."""
    case = case_of(pact(ZONE.format("territory of parties"), party="", headings=HEADINGS + MEMBERS))
    expected = {"Australia": (NEVER, ALWAYS, ALWAYS), "Philippines": (NEVER, NEVER, NEVER),
                "Fiji": (ALWAYS, ALWAYS, NEVER), "Tonga": (ALWAYS, NEVER, NEVER)}  # fmt: skip
    for state, verdicts in expected.items():
        for day, verdict in zip(("2026-11-22", "2027-01-01", "2028-01-01"), verdicts, strict=True):
            assert case.owes("Japan", **attack_on(state, object="territory", date=day)) == verdict, (state, day)


@pytest.mark.parametrize("thing", ["territory", "forces", "vessels", "aircraft"])
def test_ruling_08_on_any_party_is_on_its_territory_forces_vessels_and_aircraft(thing: str) -> None:
    """Without a list of objects, an attack on any of the four is an attack on the party."""
    assert case_of(help_by("assist")).owes("Japan", **attack_on("Australia", object=thing)) == ALWAYS


def test_ruling_08_a_list_of_objects_narrows_it_at_the_place_named() -> None:
    """`on vessels of any party in A` leaves out land and forces, and vessels elsewhere; narrower vessels count."""
    case = case_of(
        pact("when armed-attack on vessels of any party in territory of any party each other party shall assist;")
    )
    assert case.owes("Japan", **attack_on("Australia", object="vessels")) == ALWAYS
    assert case.owes("Japan", **attack_on("Australia", object="public-vessels")) == ALWAYS
    assert case.owes("Japan", **attack_on("Australia", object="forces")) == NEVER
    assert case.owes("Japan", **attack_on("Australia", object="territory")) == NEVER
    assert case.owes("Japan", **attack_on("Australia", object="vessels", place="no state's territory")) == NEVER


def test_ruling_09_in_an_area_means_the_event_in_a_trigger_and_the_act_behind_an_act() -> None:
    """`when attack … in A` sleeps for attacks elsewhere; `shall assist in A` is owed wherever the attack is."""
    trigger = case_of(pact("when armed-attack on any party in territory of Australia each other party shall assist;"))
    act = case_of(help_by("assist in territory of Australia"))
    elsewhere = attack_on("Philippines")
    assert trigger.owes("Japan", **elsewhere) == NEVER
    assert trigger.owes("Japan", **ATTACK) == ALWAYS
    assert act.owes("Japan", **elsewhere) == ALWAYS


def test_ruling_09_a_ban_on_an_act_in_an_area_leaves_the_act_elsewhere() -> None:
    """Who may not deploy in Australia can still deploy; who may not deploy at all cannot."""
    assert (
        case_of(help_by("deploy") + law("Japan shall not deploy in territory of Australia;")).conflict("Japan") == NEVER
    )
    assert case_of(help_by("deploy") + law("Japan shall not deploy;")).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_09_a_ban_on_an_act_in_an_area_forbids_what_can_be_done_nowhere_else() -> None:
    """A duty to deploy in Australia, and a law against exactly that: no other place is left."""
    text = help_by("deploy in territory of Australia") + law("Japan shall not deploy in territory of Australia;")
    assert case_of(text).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_10_a_bare_disputed_is_a_finding() -> None:
    """Leaving out what is `disputed` must say by whom."""
    assert len(case_of(pact(ZONE.format("territory of parties except disputed"))).found("vague-dispute")) == 1
    said = ZONE.format("territory of parties except territory claimed by any third state")
    assert not case_of(pact(said)).found("vague-dispute")


def test_ruling_10_a_belt_is_water_only() -> None:
    """`belt of 12 nm around territory` takes in no land; `territory` does."""
    on_land = attack_on("Japan", object="territory")
    assert case_of(pact(ZONE.format("belt of 12 nm around territory of Japan"))).owes("Australia", **on_land) == NEVER
    assert case_of(pact(ZONE.format("territory of Japan"))).owes("Australia", **on_land) == ALWAYS


def test_ruling_10_main_islands_are_islands() -> None:
    """All land of Japan is islands, Honshu included; of Australia only what is smaller; the sea around is none."""
    case = case_of(pact(ZONE.format("islands of Japan plus islands of Australia")))
    assert case.owes("Philippines", **attack_on("Japan", object="land")) == ALWAYS
    assert case.owes("Philippines", **attack_on("Japan", object="territory")) == SOMETIMES
    assert case.owes("Philippines", **attack_on("Australia", object="land")) == SOMETIMES
    assert case.owes("Philippines", **attack_on("Australia", object="islands")) == ALWAYS


def test_ruling_11_a_bare_request_is_a_finding() -> None:
    """`on request` has to say whose request it is."""
    text = "each party may host-forces of any other party on request{};"
    assert len(case_of(pact(text.format(""))).found("bare-request")) == 1
    assert not case_of(pact(text.format(" of the host"))).found("bare-request")


def test_ruling_11_a_law_that_forbids_no_state_an_act_forbids_to_admit_it() -> None:
    """Japan may not admit what its law lets no state do on its soil; Australia, where that law is not in force, may."""
    text = pact("each party shall admit station-nuclear-weapons;")
    text += law("no state shall station-nuclear-weapons in territory of Japan;")
    assert case_of(text).conflict("Australia") == NEVER
    assert case_of(text).conflict("Japan") == ALWAYS


def test_ruling_12_periods_include_their_first_day_and_not_their_last() -> None:
    """Where one reading ends on the day on which the next begins, the next governs; nothing overlaps."""
    text = help_by("use-force") + law(READINGS.format("until 2028-01-01", "2028-01-01", "strike-territory"))
    case = case_of(text)
    assert case.conflict("Japan", **ATTACK, date="2026-11-22") == ALWAYS
    assert case.conflict("Japan", **ATTACK, date="2028-01-01") == NEVER
    assert not case_of(text, draft="Law").found("overlapping-versions")


def test_ruling_12_as_of_moves_draft_and_law() -> None:
    """Asked about the last day of the old reading the conflict is there, a day later it is not."""
    text = help_by("use-force") + law(READINGS.format("until 2028-01-01", "2028-01-01", "strike-territory"))
    assert case_of(text, as_of=date(2027, 12, 31)).conflict("Japan", **ATTACK) == ALWAYS
    assert case_of(text, as_of=date(2028, 1, 1)).conflict("Japan", **ATTACK) == NEVER


def test_ruling_12_two_prevailing_readings_on_one_date_conflict_only_where_both_do() -> None:
    """Two readings that prevail at once are a finding, and only what both of them forbid is forbidden."""
    apart = help_by("use-force") + law(READINGS.format("", "1960-01-01", "strike-territory"))
    agreed = help_by("use-force") + law(READINGS.format("", "1960-01-01", "assist-militarily"))
    assert len(case_of(apart, draft="Law").found("overlapping-versions")) == 1
    assert case_of(apart).conflict("Japan") == NEVER
    assert case_of(agreed).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_12_a_draft_counts_as_in_force_from_its_own_date() -> None:
    """Nothing is asked about the days before the draft was drawn up, and its parties are bound from that day."""
    case = case_of(help_by("use-force") + BAN)
    assert case.frame.space.dates[0].since == date(2026, 11, 22)
    assert case.conflict("Japan", **ATTACK, date="2026-11-22") == ALWAYS


@pytest.mark.parametrize(
    ("line", "on", "owed"),
    [
        ("territorial-application to LandA;", "2000-01-01", False),
        ("territorial-application to LandA; territorial-application of Kenya including LandB;", "2000-01-01", True),
        ("territorial-application to LandA; territorial-application of Kenya to LandB;", "2000-01-01", True),
        ("territorial-application to LandA; territorial-application of Samoa to LandB;", "2000-01-01", False),
        ("territorial-application of Kenya except LandB from 1995-01-01 until 2005-01-01;", "1994-12-31", True),
        ("territorial-application of Kenya except LandB from 1995-01-01 until 2005-01-01;", "1995-01-01", False),
        ("territorial-application of Kenya except LandB from 1995-01-01 until 2005-01-01;", "2005-01-01", True),
        (
            "territorial-application of Kenya to LandB; territorial-application of Kenya except LandB;",
            "2000-01-01",
            False,
        ),
    ],
)
def test_ruling_73_territory_of_one_party(line: str, on: str, owed: bool) -> None:
    areas = 'area LandA "A" = territory of Chile; area LandB "B" = territory of Kenya;'
    text = trials.treaty(f"{areas} {trials.HELP_ALL} final-clauses {{ {line} }}")
    text += trials.scene(f"expect Chile {'shall' if owed else 'need not'} assist;", on=on)
    assert case_of(text, draft="T").expected() == ["holds"]


NEAR = (
    "party Chile, Kenya from 1990-01-01; party Samoa signed 1989-01-01 ratified 1995-01-01; "
    "party Fiji observer from 1991-01-01 until 1999-01-01; party Tonga guarantor 1990-01-01;"
)


@pytest.mark.parametrize(
    ("expected", "on"),
    [
        ("Samoa shall not declare-war", "1989-06-01"),
        ("Samoa shall not declare-war", "1994-12-31"),
        ("Samoa may declare-war", "1995-01-01"),
        ("Fiji may attend", "1991-01-01"),
        ("Fiji not bound to assist", "1992-01-01"),
        ("Tonga shall assist", "1992-01-01"),
        ("Tonga need not report", "1992-01-01"),
        ("Samoa need not report", "1992-01-01"),
        ("Samoa shall report", "1996-01-01"),
    ],
)
def test_ruling_74_who_stands_near_a_treaty(expected: str, on: str) -> None:
    body = (
        "article 1 { each observer state may attend council; each signatory state shall not declare-war; "
        "when armed-attack on any party each guarantor state shall assist the attacked party; "
        "when armed-attack on any party each party shall report; }"
    )
    text = trials.treaty(body, party=NEAR) + trials.scene(f"expect {expected};", on=on)
    assert case_of(text, draft="T").expected() == ["holds"]
