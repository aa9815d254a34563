"""What random drafts showed to be answered wrongly (`tests/oracle`), each cut down to the sentences that it takes."""

from __future__ import annotations

import pytest

from tests.rulings.test_trials import scene, treaty
from tests.worlds import shipped, world_of
from treatylang.model.question import Question
from treatylang.reasoning.answers.scenarios import HOLDS, outcomes
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

STRENGTH = """
bracket strength {
  option A when threat to any party each party shall not sanction;
  option B Chile shall consult;
}
"""
DRAFT = 'status draft; drawn-up at "Suva" on 1999-11-22; languages en;'
LAW = """
law L "L" of Chile { rank constitution; in-force from 1990-01-01;
  article 1 as ban { Chile shall not sanction; }
}
"""
HOST = LAW.replace("Chile shall not sanction", "no state shall sanction in territory of Chile")
YIELDING = (
    "article 1 as none { no party shall assist; } article 2 as duty { Chile shall sanction; } "
    "article 3 { @duty yields to @none; }"
)

CASES = {
    "a ban under one option stands under no other, whichever of the texts of a file is looked at": (
        treaty(f"article 1 as first {{ {STRENGTH} }}", head=DRAFT, party="party Chile, Kenya, Samoa;", name="New")
        + treaty("article 1 as second { Samoa shall consult; }", name="Old"),
        scene("expect Chile may sanction; expect Chile shall consult;"),
        {"strength": "B"},
    ),
    "near miss: under its own option it does": (
        treaty(f"article 1 as first {{ {STRENGTH} }}", head=DRAFT, party="party Chile, Kenya, Samoa;", name="New")
        + treaty("article 1 as second { Samoa shall consult; }", name="Old"),
        scene("expect Chile shall not sanction; expect Chile need not consult;"),
        {"strength": "A"},
    ),
    "what comes after an act that is owed under another option waits for nobody": (
        treaty(
            "article 1 as first { bracket steps { option A Chile shall consult; option B Chile shall report; } } "
            "article 2 as second { after consult each party shall sanction; }"
        ),
        scene("expect Kenya need not sanction;", given="not done consult of Kenya"),
        {"steps": "B"},
    ),
    "on a quiet day nobody is hit and nobody attacks: each other party is every party": (
        treaty("article 1 as first { Chile shall consult; after consult each other party shall sanction; }"),
        scene("expect Kenya shall sanction; expect Chile shall sanction;", event="nothing"),
        {},
    ),
    "near miss: whoever is hit is left out": (
        treaty("article 1 as first { Chile shall consult; after consult each other party shall sanction; }"),
        scene("expect Kenya need not sanction; expect Chile shall sanction;"),
        {},
    ),
    "a duty that yields to a ban of its treaty is owed nowhere, and collides with no law": (
        treaty(YIELDING) + LAW,
        scene("expect Chile need not sanction; expect no conflict for Chile; expect no contradiction for Chile;"),
        {},
    ),
    "what a host's law forbids on its soil is a conflict of the host": (
        treaty("article 1 as duty { Kenya shall sanction in territory of Chile; }") + HOST,
        scene("expect conflict for Chile; expect Kenya shall not sanction in territory of Chile;"),
        {},
    ),
    "what a law forbids on its soil alone keeps nobody from doing elsewhere what comes first": (
        treaty("article 1 as first { Kenya shall sanction; after sanction Samoa shall consult; }") + HOST,
        scene("expect Samoa shall consult;"),
        {},
    ),
    "near miss: it does where that has to be done there": (
        treaty("article 1 as first { Kenya shall sanction in territory of Chile; after sanction Samoa shall consult; }")
        + HOST,
        scene("expect Samoa need not consult;"),
        {},
    ),
    "near miss: elsewhere it is nobody's": (
        treaty("article 1 as duty { Kenya shall sanction in territory of Samoa; }") + HOST,
        scene("expect no conflict for Chile; expect no conflict; expect Kenya may sanction;"),
        {},
    ),
    "near miss: without that sentence it is owed, and does": (
        treaty(YIELDING.rpartition("article 3")[0]) + LAW,
        scene("expect Chile shall sanction; expect conflict for Chile; expect contradiction for Chile;"),
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_counterexample(name: str) -> None:
    text, scenario, options = CASES[name]
    world, _ = world_of(text, beside=shipped("vocabulary"))
    document, _ = parse(Source("asked.treaty", scenario))
    assert document is not None
    about = [world.instruments[one] for one in world.drafts if world.instruments[one].kind == "treaty"]
    for asked in document.items:
        assert isinstance(asked, ast.Scenario)
        found = list(outcomes(world, asked, about[0], Question(options=options), also=about[1:]))
        assert found
        assert not [(one.span.text, one.reason) for one in found if one.verdict != HOLDS]
