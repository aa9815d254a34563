"""Why an expectation is not so: which norms are awake instead, which forbid, and which sleep, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from treatylang.findings import Step
from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.addressing import applies
from treatylang.reasoning.norms.bans import Ban, host_bans, law_on, readings_about
from treatylang.reasoning.norms.binding import treaties_of
from treatylang.reasoning.norms.duties import Duty
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.meaning import Reader
from treatylang.reasoning.telling.citing import cited, named, provision, says
from treatylang.reasoning.telling.narrating import forbidding, owing
from treatylang.reasoning.verdicts.legality import governing
from treatylang.syntax import ast

MOST = 4
"""How many norms are told at most: beyond that a list hides what matters."""

Binding = tuple[Frame, Duty, str, int]
"""A duty under the text of a frame: what it asks at the least, and where."""


def not_owed(frames: Sequence[Frame], who: str, act: str, mine: Iterable[Binding], other: int) -> Iterator[Step]:
    """Yield why an act is not owed: the sentences that ask for it and sleep, then what is owed instead."""
    sleeping = [
        (frame, norm)
        for frame in frames
        for norm in frame.draft.norms
        if norm.modality.obliges
        and not norm.procedural
        and norm.choices <= frame.choices
        and any(frame.world.lexicon.is_a(own, act) for own in norm.acts)
    ]
    words = says(frames[0].world.lexicon, act)
    for frame, norm in sleeping[:MOST]:
        reason = silence(frame, frame.draft, norm, who, other)
        if reason:
            yield Step(f"{_cite(frame.draft, norm)} would bind to {words}, but {reason}", norm.span)
    if not sleeping:
        texts = " or ".join(named(frame.draft.title) for frame in frames)
        yield Step(f"no sentence of {texts} binds anybody to {words}")
    yield from addressed_by([one for one in mine if one[1].norm not in [norm for _, norm in sleeping]], [], who, other)


def addressed_by(
    duties: Iterable[Binding], bans: Iterable[tuple[Frame, Norm, int]], who: str, other: int
) -> Iterator[Step]:
    """Yield the duties and bans that are awake in some of the situations, each with its place."""
    found: dict[Step, None] = {}
    for frame, duty, act, where in duties:
        if frame.diagrams.both(where, other) != EMPTY:
            found.setdefault(owing(frame, frame.draft, duty.norm, who, act), None)
    for frame, norm, where in bans:
        if frame.diagrams.both(where, other) != EMPTY:
            found.setdefault(forbidding(frame.world.lexicon, frame.draft, norm, who), None)
    yield from list(found)[:MOST]


def shut_by(reaching: Iterable[tuple[Frame, tuple[Ban, ...]]], who: str, act: str, other: int) -> Iterator[Step]:
    """Yield the bans that forbid some way of an act in some of the situations, in a reading that governs there."""
    found: dict[Step, None] = {}
    for frame, bans in reaching:
        readings = readings_about(frame, who, bans)
        diagrams = frame.diagrams
        lexicon = frame.world.lexicon
        kinds = sorted(ways(lexicon, act))
        for ban in bans:
            # Where a permission that prevails lifts it, a ban forbids nothing: self-defence breaks no ban on force.
            hit = diagrams.any_of(ban.against(way, diagrams) for way in kinds)
            if diagrams.all_of((hit, governing(frame, ban, readings), other)) != EMPTY:
                found.setdefault(_forbids(ban, who, says(lexicon, act)))
    yield from list(found)[:MOST]


def not_forbidden(frames: Sequence[Frame], who: str, act: str, other: int) -> Iterator[Step]:
    """Yield why an act is not forbidden: the bans on it that are silent here, or that there is none."""
    found: dict[Step, None] = {}
    words = says(frames[0].world.lexicon, act)
    for frame in frames:
        for text, norm in _bans_on_act(frame, who, act):
            reason = silence(frame, text, norm, who, other)
            how = f", read as `{norm.reading.name}`," if norm.reading is not None else ""
            if norm.reading is not None and not _governs(frame, norm, who, other):
                reason = "that reading does not govern on that day"
            elif norm.reading is not None and norm.reading.standing != "prevailing":
                reason = reason or "no reading of it prevails, and not all of them forbid it"
            told = reason or "it reaches only some ways of it, or a permission lifts it"
            found.setdefault(Step(f"{_cite(text, norm)}{how} is silent on it here: {told}", norm.span))
    yield from list(found)[:MOST]
    if not found:
        yield Step(f"nothing that was read forbids {who} to {words}")


def found_instead(frame: Frame, found: Iterable[tuple[int, tuple[Step, ...]]], other: int) -> Iterator[Step]:
    """Yield the steps of the first thing that is found in some of the situations."""
    for where, steps in found:
        if frame.diagrams.both(where, other) != EMPTY:
            yield from steps
            return


def silence(frame: Frame, text: Instrument, norm: Norm, who: str, other: int) -> str:
    """Return why a norm says nothing to a state in any of the situations; empty where it does in some."""
    diagrams = frame.diagrams
    reader = Reader(frame, text, who, norm.labels)
    here = other
    if text.kind == "law" or text.status.startswith("in-force"):
        here = diagrams.both(here, frame.on(text.force))
        if here == EMPTY:
            return "it is not in force on that day"
    here = diagrams.both(here, applies(reader, norm))
    if here == EMPTY:
        if text.kind == "treaty" and diagrams.both(other, reader.party(who)) == EMPTY:
            return f"{who} is not a party on that day"
        return f"it does not address {who} here"
    for trigger in norm.triggers:
        here = diagrams.both(here, reader.condition(trigger))
        if here == EMPTY:
            return f"`when {_words(trigger)}` is not the case"
    if diagrams.both(here, reader.qualified(norm.qualifications)) == EMPTY:
        said = " ".join(_words(one) for one in norm.qualifications)
        return f"`{said}` keeps it silent"
    return ""


def _bans_on_act(frame: Frame, who: str, act: str) -> Iterator[tuple[Instrument, Norm]]:
    lexicon = frame.world.lexicon
    texts = [*frame.world.laws_of(who), *(treaties_of(frame, who) if frame.draft.kind == "treaty" else ())]
    for text in texts:
        for norm in text.norms:
            if norm.modality.forbids and not norm.procedural and any(lexicon.is_a(act, own) for own in norm.acts):
                yield text, norm
    for ban in host_bans(frame, who):
        if any(lexicon.is_a(act, own) for own in ban.norm.acts):
            yield ban.law, ban.norm


def _governs(frame: Frame, norm: Norm, who: str, other: int) -> bool:
    bans, readings = law_on(frame, who)
    ban = next((one for one in bans if one.norm is norm), None)
    if ban is None or norm.reading is None:
        return norm.reading is None or frame.diagrams.both(other, frame.on(norm.reading.period)) != EMPTY
    return frame.diagrams.both(other, governing(frame, ban, readings)) != EMPTY


def _forbids(ban: Ban, who: str, what: str) -> Step:
    how = f", read as `{ban.reading.name}`," if ban.reading is not None else ""
    verb = "forbid" if ban.norm.number and cited(ban).startswith("articles ") else "forbids"
    return Step(f"{cited(ban)}{how} {verb} {who} to {what} in this situation", ban.norm.span)


def _cite(text: Instrument, norm: Norm) -> str:
    return provision(norm.number, text.title)


def _words(node: ast.Node) -> str:
    return " ".join(node.span.text.split())
