"""Ruling 42: what stands behind an act and is no part of it is what the act waits for, whatever the preposition."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of
from tests.rulings.test_trials import scene, treaty
from tests.worlds import shipped, world_of

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
def test_a_circumstance_behind_a_preposition_is_a_condition(form: str, preposition: str) -> None:
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


def test_an_act_behind_after_orders_duties_as_it_does_in_front() -> None:
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
def test_nothing_comes_after_a_state_or_a_thing(what: str) -> None:
    _, found = world_of(treaty(f"article 1 {{ each party shall consult after {what}; }}"), beside=shipped("vocabulary"))
    assert "misplaced-slot" in [one.rule for one in found]
