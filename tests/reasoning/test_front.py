"""The front of remedies: each set leaves no conflict with law, and none of them beats another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.worlds import world_of
from treatylang.findings import Edit
from treatylang.model.question import Question
from treatylang.reasoning.remedies import front
from treatylang.reasoning.remedies.cures import remedies
from treatylang.reasoning.remedies.front import Cure, Front, fronts
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.legality import clashes_of

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


# A second party whose law forbids the same, and suggests nothing.
THREE = (
    TWO.replace("party Fiji, Tonga;", "party Fiji, Tonga, Samoa;")
    + """
law Samoa-Peace "Peace Act" of Samoa {
  rank constitution;
  in-force from 2020-01-01;
  article 1 { Samoa shall not use-force unless armed-attack on self; }
}
"""
)


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


def _written(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made that stand in its order."""
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def test_what_is_written_into_the_text_leaves_no_conflict() -> None:
    """The edits of each set are made in the source, which is then read and looked at anew."""
    _, found = _fronts(TWO)
    for cure in found[0].cures:
        text = _written(TWO, cure.edits)
        assert text != TWO
        assert _fronts(text)[1] == (), [r.change.message for r in cure.remedies]


def test_reservations_of_two_parties_to_two_provisions_are_written_one_after_the_other() -> None:
    frame, _ = _fronts(THREE)
    clashes = [clash for state in ("Fiji", "Samoa") for clash in clashes_of(frame, state)]
    reserved = [next(r for r in remedies(frame, c) if r.change.added) for c in clashes if c.kind == "conflict"]
    assert len(reserved) == 4
    text = _written(THREE, [edit for remedy in reserved for edit in remedy.change.edits])
    assert text.count("  reservation ") == 4
    assert _fronts(text)[1] == ()


def test_a_reservation_to_one_provision_leaves_the_conflict_of_the_other() -> None:
    """Tried on the model as it would be in the text: it is made to its provision alone."""
    frame, _ = _fronts(TWO)
    for clash in clashes_of(frame, "Fiji"):
        remedy = next(r for r in remedies(frame, clash) if r.change.added)
        tried = replace(frame, draft=remedy.change.made(frame.draft, clash.duty.norm))
        left = [c for c in clashes_of(tried, "Fiji") if c.kind == "conflict"]
        _, (again,) = _fronts(_written(TWO, remedy.change.edits))
        assert (len(left), again.conflicts) == (1, 1)
        assert left[0].duty.norm is not clash.duty.norm


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


def test_a_change_that_the_law_of_one_party_suggests_cures_the_others_too() -> None:
    """To consult is what the law of Fiji suggests; it leaves Samoa nothing either that its law forbids."""
    _, found = _fronts(THREE)
    assert found[0].conflicts == 4
    for cure in found[0].cures:
        assert len(cure.remedies) == 2, [remedy.change.message for remedy in cure.remedies]
    assert any("`consult`" in remedy.change.message for cure in found[0].cures for remedy in cure.remedies)


def _measures(cure: Cure) -> tuple[int, int, int]:
    """Return what a set costs, as the ends of a front are measured: guarantees, promises, changes."""
    return (
        sum(len(remedy.price.guarantee_lost) for remedy in cure.remedies),
        sum(len(remedy.price.promise_lost) for remedy in cure.remedies),
        len(cure.remedies),
    )


@pytest.mark.parametrize("text", [TWO, THREE])
def test_the_ends_cost_as_little_as_the_best_of_all_sets(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many sets to try, the least by each measure is found without trying them."""
    _, every = _fronts(text)
    assert not every[0].ends
    monkeypatch.setattr(front, "MOST_SETS", 1)
    _, ends = _fronts(text)
    assert ends[0].ends
    for measure in range(3):
        best = min(_measures(cure)[measure] for cure in every[0].cures)
        assert min(_measures(cure)[measure] for cure in ends[0].cures) == best


def test_a_treaty_with_many_provisions_has_its_ends_shown_and_they_cure_it() -> None:
    attack = "when armed-attack on any party each other party shall use-force"
    article = f'article "Assistance" as assistance {{ {attack}; }}'
    many = "".join(article.replace("assistance {", f"assistance-{n} {{") for n in range(9))
    text = TWO.replace(article, many)
    assert many in text
    _, (found,) = _fronts(text)
    assert isinstance(found, Front)
    assert (found.conflicts, found.ends) == (10, True)
    assert found.cures
    for cure in found.cures:
        assert _fronts(_written(text, cure.edits))[1] == ()
