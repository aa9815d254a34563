"""To what a duty yields: a whole law or treaty, or one provision of it; what else forbids it stands."""

from __future__ import annotations

import pytest

from tests.reasoning.treaties_text import frame_for
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
