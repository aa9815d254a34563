"""Circumstances told as clauses: every one that the library declares can be denied, and denying changes it."""

from __future__ import annotations

import pytest

from tests.worlds import library
from treatylang.model.circumstances import FACTS
from treatylang.model.resolve import resolve
from treatylang.reasoning.explanation.facts import denied, question

WORLD = resolve([], library())[0]
DECLARED = sorted(
    {
        words
        for words in (
            *(word.say() for kind in FACTS if kind not in ("will", "relation") for word in WORLD.lexicon.words(kind)),
            *(one.words for text in WORLD.instruments.values() for one in text.circumstances),
        )
        if " " in words
    }
)


def test_every_declared_circumstance_is_denied_in_one_clause() -> None:
    assert len(DECLARED) > 30
    for words in DECLARED:
        said = denied(words)
        assert said != words
        assert "it is not the case" not in said
        assert " not not " not in said and "not no " not in said.replace("it is not true that no ", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the attack threatens the survival of the state", "the attack does not threaten the survival of the state"),
        ("the attacked party provoked the attack", "the attacked party did not provoke the attack"),
        ("its scale and effects are those of an attack", "its scale and effects are not those of an attack"),
        ("the forces of the state contribute to it", "the forces of the state do not contribute to it"),
        ("there is an emergency that leaves no time", "there is no emergency that leaves no time"),
        ("there is imminent danger", "there is no imminent danger"),
        ("no other means is available", "it is not true that no other means is available"),
        ("each party helps itself", "it is not true that each party helps itself"),
        ("the rule was new and concerned all", "it is not true that the rule was new and concerned all"),
        ("the situation, if ignored, could lead to war", "the situation, if ignored, could not lead to war"),
    ],
)
def test_denials(words: str, expected: str) -> None:
    assert denied(words) == expected


def test_what_somebody_wants_or_does_is_told_of_whom_it_is() -> None:
    from treatylang.model.bodies import Body
    from treatylang.reasoning.explanation.facts import clause
    from treatylang.reasoning.situations.space import Fact

    council = Body("security-council")
    acted = Fact("action of security-council", "fact", "", "action of security council", None, "action",
                 "security-council", body=council)  # fmt: skip
    assert clause(WORLD.lexicon, acted, False) == "the Security Council has not acted"
    asked = Fact("request of Japan", "fact", "Japan", "the request", None, "request")
    assert clause(WORLD.lexicon, asked, True) == "Japan has asked for it"
    late = Fact("decision of council within 3 days", "fact", "", "decision of council within 3 days", None, "decision",
                "council")  # fmt: skip
    assert clause(WORLD.lexicon, late, False) == "there is no decision of council within 3 days"
    judged = Fact("survival-threatened of Japan", "judgement", "Japan",
                  "the attack threatens the survival of the state", None, "survival-threatened")  # fmt: skip
    assert clause(WORLD.lexicon, judged, False) == "the attack does not threaten the survival of Japan"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the attack threatens the survival of Japan", "Does the attack threaten the survival of Japan?"),
        ("the attacked party provoked the attack", "Did the attacked party provoke the attack?"),
        ("there is imminent danger", "Is there imminent danger?"),
        ("the Security Council has acted", "Has the Security Council acted?"),
        ("the forces of the state contribute to it", "Do the forces of the state contribute to it?"),
        ("the attacked state is a partner", "Is the attacked state a partner?"),
    ],
)
def test_questions(words: str, expected: str) -> None:
    assert question(words) == expected


def test_every_declared_circumstance_can_be_asked_for() -> None:
    assert all(question(words).endswith("?") and question(words)[0].isupper() for words in DECLARED)
