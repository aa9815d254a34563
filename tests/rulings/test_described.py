"""Rulings 1, 9, 43: what a sentence says of when, where, how and to whom counts, in bans and waivers as in duties."""

from __future__ import annotations

import pytest

from tests.rulings import asked
from tests.rulings.cases import case_of
from tests.rulings.test_trials import HELP_ALL, scene, treaty
from tests.worlds import world_of
from treatylang.api.situation import scenario_of
from treatylang.checks import rules
from treatylang.findings import Severity
from treatylang.model.question import Question
from treatylang.reasoning.answers.addressed import MUST_NOT
from treatylang.reasoning.answers.position import ask
from treatylang.reasoning.answers.scenarios import HOLDS, outcomes

YEARS = (1991, 1997, 2001, 2005)
WINDOWS = {
    "from 2000-01-01": (2001, 2005),
    "until 2000-01-01": (1991, 1997),
    "from 1996-01-01 until 2002-01-01": (1997, 2001),
    "on 1997-06-01": (1997,),
    "after 5 years": (1997, 2001, 2005),
    "for 5 years": (1991,),
    "within 5 years": (1991,),
    "after 60 months from entry-into-force": (1997, 2001, 2005),
    "within 5 years of entry-into-force": (1991,),
    "for 5 years from 1993-01-01": (1997,),
    "after 5 years from 1993-01-01": (2001, 2005),
    "in territory of Chile from 2000-01-01": (2001, 2005),
}
"""Words of time after an act, in a treaty and a law in force from 1990, and the years on whose 1 June they hold."""
KINDS = {
    "a ban": ("no party shall sanction {};", "Chile shall not sanction"),
    "a duty": ("each party shall consult {};", "Chile shall consult"),
    "a waiver": ("each party shall consult; no party need consult {};", "Chile need not consult"),
    "a ban that something wakes": ("when threat to any party no party shall sanction {};", "Chile shall not sanction"),
    "a condition": ("each party shall consult if request of any party {};", "Chile shall consult"),
    "a law": ("", "Chile shall not sanction"),
}


def sensible(kind: str, window: str) -> bool:
    """Return whether a case asks for days: `within` is a deadline of a duty, a waiver in one place no waiver."""
    if "territory" in window:
        return kind not in ("a waiver", "a condition")
    return not ("within" in window and kind == "a duty")


@pytest.mark.parametrize(("kind", "window"), [(k, w) for k in KINDS for w in WINDOWS if sensible(k, w)])
def test_ruling_43_days_count_wherever_they_stand(kind: str, window: str) -> None:
    """A sentence, or a condition, holds on the days that it names or counts, and on no other."""
    said, expected = KINDS[kind]
    place = " in territory of Chile" if "territory" in window else ""
    right = [*WINDOWS[window]]
    if kind == "a ban that something wakes" and window in ("after 5 years", "for 5 years", "within 5 years"):
        right = [*YEARS]  # counted from what wakes it
    text = treaty(f"article 1 {{ {said.format(window) or 'the parties may consult;'} }}")
    if kind == "a law":
        ban = f"Chile shall not sanction {window};"
        text += f'law L "L" of Chile {{ rank statute; in-force from 1990-01-01; article 1 {{ {ban} }} }}\n'
    for year in YEARS:
        given = "request of Kenya" if kind == "a condition" else ""
        text += scene(f"expect {expected}{place};", on=f"{year}-06-01", event="threat to Kenya", given=given)
    verdicts = case_of(text, draft="T").expected()
    assert [year for year, verdict in zip(YEARS, verdicts, strict=True) if verdict == "holds"] == right


@pytest.mark.parametrize("said", ["from 2030-01-01 for 10 years", "for 10 years from 2030-01-01"])
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("no party shall sanction {};", "Chile shall not sanction"),
        ("each party shall consult {};", "Chile shall consult"),
        ("when threat on any party no party shall sanction {};", "Chile shall not sanction"),
        ("Chile need not consult {}; each party shall consult;", "Chile need not consult"),
    ],
)
def test_ruling_43_a_period_begins_with_the_day_that_is_named_on_either_side(
    said: str, sentence: str, expected: str
) -> None:
    """What `from D until E` says, `from D for N` and `for N from D` say, if E is N after D."""
    verdicts = []
    for window in (said, "from 2030-01-01 until 2040-01-01"):
        text = treaty(f"article 1 {{ {sentence.format(window)} }}")
        for day in ("2029-12-31", "2030-01-01", "2039-12-31", "2040-01-01", "2041-01-01"):
            text += scene(f"expect {expected};", on=day, event="threat to Kenya")
        verdicts.append(case_of(text, draft="T").expected())
    assert verdicts == [["fails", "holds", "holds", "fails", "fails"]] * 2


def test_ruling_43_a_period_from_a_day_that_nobody_knows_stays_open() -> None:
    """Whether it has passed is a circumstance: neither the ban nor its absence is certain."""
    text = treaty("article 1 { no party shall sanction for 5 years from ratification; }")
    text += scene("expect Chile shall not sanction;") + scene("expect Chile may sanction;")
    assert "holds" not in case_of(text, draft="T").expected()


def test_ruling_43_a_limit_of_a_duty_meets_every_later_one() -> None:
    """Within a month is within 31 days, and within 48 hours is within 2 days; not the other way round."""
    text = treaty("article 1 { when armed-attack on any party each other party shall consult within 1 month; }")
    for limit in ("1 month", "31 days", "30 days", "48 hours"):
        text += scene(f"expect Chile shall consult within {limit};")
    assert case_of(text, draft="T").expected() == ["holds", "holds", "fails", "fails"]


PHRASES = (
    "sanction Cuba",
    "use-force against Cuba",
    "use-force against any other party",
    "use-force against territorial-integrity of any state",
    "use-force in territory of Kenya",
    "use-force from territory of Kenya",
    "use-force with Cuba",
    "use-force in Sea",
    "assist the attacked party",
    "assist any other party",
    "assist with force",
    "assist including use-force",
    "assist except use-force",
    "assist as it deems necessary",
    "assist by any of sanction, use-force",
    "station-nuclear-weapons in territory of Kenya",
    "consult each other",
    "consult immediately",
    "settle-disputes peacefully",
    "transfer-arms to any third state",
    "support-logistics for Kenya",
    "threaten-force, use-force against any other party",
    "conclude any treaty concerning mutual-defence",
    "report to security-council",
    'obtain approval of "the Congress"',
)


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("bearer", ["no party shall", "each party shall not", "Chile shall not", "no state may"])
def test_ruling_01_what_is_forbidden_is_forbidden_in_its_own_words(bearer: str, phrase: str) -> None:
    """Whatever a ban says of its act, the same words ask for what it forbids."""
    text = treaty(f'area Sea "the Sea" = sea "Indian Ocean"; article 1 {{ {bearer} {phrase}; }}')
    acts, _, slots = phrase.partition(", ")
    if slots:  # each act of a list is asked for with what stands after the list
        acts = f"{acts}, {slots}"
    text += scene(f"expect Chile shall not {acts};")
    assert set(case_of(text, draft="T").expected()) == {"holds"}


@pytest.mark.parametrize(
    ("waiver", "cuba", "peru"),
    [
        ("against Cuba", "need not", "shall"),
        ("against any of America", "need not", "shall"),
        ("in territory of Samoa", "shall", "shall"),
        ("for Samoa", "shall", "shall"),
        ("for Kenya", "need not", "need not"),
        ("", "need not", "need not"),
    ],
)
def test_ruling_14_a_waiver_waives_what_it_describes(waiver: str, cuba: str, peru: str) -> None:
    """Help against one opponent, for one party or in one place is waived; the rest stays owed (ruling 1)."""
    text = treaty(f'group America "America" = Cuba; {HELP_ALL} article 2 {{ no party need assist {waiver}; }}')
    text += scene(f"expect Chile {cuba} assist;")
    text += scene(f"expect Chile {peru} assist;", event="armed-attack on territory of Kenya by Peru")
    assert case_of(text, draft="T").expected() == ["holds", "holds"]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("observer from 1995-01-01", ()),
        ("invited until 2004-01-01", ()),
        ("signed 1994-01-01", ()),
        ("signed 1994-01-01 from 2000-01-01", (2001, 2005)),
        ("suspended from 1996-01-01 until 2000-01-01", (1991, 2001, 2005)),
        ("suspended 1996-01-01", (1991,)),
        ("withdrawn 2000-01-01", (1991, 1997)),
        ("from 1996-01-01 until 2003-01-01", (1997, 2001)),
        ("from 1996-01-01 suspended from 2000-01-01 until 2003-01-01", (1997, 2005)),
    ],
)
def test_ruling_07_days_behind_a_standing_are_those_of_the_standing(line: str, days: tuple[int, ...]) -> None:
    """An observer from a day is not a party from that day; a suspension ends on the day that it names."""
    text = treaty(HELP_ALL, party=f"party Kenya, Samoa from 1990-01-01; party Chile {line};")
    for year in YEARS:
        text += scene("expect Chile shall assist;", on=f"{year}-06-01")
    verdicts = case_of(text, draft="T").expected()
    assert tuple(year for year, verdict in zip(YEARS, verdicts, strict=True) if verdict == "holds") == days


WHO = {
    "Cuba": True,
    "Cuba, Japan": True,
    "any of Us": True,
    "each of Us": True,
    "Us": True,
    "any of Us except Japan": True,
    "any third state": True,
    "any other state": True,
    "any state except Japan": True,
    "states": True,
    "any state except Cuba": False,
    "any of Us except Cuba": False,
    "Japan": False,
    "any party": False,
    "the parties": False,
}
"""Words for states, and whether Cuba is among them: a third state, and one of the group `Us`."""


@pytest.mark.parametrize("slot", ["use-force against", "transfer-arms to", "assist", "use-force in territory of"])
@pytest.mark.parametrize("who", WHO)
def test_ruling_01_whoever_is_described_is_meant_by_name(who: str, slot: str) -> None:
    """A ban that names states in any way reaches each of them, and nobody else."""
    text = treaty(f'group Us "Us" = Cuba plus Peru; article 1 {{ no party shall {slot} {who}; }}')
    text += scene(f"expect Chile {'shall not' if WHO[who] else 'may'} {slot} Cuba;", event="threat to Kenya")
    assert case_of(text, draft="T").expected() == ["holds"]


NONE = ("need not", "need not")


@pytest.mark.parametrize(
    ("sentence", "kenya", "samoa"),
    [
        ("when armed-attack on any party except Samoa each other party shall assist;", "shall", "need not"),
        ("when armed-attack on any party by any state except Peru each other party shall assist;", "shall", "shall"),
        (
            "when armed-attack on any party by any state except Cuba each other party shall assist;",
            "need not",
            "need not",
        ),
        ("when armed-attack on any party each party except Chile shall assist;", "need not", "need not"),
        ("when armed-attack on any party each party except Samoa shall assist;", "shall", "shall"),
        ("when armed-attack on any party each party within Africa shall assist;", "need not", "need not"),
        ("when armed-attack on any party each other party shall assist any party except Samoa;", "shall", "need not"),
    ],
)
def test_ruling_06_who_is_excepted_is_left_out(sentence: str, kenya: str, samoa: str) -> None:
    """`except` takes from what stands before it: whom an event hits, who makes it, who is bound, who is helped."""
    text = treaty(f"article 1 {{ {sentence} }}")
    for state, expected in (("Kenya", kenya), ("Samoa", samoa)):
        toward = f" {state}" if "assist any" in sentence else ""
        text += scene(f"expect Chile {expected} assist{toward};", event=f"armed-attack on territory of {state} by Cuba")
    assert case_of(text, draft="T").expected() == ["holds", "holds"]


HELP = "when armed-attack on any party each other party shall assist;"


@pytest.mark.parametrize(
    ("sentences", "event", "expected"),
    [
        ("blockade on any party counts as armed-attack;", "blockade on Kenya by Cuba", "shall assist"),
        ("blockade counts as armed-attack;", "blockade on Chile by Cuba", "not bound"),
        (
            (
                "cyber-operation on any party counts as armed-attack; "
                "cyber-operation on any party does not count as armed-attack;"
            ),
            "cyber-operation on Kenya by Cuba",
            "need not assist",
        ),
        (
            (
                "armed-attack on any party counts as armed-attack on all parties; "
                "armed-attack on aircraft of any party does not count as armed-attack;"
            ),
            "armed-attack on aircraft of Kenya at 30S 30W by Cuba",
            "need not assist",
        ),
        (
            (
                "armed-attack on any party counts as armed-attack on all parties; "
                "armed-attack on aircraft of any party does not count as armed-attack;"
            ),
            "armed-attack on territory of Kenya by Cuba",
            "shall assist",
        ),
    ],
)
def test_ruling_41_what_does_not_count_is_no_such_event_for_any_sentence(
    sentences: str, event: str, expected: str
) -> None:
    """What counts as an attack hits whom it hits, and what does not count is deemed to hit nobody (rulings 34, 41)."""
    text = treaty(f"article 1 {{ {sentences} {HELP} }}") + scene(f"expect Chile {expected};", event=event)
    assert case_of(text, draft="T").expected() == ["holds"]


HOST = """
law Fiji-Act "Act" of Fiji {{
  rank statute; covers nuclear, bases; in-force from 2000-01-01;
  article 1 as soil {{ no state may station-nuclear-weapons {law}; }}
}}
treaty P "P" {{
  drawn-up on 2026-01-01; under law of parties;
  party Fiji, France;
  area Zone "the Zone" = territory of parties;
  article 1 as stationing {{ France {modal} station-nuclear-weapons {draft}; }}
}}
"""
ITS_SOIL = (
    "in territory of Fiji",
    "on territory of Fiji",
    "on the territory of Fiji",
    "in Fiji",
    "from territory of Fiji",
)
AMONG_OTHERS = ("in territory of any party", "on territory of parties", "on islands of any party", "in Zone")


@pytest.mark.parametrize("law", ITS_SOIL[:3])
@pytest.mark.parametrize("modal", ["shall", "may"])
@pytest.mark.parametrize("draft", [*ITS_SOIL, *AMONG_OTHERS, "on territory of France", "in France"])
def test_a_host_is_asked_whatever_the_words_for_its_soil(law: str, modal: str, draft: str) -> None:
    """A right leaves its bearer the choice, so it reaches each host; a duty can be performed where it is free."""
    world, _ = world_of(HOST.format(law=law, modal=modal, draft=draft))
    find = rules()["law-conflict"].find
    assert find is not None
    found = [one.party for one in find(world, world.instruments["P"], Question())]
    reached = draft in ITS_SOIL or (modal == "may" and draft in AMONG_OTHERS)
    assert ("Fiji" in found) == reached, found


@pytest.mark.parametrize("draft", [*ITS_SOIL, *AMONG_OTHERS, "on territory of France", "in France"])
def test_whoever_may_act_on_the_soil_of_a_host_is_told_its_ban(draft: str) -> None:
    """`ask` shows the ban that `check` finds in the way of a right."""
    world, _ = world_of(HOST.format(law=ITS_SOIL[0], modal="may", draft=draft))
    (asked,) = ask(world, world.instruments["P"], Question(), scenario_of("nothing on 2027-01-01"), standing=True)
    own = world.instruments["Fiji-Act"].norms
    bans = [one for one in asked.answers if (one.party, one.modal) == ("France", MUST_NOT) and one.norm in own]
    assert bool(bans) == (draft in ITS_SOIL or draft in AMONG_OTHERS), asked.answers


@pytest.mark.parametrize("said", ["on 2027-05-01", "2027-05-01", 'at "Suva" on 2027-05-01', 'at "Suva" 2027-05-01'])
def test_a_text_is_drawn_up_on_the_day_that_its_line_names(said: str) -> None:
    world, _ = world_of(f'treaty P "P" {{ drawn-up {said}; party Fiji, France; }}')
    assert str(world.instruments["P"].day) == "2027-05-01"


@pytest.mark.parametrize("said", ["in-force from {}", "in-force on {}", "in-force {}"])
def test_a_text_is_in_force_from_the_day_that_its_line_names(said: str) -> None:
    text = (
        f'treaty P "P" {{ status in-force; drawn-up on 2020-01-01; {said.format("2027-05-01")}; party Fiji, France; }}'
    )
    world, _ = world_of(text)
    assert str(world.instruments["P"].force.since) == "2027-05-01"


BESIDE = """
law L "L" of Fiji {{
  rank constitution; in-force from 2000-01-01;
  article 1 as ban {{ Fiji shall not {act} {ban}; }}
}}
treaty P "P" {{
  drawn-up on 2026-01-01; under law of parties;
  party Fiji, France, Tonga, Chile;
  article 1 as duty {{ Fiji shall {act} {duty}; }}
}}
"""
PHRASES = (
    ("in territory of Tonga", "in territory of Chile"),
    ("in Tonga", "in Chile"),
    ("on territory of Tonga", "on territory of Chile"),
    ("on vessels of Tonga", "on vessels of Chile"),
    ("to territory of Tonga", "to territory of Chile"),
    ("from Tonga", "from Chile"),
    ("to Tonga", "to Chile"),
    ("for Tonga", "for Chile"),
    ("with Tonga", "with Chile"),
    ("against Tonga", "against Chile"),
    ("against non-state", "against Peru"),
    ("with force", "with weapons"),
    ("by force", "with weapons"),
    ('at "Suva"', 'at "Paris"'),
    ("jointly", "individually"),
)


@pytest.mark.parametrize("act", ["assist", "deploy-abroad"])
@pytest.mark.parametrize(("said", "other"), PHRASES)
def test_a_phrase_of_a_law_narrows_its_ban(act: str, said: str, other: str) -> None:
    """What the law says is forbidden in the same words, not in others; a ban without words forbids all of it."""

    def forbidden(ban: str, duty: str) -> bool:
        world, findings = world_of(BESIDE.format(act=act, ban=ban, duty=duty))
        assert not [one for one in findings if one.severity is Severity.ERROR], findings
        find = rules()["law-conflict"].find
        assert find is not None
        return bool(list(find(world, world.instruments["P"], Question())))

    assert forbidden(said, said)
    assert not forbidden(said, other)
    assert forbidden("", said)


@pytest.mark.parametrize("who", ["Tonga", "any party", "each other party"])
def test_nobody_does_an_act_behind_by(who: str) -> None:
    _, findings = world_of(BESIDE.format(act="assist", ban="", duty=f"by {who}"))
    assert "misplaced-slot" in [one.rule for one in findings]


BY = {
    "": {"Chad", "non-state", "Togo"},
    "by any state": {"Chad", "Togo"},
    "by any attacker": {"Chad", "non-state", "Togo"},
    "by non-state": {"non-state"},
    "by any third state": {"Chad"},
    "by any other party": {"Togo"},
    "by Chad, non-state": {"Chad", "non-state"},
}
ATTACKED = """
treaty P "P" {{
  status in-force; drawn-up on 2000-01-01; in-force from 2000-01-01;
  party Kenya, Ghana, Togo;
  article 1 as help {{ when armed-attack on any party {said} each other party shall assist the attacked party; }}
}}
scenario "it" {{
  on 2005-01-01;
  event armed-attack on territory of Kenya by {who};
  expect Ghana shall assist;
}}
"""


@pytest.mark.parametrize("said", BY)
@pytest.mark.parametrize("who", ["Chad", "non-state", "Togo"])
def test_who_attacks_is_among_those_whom_the_trigger_names(said: str, who: str) -> None:
    world, findings = world_of(ATTACKED.format(said=said, who=who))
    assert not [one for one in findings if one.severity is Severity.ERROR], findings
    (scenario,) = world.scenarios
    (outcome,) = outcomes(world, scenario, world.instruments["P"])
    assert (outcome.verdict == HOLDS) == (who in BY[said]), outcome.reason


SEA = """
treaty P "P" {{
  status in-force; drawn-up on 2000-01-01; in-force from 2000-01-01;
  party Kenya, Ghana;
  area Belt "the belt" = belt of {miles} nm around {soil} of parties;
  article 1 as help {{
    when armed-attack on vessels of any party in Belt
      each other party shall assist the attacked party;
  }}
}}
scenario "it" {{
  on 2003-01-01;
  event armed-attack on vessels of Kenya at {point} by non-state;
  expect Ghana shall assist;
}}
"""


@pytest.mark.parametrize("soil", ["territory", "land"])
@pytest.mark.parametrize(("miles", "point", "inside"), [
    (12, "4.1S 39.8E", True),
    (12, "4.1S 40.0E", False),
    (24, "4.1S 39.8E", True),
    (24, "4.1S 40.0E", True),
    (24, "4.1S 45.8E", False),
    (24, "1.3S 36.8E", False),
])  # fmt: skip
def test_a_belt_holds_the_waters_that_are_territory_too(soil: str, miles: int, point: str, inside: bool) -> None:
    """As `treaty where` says of the same points: 6.7 nm, 17 nm and far from the coast, and inland."""
    world, _ = world_of(SEA.format(soil=soil, miles=miles, point=point))
    (scenario,) = world.scenarios
    (outcome,) = outcomes(world, scenario, world.instruments["P"])
    assert (outcome.verdict == HOLDS) == inside, outcome.reason


@pytest.mark.parametrize(
    ("given", "so"),
    [
        ("", "Chile shall assist"),
        ("not request of Samoa", "Chile shall assist"),
        ("not request of Fiji", "Chile shall assist"),
        ("not request of Cuba", "Chile shall assist"),
        ("not request of Kenya", "Chile not bound"),
        ("not request of attacked", "Chile not bound"),
    ],
)
def test_what_another_state_does_not_ask_for_says_nothing_of_the_victim(given: str, so: str) -> None:
    text = asked.treaty(
        "article 1 { when armed-attack on any party each other party shall assist if request of the attacked party; }"
    )
    assert asked.told_wrong(text + asked.scene(so, asked.DAY, asked.ON_LAND, given)) == []
