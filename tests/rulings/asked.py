"""Small treaties among three states with scenarios beside them, and which of their expectations do not hold."""

from __future__ import annotations

from tests.rulings.cases import case_of
from treatylang.reasoning.answers.scenarios import outcomes

HEAD = "status in-force from 1990-01-01; excerpt; languages en;"
HELP = 'article 1 "Help" as help { when armed-attack on any party each other party shall assist; } '
ON_LAND, AT_SEA = "armed-attack on territory of Kenya by Cuba", "armed-attack on vessels of Kenya in high-seas by Cuba"
DAY = "2000-01-01"


def treaty(body: str, name: str = "T", party: str = "Chile, Kenya, Samoa from 1990-01-01", head: str = HEAD) -> str:
    """Return a treaty, in force since 1990 among three states where nothing else is said."""
    return f'treaty {name} "Treaty {name}" {{ {head} party {party}; {body} }}\n'


def scene(expectation: str, on: str = DAY, event: str = ON_LAND, *given: str) -> str:
    """Return a scenario with one expectation, or several that semicolons part; no event where that is empty."""
    said = ", ".join(one for one in given if one)
    expected = " ".join(f"expect {one.strip()};" for one in expectation.split(";"))
    happens = f"event {event};" if event else ""
    return f'scenario "s" {{ on {on}; {happens} {f"given {said};" if said else ""} {expected} }}\n'


def told_wrong(text: str) -> list[str]:
    """Return the expectations of a text that do not hold, each with the reason."""
    case = case_of(text, draft="T")
    assert not case.mistakes, case.mistakes
    told = [one for s in case.world.scenarios for one in outcomes(case.world, s, case.draft)]
    assert told
    return [f"{one.span.text}: {one.verdict}, {one.reason}" for one in told if one.verdict != "holds"]
