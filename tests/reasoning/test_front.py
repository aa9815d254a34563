"""The front of remedies: each set leaves no conflict with law, and none of them beats another."""

from __future__ import annotations

from tests.worlds import world_of
from treatylang.model.question import Question
from treatylang.reasoning.front import fronts
from treatylang.reasoning.telling import examined

TWO = """
law Fiji-Peace "Act on the Renunciation of Force" of Fiji {
  rank constitution;
  in-force from 2020-01-01;
  article 1 { Fiji shall not use-force unless armed-attack on self; cure any of consult, give-aid; }
}
treaty Pact "Pact of Mutual Assistance" {
  drawn-up at "Suva" on 2026-11-22;
  under law of parties;
  party Fiji, Tonga;
  article "Assistance" as assistance { when armed-attack on any party each other party shall use-force; }
  article "Blockade" as blockade { when blockade on any party each other party shall use-force; }
}
"""


def _fronts(text: str) -> tuple:
    world, findings = world_of(text)
    assert not [f for f in findings if f.severity.word == "error"], findings
    draft = world.instruments["Pact"]
    frame, _ = examined(world, draft, Question())
    return frame, fronts(frame)


def test_every_set_cures_each_provision_that_collides() -> None:
    _, found = _fronts(TWO)
    assert len(found) == 1
    assert found[0].conflicts == 2
    assert found[0].cures
    assert not found[0].stuck
    for cure in found[0].cures:
        assert {r.clash.duty.norm.number for r in cure.remedies} == {"1", "2"}


def test_what_is_written_into_the_text_leaves_no_conflict() -> None:
    """The edits of each set are made in the source, which is then read and looked at anew."""
    _, found = _fronts(TWO)
    for cure in found[0].cures:
        text = TWO
        for edit in reversed(cure.edits):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        assert text != TWO
        assert _fronts(text)[1] == (), [r.change.message for r in cure.remedies]


def test_no_set_of_the_front_beats_another() -> None:
    frame, found = _fronts(TWO)
    cures = found[0].cures
    for one in cures:
        for other in cures:
            if one is not other:
                better = one.price.no_worse(other.price, frame) and not other.price.no_worse(one.price, frame)
                assert not better


def test_a_lawful_draft_has_no_front() -> None:
    assert _fronts(TWO.replace("shall use-force;", "shall consult the others;"))[1] == ()
