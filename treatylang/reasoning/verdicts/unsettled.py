"""Readings of treaties that do not govern: those of a draft, and those of others that would stand against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Norm, Reading, Statement
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.bans import prohibitions
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import addressed, assume
from treatylang.reasoning.situations.readings import PREVAILING, PROPOSED, counts, readings_in
from treatylang.reasoning.verdicts.contradiction import Dilemma, DilemmaKind, alike, dilemmas


@dataclass(frozen=True)
class Idle:
    """Sentences of a reading that count on no day, and why: it is only proposed, or another one prevails, or none."""

    reading: Reading
    sentences: tuple[Norm | Statement, ...]
    why: str


def idle(frame: Frame) -> Iterator[Idle]:
    """Yield the readings of a treaty that is asked about of which some sentences count on none of their days."""
    text = frame.draft
    if text.kind != "treaty":
        return
    for reading in text.readings:
        if frame.diagrams.both(frame.possible, frame.space.on(reading.period)) == EMPTY:
            continue
        mine = (one for group in (text.norms, text.statements) for one in group if one.reading is reading)
        sentences = tuple(one for one in mine if not counts(frame, text, one))
        if sentences:
            yield Idle(reading, sentences, why_not(frame, text, reading))


def why_not(frame: Frame, text: Instrument, reading: Reading) -> str:
    """Say why a reading does not govern, or not by itself."""
    if reading.standing == PROPOSED:
        return "it is only proposed"
    key = (text.name, reading.article)
    governing = [one for one, _ in readings_in(frame, text).prevailing.get(key, ()) if one is not reading]
    if governing:
        return f"`{governing[0].name}` prevails"
    return "no reading of it prevails, and the others do not say the same"


def under_other_readings(frame: Frame) -> Iterator[tuple[Instrument, Reading, str, Dilemma, tuple[str, ...], Frame]]:
    """Yield what a draft would contradict if an article of another treaty were read as it is not, or not by all.

    Each comes with the treaty, the reading, why it does not govern, those bound, and the frame in which it governs.
    """
    draft, question, world = frame.draft, frame.question, frame.world
    others = {t.name: t for state in addressed(frame) for t in treaties_of(frame, state) if t is not draft}
    for treaty in others.values():
        for reading in treaty.readings if treaty.name not in question.readings else ():
            if reading.standing == PREVAILING or not _touches(frame, treaty, reading):
                continue
            asked = replace(question, readings={**question.readings, treaty.name: reading.name})
            supposed = assume(frame_of(world, draft, asked, beside=beside(world, draft, asked)))
            found = tuple(one for one in dilemmas(supposed) if any(ban.norm.reading is reading for ban in one.bans))
            for kind in DilemmaKind:
                for one, bearers in alike(found, kind) if kind.impossible else ():
                    yield treaty, reading, why_not(frame, treaty, reading), one, bearers, supposed


def _touches(frame: Frame, treaty: Instrument, reading: Reading) -> bool:
    """Return whether a reading that is held today forbids, in sentences that do not count, acts that the draft asks."""
    if frame.diagrams.both(frame.possible, frame.space.on(reading.period)) == EMPTY:
        return False
    lexicon = frame.world.lexicon
    owed = {act for norm in frame.draft.norms if norm.modality.obliges for act in norm.acts}
    idle_ = (n for n in treaty.norms if n.reading is reading and not counts(frame, treaty, n))
    shut = {act for norm in idle_ for ban in prohibitions(lexicon, norm) for act in ban.acts}
    return any(lexicon.is_a(one, act) for one in owed for act in shut)
