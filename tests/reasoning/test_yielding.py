"""To what a duty yields: a whole law or treaty, or one provision of it; what else forbids it stands."""

from __future__ import annotations

import pytest

from tests.reasoning.treaties_text import VOCABULARY, frame_for
from treatylang.reasoning.verdicts.contradiction import dilemmas
from treatylang.reasoning.verdicts.legality import clashes

LAW = (
    'law L "L" of Japan {{ rank {}; in-force from 1950-01-01; '
    "article 1 as one {{ Japan shall not watch; }} article 2 as two {{ Japan shall not patrol; }} }}\n"
)
OTHER = 'law M "M" of Japan { rank statute; in-force from 1950-01-01; article 1 as one { Japan shall not guard; } }\n'
TREATY = (
    'treaty U "U" { status in-force from 2005-01-01; drawn-up at "Rome" on 2001-01-01; party Japan, Australia; '
    "article as one { no party shall talk; } article as two { no party shall guard; } }\n"
)
DRAFT = (
    'treaty T "T" {{ drawn-up at "Rome" on 2026-01-01; party Japan, Australia; '
    "article as n1 {{ when attack on any party each party shall guard; }} "
    "article as n2 {{ when attack on any party each party shall guard; }} article as n3 {{ {} }} }}"
)
CONFLICT, TENSION, POLICY, DILEMMA = "conflict", "tension", "conflict with policy", "contradiction"

CASES: dict[str, tuple[str, str, set[str]]] = {
    "nothing": (LAW.format("constitution"), "", {CONFLICT}),
    "the law": (LAW.format("constitution"), "@n1 yields to L;", set()),
    "one provision of two that are needed": (LAW.format("constitution"), "@n1 yields to @L.one;", {CONFLICT}),
    "the other": (LAW.format("constitution"), "@n1 yields to @L.two;", {CONFLICT}),
    "each of the two": (LAW.format("constitution"), "@n1 yields to @L.one; @n1 yields to @L.two;", set()),
    "another law": (LAW.format("constitution"), "@n1 yields to M;", {CONFLICT}),
    "a provision of the same name in another law": (LAW.format("constitution"), "@n1 yields to @M.one;", {CONFLICT}),
    "another duty yields": (LAW.format("constitution"), "@n2 yields to L;", {CONFLICT}),
    "own law": (LAW.format("statute"), "@n1 yields to own-law;", set()),
    "own constitution, where the law is one": (LAW.format("constitution"), "@n1 yields to own-constitution;", set()),
    "own constitution, where the law is none": (LAW.format("statute"), "@n1 yields to own-constitution;", {CONFLICT}),
    "the whole text": (LAW.format("constitution"), "this treaty yields to own-law;", set()),
    "policy is no law that excuses": (LAW.format("policy"), "@n1 yields to own-law;", {POLICY}),
    "only where it is cloudy": (LAW.format("constitution"), "@n1 yields to L if cloud;", {CONFLICT}),
    "never": (LAW.format("constitution"), "@n1 yields to L if cloud and not cloud;", {CONFLICT}),
}
TREATIES: dict[str, tuple[str, set[str]]] = {
    "nothing": ("", {DILEMMA}),
    "the treaty": ("@n1 yields to U;", set()),
    "the provision that forbids it": ("@n1 yields to @U.two;", set()),
    "another provision": ("@n1 yields to @U.one;", {DILEMMA}),
    "another duty yields": ("@n2 yields to U;", {DILEMMA}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_duty_yields_to_lowers_it_and_nothing_else_does(name: str) -> None:
    law, sentence, expected = CASES[name]
    unused = OTHER.replace("guard", "talk")
    frame = frame_for(law + unused + DRAFT.format(sentence or "each party shall talk if cloud and not cloud;"))
    found = {
        clash.kind.value if clash.weight.name == "LAW" else f"{clash.kind.value} with policy"
        for clash in clashes(frame, ("Japan",))
        if "n1" in clash.duty.norm.labels
    }
    assert found == expected


@pytest.mark.parametrize("name", TREATIES)
def test_what_a_duty_yields_to_in_treaties_displaces_it(name: str) -> None:
    sentence, expected = TREATIES[name]
    text = TREATY + DRAFT.format(sentence or "each party shall talk if cloud and not cloud;")
    found = {str(one.kind) for one in dilemmas(frame_for(text), ("Japan",)) if "n1" in one.duty.norm.labels}
    assert found - {"displaced"} == expected


# -- law that yields to treaties -----------------------------------------------------------------------------------

YIELDING = (
    'law L "L" of Japan {{ rank constitution; in-force from 1950-01-01; '
    "article 1 as one {{ Japan shall not supply; }} article 2 as two {{ {} }} }}\n"
)
DECLARED = VOCABULARY.replace('heading rank "rank"', 'heading concerns "concerns"; heading rank "rank"')
"""Words of a draft that says what it concerns; help is of mutual defence, fighting of the use of force."""

HELP = DRAFT.replace("shall guard", "shall supply")
RANKS: dict[str, tuple[str, str]] = {
    "nothing is said": ("Japan shall not talk;", "LAW"),
    "to the draft by name": ("@one yields to T;", "OUTRANKED"),
    "to a provision of the draft": ("@one yields to @T.n1;", "OUTRANKED"),
    "to another treaty": ("@one yields to U;", "LAW"),
    "another provision yields": ("@two yields to T;", "LAW"),
    "to any treaty": ("@one yields to any treaty;", "OUTRANKED"),
    "to treaties of its kind": ("@one yields to any treaty concerning mutual-defence;", "OUTRANKED"),
    "to treaties of another kind": ("@one yields to any treaty concerning use-of-force;", "LAW"),
    "never": ("@one yields to T if cloud and not cloud;", "LAW"),
}


@pytest.mark.parametrize("name", RANKS)
def test_law_that_yields_to_the_draft_is_outranked_by_it(name: str) -> None:
    sentence, weight = RANKS[name]
    says = HELP.replace("party Japan", "concerns mutual-defence; party Japan")
    silent = YIELDING.format(sentence) + TREATY + HELP.format("each party shall talk;")
    for text in (silent, YIELDING.format(sentence) + TREATY + says.format("each party shall talk;")):
        frame = frame_for(text, vocabulary=DECLARED)
        found = {clash.weight.name for clash in clashes(frame, ("Japan",)) if "n1" in clash.duty.norm.labels}
        assert found == {weight}, "what a treaty concerns follows from what it asks for, said or not"


# -- permissions that lift a ban -----------------------------------------------------------------------------------

LIFTING = (
    'law L "L" of Japan {{ rank constitution; in-force from 1950-01-01; '
    "article 1 as one {{ Japan shall not guard; }} article 2 as two {{ {} }} }}\n"
)
READINGS = "reading old {{ {} }} reading new from 2005-01-01 prevailing {{ {} }}"
LIFTED: dict[str, tuple[str, bool]] = {
    "every way": ("Japan may guard notwithstanding @one;", False),
    "one way": ("Japan may watch notwithstanding @one;", False),
    "something else": ("Japan may talk notwithstanding @one;", True),
    "a permission that claims no priority": ("Japan may guard;", True),
    "a sentence says that it prevails": ("Japan may guard; @two prevails over @one;", False),
    "it prevails over something else": ("Japan may guard; @two prevails over @two;", True),
    "something else prevails over the ban": ("Japan may guard; @one prevails over @two;", True),
    "another prevails": ("Japan may guard notwithstanding @two;", True),
    "never": ("Japan may guard notwithstanding @one if cloud and not cloud;", True),
    "the reading that prevails": (
        READINGS.format("Japan shall not talk;", "Japan may guard notwithstanding @one;"),
        False,
    ),
    "a reading that does not": (
        READINGS.format("Japan may guard notwithstanding @one;", "Japan shall not talk;"),
        True,
    ),
    "the ban is in a reading of another article": (
        "reading new from 2005-01-01 prevailing { Japan may watch notwithstanding @one; }",
        False,
    ),
}


@pytest.mark.parametrize("name", LIFTED)
def test_a_permission_with_priority_lifts_the_ban_of_its_law(name: str) -> None:
    sentence, conflict = LIFTED[name]
    frame = frame_for(LIFTING.format(sentence) + DRAFT.format("each party shall talk;"))
    found = [
        clash
        for clash in clashes(frame, ("Japan",))
        if "n1" in clash.duty.norm.labels and clash.kind == "conflict" and not clash.readings
    ]
    assert bool(found) is conflict
