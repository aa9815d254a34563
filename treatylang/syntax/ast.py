"""The shape of a parsed file: one class for each form of the grammar, frozen, with the place it came from.

Spans are left out of comparison, so two trees are equal when they say the same, wherever they say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeAlias

from treatylang.source import Source, Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that was read; ``span`` is the whole of it, from its first word to its last."""

    span: Span = field(compare=False, repr=False)


# -- words ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A bare word: ``use-force``, ``Japan``, ``TreatyArea``."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted text, without its quotes; ``block`` if it stood between three."""

    text: str
    block: bool = False


@dataclass(frozen=True, slots=True)
class Ref(Node):
    """A reference by label, without its ``@``; ``UN-Charter.self-defence`` reaches into another instrument."""

    text: str


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number as it was written: ``9``, ``8.2``."""

    text: str


@dataclass(frozen=True, slots=True)
class Day(Node):
    """A date; ``day`` is ``None`` where the calendar has no such day (``2027-02-30``)."""

    text: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Angle(Node):
    """A latitude or longitude in degrees, north and east positive; ``text`` as written."""

    text: str
    degrees: float

    @property
    def is_latitude(self) -> bool:
        """Whether the hemisphere is N or S."""
        return self.text[-1] in "NS"


# -- noun phrases --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words(Node):
    """One or several names, texts or references joined by commas."""

    items: tuple[Name | Text | Ref, ...]


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """``any party``, ``the attacked party``, ``any third state``, ``each other party``, ``the host``.

    ``determiner`` is any, that, no, all, the or each; ``adjective`` is other, third or empty; ``role`` is the name
    between (``attacked``) or the name that stands for the noun (``host``); ``noun`` is empty when there is none.
    """

    determiner: str
    adjective: str = ""
    role: Name | None = None
    noun: str = ""


@dataclass(frozen=True, slots=True)
class EachOther(Node):
    """``each other`` alone: reciprocally."""


@dataclass(frozen=True, slots=True)
class Plural(Node):
    """``parties``, ``states`` or ``members`` without a determiner."""

    noun: str


@dataclass(frozen=True, slots=True)
class Self(Node):
    """``self``: the bearer of the norm."""


@dataclass(frozen=True, slots=True)
class This(Node):
    """``this treaty``, ``this law``."""

    noun: str


@dataclass(frozen=True, slots=True)
class Amount(Node):
    """``48 hours``, ``more than 12 personnel``; ``measure`` is ``more than``, ``fewer than`` or empty."""

    measure: str
    number: Number
    unit: str


@dataclass(frozen=True, slots=True)
class Unanimous(Node):
    """``unanimous consent``."""

    word: Name


Head = Words | Quantified | EachOther | Plural | Self | This | Amount | Unanimous


@dataclass(frozen=True, slots=True)
class Of(Node):
    """``territory of any party``."""

    head: Head
    owner: Head | Of | SomeOf


@dataclass(frozen=True, slots=True)
class SomeOf(Node):
    """``any of Designated``, ``each of Hosts``."""

    determiner: str
    group: Head | Of | SomeOf


@dataclass(frozen=True, slots=True)
class Modified(Node):
    """A noun phrase with ``concerning …``, ``conflicting with …`` or ``directed against …`` after it."""

    head: Head | Of | SomeOf
    modifiers: tuple[Modifier, ...]


@dataclass(frozen=True, slots=True)
class Modifier(Node):
    """``kind`` is concerning, conflicting, incompatible or directed."""

    kind: str
    value: Words | Head | Of | SomeOf


NounPhrase = Head | Of | SomeOf | Modified

# -- areas ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AreaPlus(Node):
    """``A plus B``."""

    left: AreaExpr
    right: AreaExpr


@dataclass(frozen=True, slots=True)
class AreaExcept(Node):
    """``A except B``."""

    left: AreaExpr
    right: AreaExpr


@dataclass(frozen=True, slots=True)
class AreaWithin(Node):
    """``A within B``: what both have."""

    left: AreaExpr
    right: AreaExpr


@dataclass(frozen=True, slots=True)
class AreaClip(Node):
    """``A north of 60S``; ``side`` is north, south, east or west."""

    area: AreaExpr
    side: str
    limit: Angle


@dataclass(frozen=True, slots=True)
class AreaHeld(Node):
    """``territory administered by Japan on 2026-11-22``; ``how`` is administered, claimed and so on."""

    area: NounPhrase
    how: str
    by: NounPhrase
    on: Day | None = None


@dataclass(frozen=True, slots=True)
class Sea(Node):
    """``sea "Philippine Sea"``: a name from the boundary data."""

    name: Text


@dataclass(frozen=True, slots=True)
class NamedPart(Node):
    """``part "Okinawa" of Japan``."""

    name: Text
    of: NounPhrase | None = None


@dataclass(frozen=True, slots=True)
class Belt(Node):
    """``belt of 12 nm around A``: the waters within that distance, in nautical miles."""

    miles: Number
    around: AreaExpr


@dataclass(frozen=True, slots=True)
class Polygon(Node):
    """``polygon rhumb 24.5N 122E, …``; ``edge`` is rhumb or geodesic; points are (latitude, longitude) as written."""

    edge: str
    points: tuple[tuple[Angle, Angle], ...]


@dataclass(frozen=True, slots=True)
class AreaGroup(Node):
    """An area expression in parentheses."""

    area: AreaExpr


AreaExpr = (
    NounPhrase | AreaPlus | AreaExcept | AreaWithin | AreaClip | AreaHeld | Sea | NamedPart | Belt | Polygon | AreaGroup
)

# -- phrases and conditions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot(Node):
    """A preposition and what it takes.

    ``word`` is to, on, by, with, against, for, after, within, under, including, except, in, outside, from, at, opinion,
    object (no preposition), date, number (``article 102``), accordance or discretion. ``values`` holds one value, or
    several for ``by A plus B`` and ``at LAT LON``; none for discretion.
    """

    word: str
    values: tuple[NounPhrase | AreaExpr | Day | Text | Angle | Number, ...]

    @property
    def value(self) -> NounPhrase | AreaExpr | Day | Text | Angle | Number:
        """The first value; an empty text where the slot has none."""
        return self.values[0] if self.values else Text(self.span, "")


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """A noun phrase with its prepositional slots: ``armed-attack on any party in TreatyArea``."""

    head: NounPhrase
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Atom(Node):
    """A phrase as a condition; ``acted`` for ``security-council acted``."""

    phrase: Phrase
    acted: bool = False


@dataclass(frozen=True, slots=True)
class Not(Node):
    """``not C``."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class And(Node):
    """``C and D``."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Or(Node):
    """``C or D``."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Group(Node):
    """A condition in parentheses."""

    condition: Condition


Condition = Atom | Not | And | Or | Group


@dataclass(frozen=True, slots=True)
class Qualification(Node):
    """A condition that closes a sentence: ``word`` is unless, if, until, when, notwithstanding or subject-to."""

    word: str
    value: Condition | NounPhrase | Day


# -- sentences -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NormPredicate(Node):
    """What somebody shall, shall not, may, need, need not or should do.

    ``any_of``: any one of the acts performs. ``toward`` is what stood after ``of`` (``approval of "the Diet"``).
    """

    modal: str
    acts: tuple[Name, ...]
    any_of: bool
    toward: NounPhrase | None
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class TextPredicate(Node):
    """What counts, or which text governs.

    ``kind`` is counts-as, not-counts-as, prevails, yields, replaces, applies or not-applies; ``phrase`` is ``None`` for
    the last two, which have only slots.
    """

    kind: str
    phrase: Phrase | None
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence(Node):
    """A subject, what is said of it, and the conditions that govern all of it."""

    subject: Phrase
    predicate: NormPredicate | TextPredicate
    qualifications: tuple[Qualification, ...]


@dataclass(frozen=True, slots=True)
class When(Node):
    """``when C`` and the rules that it wakes; ``braced`` if they stand in braces."""

    condition: Condition
    rules: tuple[Rule, ...]
    braced: bool


@dataclass(frozen=True, slots=True)
class Timed(Node):
    """``before ratify of any treaty …``, ``failing consult …``; ``order`` is before, after or failing."""

    order: str
    act: Phrase
    rules: tuple[Rule, ...]
    braced: bool


@dataclass(frozen=True, slots=True)
class Option(Node):
    """One alternative of a bracket, with its sponsors; ``body`` holds rules, bodies or parts."""

    name: Name
    sponsors: tuple[Name | Text | Ref, ...]
    body: tuple[Body | Part, ...]


@dataclass(frozen=True, slots=True)
class Bracket(Node):
    """Alternatives that are still negotiated; ``of_parts`` if its options hold whole parts in braces."""

    name: Name
    options: tuple[Option, ...]
    of_parts: bool


Rule = Sentence | When | Timed | Bracket

# -- bodies --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prose(Node):
    """Agreed wording; ``language`` is empty when none was named."""

    language: str
    text: Text


@dataclass(frozen=True, slots=True)
class Numbered(Node):
    """A numbered paragraph; ``number`` as written (``1``), ``lettered`` for ``(a)``."""

    number: str
    lettered: bool
    label: Name | None
    body: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Period(Node):
    """``from`` one day, ``until`` another or open."""

    since: Day
    until: Day | None


@dataclass(frozen=True, slots=True)
class ReadingBlock(Node):
    """How an article is read; ``standing`` is prevailing, proposed or empty."""

    name: Name
    words: Text | None
    period: Period | None
    standing: str
    body: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class CureLine(Node):
    """A remedy that the law itself suggests."""

    slots: tuple[Slot, ...]
    qualifications: tuple[Qualification, ...]


@dataclass(frozen=True, slots=True)
class SourceNote(Node):
    """Where a statement about law comes from; ``on`` is the day on which it was seen."""

    text: Text
    on: Day | None
    unverified: bool


Body: TypeAlias = (
    "Numbered | Prose | ReadingBlock | CureLine | SourceNote | CircumstanceLine | CouncilBlock | FinalClauses | Rule"
)

# -- parts ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line(Node):
    """A heading line: a word, what it is ``of``, slots and conditions."""

    word: Name
    of: NounPhrase | None
    slots: tuple[Slot, ...]
    qualifications: tuple[Qualification, ...]


_DONE = "done "


def done(act: str) -> str:
    """Return the word of the circumstance that an act which is owed has been done."""
    return _DONE + act


def done_act(word: str) -> str:
    """Return the act of such a word; empty for any other word."""
    return word.removeprefix(_DONE) if word.startswith(_DONE) else ""


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """``not survival-threatened of Japan``, ``security-council acted``, ``decision of council on budget``.

    The word of ``not done consult of Peru`` is that of an act which is done. ``votes`` are those who vote for a
    decision (``decision of board by Peru plus Chile``): whether it is taken, the rule of the body says. ``concerned``
    (``except Cuba``) have no vote in it; all others vote against it, or only those named after ``against``, none after
    ``against no member``. Those after ``without`` stay away: they do not vote, nor count for a quorum.
    """

    positive: bool
    word: Name | Ref
    of: Name | Text | Ref | None
    acted: bool
    on: Name | None = None
    votes: tuple[Name | Text, ...] = ()
    concerned: tuple[Name | Text, ...] = ()
    against: tuple[Name | Text, ...] | None = None
    absent: tuple[Name | Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Assume(Node):
    """Facts that the search for witnesses may take for granted."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Under(Node):
    """``under law of parties;`` or ``under treaty UN-Charter, NPT;``: what the draft is checked with."""

    law_of: NounPhrase | None
    treaties: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class TreatiesRank(Node):
    """``treaties rank above statute below constitution;``: the doctrine of a state's own legal order."""

    above: Name
    below: Name


@dataclass(frozen=True, slots=True)
class PartyName(Node):
    """A party, or ``each state``, and what the text calls it."""

    who: Name | Text | Ref | Quantified | EachOther
    alias: Name | None


@dataclass(frozen=True, slots=True)
class PartyStatus(Node):
    """``signed 2026-11-22``, ``invited``, ``from 1949-08-24``, ``until 2030-01-01``."""

    word: str
    day: Day | None


@dataclass(frozen=True, slots=True)
class PartyLine(Node):
    """Parties with the same history."""

    names: tuple[PartyName, ...]
    statuses: tuple[PartyStatus, ...]


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """``area`` or ``group`` NAME = expression; ``interpreted`` marks a limit that is the drafter's choice."""

    kind: str
    name: Name
    words: Text | None
    period: Period | None
    interpreted: bool
    value: AreaExpr


@dataclass(frozen=True, slots=True)
class CircumstanceLine(Node):
    """A circumstance, what it is of, what it means, which kind it is, and the condition that defines it, if any."""

    name: Name
    of: Name | None
    words: Text | None
    kind: Name | None
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class TermBlock(Node):
    """A defined term and its definition."""

    name: Name
    words: Text
    body: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Preamble(Node):
    """The recitals."""

    recitals: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Chapter(Node):
    """A titled group of parts."""

    title: Text
    label: Name | None
    parts: tuple[Part, ...]


SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
"""What the numbers of articles end with that were put in after another one, in their order."""

PUT_IN = re.compile(rf"(?<!\d)\d+(?: (?:{'|'.join(SUFFIXES)})|[A-Z])")
"""A number that an article got between two others: *1 bis*, *5A*; it is written between quotation marks."""


@dataclass(frozen=True, slots=True)
class Article(Node):
    """An article or annex.

    ``number`` is the written number (``9``, ``I``) or empty; ``citation`` a quoted number (``"8(a)(2)"``) that stood
    before the title; ``title`` may be ``None``.
    """

    division: str
    number: str
    citation: Text | None
    title: Text | None
    label: Name | None
    body: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class CouncilBlock(Node):
    """An organ with its members and its way to decide."""

    title: Text
    label: Name | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FinalClauses(Node):
    """The lines of the final clauses."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StatementBlock(Node):
    """A declaration, reservation, understanding or objection; ``on`` the occasion, ``to`` the label it is about."""

    making: str
    title: Text | None
    label: Name | None
    by: tuple[Name | Text | Ref, ...]
    on: Name | None
    to: Ref | None
    body: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Amendment(Node):
    """``replace``, ``insert`` (``side`` before or after) or ``delete``; ``part`` is ``None`` for the last."""

    action: str
    side: str
    target: Ref
    part: Part | Numbered | None


@dataclass(frozen=True, slots=True)
class Use(Node):
    """``use clause consultation as talks in TreatyArea within 48 hours;``: the parts of a model clause stand here."""

    name: Name
    label: Name | None
    slots: tuple[Slot, ...]


Part: TypeAlias = (
    "Line | Assume | Under | TreatiesRank | PartyLine | Definition | CircumstanceLine | TermBlock | Preamble | Chapter"
    " | Article | CouncilBlock | FinalClauses | StatementBlock | SourceNote | Bracket | Amendment | Use"
)

# -- files ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Import(Node):
    """``import "vocabulary.treaty";``."""

    path: Text


@dataclass(frozen=True, slots=True)
class WordClause(Node):
    """``is assist``, ``takes on, by``, ``floor law``, ``excludes assist``, ``about force``, ``usual no``."""

    word: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordEntry(Node):
    """A declared word: its kind, itself, its short wording, its place in the order, its wordings per language."""

    kind: Name
    name: Name
    words: Text | None
    clauses: tuple[WordClause, ...]
    wordings: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary(Node):
    """A list of declared words."""

    name: Name
    title: Text | None
    words: tuple[WordEntry, ...]


@dataclass(frozen=True, slots=True)
class InstrumentNode(Node):
    """A treaty, protocol or law; ``of`` is the state of a law, ``amends`` the treaty that a protocol amends."""

    kind: str
    name: Name
    title: Text
    of: NounPhrase | None
    amends: Name | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Taking(Node):
    """``takes within Time "the time to meet" = 48 hours;``: what a use may say, and what holds where it does not.

    ``word`` is the preposition of the use, ``name`` what stands for the value in the sentences of the clause.
    """

    word: str
    name: Name
    words: Text | None
    usual: AreaExpr | None


@dataclass(frozen=True, slots=True)
class ModelClause(Node):
    """A clause that texts may use: what it takes, and the parts that it puts there."""

    name: Name
    title: Text
    takings: tuple[Taking, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class OnDate(Node):
    """The date of a scenario."""

    day: Day


@dataclass(frozen=True, slots=True)
class Event(Node):
    """What happens in a scenario."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Given(Node):
    """Circumstances of a scenario."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ExpectNorm(Node):
    """``expect Japan shall not use-force``."""

    who: Name | Text
    modal: str
    acts: tuple[Name, ...]
    slots: tuple[Slot, ...]
    toward: NounPhrase | None = None


@dataclass(frozen=True, slots=True)
class ExpectFree(Node):
    """``expect Fiji not bound``; with acts, ``not bound to assist``."""

    who: Name | Text
    acts: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ExpectUnknown(Node):
    """``expect Fiji not known use-force``: nothing forbids it, and the law that could is not there."""

    who: Name | Text
    acts: tuple[Name, ...]
    slots: tuple[Slot, ...]
    toward: NounPhrase | None = None


@dataclass(frozen=True, slots=True)
class ExpectFinding(Node):
    """``expect no conflict for Japan``."""

    positive: bool
    rule: Name
    who: Name | Text | None


@dataclass(frozen=True, slots=True)
class Scenario(Node):
    """A named situation with what is expected of it."""

    title: Text
    lines: tuple[OnDate | Event | Given | ExpectNorm | ExpectFree | ExpectUnknown | ExpectFinding, ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """The days that it names: in a line of its own, or behind its event."""
        found: list[Day] = []
        for line in self.lines:
            if isinstance(line, OnDate):
                found.append(line.day)
            elif isinstance(line, Event):
                slots = (slot for slot in line.phrase.slots if slot.word == "on")
                found += [slot.values[0] for slot in slots if slot.values and isinstance(slot.values[0], Day)]
        return tuple(found)

    @property
    def day(self) -> date | None:
        """The day on which it happens, if it names one."""
        return self.days[0].day if self.days else None


@dataclass(frozen=True, slots=True)
class Comment(Node):
    """A comment with its ``#``."""

    text: str


Item = Import | Vocabulary | InstrumentNode | ModelClause | Scenario


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file; its comments are kept apart from its meaning."""

    source: Source = field(compare=False, repr=False)
    items: tuple[Item, ...]
    comments: tuple[Comment, ...] = field(compare=False, default=())


_PARTS: dict[type, tuple[str, ...]] = {}
"""The fields of each class that may hold nodes: found once, since trees are walked often."""
_PLAIN = frozenset({"str", "int", "bool", "float", "date", "None", "Span", "Source"})
"""The types of fields that hold no node, as they are written."""


def _parts_of(kind: type) -> tuple[str, ...]:
    names = _PARTS.get(kind)
    if names is None:
        every = fields(kind)
        names = tuple(slot.name for slot in every if not {*str(slot.type).split(" | ")} <= _PLAIN)
        _PARTS[kind] = names
    return names


def _below(node: object) -> list[Node]:
    found: list[Node] = []
    for name in _parts_of(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            for entry in value:
                if isinstance(entry, Node):
                    found.append(entry)
                elif isinstance(entry, tuple):
                    found += (inner for inner in entry if isinstance(inner, Node))
        elif isinstance(value, Node):
            found.append(value)
    return found


def children(node: object) -> Iterator[Node]:
    """Yield the nodes directly below a node or document, in the order in which they were written."""
    return iter(_below(node))


def walk(node: object) -> Iterator[Node]:
    """Yield every node below a node or document, parents before children, without recursion."""
    stack = _below(node)
    stack.reverse()
    while stack:
        top = stack.pop()
        yield top
        below = _below(top)
        if below:
            below.reverse()
            stack += below
