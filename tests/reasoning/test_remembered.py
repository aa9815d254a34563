"""What geometry said of areas is not drawn again for a draft whose areas and parties are the same, and else it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.worlds import ROOT, world_of
from treatylang.model.question import Question
from treatylang.reasoning.areas.contested import places_in
from treatylang.reasoning.areas.ground import nothing_in
from treatylang.reasoning.areas.leftover import left_out
from treatylang.reasoning.areas.scopes import areas_on, day_of

PACT = """treaty Sunda-Pact "Sunda Pact" {
  drawn-up 2027-03-01;
  party Philippines, Malaysia, Japan;
  area Waters "the Waters" = territory of the parties north of 5N except part "Hokkaido" of Japan;
  area Nowhere "Nowhere" = territory of Japan south of 10S;
  article 1 "Defence" {
    when armed-attack on any party in Waters each other party shall consult within 48 hours;
    when threat on any party in Nowhere each other party shall consult;
  }
}"""


def answers(text: str, kept: dict[str, str]) -> list[object]:
    """Ask all that is kept; areas are named, for the nodes of another text are others."""
    world = replace(world_of(text)[0], kept=kept)
    draft = world.instruments[world.drafts[0]]
    day = day_of(draft, Question())
    areas = areas_on(draft, Question(), day)
    return [
        [(area.name, found) for area, found in places_in(world, draft, Question())],
        list(left_out(world, draft, Question())),
        [(area.name, nothing_in(world, draft, area.value, day)) for area in areas],
    ]


def drawn_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test fail where the globe is opened."""

    def refuse() -> None:
        raise AssertionError("the globe was opened")

    for name in ("treatylang.geography.open_globe", "treatylang.geography.globe.open_globe"):
        monkeypatch.setattr(name, refuse)


def test_a_changed_article_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, str] = {}
    first = answers(PACT, kept)
    contested, left, nothing = first
    assert contested, "the Waters hold contested places"
    assert left, "Hokkaido is left out"
    assert nothing == [("Waters", False), ("Nowhere", True)]
    drawn_nothing(monkeypatch)
    assert answers(PACT.replace("48 hours", "2 days"), kept) == first


@pytest.mark.parametrize(
    "change",
    [
        ("Philippines, Malaysia, Japan", "Philippines, Malaysia, Japan, Vietnam"),
        ("north of 5N", "north of 6N"),
        ('"Hokkaido"', '"Okinawa"'),
        ("on any party in Waters", "on any party in Nowhere"),
    ],
)
def test_what_an_answer_rests_on_is_drawn_anew(change: tuple[str, str]) -> None:
    kept: dict[str, str] = {}
    answers(PACT, kept)
    other = PACT.replace(*change)
    assert answers(other, kept) == answers(other, {})


def test_what_was_kept_and_is_none_is_drawn_anew() -> None:
    kept: dict[str, str] = {}
    first = answers(PACT, kept)
    assert answers(PACT, dict.fromkeys(kept, "{")) == first


def test_the_examples_say_the_same_from_what_was_kept() -> None:
    text = (ROOT / "examples/anzus.treaty").read_text()
    kept: dict[str, str] = {}
    assert answers(text, kept) == answers(text, kept) == answers(text, {})
