"""Remedies written into random drafts and looked at again: the conflict is gone, nothing is added, the price right."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import event, given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning.brute_space import FACTS, space
from tests.reasoning.brute_treaties import NARROWER, Case, Law, Rule
from tests.reasoning.drawing import ALONE, HITTING, IN_LAW
from tests.reasoning.treaties_text import as_mask, as_text, frame_for
from treatylang.findings import Edit
from treatylang.model.instrument import Norm
from treatylang.reasoning.remedies.cures import Remedy, remedies
from treatylang.reasoning.remedies.prices import worth_of
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import bound
from treatylang.reasoning.verdicts.legality import clashes

EVERYTHING = space(FACTS)


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    """Return a text with its edits carried out, the last first."""
    for edit in sorted(edits, key=lambda e: -e.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def label_of(norm: Norm) -> str:
    return next(label for label in norm.labels if label[0] == "n" and label[1:].isdigit())


def conflicts(frame: Frame) -> dict[tuple[str, str, str], int]:
    """Return where each party cannot keep each duty, by the weight of the law that forbids it."""
    found: dict[tuple[str, str, str], int] = {}
    for clash in clashes(frame):
        if clash.kind == "conflict" and not clash.readings:
            key = (clash.duty.bearer, label_of(clash.duty.norm), clash.weight.name)
            found[key] = found.get(key, 0) | as_mask(frame, clash.where, EVERYTHING)
    return found


def norm_of(frame: Frame, label: str) -> Norm:
    return next(norm for norm in frame.draft.norms if label in norm.labels and norm.modality.obliges)


def worth(frame: Frame, label: str, state: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return where each act is promised under a duty, and where it is certain."""
    found = worth_of(frame, norm_of(frame, label), state)
    promised, kept = ({act: as_mask(frame, where, EVERYTHING) for act, where in one.items()} for one in found)
    return promised, kept


def check(text: str, frame: Frame, remedy: Remedy) -> None:
    clash = remedy.clash
    state, label = clash.duty.bearer, label_of(clash.duty.norm)
    cured = applied(text, remedy.change.edits)
    said = f"{remedy.change.message} for {state} under {label}\n{text}\n-- cured --\n{cured}"
    after = frame_for(cured)
    before_all, after_all = conflicts(frame), conflicts(after)
    assert not after_all.get((state, label, clash.weight.name)), said
    for key, where in after_all.items():
        # A new text may tell of more weights, but nothing that was possible may become impossible.
        assert where & ~before_all.get(key, 0) == 0, f"{key}: {said}"
    # A reservation changes what one party owes, a change of the sentence what all do.
    for party in (state,) if remedy.change.added is not None else bound(frame):
        promised, kept = worth(frame, label, party)
        promised_now, kept_now = worth(after, label, party)
        for act in NARROWER:
            lost = promised.get(act, 0) & ~promised_now.get(act, 0)
            assert bool(lost) == ((party, act) in remedy.price.promise_lost), f"`{act}` of {party} promised: {said}"
            gone = kept.get(act, 0) & ~kept_now.get(act, 0)
            assert bool(gone) == ((party, act) in remedy.price.guarantee_lost), f"`{act}` of {party} lost: {said}"
            come = kept_now.get(act, 0) & ~kept.get(act, 0)
            assert bool(come) == ((party, act) in remedy.price.guarantee_gained), f"`{act}` of {party} gained: {said}"


@st.composite
def stuck(draw: st.DrawFn) -> Case:
    """Draw a treaty and a law that forbids what its first duty asks, or a kind of it."""
    case = draw(ALONE)
    act = draw(st.sampled_from(HITTING[case.draft.norms[0].act]))
    rank = draw(st.sampled_from(["constitution", "statute"]))
    return replace(case, laws=(Law("Japan", rank, (Rule(act, draw(st.none() | IN_LAW)),)), *case.laws[1:]))


@cases(60)
@given(stuck())
def test_a_remedy_written_into_the_text_removes_the_conflict_and_adds_none(case: Case) -> None:
    text = as_text(case)
    frame = frame_for(text)
    for clash in clashes(frame):
        if clash.kind != "conflict" or clash.readings:
            continue
        found = remedies(frame, clash)
        event(f"{min(len(found), 4)} remedies")
        for remedy in found:
            check(text, frame, remedy)


def test_a_plain_conflict_has_the_remedies_that_a_drafter_expects() -> None:
    text = """
treaty T "T" { drawn-up at "Rome" on 2026-01-01; party Japan, Australia;
  article as n1 { when attack on any party each other party shall help with arms; }
}
law L "L" of Japan { rank constitution; in-force from 1950-01-01; article 1 { Japan shall not fight; } }
"""
    frame = frame_for(text)
    (clash,) = [c for c in clashes(frame) if c.kind == "conflict"]
    found = {remedy.change.message: remedy for remedy in remedies(frame, clash)}
    assert "add `in accordance with own-constitution`" in found
    assert "drop `with arms`" in found
    for remedy in found.values():
        check(text, frame, remedy)
    deferring = found["add `in accordance with own-constitution`"].price
    assert set(deferring.promise_lost) == {("Japan", "fight")}
    assert not deferring.guarantee_lost
    assert set(deferring.guarantee_gained) == {("Japan", "help")}
    # Australia's law forbids nothing: without the means it owes less as well.
    dropped = found["drop `with arms`"].price
    assert {party for party, _ in dropped.promise_lost} == {"Japan", "Australia"}
    assert ("Australia", "fight") in dropped.guarantee_lost
