"""What is asked of a draft and under which assumptions, beside the space of the situations that it must answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from treatylang.library import states
from treatylang.model.calendar import length_of
from treatylang.model.circumstances import Senses, senses_of
from treatylang.model.instrument import Choice, Instrument, Membership, Norm, Period, Statement, World
from treatylang.model.memo import Memo, Topic
from treatylang.model.question import Question
from treatylang.model.windows import windows, windows_of
from treatylang.reasoning.kernel.diagram import Diagrams, Situations
from treatylang.reasoning.situations.space import Space, possible
from treatylang.syntax import ast

TERRITORY = "territory"
"""What the vocabulary says with ``floor`` of the final clause on the territory to which a treaty applies."""


@dataclass(frozen=True)
class Frame:
    """A draft, a question and what is supposed; copies that suppose something else share space and memo."""

    world: World
    draft: Instrument
    question: Question
    space: Space
    possible: Situations
    """The situations that can be: an attacker attacks another, territory lies where its state is."""
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)
    choices: frozenset[Choice] = frozenset()
    """The option that is taken of each bracket of the draft."""
    asked: bool = True
    """Whether a victim asks for help: taken as said, unless a scenario says otherwise."""
    approved: bool = True
    """Whether organs of a state give the approvals that its own law demands (ruling 18)."""
    refusing: frozenset[tuple[str, str]] = frozenset()
    """What hosts do not want, as the question says: the act of will and the state, empty for whoever is the host."""
    together: frozenset[str] = frozenset()
    """Drafts that are taken to bind beside the draft, since the question is about all of them: those of one file."""
    picked: tuple[tuple[str, frozenset[Choice]], ...] = ()
    """The option that is taken of each bracket of every draft that binds beside the draft, by the draft's name."""
    given: frozenset[str] = frozenset()
    """Circumstances that the question settles: they are for nobody to judge any more."""
    contested: tuple[str, str] | None = None
    """A state and the holder of land that it claims, where the question is about an attack there."""
    point: tuple[float, float] | None = None
    """The latitude and longitude of the event, where the question names them: an example lies there."""

    @cached_property
    def diagrams(self) -> Diagrams:
        """The sets of the space."""
        return self.space.diagrams

    @property
    def senses(self) -> Senses:
        """What the names of circumstances mean in the texts that are looked at together."""
        return self.memo.once(_SENSES, (), lambda: senses_of(self.world.instruments.values(), self.world.lexicon))

    @cached_property
    def supposed(self) -> int:
        """A number for what a phrase may be worth differently under: options, requests, approvals, what is given."""
        return self._number((self.choices, *self._besides))

    @cached_property
    def read_under(self) -> int:
        """A number for what a phrase may be read differently under.

        Of the options only those count on which areas and statements depend: no phrase says what another sentence
        asks of anybody.
        """
        return self._number((self.choices & self._defining, *self._besides))

    def under(self, text: Instrument) -> int:
        """A number for what the sentences of a text may be worth differently under.

        A text without brackets says the same whatever options of the draft are taken, but for what they define.
        """
        return self.supposed if text.brackets else self.read_under

    @property
    def _besides(self) -> tuple[object, ...]:
        return (self.asked, self.approved, self.refusing, self.given, self.together, self.picked)

    @property
    def _defining(self) -> frozenset[Choice]:
        """The options of the draft on which areas and statements depend."""
        areas, statements = self.draft.areas, self.draft.statements

        def found() -> frozenset[Choice]:
            return frozenset(c for parts in (areas, statements) for part in parts for c in part.choices)

        return self.memo.once(_DEFINING, (id(areas), id(statements)), found, areas, statements)

    def _number(self, supposed: tuple[object, ...]) -> int:
        numbers = self.memo.once(_NUMBERS, (), dict[object, int])
        return numbers.setdefault(supposed, len(numbers))

    def stands(self, text: Instrument, choices: frozenset[Choice], *, elsewhere: bool = True) -> bool:
        """Return whether a sentence that stands under some options of a text is part of it as the options are taken.

        ``elsewhere`` is the answer for texts of which no options are taken: those that are not asked about.
        """
        if text.name == self.draft.name:
            return choices <= self.choices
        for name, taken in self.picked:
            if name == text.name:
                return choices <= taken
        return elsewhere or not choices


_SENSES = Topic[Senses]("senses")
_DEFINING = Topic[frozenset[Choice]]("options on which meanings depend")
_NUMBERS = Topic[dict[object, int]]("numbers of what is supposed")


def frame_of(
    world: World,
    draft: Instrument,
    question: Question,
    *,
    beside: Iterable[Instrument] = (),
    named: Iterable[str] = (),
) -> Frame:
    """Build the frame of a draft and the instruments that are looked at beside it; ``named`` are further states."""
    looked_at = [draft, *beside]
    dates = tuple(_intervals(looked_at, draft, question))
    space = Space(world.lexicon, dates, tuple(_states(looked_at, question, dates, named)))
    return Frame(world, draft, question, space, possible(space))


def _states(
    instruments: list[Instrument], question: Question, dates: tuple[Period, ...], named: Iterable[str]
) -> Iterator[str]:
    """Yield the states that situations tell apart.

    These are the parties of the draft and every state that some text names. Of the states that only stand in the
    rosters of other treaties, those that are parties of the same treaties on all dates are alike: three of each kind,
    as attacker, victim and owner of the place, stand for all of them.
    """
    draft, *others = instruments
    rosters: dict[str, set[tuple[str, int]]] = {}
    for text in others:
        for member in text.parties:
            days = sum(1 << index for index, day in enumerate(dates) if _is_party(member, day))
            rosters.setdefault(member.state, set()).add((text.name, days))
    told = dict.fromkeys(
        [
            *(member.state for member in draft.parties),
            *(name for text in instruments for name in (*text.adversaries, text.state) if name),
            *(name for text in instruments for name in _named(text)),
            *named,
            *question.joined,
        ]
    )
    yield from told
    alike: dict[frozenset[tuple[str, int]], int] = {}
    for state, roster in rosters.items():
        kind = frozenset(roster)
        if state not in told and alike.get(kind, 0) < _ROLES:
            alike[kind] = alike.get(kind, 0) + 1
            yield state


_ROLES = 3
"""How many states that are alike a situation can tell apart: attacker, victim, owner of the place."""


def _is_party(member: Membership, day: Period) -> bool:
    since = day.since or date.min
    return (
        member.is_party
        and member.period.covers(since)
        and not (member.suspended is not None and member.suspended.covers(since))
    )


def _named(instrument: Instrument) -> Iterator[str]:
    """Yield the states that the sentences of an instrument name."""
    aliases = {m.alias: m.state for m in instrument.parties}
    lexicon = instrument.lexicon
    for part in instrument.node.parts:
        if isinstance(part, ast.PartyLine):
            continue
        for node in ast.walk(part):
            if not isinstance(node, (ast.Name, ast.Text)) or not node.text[:1].isupper():
                continue
            if node.text in aliases:
                yield aliases[node.text]
                continue
            if node.text in instrument.labels or not lexicon.kinds(node.text) <= {"state"}:
                continue
            state = lexicon.state(node.text)
            if state is not None and _acts_as_state(state):
                yield state


def _intervals(instruments: Iterable[Instrument], draft: Instrument, question: Question) -> Iterator[Period]:
    """Yield the intervals between all dates that the instruments mention, from the draft's own date on."""
    if question.as_of is not None:
        last = question.as_of == date.max
        yield Period(question.as_of, None if last else question.as_of + timedelta(days=1))
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
        yield from (period for _, period in member.near)
        if member.suspended is not None:
            yield member.suspended
    for area in instrument.areas:
        yield area.period
    for reading in instrument.readings:
        yield reading.period
    for group in (instrument.norms, instrument.statements):
        for q in (q for sentence in group for q in sentence.qualifications):
            if isinstance(q.value, ast.Day) and q.value.day is not None:
                yield Period(q.value.day, None)
    yield from _deadlines(instrument)
    for line in instrument.clauses:
        word = instrument.lexicon.get(line.word.text, "clause")
        if word is None or word.floor != TERRITORY:
            continue
        days = (node.day for node in ast.walk(line) if isinstance(node, ast.Day))
        yield from (Period(day, None) for day in days if day is not None)
    sentences: list[Norm | Statement] = [*instrument.norms, *instrument.statements]
    for sentence in sentences:
        yield sentence.period
        # A sentence may have days of its own: `need not assist for X from 1986-08-11`; so may its conditions.
        yield from (window.period for window in windows(sentence, instrument.lexicon, instrument.entry))
        for node in ast.walk(sentence.node):
            if isinstance(node, ast.Phrase) and node.slots:
                yield from (one.period for one in windows_of(node.slots, instrument.lexicon, instrument.entry))


def _deadlines(instrument: Instrument) -> Iterator[Period]:
    """Yield the periods that the deadlines of a text cut off, counted from its entry into force (ruling 43)."""
    if instrument.entry is None:
        return
    for node in ast.walk(instrument.node):
        value: object = None
        if isinstance(node, ast.Slot) and node.word in ("after", "within") and node.values:
            value = node.value
        elif isinstance(node, ast.Timed):
            value = node.act.head
        length = length_of(value)
        day = length.after(instrument.entry) if length is not None else None
        if day is not None:
            within = isinstance(node, ast.Slot) and node.word == "within"
            yield Period(day + timedelta(days=1) if within else day, None)


def _acts_as_state(name: str) -> bool:
    """Return whether a name is that of a state or an entity that acts as one: no organisation, no territory."""
    known = states.find(name)
    return known is None or known.kind in ("state", "contested-entity")
