"""Rulings 59 to 61: what stands behind an act counts or is refused; on which days a text and a scenario are."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of
from tests.rulings.test_trials import HELP_ALL, scene, treaty
from tests.worlds import library, shipped, world_of
from treatylang.reasoning.answers.scenarios import outcomes

WILLS = ("request of Kenya", "consent of Kenya", 'decision of "the Council"', "invitation of Kenya", "provoked")
PREPOSITIONS = ("on", "after", "with", "by", "under", "from")
THREAT = "threat to Kenya by Cuba"
FORMS = {
    "a duty": ("when threat to any party each other party shall consult {};", "Chile shall consult", THREAT),
    "a duty of every day": ("each party shall consult {};", "Chile shall consult", "nothing"),
    "a ban": ("no party shall sanction {};", "Chile shall not sanction", "nothing"),
    "a right that prevails": (
        "1 as ban { no party shall sanction; } 2 as right { Chile may sanction {}; } 3 { @right prevails over @ban; }",
        "Chile may sanction",
        "nothing",
    ),
    "a waiver": ("each party shall consult; Chile need not consult {};", "Chile need not consult", "nothing"),
    "an event": (
        "when threat to any party {} each other party shall consult;",
        "Chile shall consult",
        THREAT,
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("preposition", PREPOSITIONS)
def test_ruling_59_a_circumstance_behind_a_preposition_is_a_condition(form: str, preposition: str) -> None:
    """What waits for a request, a consent or a decision holds where it is given and not where it is not."""
    said, expected, event = FORMS[form]
    wrong = []
    for will in WILLS:
        if form == "an event" and preposition in ("by", "on", "from"):
            continue  # an event takes whom it hits, and by whom; that is a mistake of its own
        text = treaty(f"article 1 {{ {said.replace('{}', f'{preposition} {will}')} }}")
        text += scene(f"expect {expected};", event=event, given=will)
        text += scene(f"expect {expected};", event=event, given=f"not {will}")
        found = case_of(text, draft="T").expected()
        if found[0] != "holds" or found[1] != "fails":
            wrong.append((will, found))
    assert not wrong


def test_ruling_59_an_act_behind_after_orders_duties_as_it_does_in_front() -> None:
    """`assist after consult` waits for consultation, be it not done, forbidden by law or forbidden by a treaty."""
    talk = "article 1 as talk { when armed-attack on any party each party shall consult; }"
    for help_ in (
        "when armed-attack on any party each other party shall assist after consult;",
        "when armed-attack on any party { after consult { each other party shall assist; } }",
    ):
        text = treaty(f"{talk} article 2 {{ {help_} }}")
        ban = treaty("article 1 as hush { no party shall consult; }", name="N", party="party Samoa from 1990-01-01;")
        law = 'law L "L" of Samoa { rank statute; in-force from 1990-01-01; article 1 { Samoa shall not consult; } }\n'
        scenes = scene("expect Chile shall assist;") + scene(
            "expect Chile shall assist;", given="not done consult of Samoa"
        )
        assert case_of(text + scenes, draft="T").expected() == ["holds", "fails"], help_
        for shut in (ban, law):
            assert case_of(text + shut + scene("expect Chile need not assist;"), draft="T").expected() == ["holds"], (
                shut
            )
        order = treaty(f"{talk} article 2 {{ {help_} }} article 3 {{ @talk prevails over @N.hush; }}")
        assert case_of(order + ban + scene("expect Chile shall assist;"), draft="T").expected() == ["holds"], help_


@pytest.mark.parametrize("what", ["Kenya", "vessels", "territory of Kenya", "each party"])
def test_ruling_60_nothing_comes_after_a_state_or_a_thing(what: str) -> None:
    _, found = world_of(treaty(f"article 1 {{ each party shall consult after {what}; }}"), beside=shipped("vocabulary"))
    assert "misplaced-slot" in [one.rule for one in found]


NOTHING = ("within armed-attack", "in consult", "against vessels", "under national-law", "by armed-attack",
           "for provoked", "with consult", "including vessels", "except request of Kenya")  # fmt: skip
SOMETHING = ("against Cuba", "within Europe", "in high-seas", "with force", "by majority of members",
             "under UN-Charter", "for the attacked party", "including use-force", "except use-force",
             "within 48 hours", "from territory of Kenya", 'with "the Council"')  # fmt: skip


@pytest.mark.parametrize("words", NOTHING)
def test_ruling_60_words_that_say_nothing_behind_a_preposition_are_refused(words: str) -> None:
    """A ban with such words would forbid nothing, a duty would look narrower than it is."""
    for sentence in (f"each party shall assist {words};", f"no party shall assist {words};"):
        _, found = world_of(treaty(f"article 1 {{ {sentence} }}"), beside=shipped("vocabulary"))
        assert "misplaced-slot" in [one.rule for one in found], sentence


@pytest.mark.parametrize("words", SOMETHING)
def test_ruling_60_words_that_say_something_stay(words: str) -> None:
    _, found = world_of(treaty(f"article 1 {{ each party shall assist {words}; }}"), beside=library())
    assert "misplaced-slot" not in [one.rule for one in found]


def test_ruling_61_a_heading_in_force_puts_a_treaty_in_force() -> None:
    """With `in-force from D` it binds from D on, as with `status in-force from D`; before it does not."""
    for head in ("in-force from 1995-01-01;", "status in-force from 1995-01-01;"):
        ban = treaty("article 1 { no party shall assist; }", head=head, name="N")
        text = treaty(HELP_ALL) + ban
        text += scene("expect no contradiction for Chile;", on="1993-01-01")
        text += scene("expect contradiction for Chile;", on="1999-01-01")
        assert case_of(text, draft="T").expected() == ["holds", "holds"], head


def test_ruling_61_the_day_of_an_event_is_the_day_of_the_scenario() -> None:
    """The day may stand behind the event; two different days are a mistake, and none is taken silently."""
    text = treaty("article 1 { no party shall sanction from 2000-01-01; }")
    for day, expected in (("1999-06-01", "may"), ("2001-06-01", "shall not")):
        said = f'scenario "s" {{ event threat to Kenya by Cuba on {day}; expect Chile {expected} sanction; }}'
        assert case_of(text + said, draft="T").expected() == ["holds"], said
    two = 'scenario "s" { on 1999-06-01; event threat to Kenya on 2001-06-01; expect Chile may sanction; }'
    case = case_of(text + two, draft="T")
    (outcome,) = outcomes(case.world, case.world.scenarios[0], case.draft)
    assert outcome.verdict == "fails" and "one day" in outcome.reason


@pytest.mark.parametrize("condition", ["@a", "@UN-Charter.self-defence", "not @a", "provoked or @a"])
def test_a_provision_is_no_condition(condition: str) -> None:
    """It would be a circumstance that nobody declared; a circumstance that a law declares may be referred to."""
    text = treaty(
        f"article 1 as a {{ each party shall consult; }} article 2 {{ no party shall sanction unless {condition}; }}"
    )
    assert "not-a-condition" in [one.rule for one in world_of(text, beside=library())[1]]
    law = 'law L "L" of Chile { rank statute; circumstance grave "it is grave"; article 1 { Chile shall consult; } }'
    fine = treaty("article 2 { no party shall sanction unless @L.grave; }") + law
    assert "not-a-condition" not in [one.rule for one in world_of(fine, beside=shipped("vocabulary"))[1]]


@pytest.mark.parametrize(("region", "inside", "outside"), [
    ("SouthAmerica", "Peru", "Cuba"), ("Caribbean", "Cuba", "Peru"), ("CentralAmerica", "Mexico", "Brazil"),
    ("WestAfrica", "Ghana", "Kenya"), ("EastAsia", "Mongolia", "Vietnam"), ("SouthAsia", "India", "Myanmar"),
    ("WesternEurope", "Belgium", "Poland"), ("SouthernAfrica", "Namibia", "Angola"),
])  # fmt: skip
def test_the_territory_of_a_state_lies_in_its_region(region: str, inside: str, outside: str) -> None:
    """Where a place lies is no open question where all the territory that is hit lies in an area, or outside."""
    text = treaty(f"article 1 {{ when armed-attack on any state in {region} each party shall consult; }}")
    for state, expected in ((inside, "shall"), (outside, "need not")):
        text += scene(f"expect Chile {expected} consult;", event=f"armed-attack on territory of {state} by Spain")
    assert case_of(text, draft="T").expected() == ["holds", "holds"]


BODIES = {
    "of the text": ("board", 'article 9 { council "Board" as board { members parties; decides by consensus; } }', ""),
    "of another treaty": (
        "@N.panel",
        "",
        treaty(
            'article 1 { council "Panel" as panel { members parties; decides by consensus; } }',
            name="N",
            party="party Samoa from 1990-01-01;",
        ),
    ),
    "of the vocabulary": ("security-council", "", ""),
}


@pytest.mark.parametrize("form", ("after {}", "failing {}"))
@pytest.mark.parametrize("body", BODIES)
def test_ruling_42_what_nobody_obliges_a_body_to_do_is_a_circumstance_of_the_body(body: str, form: str) -> None:
    """`sanction after recommend of board`: given as done of the body, not of whoever has to impose sanctions."""
    name, own, others = BODIES[body]
    step = form.format(f"recommend of {name}")
    text = treaty(f"{own} article 1 {{ when threat to any party {{ {step} {{ each other party shall sanction; }} }} }}")
    for word in ("", "not "):
        text += scene("expect Chile shall sanction;", event=THREAT, given=f"{word}done recommend of {name}")
    text += scene("expect Chile shall sanction;", event=THREAT, given="not done recommend of Chile")
    done, undone, another = case_of(text + others, draft="T").expected()
    assert (done, undone) == (("holds", "fails") if "after" in form else ("fails", "holds"))
    if "after" in form:  # what would only end something is not taken as done (ruling 48)
        assert another == "fails", "whether the body has acted is not said"
