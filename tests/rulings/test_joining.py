"""Who may join a text, and who has to agree: what its final clauses on accession say of each state.

Rulings 31, 76 and 82: a state to which the text is not open could not join it, whatever is held of its law.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rulings.cases import Case, case_of, law
from treatylang.reasoning.answers.admission import admission
from treatylang.reasoning.answers.candidates import Outlook, candidacy

FREE = "".join(
    law(f"{state} shall not possess-nuclear;", of=state, name=f"Law-of-{state}") for state in ("Peru", "Nauru")
)
NO, YES = Outlook.COULD_NOT, Outlook.COULD


def pact(clause: str, party: str = "Samoa, Tonga", more: str = "") -> Case:
    article = "article 1 as talks { the parties shall consult; }"
    finals = f"final-clauses {{ {clause} }}" if clause else ""
    head = 'drawn-up at "Suva" on 2027-01-01; languages en; under law of parties;'
    return case_of(f'{FREE}treaty Pact "Pact" {{ {head} party {party}; {more} {article} {finals} }}')


@pytest.mark.parametrize(
    ("clause", "peru", "nauru"),
    [
        ("", YES, YES),
        ("accession open to any state;", YES, YES),
        ("accession open to no state;", NO, NO),
        ("accession open to states within Oceania;", NO, YES),
        ("accession open to any state within Oceania by unanimous consent;", NO, YES),
        ("accession open to any state except Peru;", NO, YES),
        ("accession open to any of Islands;", NO, YES),
        ("accession open to Peru, Chile;", YES, NO),
        ("accession open to Peru; accession open to any of Islands;", YES, YES),
        ("accession by unanimous consent;", YES, YES),
        ('signature open to all parties at "Suva" until 2027-12-31;', YES, YES),
        ('signature open to all parties at "Suva" until 2027-12-31; accession open to no state;', NO, NO),
        ('signature open to Peru at "Suva" until 2027-12-31; accession open to no state;', YES, NO),
        ("ratification with depositary;", YES, YES),
    ],
)
def test_ruling_76_who_is_among_those_to_whom_a_text_is_open(clause: str, peru: Outlook, nauru: Outlook) -> None:
    case = pact(clause, more="group Islands = Nauru plus Fiji;")
    outlooks = {one: candidacy(case.world, case.draft, case.question, one) for one in ("Peru", "Nauru")}
    assert {one: found.outlook for one, found in outlooks.items()} == {"Peru": peru, "Nauru": nauru}
    for found in outlooks.values():
        assert [one.kind for one in found.obstacles] == (["text"] if found.outlook is NO else [])


def test_whom_the_text_itself_invites_may_join_whatever_the_clause_says() -> None:
    case = pact("accession open to no state;", "Samoa; party Nauru invited")
    assert candidacy(case.world, case.draft, case.question, "Nauru").outlook is YES


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        ("accession open to any state;", False),
        ("accession open to any state by unanimous consent;", True),
        ("accession open to any state with unanimous consent;", True),
        ("accession open to any state with consent of all parties;", True),
        ("accession by invitation with unanimous consent;", True),
        ("accession on invitation of all parties;", True),
        ("accession open to any state with depositary;", False),
        ('signature open to all parties at "Suva" until 2027-12-31;', True),
        ('signature open to any state at "Suva" until 2027-12-31;', False),
        ("", True),
    ],
)
def test_ruling_76_whose_agreement_a_text_asks_for(clause: str, asked: bool) -> None:
    """Where no clause speaks of others than the parties, all parties have to agree (VCLT 15)."""
    case = pact(clause)
    steps = list(admission(case.world, case.draft, case.question))
    assert {one.who for one in steps if one.alone} == ({"Samoa", "Tonga"} if asked else set())


@pytest.mark.parametrize(
    ("act", "barred"),
    [
        ("join", True),
        ("conclude", True),
        ("be-party", True),
        ("accede", True),
        ("sign", True),
        ("ratify", True),
        ("terminate", False),
        ("withdraw", False),
        ("suspend", False),
        ("amend", False),
        ("apply", False),
        ("register", False),
        ("negotiate", False),
    ],
)
def test_only_a_ban_on_becoming_a_party_bars_from_joining(act: str, barred: bool) -> None:
    ban = law(f"Fiji shall not {act} any alliance;", of="Fiji", name="Neutrality")
    help_ = "article 1 as help { when armed-attack on any party each other party shall assist; }"
    head = 'drawn-up at "Suva" on 2027-01-01; languages en; under law of parties;'
    case = case_of(f'{ban}treaty Pact "Pact" {{ {head} party Samoa, Tonga; party Fiji invited; {help_} }}')
    assert candidacy(case.world, case.draft, case.question, "Fiji").outlook is (NO if barred else YES)


@pytest.mark.parametrize(
    ("ban", "outlook"),
    [
        ("join", NO),
        ("join any treaty", NO),
        ("be-party", NO),
        ("be-party to any treaty", NO),
        ("be-party to any alliance", NO),
        ("accede to any treaty", NO),
        ("ratify any treaty", NO),
        ("ratify any treaty from 1990-01-01", NO),
        ("join any treaty concerning bases", YES),
        ("join any treaty directed against Japan", YES),
        ("join any treaty except any treaty concerning mutual-defence", YES),
        ("be-party to any treaty concerning bases", YES),
        ("join-collective-security", YES),
        ("terminate any treaty", YES),
    ],
)
def test_a_ban_on_any_treaty_at_all_bars_from_every_treaty(ban: str, outlook: Outlook) -> None:
    """Rulings 1 and 82: what is forbidden of all treaties is forbidden of each, and a ban on some leaves the others."""
    own = law(f"Fiji shall not {ban};", of="Fiji", name="Alone")
    help_ = "article 1 as help { when armed-attack on any party each other party shall assist; }"
    head = 'drawn-up at "Suva" on 2027-01-01; languages en; under law of parties;'
    asked = case_of(f'{own}treaty Pact "Pact" {{ {head} party Samoa, Tonga; party Fiji invited; {help_} }}')
    assert candidacy(asked.world, asked.draft, asked.question, "Fiji").outlook is outlook
    joined = case_of(f'{own}treaty Pact "Pact" {{ {head} party Samoa, Tonga, Fiji; {help_} }}')
    told = [one for one in joined.found("law-conflict") if "may not be a party" in one.message]
    assert [one.party for one in told] == (["Fiji"] if outlook is NO else [])


@pytest.mark.parametrize(
    "said", ["that concerns mutual-defence", "on mutual-defence", "of mutual-defence", "on bases, mutual-defence"]
)
def test_what_a_treaty_is_about_is_said_in_one_way_and_other_ways_are_refused(said: str) -> None:
    own = law(f"Fiji shall not join any treaty {said};", of="Fiji", name="Alone")
    article = "article 1 as talks { the parties shall consult; }"
    text = f'{own}treaty Pact "Pact" {{ languages en; party Samoa, Fiji; {article} }}'
    (found,) = [one for one in case_of(text).mistakes if one.rule == "misplaced-slot"]
    assert found.help == (f"write `any treaty concerning {said.split(maxsplit=said.startswith('that') + 1)[-1]}`",)


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ('Fiji shall not join any alliance unless approval of "the Senate";', 1),
        ('Fiji shall not ratify any treaty unless approval of "the Senate";', 1),
        ('Fiji shall not join unless approval of "the Senate";', 1),
        ('before ratify of any treaty Fiji shall obtain approval of "the Senate";', 1),
        ('before join of any alliance Fiji shall obtain approval of "the Senate";', 1),
        ('Fiji shall not join any treaty concerning bases unless approval of "the Senate";', 0),
        ('before join of any treaty concerning bases Fiji shall obtain approval of "the Senate";', 0),
        ('Fiji shall not terminate any alliance unless approval of "the Senate";', 0),
        ("Fiji shall not join any alliance unless emergency;", 0),
    ],
)
def test_ruling_18_an_approval_without_which_no_treaty_is_joined_is_a_procedure(said: str, steps: int) -> None:
    own = law(said, of="Fiji", name="Senate")
    help_ = "article 1 as help { when armed-attack on any party each other party shall assist; }"
    head = 'drawn-up at "Suva" on 2027-01-01; languages en; under law of parties;'
    case = case_of(f'{own}treaty Pact "Pact" {{ {head} party Samoa, Tonga; party Fiji invited; {help_} }}')
    found = candidacy(case.world, case.draft, case.question, "Fiji")
    assert [(one.kind, one.occasion) for one in found.obstacles if one.kind != "law"] == [("procedure", "join")] * steps
    joined = case_of(f'{own}treaty Pact "Pact" {{ {head} party Samoa, Tonga, Fiji; {help_} }}')
    assert len(joined.found("procedure-needed")) == steps


@pytest.mark.parametrize(
    ("state", "day", "gone"),
    [
        ("Yugoslavia", "2027-01-01", True),
        ("Yugoslavia", "1980-01-01", False),
        ("Czechoslovakia", "1993-01-01", True),
        ("Czechoslovakia", "1992-12-31", False),
        ("Slovenia", "2027-01-01", False),
    ],
)
def test_ruling_82_a_state_that_does_not_exist_on_the_day_joins_nothing(state: str, day: str, gone: bool) -> None:
    case = pact("accession open to any state;")
    asked = replace(case.question, as_of=date.fromisoformat(day))
    found = candidacy(case.world, case.draft, asked, state)
    assert (found.outlook is NO) is gone
    assert any("can join nothing" in one.why for one in found.obstacles) is gone


@pytest.mark.parametrize(
    ("ban", "outlook", "told"),
    [
        ("shall not join any alliance", NO, "could not join as the draft stands"),
        ("shall not join any alliance if emergency", YES, "could join, though not always"),
        ("shall not join any alliance unless emergency", NO, "could not join as the draft stands"),
        ('shall not join any alliance unless approval of "the people"', YES, "could join"),
        ("shall not join any alliance from 2040-01-01", NO, "could not join as the draft stands"),
        ("shall not withdraw from any alliance if emergency", YES, "could join"),
    ],
)
def test_ruling_82_a_ban_in_some_circumstances_bars_in_these_alone(ban: str, outlook: Outlook, told: str) -> None:
    own = law(f"Fiji {ban};", of="Fiji", name="Calm")
    help_ = "article 1 as help { when armed-attack on any party each other party shall assist; }"
    head = 'drawn-up at "Suva" on 2027-01-01; languages en; under law of parties;'
    case = case_of(f'{own}treaty Pact "Pact" {{ {head} party Samoa, Tonga; party Fiji invited; {help_} }}')
    found = candidacy(case.world, case.draft, case.question, "Fiji")
    assert (found.outlook, found.verdict) == (outlook, told)


@pytest.mark.parametrize(
    ("said", "clause", "holds_up"),
    [
        ("shall not admit-party", "accession by unanimous consent;", True),
        ("shall not admit-party", "", True),
        ("shall not admit-party", "accession open to any state;", False),
        ("may admit-party", "accession by unanimous consent;", False),
    ],
)
def test_ruling_82_a_party_whose_law_forbids_to_admit_others_can_hold_them_up(
    said: str, clause: str, holds_up: bool
) -> None:
    own = law(f"Samoa {said};", of="Samoa", name="Closed")
    finals = f"final-clauses {{ {clause} }}" if clause else ""
    article = "article 1 as talks { the parties shall consult; }"
    head = 'drawn-up at "Suva" on 2027-01-01; languages en; under law of parties;'
    case = case_of(f'{own}treaty Pact "Pact" {{ {head} party Samoa, Tonga; {article} {finals} }}')
    told = [one for one in admission(case.world, case.draft, case.question) if "admit-party" in one.what]
    assert [(one.who, one.alone) for one in told] == ([("Samoa", True)] if holds_up else [])


@pytest.mark.parametrize(
    ("ban", "with_cuba", "with_chile"),
    [
        ("shall not join any alliance with Cuba", NO, YES),
        ("shall not be-party to any treaty with Cuba", NO, YES),
        ("shall not join any alliance with Cuba, Chile", NO, NO),
        ("shall not join any alliance with any state within SouthAmerica", YES, NO),
        ("shall not join any alliance", NO, NO),
        ("shall not join any treaty concerning bases with Cuba", YES, YES),
    ],
)
def test_ruling_82_a_ban_on_joining_with_somebody_bars_from_treaties_with_him(
    ban: str, with_cuba: Outlook, with_chile: Outlook
) -> None:
    """`any alliance with Cuba` is an alliance to which Cuba is a party."""
    for other, expected in (("Cuba", with_cuba), ("Chile", with_chile)):
        text = law(f"Nauru {ban};", of="Nauru", name="Law-of-Nauru")
        text += (
            'treaty Pact "Pact" { drawn-up at "Suva" on 2027-01-01; languages en; under law of parties; '
            f"concerns mutual-defence; party Samoa, {other}; party Nauru invited; article 1 as help "
            "{ when armed-attack on any party each other party shall assist the attacked party; } }"
        )
        assert candidacy_of(text) is expected, other


def candidacy_of(text: str) -> Outlook:
    case = case_of(text)
    return candidacy(case.world, case.draft, case.question, "Nauru").outlook
