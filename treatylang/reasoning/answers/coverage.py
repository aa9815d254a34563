"""What scenarios try of a text: which of its norms they wake and ask about, and which of its readings they exercise.

A norm is *woken* by a scenario if it is in force and its conditions hold in every situation that the scenario
describes, for some state; *perhaps* if only in some of them. It is *asked* about if, besides, the scenario expects
something of that state that concerns one of its acts: only then would a change of the norm show. A procedure is asked
about where something is expected of its bearer about the act that it comes before or after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from treatylang.model.instrument import Instrument, Norm, Reading, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.scenarios import described_by
from treatylang.reasoning.explanation.description import given, placed
from treatylang.reasoning.explanation.undeclared import unknown
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.addressees import applies
from treatylang.reasoning.norms.duties import awake
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.designation import split
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import MOST_COMBINATIONS
from treatylang.reasoning.situations.readings import PROPOSED, readings_in
from treatylang.source import Span
from treatylang.syntax import ast


class Tried(IntEnum):
    """How far scenarios try a norm; comparable, the most is the greatest."""

    NEVER = 0
    PERHAPS = 1
    WOKEN = 2
    ASKED = 3


@dataclass(frozen=True)
class NormTried:
    """A norm that speaks to some state, how far it is tried, and by which scenarios (their titles)."""

    norm: Norm
    tried: Tried
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingTried:
    """A reading; ``counts`` if it can govern, ``exercised`` if some scenario asks about an act of it while it does."""

    reading: Reading
    counts: bool
    exercised: bool


@dataclass(frozen=True)
class Coverage:
    """What scenarios try of one instrument."""

    instrument: Instrument
    norms: tuple[NormTried, ...]
    readings: tuple[ReadingTried, ...]

    def count(self, least: Tried) -> int:
        """Return how many norms are tried at least so far."""
        return sum(one.tried >= least for one in self.norms)


def coverage(
    world: World, about: Sequence[Instrument], scenarios: Iterable[ast.Scenario], question: Question | None = None
) -> tuple[Coverage, ...]:
    """Return what the scenarios that are about some instruments try of each of them."""
    asked = question or Question()
    found = {one.name: _untried(world, one, asked) for one in about}
    for scenario in scenarios:
        if next(unknown(world, scenario), None) is not None:
            continue  # a scenario that cannot be understood tries nothing
        for one in _tried_by(world, about, scenario, asked):
            found[one.instrument.name] = merged(found[one.instrument.name], one)
    return tuple(found.values())


def merged(one: Coverage, other: Coverage) -> Coverage:
    """Return what two looks at the same instrument come to; a norm that only one of them knows is kept."""
    known = {_key(tried.norm.span): tried for tried in one.norms}
    for theirs in other.norms:
        mine = known.get(_key(theirs.norm.span))
        if mine is None:
            known[_key(theirs.norm.span)] = theirs
        else:
            by = tuple(dict.fromkeys((*mine.by, *theirs.by)))
            known[_key(theirs.norm.span)] = replace(mine, tried=max(mine.tried, theirs.tried), by=by)
    read = {_key(tried.reading.span): tried for tried in one.readings}
    for also in other.readings:
        before = read.get(_key(also.reading.span), also)
        read[_key(also.reading.span)] = replace(
            before, counts=before.counts or also.counts, exercised=before.exercised or also.exercised
        )
    return Coverage(one.instrument, _ordered(known), tuple(read[place] for place in sorted(read)))


def _ordered(known: Mapping[tuple[int, int], NormTried]) -> tuple[NormTried, ...]:
    return tuple(known[place] for place in sorted(known))


def _key(span: Span) -> tuple[int, int]:
    """Return what makes two places of one text the same, whatever the file is called."""
    return span.start, span.end


# -- what there is to try ------------------------------------------------------------------------------------------


def _untried(world: World, text: Instrument, question: Question) -> Coverage:
    """Return the norms of a text that speak to some state in a reading that can govern, and its readings, untried."""
    beside = [one for one in world.instruments.values() if one is not text]
    frame = frame_of(world, text, replace(question, as_of=None), beside=beside)
    readings = tuple(ReadingTried(one, _say(frame, one) != EMPTY, False) for one in text.readings)
    idle = [one.reading for one in readings if not one.counts]
    norms = tuple(
        NormTried(norm, Tried.NEVER) for norm in text.norms if norm.reading not in idle and _speaks(frame, text, norm)
    )
    return Coverage(text, tuple(sorted(norms, key=lambda one: _key(one.norm.span))), readings)


def _speaks(frame: Frame, text: Instrument, norm: Norm) -> bool:
    """Return whether a norm addresses any state at all: a council or a measure is not a state."""
    return any(applies(Reader(frame, text, state, norm.labels), norm) != EMPTY for state in frame.space.states)


# -- what one scenario tries ---------------------------------------------------------------------------------------


def _tried_by(
    world: World, about: Sequence[Instrument], scenario: ast.Scenario, question: Question
) -> Iterator[Coverage]:
    """Yield what one scenario tries of each text, under each combination of options."""
    expected = list(_expected(scenario))
    for number, setting in enumerate(described_by(world, scenario, about, question)):
        if number == MOST_COMBINATIONS:
            return
        sets = [list(_awake(frame, expected)) for frame in setting.frames]
        # Only now every circumstance is known that the texts mention.
        first = setting.frames[0]
        levels = {level for each in sets for *_, where in each for level in first.diagrams.mentions(where)}
        case = placed(first, scenario, given(first, scenario, setting.situations), frozenset(levels))
        if case == EMPTY:
            continue
        for frame, found in zip(setting.frames, sets, strict=True):
            norms: dict[tuple[int, int], NormTried] = {}
            for norm, state, where in found:
                level = _level(frame, norm, state, where, case, expected)
                before = norms.get(_key(norm.span))
                if level > Tried.NEVER and (before is None or before.tried < level):
                    norms[_key(norm.span)] = NormTried(norm, level, (scenario.title.text,))
            read = tuple(
                ReadingTried(reading, counts=True, exercised=True)
                for reading in frame.draft.readings
                if any(one.norm.reading is reading and one.tried is Tried.ASKED for one in norms.values())
            )
            yield Coverage(frame.draft, _ordered(norms), read)


def _awake(frame: Frame, expected: Sequence[tuple[str, frozenset[str]]]) -> Iterator[tuple[Norm, str, Situations]]:
    """Yield each norm under the chosen options with a state that it may speak to, and where it is awake for it."""
    text = frame.draft
    named = [state for name, _ in expected if (state := _state(frame, name))]
    own = [text.state] if text.state else []
    members = [member.state for member in text.parties]
    bearers = dict.fromkeys(state for state in (*named, *own, *members) if state in frame.space.states)
    for norm in text.norms:
        if norm.choices <= frame.choices:
            for state in bearers:
                # A reading that is held while none prevails binds nobody by itself, and has a say all the same.
                read = norm if norm.reading is None else replace(norm, reading=None)
                where = awake(Reader(frame, text, state, norm.labels), text, read)
                where = frame.diagrams.both(where, _say(frame, norm.reading))
                if where != EMPTY:
                    yield norm, state, where


def _level(
    frame: Frame,
    norm: Norm,
    state: str,
    where: Situations,
    case: Situations,
    expected: Sequence[tuple[str, frozenset[str]]],
) -> Tried:
    diagrams = frame.diagrams
    if diagrams.both(case, where) == EMPTY:
        return Tried.NEVER
    asked = any(_state(frame, who) in (state, "") and _concerns(frame, norm, acts) for who, acts in expected)
    if norm.procedural:
        # A procedure stands ready all the time: it is tried where the act is asked about that it belongs to.
        return Tried.ASKED if asked else Tried.NEVER
    if not diagrams.within(case, where):
        return Tried.PERHAPS
    return Tried.ASKED if asked else Tried.WOKEN


def _say(frame: Frame, reading: Reading | None) -> Situations:
    """Return where a reading has a say: it prevails on the day, or it is held while none does; no reading, all."""
    if reading is None:
        return ALL
    readings = readings_in(frame, frame.draft)
    key = (frame.draft.name, reading.article)
    days = frame.diagrams.any_of(where for one, where in readings.prevailing.get(key, ()) if one is reading)
    if reading.standing == PROPOSED:
        return days
    contested = readings.contested.get(key, EMPTY)
    return frame.diagrams.either(days, frame.diagrams.both(contested, frame.space.on(reading.period)))


def _concerns(frame: Frame, norm: Norm, acts: frozenset[str]) -> bool:
    """Return whether an expectation about some acts (none: about any) looks at a norm."""
    own: tuple[str, ...] = norm.acts
    if norm.procedural and norm.timing is not None:
        head, _ = split(norm.timing[1].head)
        own = tuple(item.text for item in head.items) if isinstance(head, ast.Words) else ()
    lexicon = frame.world.lexicon
    return not acts or any(lexicon.is_a(a, b) or lexicon.is_a(b, a) for a in own for b in acts)


def _expected(scenario: ast.Scenario) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield of whom (empty: anybody) and about which acts (none: any) something is expected."""
    for line in scenario.lines:
        if isinstance(line, (ast.ExpectNorm, ast.ExpectFree, ast.ExpectUnknown)):
            yield line.who.text, frozenset(act.text for act in line.acts)
        elif isinstance(line, ast.ExpectFinding):
            yield line.who.text if line.who is not None else "", frozenset()


def _state(frame: Frame, name: str) -> str:
    if not name:
        return ""
    return frame.draft.alias_of(name) or frame.world.lexicon.state(name) or name
