"""What own law puts before joining a treaty, or before doing what it asks: which step, and whether there is time."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of, law, pact
from treatylang.reasoning.norms.accession import barred, procedures

DUTY = "when armed-attack on any party each other party shall {}; "
JOIN = 'before ratify of any treaty Japan shall obtain approval of "the House";'
ACT = 'before deploy Japan shall obtain approval of "the House"{};'
READ = "article 1 as ban {{ reading old {{ {} }} reading new from 1960-01-01 prevailing {{ {} }} }}"
FINALS = "final-clauses {{ {} }}"
ON_SIGNATURE = FINALS.format("entry-into-force on signature;")
RATIFIED = FINALS.format("ratification with depositary; entry-into-force on signature;")
LATER = FINALS.format("entry-into-force on deposit of 2 ratifications;")

Steps = set[tuple[str, str, bool]]
JOINING, DEPLOYING = ("join", "ratify", False), ("act", "deploy", False)
NONE: Steps = set()

CASES: dict[str, tuple[str, str, Steps]] = {
    "before joining": (law(JOIN), DUTY.format("assist"), {JOINING}),
    "before joining treaties of its kind": (
        law(JOIN.replace("any treaty", "any treaty concerning mutual-defence")),
        DUTY.format("assist"),
        {JOINING},
    ),
    "before joining treaties of another": (
        law(JOIN.replace("any treaty", "any treaty concerning mutual-defence")),
        "each party shall consult the others;",
        NONE,
    ),
    "law of somebody else": (law(JOIN.replace("Japan", "Australia"), of="Australia"), DUTY.format("assist"), NONE),
    "before an act that is asked for": (law(ACT.format("")), DUTY.format("deploy"), {DEPLOYING}),
    "before an act that is one way of what is asked": (law(ACT.format("")), DUTY.format("assist"), {DEPLOYING}),
    "before an act that nothing asks for": (law(ACT.format("")), DUTY.format("consult"), NONE),
    "a duty of somebody else": (law(ACT.format("")), "Australia shall deploy if armed-attack on Japan;", NONE),
    "the reading that prevails": (law(READ.format("", ACT.format(""))), DUTY.format("deploy"), {DEPLOYING}),
    "a reading that does not": (law(READ.format(ACT.format(""), "")), DUTY.format("deploy"), NONE),
    "law that is no longer in force": (
        law(ACT.format("")).replace("from 1950-01-01", "from 1950-01-01 until 1960-01-01"),
        DUTY.format("deploy"),
        NONE,
    ),
    "an approval after `unless`": (
        law('Japan shall not deploy unless approval of "the House";'),
        DUTY.format("deploy"),
        {DEPLOYING},
    ),
    "a ban without one": (law("Japan shall not deploy;"), DUTY.format("deploy"), NONE),
    "a right with one is no procedure": (
        law('Japan may deploy unless approval of "the House";'),
        DUTY.format("deploy"),
        NONE,
    ),
    "what comes after an act is not before it": (
        law('after deploy Japan shall obtain approval of "the House";'),
        DUTY.format("deploy"),
        NONE,
    ),
    "no time for it": (
        law(ACT.format("")),
        DUTY.format("deploy immediately"),
        {("act", "deploy", True)},
    ),
    "another way leaves the time": (law(ACT.format("")), DUTY.format("assist immediately"), {DEPLOYING}),
    "time enough": (
        law(ACT.format(" after 20 days")),
        DUTY.format("deploy within 30 days"),
        {DEPLOYING},
    ),
    "as much as it takes": (law(ACT.format(" after 30 days")), DUTY.format("deploy within 30 days"), {DEPLOYING}),
    "too little": (
        law(ACT.format(" after 2 months")),
        DUTY.format("deploy within 30 days"),
        {("act", "deploy", True)},
    ),
    "bound on signature": (law(JOIN), DUTY.format("assist") + "}" + ON_SIGNATURE, {("join", "ratify", True)}),
    "ratified all the same": (law(JOIN), DUTY.format("assist") + "}" + RATIFIED, {JOINING}),
    "bound later": (law(JOIN), DUTY.format("assist") + "}" + LATER, {JOINING}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_has_to_come_first(name: str) -> None:
    own, body, expected = CASES[name]
    article, brace, finals = body.partition("}")
    text = own + pact(f'article "Assistance" as assistance {{ {article} }} {finals if brace else ""}')
    case = case_of(text)
    found = {(one.occasion, one.act, bool(one.late)) for one in procedures(case.frame, "Japan")}
    assert found == expected, [str(one.message) for one in case.mistakes]


BANS: dict[str, tuple[str, str, bool]] = {
    "a ban on alliances": ("Japan shall not join any alliance;", DUTY.format("assist"), True),
    "a ban on treaties about a matter": (
        "Japan shall not join any treaty concerning mutual-defence;",
        DUTY.format("assist"),
        True,
    ),
    "the draft is of another kind": (
        "Japan shall not join any treaty concerning mutual-defence;",
        "each party shall consult the others;",
        False,
    ),
    "a right to join": ("Japan may join any treaty concerning mutual-defence;", DUTY.format("assist"), False),
    "a ban that is lifted": (
        "Japan shall not join any treaty concerning mutual-defence until 1960-01-01;",
        DUTY.format("assist"),
        False,
    ),
    "a duty that nothing wakes": (
        "Japan shall not join any treaty concerning mutual-defence;",
        "no party shall assist any state;",
        False,
    ),
    "a reading that does not prevail": (
        READ.format("Japan shall not join any treaty concerning mutual-defence;", ""),
        DUTY.format("assist"),
        False,
    ),
    "the reading that prevails": (
        READ.format("", "Japan shall not join any treaty concerning mutual-defence;"),
        DUTY.format("assist"),
        True,
    ),
}


@pytest.mark.parametrize("name", BANS)
def test_whom_its_own_law_bars(name: str) -> None:
    own, body, expected = BANS[name]
    case = case_of(law(own) + pact(body))
    assert bool(list(barred(case.frame, "Japan"))) is expected, [one.message for one in case.mistakes]
