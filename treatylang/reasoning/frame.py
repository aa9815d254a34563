"""The dimensions of the situations that a draft must answer, discovered from the instruments that are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from treatylang.library import states
from treatylang.model.instrument import Choice, Instrument, Period, World
from treatylang.model.question import Question
from treatylang.reasoning.diagram import ALL, EMPTY, Diagrams
from treatylang.syntax import ast

DATE, EVENT, ATTACKER, VICTIM, OBJECT, PLACE = "date", "event", "attacker", "victim", "object", "place"
"""Names of the six variables that every situation has."""

ANOTHER_STATE = "another state"
NON_STATE = "a non-state actor"
NOWHERE = "no state's territory"
QUIET = "nothing"
"""The value of the event where none happens."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A circumstance of a situation: what is true or not of it.

    ``kind`` is fact, judgement, manner (a choice of the actor) or place; ``state`` whose it is, if anybody's;
    ``words`` how a reader is told that it holds; ``usual`` its value when nothing is said, if it has one.
    """

    key: str
    kind: str
    state: str
    words: str
    usual: bool | None


@dataclass
class Frame:
    """The situations of one draft: the diagrams, their six variables, and the facts met so far."""

    world: World
    draft: Instrument
    question: Question
    choices: frozenset[Choice] = frozenset()
    """The option that is taken of each bracket of the draft."""
    diagrams: Diagrams = field(default_factory=Diagrams)
    states: tuple[str, ...] = ()
    dates: tuple[Period, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)
    read: dict[tuple[object, ...], tuple[object, int]] = field(default_factory=dict)
    """What phrases were read as before, with the phrase itself, so that its identity stays its own."""
    turns: dict[tuple[str, int], tuple[object, bool]] = field(default_factory=dict)
    """Whether a phrase says something else for another bearer."""
    possible: int = ALL
    """The situations that can be: an attacker attacks another, territory lies where its state is."""

    def fact(self, fact: Fact) -> int:
        """Return the situations in which a circumstance holds, adding it where it is new."""
        self.facts.setdefault(fact.key, fact)
        level = self.diagrams.add(fact.key, ("no", "yes"))
        return self.diagrams.among(level, 2)

    def on(self, period: Period) -> int:
        """Return the situations whose date lies in a period; no interval of this frame lies in it by half."""
        level = self.diagrams.level(DATE)
        mask = 0
        for index, interval in enumerate(self.dates):
            if period.covers(interval.since or date.min):
                mask |= 1 << index
        return self.diagrams.among(level, mask)

    def is_state(self, variable: str, state: str) -> int:
        """Return the situations in which the attacker, the victim or the state of the place is a given state."""
        level = self.diagrams.level(variable)
        values = self.diagrams.variables[level].values
        name = state if state in values else ANOTHER_STATE
        return self.diagrams.value(variable, name) if name in values else EMPTY

    def hits(self, state: str) -> int:
        """Return the situations whose event hits a state: as owner of the object, or because it happens on its soil."""
        return self.diagrams.either(self.is_state(VICTIM, state), self.is_state(PLACE, state))

    def manners(self) -> tuple[int, ...]:
        """Return the levels of the circumstances that the actor chooses."""
        return tuple(self.diagrams.level(key) for key, fact in self.facts.items() if fact.kind == "manner")


def frame_of(world: World, draft: Instrument, question: Question, *, beside: Iterable[Instrument] = ()) -> Frame:
    """Build the frame of a draft and the instruments that are looked at beside it."""
    looked_at = [draft, *beside]
    frame = Frame(world, draft, question)
    frame.states = tuple(_states(looked_at, question))
    frame.dates = tuple(_intervals(looked_at, draft, question))
    lexicon = world.lexicon
    add = frame.diagrams.add
    add(DATE, [str(interval.since) for interval in frame.dates])
    add(EVENT, [QUIET, *(word.name for word in lexicon.words("event"))])
    add(ATTACKER, [*frame.states, ANOTHER_STATE, NON_STATE])
    add(VICTIM, [*frame.states, ANOTHER_STATE])
    add(OBJECT, [*(word.name for word in lexicon.words("object"))] or ["territory"])
    add(PLACE, [*frame.states, ANOTHER_STATE, NOWHERE])
    frame.possible = _possible(frame)
    return frame


def soil(frame: Frame) -> frozenset[str]:
    """Return the objects that are land: those that the vocabulary declares ``of place``."""
    lexicon = frame.world.lexicon
    roots = [word.name for word in lexicon.words("object") if word.owner == "place"]
    return frozenset(name for root in roots for name in lexicon.narrower(root))


def _possible(frame: Frame) -> int:
    diagrams = frame.diagrams
    land = [value for value in diagrams.variables[diagrams.level(OBJECT)].values if value in soil(frame)]
    on_land = diagrams.value(OBJECT, *land) if land else EMPTY
    rules = []
    for state in frame.states:
        rules.append(diagrams.outside(diagrams.both(frame.is_state(ATTACKER, state), frame.is_state(VICTIM, state))))
        at_home = frame.is_state(PLACE, state)
        owned = diagrams.both(on_land, frame.is_state(VICTIM, state))
        rules.append(diagrams.outside(diagrams.less(owned, at_home)))
    other = diagrams.both(on_land, frame.is_state(VICTIM, ANOTHER_STATE))
    rules.append(diagrams.outside(diagrams.less(other, frame.is_state(PLACE, ANOTHER_STATE))))
    return diagrams.all_of(rules)


def _states(instruments: Iterable[Instrument], question: Question) -> Iterator[str]:
    seen: set[str] = set()

    def new(name: str) -> bool:
        if name in seen:
            return False
        seen.add(name)
        return True

    for instrument in instruments:
        for member in instrument.parties:
            if new(member.state):
                yield member.state
        for name in (*instrument.adversaries, *((instrument.state,) if instrument.state else ())):
            if new(name):
                yield name
        aliases = {m.alias for m in instrument.parties}
        lexicon = instrument.lexicon
        for node in ast.walk(instrument.node):
            if not isinstance(node, (ast.Name, ast.Text)) or node.text in aliases or not node.text[:1].isupper():
                continue
            if node.text in instrument.labels or not lexicon.kinds(node.text) <= {"state"}:
                continue
            state = lexicon.state(node.text)
            if state is not None and _acts_as_state(state) and new(state):
                yield state
    for name in question.joined:
        if new(name):
            yield name


def _intervals(instruments: Iterable[Instrument], draft: Instrument, question: Question) -> Iterator[Period]:
    """Yield the intervals between all dates that the instruments mention, from the draft's own date on."""
    if question.as_of is not None:
        yield Period(question.as_of, question.as_of + timedelta(days=1))
        return
    cuts: set[date] = set()
    for instrument in instruments:
        for period in _periods(instrument):
            cuts.update(day for day in (period.since, period.until) if day is not None)
    start = draft.force.since or draft.day or max(cuts, default=date(2000, 1, 1))
    ordered = [start, *sorted(day for day in cuts if day > start)]
    for since, until in zip(ordered, [*ordered[1:], None], strict=True):
        yield Period(since, until)


def _periods(instrument: Instrument) -> Iterator[Period]:
    yield instrument.force
    for member in instrument.parties:
        yield member.period
        if member.suspended is not None:
            yield member.suspended
    for area in instrument.areas:
        yield area.period
    for reading in instrument.readings:
        yield reading.period


def _acts_as_state(name: str) -> bool:
    """Return whether a name is that of a state or an entity that acts as one: no organisation, no territory."""
    known = states.find(name)
    return known is None or known.kind in ("state", "contested-entity")
