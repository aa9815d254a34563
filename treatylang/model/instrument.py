"""What a document means: instruments, their parties over time, their norms, and the names by which they refer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Memo
from treatylang.model.modality import Modality
from treatylang.source import Span
from treatylang.syntax import ast

ALWAYS_SINCE = date.min
"""The start of a period that nothing bounds."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` up to, not including, ``until``; ``None`` is open (ruling 12)."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Membership:
    """One line of a party's history.

    ``state`` is the usual name of the state; ``standing`` the word of the line (``invited``, ``signed``, …), empty for
    a party outright; ``period`` the days on which it is a party (an outsider, such as an invited state, never is);
    ``near`` the days on which it stands near the treaty without being bound by it as a party, each with its word.
    """

    state: str
    alias: str
    standing: str
    period: Period
    is_party: bool
    suspended: Period | None
    span: Span = field(compare=False, repr=False)
    near: tuple[tuple[str, Period], ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """Something that can be referred to.

    ``kind`` is article, annex, chapter, paragraph, area, group, term, council, statement, circumstance, bracket or
    party.
    ``number`` is the computed number of an article or paragraph (``5``, ``5(2)``), empty for others; ``words`` what the
    text calls it; ``path`` the labels or numbers that lead to it.
    """

    name: str
    kind: str
    number: str
    words: str
    path: str
    node: ast.Node = field(compare=False, repr=False)

    @property
    def span(self) -> Span:
        """The whole of what is labelled."""
        return self.node.span


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a bracket on which a norm depends."""

    bracket: str
    option: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How an article is read.

    ``standing`` is ``prevailing``, ``proposed`` or empty (held by some); ``sources`` its authorities.
    """

    name: str
    words: str
    period: Period
    standing: str
    article: str
    sources: tuple[ast.SourceNote, ...] = field(compare=False, repr=False)
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Norm:
    """One sentence that says who shall, shall not, may, need not or should do what.

    ``bearer`` is whom it addresses: of nobody (`no party shall`) is put as of everybody (`each party shall not`).
    ``period`` are the days on which it is part of the text, where protocols change that.
    ``stage`` is the act after which, or failing which, it speaks, where that is part of what a treaty asks (ruling 42);
    ``timing`` also
    has the acts that a procedure comes before or after, else it is ``None``. ``triggers`` are the conditions of the
    ``when`` blocks around it, outermost first; ``path`` is the label path of the sentence. ``protocol`` names the
    protocol that inserted it and binds its own parties alone; ``besides`` those that replaced or deleted it for theirs.
    """

    instrument: str
    modality: Modality
    bearer: ast.Phrase
    acts: tuple[str, ...]
    any_of: bool
    toward: ast.NounPhrase | None
    slots: tuple[ast.Slot, ...]
    triggers: tuple[ast.Condition, ...]
    timing: tuple[str, ast.Phrase] | None
    qualifications: tuple[ast.Qualification, ...]
    period: Period
    reading: Reading | None
    choices: frozenset[Choice]
    statement: str
    path: str
    number: str
    labels: tuple[str, ...]
    cures: tuple[ast.CureLine, ...] = field(compare=False, repr=False)
    sources: tuple[ast.SourceNote, ...] = field(compare=False, repr=False)
    node: ast.Sentence = field(compare=False, repr=False)
    stage: ast.Phrase | None = None
    protocol: str = ""
    besides: tuple[str, ...] = ()
    implied: bool = False
    """Whether it is a ban that follows from a duty, on what the act owed excludes, and no sentence of its own."""

    @property
    def span(self) -> Span:
        """The sentence."""
        return self.node.span

    @property
    def procedural(self) -> bool:
        """Whether it says what comes before or after an act at home, and neither obliges nor forbids by itself."""
        return self.timing is not None and self.stage is None

    def qualified_by(self, word: str) -> tuple[ast.Qualification, ...]:
        """Return the closing conditions that open with a word (``unless``, ``if``, ``until``, …)."""
        return tuple(q for q in self.qualifications if q.word == word)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about texts or meanings: ``counts as``, ``prevails over``, ``yields to``, ``applies``.

    ``kind`` is that of ``ast.TextPredicate``; ``statement`` is the label of the declaration or reservation it stands
    in, ``protocol`` names the protocol that inserted it and binds its own parties alone.
    """

    instrument: str
    kind: str
    subject: ast.Phrase
    object: ast.Phrase | None
    slots: tuple[ast.Slot, ...]
    triggers: tuple[ast.Condition, ...]
    qualifications: tuple[ast.Qualification, ...]
    period: Period
    reading: Reading | None
    choices: frozenset[Choice]
    statement: str
    path: str
    number: str
    labels: tuple[str, ...]
    sources: tuple[ast.SourceNote, ...] = field(compare=False, repr=False)
    node: ast.Sentence = field(compare=False, repr=False)
    protocol: str = ""

    @property
    def span(self) -> Span:
        """The sentence."""
        return self.node.span

    @property
    def phrases(self) -> tuple[tuple[ast.Slot, ...], ...]:
        """The slots of what it speaks of, of what it says, and of the sentence itself."""
        return (self.subject.slots, self.object.slots if self.object is not None else (), self.slots)


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A circumstance that an instrument declares; with a condition, it is only a name for that condition."""

    name: str
    owner: str
    words: str
    kind: str
    condition: ast.Condition | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Defined:
    """One dated definition of an area or group."""

    kind: str
    name: str
    words: str
    period: Period
    interpreted: bool
    value: ast.AreaExpr
    choices: frozenset[Choice]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class Instrument:
    """A treaty or law with everything it says, resolved.

    ``entry`` is the day of its entry into force, from which its periods run, where that is known.
    ``kind`` is treaty or law; ``state`` the usual name of the state of a law; ``rank`` the word of its rank line;
    ``force`` the days on which it is in force; ``day`` the date of a draft (from its ``drawn-up`` line), ``None`` if it
    has none; ``covers`` the subjects on which a law is whole, ``None`` for all; ``ranks`` the doctrine (above, below)
    by which treaties rank at home. ``labels`` has every label of the instrument, full paths included
    (``collective-defence`` and ``collective-defence.2``).
    """

    name: str
    title: str
    kind: str
    state: str
    rank: str
    status: str
    force: Period
    entry: date | None
    day: date | None
    ranks: tuple[str, str] | None
    parties: tuple[Membership, ...]
    every_state: bool
    concerns: tuple[str, ...]
    adversaries: tuple[str, ...]
    assumed: tuple[ast.Fact, ...]
    languages: tuple[str, ...]
    style: str
    excerpt: bool
    under_law: bool
    under: tuple[str, ...]
    areas: tuple[Defined, ...]
    circumstances: tuple[Circumstance, ...]
    norms: tuple[Norm, ...]
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    brackets: Mapping[str, tuple[str, ...]]
    clauses: tuple[ast.Line, ...]
    headings: tuple[ast.Line, ...]
    sources: tuple[ast.SourceNote, ...]
    checked: date | None
    covers: frozenset[str] | None
    labels: Mapping[str, Labelled]
    lexicon: Lexicon = field(repr=False, compare=False)
    node: ast.InstrumentNode = field(repr=False, compare=False)
    unread: tuple[ast.Sentence, ...] = field(default=(), repr=False, compare=False)
    """Sentences with a word that nobody knows: they take part in no reasoning."""
    settled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The brackets that the question has settled: what their chosen options say stands in the text."""
    open_clauses: tuple[ast.Line, ...] = ()
    """Final clauses that stand in brackets which are open."""
    open_parts: tuple[tuple[ast.Bracket, ast.Node], ...] = field(default=(), repr=False, compare=False)
    """What counts for nobody until an option is chosen, each with its bracket: parties, final clauses, bodies."""

    @property
    def span(self) -> Span:
        """The whole instrument."""
        return self.node.span

    @property
    def binds(self) -> bool:
        """Whether the text is in force on some days: from one on, or until it ended; what is not is a draft."""
        return self.status.startswith("in-force") or (self.status == "terminated" and self.force.until is not None)

    @property
    def political(self) -> bool:
        """Whether the text binds in politics alone: it is not a treaty, and needs nothing of treaty-making."""
        return self.status == "political"

    @cached_property
    def councils(self) -> tuple[Labelled, ...]:
        """The bodies of the text, each once, without those that stand in brackets which are open."""
        left = {id(part) for _, part in self.open_parts}
        found = {id(one): one for one in self.labels.values() if isinstance(one.node, ast.CouncilBlock)}
        return tuple(one for one in found.values() if id(one.node) not in left)

    @cached_property
    def statements_made(self) -> tuple[tuple[ast.StatementBlock, str], ...]:
        """The reservations, objections and declarations of the text, each with the name of its sentences."""
        return tuple(statement_names(self.node))

    def with_norms(self, norms: tuple[Norm, ...]) -> Instrument:
        """Return this instrument with other norms, as if the text said so; its statements stay what they are."""
        changed = replace(self, norms=norms)
        changed.__dict__["statements_made"] = self.statements_made
        return changed

    @cached_property
    def waivers(self) -> tuple[Norm, ...]:
        """The norms that waive acts: `need not`."""
        return tuple(norm for norm in self.norms if norm.modality.waives)

    def parties_on(self, day: date) -> tuple[str, ...]:
        """Return the states that are parties on a day and not suspended, in the order of the text (ruling 7)."""
        return tuple(
            m.state
            for m in self.parties
            if m.is_party and m.period.covers(day) and not (m.suspended and m.suspended.covers(day))
        )

    def alias_of(self, name: str) -> str | None:
        """Return the state that a name of this text stands for, ``None`` if no party is called so."""
        return self._aliases.get(name)

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        # The first party of a name keeps it.
        return {m.alias: m.state for m in reversed(self.parties) if m.alias}

    def wording(self, path: str) -> str:
        """Return how to cite a provision: ``article 5(2) of the North Atlantic Treaty`` without the title."""
        labelled = self.labels.get(path)
        return f"article {labelled.number}" if labelled and labelled.number else path


def statement_names(text: ast.InstrumentNode) -> Iterator[tuple[ast.StatementBlock, str]]:
    """Yield the statements of a text with what their sentences know them by: their label, or how and by whom made."""
    seen: dict[str, int] = {}
    for part in ast.walk(text):
        if isinstance(part, ast.StatementBlock):
            name = part.label.text if part.label is not None else f"{part.making}-by-{part.by[0].text}"
            seen[name] = seen.get(name, 0) + 1
            yield part, name if seen[name] == 1 else f"{name}-{seen[name]}"


@dataclass(frozen=True)
class World:
    """All instruments that are looked at together: the drafts, and the law and treaties beside them."""

    instruments: Mapping[str, Instrument]
    drafts: tuple[str, ...]
    scenarios: tuple[ast.Scenario, ...]
    lexicon: Lexicon
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)
    """What was computed of these instruments before, so that rules that ask the same question share the answer."""
    kept: MutableMapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Answers that take long and depend on nothing but their key; they may come from earlier runs."""

    def laws_of(self, state: str) -> tuple[Instrument, ...]:
        """Return the laws of a state, in the order in which they were read."""
        return self._laws.get(state, ())

    @cached_property
    def _laws(self) -> Mapping[str, tuple[Instrument, ...]]:
        found: dict[str, list[Instrument]] = {}
        for one in self.instruments.values():
            if one.kind == "law":
                found.setdefault(one.state, []).append(one)
        return {state: tuple(laws) for state, laws in found.items()}
