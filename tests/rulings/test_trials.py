"""Rulings 28 and later: small texts whose own scenarios must hold, with near misses; and what only a check can show."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of, law, pact
from treatylang.model.calendar import Length, length_of
from treatylang.reasoning.answers.scenarios import outcomes
from treatylang.syntax import ast

FORCE = "status in-force from 1990-01-01; excerpt; languages en;"
HELP_ALL = 'article 1 "Help" as help { when armed-attack on any party each other party shall assist; }'


def treaty(
    body: str, *, head: str = FORCE, party: str = "party Chile, Kenya, Samoa from 1990-01-01;", name: str = "T"
) -> str:
    """Return a treaty in force since 1990 among three states."""
    return f'treaty {name} "Treaty {name}" {{ {head} {party} {body} }}\n'


def scene(expect: str, *, on: str = "2000-01-01", event: str = "", given: str = "") -> str:
    """Return a scenario, by default of an attack on Kenya by Cuba in 2000."""
    happening = event or "armed-attack on territory of Kenya by Cuba"
    said = f"given {given};" if given else ""
    told = "" if happening == "nothing" else f"event {happening};"
    return f'scenario "s" {{ on {on}; {told} {said} {expect} }}\n'


CASES = {
    "28 a ban that yields to one duty is a ban for another": treaty(
        "article 1 as ban { Chile shall not assist; } "
        "article 2 as first { when armed-attack on Kenya Chile shall give-aid notwithstanding @ban; } "
        "article 3 as second { when armed-attack on Kenya Chile shall sanction; }"
    )
    + scene("expect contradiction for Chile; expect Chile shall give-aid; expect Chile shall not sanction;"),
    "28 near miss: the ban prevails over the other duty itself, which is then not owed": treaty(
        "article 1 as ban { Chile shall not sanction; @ban prevails over @second; } "
        "article 3 as second { when armed-attack on Kenya Chile shall sanction; }"
    )
    + scene("expect no contradiction for Chile; expect Chile need not sanction;"),
    "29 a named bearer owes only while it is a party": treaty(
        "article 1 { when armed-attack on any party Chile shall assist; }",
        party="party Kenya, Samoa from 1990-01-01; party Chile from 1995-01-01 until 2005-01-01;",
    )
    + scene("expect Chile not bound;", on="1994-12-31")
    + scene("expect Chile shall assist;", on="1995-01-01")
    + scene("expect Chile not bound;", on="2005-01-01"),
    "33 a reading of a treaty governs from its first day": treaty(
        "article 1 as help { reading soft from 1990-01-01 until 2010-06-01 prevailing "
        "{ when armed-attack on any party each other party shall consult; } "
        "reading hard from 2010-06-01 prevailing { when armed-attack on any party each other party shall assist; } "
        "reading harder from 1990-01-01 proposed { when armed-attack on any party each other party shall use-force; } }"
    )
    + scene("expect Chile shall consult; expect Chile not bound to assist;", on="2010-05-31")
    + scene("expect Chile shall assist; expect Chile need not use-force;", on="2010-06-01"),
    "35 `no party need` waives, `no party may` forbids": treaty(
        HELP_ALL + "article 2 { no party need assist unless consent of self; no party may declare-war; }"
    )
    + scene("expect Chile need not assist;", given="not consent of Chile")
    + scene("expect Chile shall assist; expect Chile shall not declare-war;", given="consent of Chile"),
    "36 `does not apply in` is about where the event happens": treaty(
        HELP_ALL + "article 2 { @help does not apply in territory of Kenya; }"
    )
    + scene("expect Chile not bound to assist;")
    + scene("expect Chile shall assist;", event="armed-attack on territory of Samoa by Cuba"),
    "36 `applies in` leaves nothing else": treaty(HELP_ALL + "article 2 { @help applies in territory of Kenya; }")
    + scene("expect Chile shall assist;")
    + scene("expect Chile not bound to assist;", event="armed-attack on territory of Samoa by Cuba"),
    "36 what no event wakes is narrowed by where its act is done": treaty(
        "article 1 as arms { no party shall station-nuclear-weapons; } "
        "article 2 { @arms does not apply in territory of Samoa; }"
    )
    + scene("expect Chile shall not station-nuclear-weapons in territory of Kenya;", event="nothing")
    + scene("expect Chile may station-nuclear-weapons in territory of Samoa;", event="nothing"),
    "36 the clause on territorial application bounds the land, not the ships": treaty(
        HELP_ALL + "final-clauses { territorial-application to territory of parties except territory of Kenya; }"
    )
    + scene("expect Chile not bound to assist;")
    + scene("expect Chile shall assist;", event="armed-attack on vessels of Kenya in high-seas by Cuba")
    + scene("expect Chile shall assist;", event="armed-attack on territory of Samoa by Cuba"),
    "37 a reservation that an article does not apply works both ways": treaty(
        HELP_ALL + 'reservation "R" by Samoa on ratification to @help { @help does not apply to Samoa; }'
    )
    + scene("expect Samoa not bound to assist; expect Chile shall assist;")
    + scene("expect Chile not bound to assist;", event="armed-attack on territory of Samoa by Cuba"),
    "39 the point decides, whoever the land is said to be of": treaty(
        'area Home "the Area" = territory administered by parties; '
        "article 1 { when armed-attack on any party in Home each other party shall assist; }",
        party="party Argentina, Chile from 1990-01-01;",
    )
    + scene(
        "expect Chile not bound to assist;",
        event='armed-attack on territory of Argentina at 51.7S 57.85W by "United Kingdom"',
    )
    + scene("expect Chile shall assist;", event="armed-attack on territory of Argentina at 34.6S 58.4W by Cuba"),
    "41 `does not count as` takes out what it names": treaty(
        HELP_ALL + "article 2 { armed-attack on aircraft of any party does not count as armed-attack; }"
    )
    + scene("expect Chile shall assist;")
    + scene("expect Chile not bound to assist;", event="armed-attack on aircraft of Kenya in high-seas by Cuba")
    + scene("expect Chile shall assist;", event="armed-attack on vessels of Kenya in high-seas by Cuba"),
    "42 what comes after an act is owed once the act is": treaty(
        "article 1 { when armed-attack on any party each other party shall consult; } "
        "article 2 { after consult each other party shall sanction; }"
    )
    + scene("expect Chile shall sanction;")
    + scene("expect Chile not bound to sanction;", event="threat to Kenya"),
    "42 what is owed is taken as done; failing it, something else is owed": treaty(
        "article 1 { when armed-attack on any party each other party shall consult; } "
        "article 2 { after consult each other party shall sanction; } "
        "article 3 { failing consult within 30 days each other party shall give-aid; }"
    )
    + scene("expect Chile shall sanction; expect Chile need not give-aid;")
    + scene("expect Chile need not sanction; expect Chile shall give-aid;", given="not done consult")
    + scene("expect Chile shall give-aid;", given="not done consult of Samoa, done consult of Chile")
    + scene("expect Chile need not give-aid; expect Chile need not sanction;", event="threat to Kenya"),
    "42 near miss: nobody consults, so whether anybody did is a circumstance": treaty(
        "article 2 { after consult each other party shall sanction; }"
    )
    + scene("expect Chile shall sanction;", given="done consult of Chile")
    + scene("expect Chile need not sanction;", given="not done consult of Chile"),
    "48 a decision on one matter is none on another": treaty(
        'article 1 { council "Board" as board { members each party; decides by majority of members; } } '
        "article 2 { when armed-attack on any party each other party shall give-aid if decision of board on bases; "
        "each other party shall sanction if decision of board on trade; }"
    )
    + 'vocabulary own "Words" { matter trade "trade"; }\n'
    + scene(
        "expect Chile shall give-aid; expect Chile need not sanction;",
        given="decision of board on bases, not decision of board on trade",
    ),
    "43 periods run by the calendar from the entry into force": treaty(
        "article 1 { when request of any party after 1 month the parties shall consult; } "
        "article 2 { when armed-attack on any party within 2 years each other party shall assist; }",
        head="status in-force from 2019-01-31; excerpt; languages en;",
        party="party Chile, Kenya from 2019-01-31;",
    )
    + scene("expect Chile not bound to consult;", on="2019-02-27", event="nothing", given="request of Kenya")
    + scene("expect Chile shall consult;", on="2019-02-28", event="nothing", given="request of Kenya")
    + scene("expect Chile shall assist;", on="2021-01-31")
    + scene("expect Chile not bound to assist;", on="2021-02-01"),
    "43 a term ends what it ends": treaty(HELP_ALL + "final-clauses { duration 10 years; }")
    + scene("expect Chile shall assist;", on="1999-12-31")
    + scene("expect Chile not bound;", on="2000-01-01"),
    "43 near miss: a term that is renewed runs on": treaty(
        HELP_ALL + "final-clauses { duration 10 years renewed for 10 years unless notice of 1 year; }"
    )
    + scene("expect Chile shall assist;", on="2005-01-01"),
    "45 who shall be neutral may not help": treaty(
        "article 1 { Samoa shall maintain-neutrality; } "
        "article 2 { when armed-attack on any party each other party shall share-intelligence; }"
    )
    + scene("expect contradiction for Samoa; expect no contradiction for Chile;"),
    "34 an oath that deems owes nothing; beside a duty, all but the one that is hit owe": treaty(
        "article 1 { armed-attack on any party counts as armed-attack on all parties; }"
    )
    + scene("expect Chile not bound;"),
    "34 near miss: those deemed to be victims owe as others do": treaty(
        "article 1 { armed-attack on any party counts as armed-attack on all parties; } "
        "article 2 { when armed-attack on any party each other party shall assist; }"
    )
    + scene("expect Chile shall assist; expect Samoa shall assist; expect Kenya not bound;"),
    "46 near miss: a host's ban reaches what is done on its soil, and nothing elsewhere": law(
        "no state may deploy in territory of Kenya;", of="Kenya"
    )
    + treaty("article 1 { Chile shall deploy in territory of Kenya; Chile shall deploy in territory of Samoa; }")
    + scene(
        "expect Chile shall not deploy in territory of Kenya; expect Chile may deploy in territory of Samoa;",
        event="nothing",
    ),
    "49 outside an area: the same event answered in two ways, by where it happens": treaty(
        "area Zone = territory of Kenya; "
        "article 1 { when armed-attack on any party in Zone each other party shall assist; } "
        "article 2 { when armed-attack on any party outside Zone each other party shall consult; }"
    )
    + scene("expect Chile shall assist; expect Chile not bound to consult;")
    + scene(
        "expect Chile shall consult; expect Chile not bound to assist;",
        event="armed-attack on territory of Samoa by Cuba",
    )
    + scene("expect Chile shall consult;", event="armed-attack on vessels of Kenya in high-seas by Cuba"),
    "49 what happens nowhere on the map is outside every area": treaty(
        "area Zone = territory of Kenya; "
        "article 1 { when cyber-attack on any party outside Zone the parties shall consult; }"
    )
    + scene("expect Chile shall consult;", event="cyber-attack on networks of Samoa in high-seas by Cuba"),
    "49 a ban on acts outside an area leaves those inside": treaty(
        "area Zone = territory of parties; article 1 { no party shall deploy outside Zone; }"
    )
    + scene(
        "expect Chile shall not deploy in territory of Cuba; expect Chile may deploy in territory of Samoa; "
        "expect Chile may deploy;",
        event="nothing",
    ),
    "49 `applies outside` is `does not apply in`": treaty(
        HELP_ALL + "article 2 { @help applies outside territory of Kenya; }"
    )
    + scene("expect Chile not bound to assist;")
    + scene("expect Chile shall assist;", event="armed-attack on territory of Samoa by Cuba"),
    "50 the attacker, party or not, gets no help and no separate peace": treaty(
        "article 1 { no party shall assist the attacker; "
        "no party shall make-peace with the attacker unless consent of all parties; }"
    )
    + scene(
        "expect Chile shall not assist Cuba; expect Chile may assist Kenya; "
        "expect Chile shall not make-peace with Cuba; expect Chile may make-peace with Kenya;",
        given="not consent of Samoa",
    )
    + scene("expect Chile shall not assist Samoa;", event="armed-attack on territory of Kenya by Samoa")
    + scene("expect Chile may assist Cuba;", event="armed-attack on territory of Kenya by non-state"),
    "51 the consent of all parties is that of each": treaty(
        "article 1 { no party shall make-peace with Cuba unless consent of all parties; }"
    )
    + scene("expect Chile may make-peace with Cuba;", given="consent of Chile, consent of Kenya, consent of Samoa")
    + scene("expect Chile shall not make-peace with Cuba;", given="not consent of Kenya"),
    "51 near miss: that of any party is that of one": treaty(
        "article 1 { no party shall deploy unless consent of any other party; }"
    )
    + scene("expect Chile may deploy;", given="consent of Kenya, not consent of Samoa, not consent of Chile")
    + scene("expect Chile shall not deploy;", given="consent of Chile, not consent of Kenya, not consent of Samoa"),
    "52 what a body has to do first is owed by the body": treaty(
        'article 1 { council "Board" as board { members each party; } '
        "when armed-attack on any party board shall meet; } "
        "article 2 { after meet each other party shall sanction; "
        "failing meet within 7 days each other party shall give-aid; }"
    )
    + scene("expect Chile shall sanction; expect Chile need not give-aid;")
    + scene("expect Chile need not sanction; expect Chile shall give-aid;", given="not done meet of board")
    + scene("expect Chile not bound to sanction; expect Chile not bound to give-aid;", event="threat to Kenya"),
    "52 `failing` on the line of its `when`": treaty(
        "article 1 { when armed-attack on any party each other party shall consult; "
        "when armed-attack on any party failing consult within 3 days each other party shall sanction; }"
    )
    + scene("expect Chile need not sanction;")
    + scene("expect Chile shall sanction;", given="not done consult of Samoa"),
    "58 a vote is taken by the rule of its body on the day": treaty(
        'article 1 { council "Board" as board { members each party; decides by two-thirds of members; '
        "decides on bases by unanimity; } } "
        "article 2 { when armed-attack on any party "
        "each other party shall sanction if decision of board on measures; } "
        "article 3 { when armed-attack on any party each other party shall give-aid if decision of board on bases; }"
    )
    + scene("expect Samoa shall sanction;", given="decision of board on measures by Chile plus Kenya")
    + scene("expect Samoa need not sanction;", given="decision of board on measures by Chile")
    + scene("expect Samoa need not give-aid;", given="decision of board on bases by Chile plus Kenya")
    + scene("expect Samoa shall give-aid;", given="decision of board on bases by Chile plus Kenya plus Samoa"),
    "events: what an event is of is whom it hits": treaty(
        "article 1 { when blockade of any party each other party shall assist; "
        "when subversion of Samoa by Cuba Kenya shall consult; }"
    )
    + scene("expect Chile shall assist;", event="blockade of Kenya by Cuba")
    + scene("expect Chile not bound;", event="blockade of Cuba by Ghana")
    + scene("expect Kenya shall consult;", event="subversion of Samoa by Cuba")
    + scene("expect Kenya not bound;", event="subversion of Chile by Cuba"),
    "57 a time after `after` inside `when` counts from the event: it is owed, later": treaty(
        "article 1 { when armed-attack on any party { after 60 days each other party shall sanction; } }"
    )
    + scene("expect Chile shall sanction;")
    + scene("expect Chile not bound;", event="threat to Kenya"),
    "53 an ally is a state that another treaty obliges to help": treaty(
        "article 1 { when armed-attack on ally of any party the parties shall consult; }"
    )
    + treaty(HELP_ALL, party="party Chile, Fiji from 1995-01-01;", name="Other")
    + treaty(
        "article 1 { when armed-attack on any party each other party shall consult; }",
        party="party Samoa, Tonga from 1990-01-01;",
        name="Talks",
    )
    + scene("expect Kenya shall consult;", event="armed-attack on territory of Fiji by Cuba")
    + scene("expect Kenya not bound;", on="1994-12-31", event="armed-attack on territory of Fiji by Cuba")
    + scene("expect Kenya not bound;", event="armed-attack on territory of Tonga by Cuba")
    + scene("expect Chile not bound;", event="armed-attack on territory of Ghana by Cuba"),
    "54 hostilities and wars at home are not armed attacks": treaty(
        HELP_ALL + "article 2 { when hostilities on any party by Cuba each other party shall report; "
        "when internal-conflict on any party and supported-from-abroad the parties shall consult; }"
    )
    + scene(
        "expect Chile shall report; expect Chile not bound to assist;",
        event="hostilities on territory of Kenya by Cuba",
    )
    + scene("expect Chile not bound to report;")
    + scene(
        "expect Chile shall consult; expect Chile not bound to assist;",
        event="internal-conflict on territory of Kenya by non-state",
        given="supported-from-abroad",
    ),
    "roles: a circumstance of the attacked party is that of the state that is hit": treaty(
        "article 1 { when armed-attack on any party and survival-threatened of the attacked party "
        "each other party shall assist; }"
    )
    + scene("expect Chile shall assist;", given="survival-threatened of Kenya")
    + scene(
        "expect Chile not bound to assist;", given="not survival-threatened of Kenya, survival-threatened of Chile"
    ),
    "regions: a group by region is computed": treaty(
        "group African = states within Africa; "
        "article 1 { when armed-attack on any of African each party shall consult; }",
        party="party Chile, Samoa from 1990-01-01;",
    )
    + scene("expect Chile shall consult;", event="armed-attack on territory of Ghana by Cuba")
    + scene("expect Chile not bound to consult;", event="armed-attack on territory of Laos by Cuba"),
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_every_scenario_of_the_text_holds(text: str) -> None:
    case = case_of(text, draft="T")
    told = [one for s in case.world.scenarios for one in outcomes(case.world, s, case.draft)]
    wrong = [f"{one.span.text}: {one.verdict}, {one.reason}" for one in told if one.verdict != "holds"]
    assert told and not wrong, "\n".join(wrong)


PROTOCOL = """
protocol P "Protocol" amends T {{ status in-force from 1995-01-01; languages en;
  party {} from 1995-01-01;
  insert after @help article "Bombs" as bombs {{ no party shall use-nuclear against Kenya; }}
}}
"""


def test_ruling_38_who_is_a_party_to_a_protocol_alone_is_bound_by_it_alone() -> None:
    """What a protocol inserts binds its own parties; the treaty binds its own, and both bind who is of both."""
    text = treaty(HELP_ALL) + PROTOCOL.format("France, Samoa")
    expected = {
        "expect France not bound to assist; expect France shall not use-nuclear against Kenya;": "holds",
        "expect Samoa shall assist; expect Samoa shall not use-nuclear against Kenya;": "holds",
        "expect Chile shall assist; expect Chile may use-nuclear against Kenya;": "holds",
    }
    for expectation, verdict in expected.items():
        case = case_of(text + scene(expectation), draft="T")
        assert set(case.expected()) == {verdict}, expectation


def test_ruling_46_a_hosts_ban_is_a_conflict_of_the_host_by_the_rank_of_its_law() -> None:
    """What X owes on Y's soil and Y's law forbids there is Y's conflict; a right of X binds Y as a duty of X does."""
    for rank, severity in (("constitution", 3), ("policy", 2)):
        for modal in ("shall", "may"):
            text = law("no state may deploy in territory of Japan;", rank=rank)
            text += pact(f"Australia {modal} deploy in territory of Japan;")
            (finding,) = case_of(text).found("law-conflict")
            assert (finding.party, int(finding.severity)) == ("Japan", severity), (rank, modal)
    elsewhere = law("no state may deploy in territory of Japan;") + pact(
        "Australia shall deploy in territory of Philippines;"
    )
    assert not case_of(elsewhere).found("law-conflict")


def test_ruling_32_same_name_and_other_words_are_two_circumstances() -> None:
    """A law's `grave` and a draft's `grave` are one only where they have the same words."""
    for words, conflicts in (("the Diet has declared it", 0), ("the attack is large", 1)):
        text = law("Japan shall not use-force unless grave;", more='circumstance grave "the Diet has declared it";')
        text += pact(
            f'circumstance grave "{words}"; article "Help" as help '
            "{ when armed-attack on any party each other party shall use-force if grave; }"
        )
        assert len(case_of(text).found("law-conflict")) == conflicts, words


def test_ruling_32_a_reference_says_which_circumstance_is_given() -> None:
    """A bare name that could be either is refused; `@Law.name` is the law's."""
    text = law("Japan shall not use-force unless grave;", more='circumstance grave "the Diet has declared it";')
    text += pact(
        'circumstance grave "the attack is large"; article "Help" as help '
        "{ when armed-attack on any party each other party shall consult; }"
    )
    attack = "on 2027-01-01; event armed-attack on territory of Australia by China;"
    for given, verdict in (("@Law.grave", "holds"), ("@Pact.grave", "fails"), ("grave", "fails")):
        told = case_of(text + f'scenario "s" {{ {attack} given {given}; expect Japan may use-force; }}').expected()
        assert told == [verdict], given


def test_ruling_32_the_laws_of_two_states_speak_each_of_its_own() -> None:
    """Same name and same words in the laws of two states: two circumstances; one where a treaty declares it too."""
    line = 'circumstance grave "the situation is grave";'
    text = law("Japan shall not use-force unless grave;", more=line)
    text += law("Australia shall not use-force unless grave;", of="Australia", name="Other", more=line)
    laws = text + pact("the parties shall consult;")
    attack = "on 2027-01-01; event armed-attack on territory of Japan by China;"
    for given, japan, australia in (
        ("grave of Japan, not grave of Australia", "holds", "fails"),
        ("@Law.grave, not @Other.grave", "holds", "fails"),
        ("@Law.grave, @Other.grave", "holds", "holds"),
    ):
        told = case_of(
            f'{laws} scenario "s" {{ {attack} given {given}; expect Japan may use-force; '
            "expect Australia may use-force; }"
        ).expected()
        assert told == [japan, australia], given
    bare = f'scenario "s" {{ {attack} given grave; expect Japan may use-force; }}'
    assert case_of(laws + bare).expected() == ["fails"]
    assert case_of(text + pact(f"{line} the parties shall consult if grave;") + bare).expected() == ["holds"]


@pytest.mark.parametrize(
    ("amount", "unit", "day", "ends"),
    [
        ("1", "month", "2023-01-31", "2023-02-28"),
        ("1", "year", "2024-02-29", "2025-02-28"),
        ("12", "months", "2024-02-29", "2025-02-28"),
        ("4", "weeks", "2024-02-01", "2024-02-29"),
        ("48", "hours", "2024-02-28", "2024-03-01"),
    ],
)
def test_ruling_43_lengths_are_counted_by_the_calendar(amount: str, unit: str, day: str, ends: str) -> None:
    from datetime import date

    span = case_of(pact("the parties shall consult;")).draft.span
    length = length_of(ast.Amount(span, "", ast.Number(span, amount), unit))
    assert length is not None
    assert length.after(date.fromisoformat(day)) == date.fromisoformat(ends)


def test_ruling_43_a_longer_limit_is_longer_only_where_it_always_is() -> None:
    """60 days and a month: the first is longer; 30 days and a month: neither is."""
    month, thirty, sixty = Length(months=1), Length(days=30), Length(days=60)
    assert sixty.least > month.most
    assert not thirty.least > month.most
    assert not month.least > thirty.most
