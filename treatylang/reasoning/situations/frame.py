"""The dimensions of the situations that a draft must answer, discovered from the instruments that are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from treatylang.library import states
from treatylang.model.calendar import length_of
from treatylang.model.circumstances import Senses, senses_of
from treatylang.model.instrument import Choice, Instrument, Membership, Period, World
from treatylang.model.question import Question
from treatylang.model.windows import windows, windows_of
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Diagrams
from treatylang.syntax import ast

DATE, EVENT, ATTACKER, VICTIM, OBJECT, PLACE = "date", "event", "attacker", "victim", "object", "place"
"""Names of the six variables that every situation has."""
SITE = "site"
"""The variable for where an act is done, which is not part of a situation (ruling 9): no answer keeps it."""

ANOTHER_STATE = "another state"
NON_STATE = "a non-state actor"
NOWHERE = "no state's territory"
QUIET = "nothing"
"""The value of the event where none happens."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body, known by the instrument that sets it up; by its word alone where a vocabulary declares it."""

    name: str
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A circumstance of a situation: what is true or not of it.

    ``kind`` is fact, judgement, manner (a choice of the actor) or place; ``state`` whose it is, if anybody's;
    ``words`` how a reader is told that it holds; ``usual`` its value when nothing is said, if it has one. What it is
    known by: ``name``, the sense of its word (`@Law.grave` where that could be another); ``of``, what it is of besides
    a state; ``acted``, that a body has acted; ``body``, the body whose decision or act it is.
    """

    key: str
    kind: str
    state: str
    words: str
    usual: bool | None
    name: str = ""
    of: str = ""
    acted: bool = False
    body: Body | None = None

    @property
    def issue(self) -> str:
        """What something turns on: the circumstance by its name, and one of the place in words."""
        return f"whether {self.words}" if self.kind == "place" else self.key


@dataclass(frozen=True, slots=True)
class Spot:
    """What a circumstance of the place means on the globe: an area in the words of an instrument.

    ``how`` says what counts: ``in`` the area, ``within`` it (for a sea, its islands too), ``beyond`` its parallel or
    meridian, or on soil of a kind (``soil``), whose it is told elsewhere.
    """

    instrument: Instrument
    area: ast.AreaExpr
    how: str = "in"


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
    spots: dict[str, Spot] = field(default_factory=dict)
    """What the circumstances of the place mean on the globe."""
    sites: dict[str, int] = field(default_factory=dict)
    """What is said of the place of an act, with its level."""
    read: dict[tuple[object, ...], tuple[object, int]] = field(default_factory=dict)
    """What phrases were read as before, with the phrase itself, so that its identity stays its own."""
    turns: dict[tuple[str, int], tuple[object, bool]] = field(default_factory=dict)
    """Whether a phrase says something else for another bearer."""
    lists: dict[tuple[str, int], tuple[object, tuple[frozenset[str], tuple[ast.Name | ast.Text, ...]]]] = field(
        default_factory=dict
    )
    """Which states a list of names names, with the list itself."""
    asked: bool = True
    """Whether a victim asks for help: taken as said, unless a scenario says otherwise."""
    approved: bool = True
    """Whether organs of a state give the approvals that its own law demands (ruling 18)."""
    together: frozenset[str] = frozenset()
    """Drafts that are taken to bind beside the draft, since the question is about all of them: those of one file."""
    picked: tuple[tuple[str, frozenset[Choice]], ...] = ()
    """The option that is taken of each bracket of every draft that binds beside the draft, by the draft's name."""
    given: frozenset[str] = frozenset()
    """Circumstances that the question settles: they are for nobody to judge any more."""
    contested: tuple[str, str] | None = None
    """A state and the holder of land that it claims, where the question is about an attack there."""
    possible: int = ALL
    """The situations that can be: an attacker attacks another, territory lies where its state is."""

    @property
    def senses(self) -> Senses:
        """What the names of circumstances mean in the texts that are looked at together."""
        known = self.read.get(("senses",))
        if known is None:
            known = self.read[("senses",)] = (senses_of(self.world.instruments.values(), self.world.lexicon), 0)
        return known[0]  # type: ignore[return-value]  # put there above

    @property
    def supposed(self) -> tuple[object, ...]:
        """What a phrase may be read differently under, or be worth: options, requests, approvals, what is given."""
        return (self.choices, self.asked, self.approved, self.given, self.together, self.picked)

    @property
    def worded(self) -> tuple[object, ...]:
        """What a phrase may be read differently under: of the options, those that areas and statements depend on.

        A bracket around a norm changes what is owed, and no phrase: what was read under one option is read for all.
        """
        draft = self.draft
        key = ("worded", id(draft.areas), id(draft.statements), self.choices)
        known = self.read.get(key)
        if known is None:
            those = (*(area.choices for area in draft.areas), *(one.choices for one in draft.statements))
            defining = frozenset(choice.bracket for choices in those for choice in choices)
            kept = frozenset(choice for choice in self.choices if choice.bracket in defining)
            known = self.read[key] = ((draft.areas, draft.statements, kept), 0)
        defined = known[0][2]  # type: ignore[index]  # put there above
        return (defined, self.asked, self.approved, self.given, self.together, self.picked)

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

    def fact(self, fact: Fact) -> int:
        """Return the situations in which a circumstance holds, adding it where it is new."""
        self.facts.setdefault(fact.key, fact)
        level = self.diagrams.add(fact.key, ("no", "yes"))
        return self.diagrams.among(level, 2)

    def place(self, words: str, spot: Spot, usual: bool | None = None) -> int:
        """Return the situations whose place is somewhere that geometry decides, adding the circumstance where new."""
        self.spots.setdefault(words, spot)
        return self.fact(Fact(words, "place", "", f"the place is {words}", usual))

    def site(self, words: str) -> int:
        """Return where an act is done at a place that geometry decides, adding that circumstance where it is new."""
        level = self.diagrams.add(f"done {words}", ("no", "yes"))
        self.sites[f"done {words}"] = level
        return self.diagrams.among(level, 2)

    def anywhere(self) -> tuple[int, ...]:
        """Return the levels of all that is said of the place of an act, which whoever acts may choose."""
        return (*((self.diagrams.level(SITE),) if self.diagrams.has(SITE) else ()), *self.sites.values())

    def open_site(self) -> None:
        """Add the variable for where an act is done, once something has to be said of it."""
        self.diagrams.add(SITE, [*self.states, ANOTHER_STATE, NOWHERE])

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
        hit = self.diagrams.either(self.is_state(VICTIM, state), self.is_state(PLACE, state))
        return self.diagrams.less(hit, self.diagrams.value(EVENT, QUIET))

    def attacks(self, state: str) -> int:
        """Return the situations in which a state attacks; on a quiet day nobody does, and nobody is hit."""
        return self.diagrams.less(self.is_state(ATTACKER, state), self.diagrams.value(EVENT, QUIET))

    def consents(self) -> tuple[int, ...]:
        """Return the levels of what the host of an act is willing to do: `consent of the host`."""
        roles = {f"the {word.name}" for word in self.world.lexicon.words("role") if word.owner == "site"}
        return tuple(self.diagrams.level(key) for key, fact in self.facts.items() if fact.of in roles)

    def manners(self) -> tuple[int, ...]:
        """Return the levels of the circumstances that the actor chooses."""
        return tuple(self.diagrams.level(key) for key, fact in self.facts.items() if fact.kind == "manner")


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
    frame = Frame(world, draft, question)
    frame.dates = tuple(_intervals(looked_at, draft, question))
    frame.states = tuple(_states(looked_at, question, frame.dates, named))
    lexicon = world.lexicon
    add = frame.diagrams.add
    add(DATE, [str(interval.since) for interval in frame.dates])
    add(EVENT, [QUIET, *(word.name for word in lexicon.words("event"))])
    add(ATTACKER, [*frame.states, ANOTHER_STATE, NON_STATE])
    add(VICTIM, [*frame.states, ANOTHER_STATE])
    add(OBJECT, [*(word.name for word in lexicon.words("object"))] or ["territory"])
    add(PLACE, [*frame.states, ANOTHER_STATE, NOWHERE])
    frame.possible = possible(frame)
    return frame


def soil(frame: Frame) -> frozenset[str]:
    """Return the objects that are land: those that the vocabulary declares ``of place``."""
    lexicon = frame.world.lexicon
    roots = [word.name for word in lexicon.words("object") if word.owner == "place"]
    return frozenset(name for root in roots for name in lexicon.narrower(root))


def possible(frame: Frame, contested: tuple[str, str] | None = None) -> int:
    """Return the situations that can be: nobody attacks itself, and land lies where its state is.

    ``contested`` are a state and the holder of land that it claims: an attack there may be said to be on its territory.
    """
    diagrams = frame.diagrams
    land = [value for value in diagrams.variables[diagrams.level(OBJECT)].values if value in soil(frame)]
    elsewhere = diagrams.outside(diagrams.value(OBJECT, *land) if land else EMPTY)
    # State by state, then joined: what one state rules out stays small until it meets the others.
    attacks = [diagrams.value(ATTACKER, ANOTHER_STATE, NON_STATE)]
    attacks += [diagrams.less(frame.is_state(ATTACKER, s), frame.is_state(VICTIM, s)) for s in frame.states]
    hits = []
    for state in (*frame.states, ANOTHER_STATE):
        at_home = diagrams.either(elsewhere, diagrams.value(PLACE, state))
        if contested is not None and contested[0] == state:
            at_home = diagrams.either(at_home, frame.is_state(PLACE, contested[1]))
        hits.append(diagrams.both(diagrams.value(VICTIM, state), at_home))
    return diagrams.both(diagrams.any_of(attacks), diagrams.any_of(hits))


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
    for group in (instrument.norms, instrument.statements):
        for q in (q for sentence in group for q in sentence.qualifications):
            if isinstance(q.value, ast.Day) and q.value.day is not None:
                yield Period(q.value.day, None)
    yield from _deadlines(instrument)
    for norm in instrument.norms:
        # A sentence may have days of its own: `need not assist for X from 1986-08-11`; so may its conditions.
        yield from (window.period for window in windows(norm, instrument.lexicon, instrument.entry))
        for node in ast.walk(norm.node):
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
