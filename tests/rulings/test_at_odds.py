"""Ruling 88: a description of what cannot be is refused everywhere, with the words that do not go together."""

from __future__ import annotations

import pytest

from tests.rulings.asked import treaty
from tests.rulings.cases import case_of, law
from treatylang.api.situation import scenario_of
from treatylang.reasoning.answers.position import ask
from treatylang.reasoning.answers.scenarios import outcomes
from treatylang.reasoning.explanation.contradictory import at_odds
from treatylang.reasoning.explanation.undeclared import ambiguous
from treatylang.syntax import ast

TEXT = treaty(
    'area Sea "the Sea" = sea "South Pacific Ocean"; circumstance grave "it is grave"; '
    'circumstance calm "it is calm" = not grave; '
    "article 1 { when armed-attack on any party each other party shall assist if grave; "
    "after assist each party shall consult; }"
)
LAND = "armed-attack on territory of Kenya by Cuba"
AT_ODDS = {
    "what is given and denied": (f"{LAND} given grave, not grave", "`grave` and `not grave`"),
    "what one text defines as the opposite": (f"{LAND} given grave, calm", "`grave` and `calm`"),
    "done by one and by nobody": (f"{LAND} given done assist of Chile, not done assist", "`not done assist`"),
    "asked for and not": (f"{LAND} given request of Kenya, not request of Kenya", "`not request of Kenya`"),
    "an attack on itself": ("armed-attack on territory of Kenya by Kenya", "`on territory of Kenya` and `by Kenya`"),
    "land on the high seas": ("armed-attack on territory of Kenya in high-seas by Cuba", "`in high-seas`"),
    "land of one state in that of another": (
        "armed-attack on territory of Kenya in territory of Chile by Cuba",
        "`in territory of Chile`",
    ),
    "a sea where a state has no coast": ("armed-attack on territory of Laos in Sea by Cuba", "`in Sea`"),
    "land in mid-ocean": ("armed-attack on territory of Kenya at 30S 100W by Cuba", "`at 30S 100W`"),
    "two doers": ("armed-attack on territory of Kenya by Cuba by Laos", "`by` is said twice"),
}
TOGETHER = (
    f"{LAND} given grave, not calm",
    f"{LAND} given done assist of Chile, not done assist of Samoa",
    f"{LAND} given request of Kenya, not request of Chile",
    "armed-attack on vessels of Kenya in high-seas by Cuba",
    "armed-attack on forces of Kenya in territory of Chile by Cuba",
    "armed-attack on territory of Chile in Sea by Cuba",
    "armed-attack on vessels of Kenya at 30S 100W by Cuba",
    "armed-attack on territory of Kenya by Cuba, Laos",
)


def said(situation: str) -> tuple[str, list[str]]:
    """Return what a question says of a situation that cannot be, and what a scenario says of it."""
    case = case_of(TEXT, draft="T")
    event, _, given = situation.partition(" given ")
    asked = scenario_of(f"{event} on 2000-01-01{given and f' given {given}'}")
    odd = next((why for _, why in at_odds(asked)), "")
    answer = (
        "" if odd else " and ".join(f"`{one}`" for one in ask(case.world, case.draft, case.question, asked)[0].odds)
    )
    facts = f"given {given};" if given else ""
    text = TEXT + f'scenario "s" {{ on 2000-01-01; event {event}; {facts} expect Chile may consult; }}'
    told = case_of(text, draft="T")
    return odd or answer, [one.reason for s in told.world.scenarios for one in outcomes(told.world, s, told.draft)]


@pytest.mark.parametrize("name", AT_ODDS)
def test_ruling_88_what_cannot_be_is_refused_with_the_words_that_say_it(name: str) -> None:
    """Asked or written as a scenario: no verdict, and both name what does not go together."""
    situation, words = AT_ODDS[name]
    answer, reasons = said(situation)
    assert words in answer
    assert reasons and all(words in reason for reason in reasons), reasons


@pytest.mark.parametrize("situation", TOGETHER)
def test_what_can_be_is_answered(situation: str) -> None:
    """The near misses of the same forms get an answer."""
    answer, reasons = said(situation)
    assert answer == "" and not any("cannot" in reason for reason in reasons), reasons


def test_what_a_draft_assumes_and_denies_is_an_error() -> None:
    """With such an assumption every sentence would be idle, and nothing else would say so."""
    text = treaty('circumstance grave "it is grave"; assume grave, not grave; article 1 { each party shall consult; }')
    found = case_of(text, draft="T").found("dead-clause")
    assert [one.severity.name for one in found] == ["ERROR"] and "`not grave`" in found[0].message


def test_a_second_event_is_no_part_of_a_scenario() -> None:
    """It was left out without a word."""
    text = TEXT + f'scenario "s" {{ on 2000-01-01; event {LAND}; event threat to Chile; expect Chile may consult; }}'
    told = case_of(text, draft="T")
    reasons = [one.reason for s in told.world.scenarios for one in outcomes(told.world, s, told.draft)]
    assert all("one event" in reason for reason in reasons)


def test_a_bare_name_of_two_circumstances_is_refused_by_questions_too() -> None:
    """Ruling 32: `ask` took the draft's own, and then said that nothing turns on it."""
    other = law('circumstance grave "the court says so"; article 1 { Chile shall not assist if grave; }', of="Chile")
    case = case_of(TEXT + other, draft="T")
    facts = {"grave": True, "@T.grave": False, "not @Law.grave": False}
    for given, wrong in facts.items():
        asked = scenario_of(f"{LAND} on 2000-01-01 given {given}")
        (fact,) = [one for line in asked.lines if isinstance(line, ast.Given) for one in line.facts]
        assert bool(ambiguous(case.world, fact)) == wrong, given
