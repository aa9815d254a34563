"""What a bearer's own law forbids it, in which situations, under which reading, with what weight at home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from treatylang.model.instrument import Instrument, Norm, Reading
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.kernel.diagram import EMPTY, Diagrams
from treatylang.reasoning.norms.duties import applies
from treatylang.reasoning.norms.fitting import Deed, reached
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.meaning import Reader
from treatylang.syntax import ast

TREATY = "treaty"
"""The rank under which bans of treaties stand; no law of a state has it."""


class Weight(IntEnum):
    """What a ban of own law can make of a promise, the heaviest first."""

    LAW = 1
    """Law that no treaty outranks at home: a conflict."""
    POLICY = 2
    """Declared policy: a warning at most (ruling 20)."""
    OUTRANKED = 3
    """Law that the treaty outranks in the state's own legal order: a note."""


@dataclass(frozen=True)
class Ban:
    """One ban of own law on one bearer.

    ``bites`` are the situations in which it forbids, ``lifted`` the permissions that lift it for some acts in some
    situations, ``rank`` the rank of its law. ``reading`` is the reading that it belongs to; a ban outside any reading
    always counts. ``admission`` marks what follows from a ban on any state: not to admit what it forbids.
    """

    norm: Norm
    law: Instrument
    bites: int
    rank: str
    weight: Weight
    lexicon: Lexicon
    lifted: tuple[tuple[tuple[str, ...], int], ...] = ()
    admission: bool = False

    @property
    def reading(self) -> Reading | None:
        """The reading in which the sentence stands."""
        return self.norm.reading

    def forbids(self, way: str) -> bool:
        """Return whether a way to perform falls under the acts of the ban (ruling 1)."""
        return self.admission or any(self.lexicon.is_a(way, act) for act in self.norm.acts)

    def against(self, way: str, diagrams: Diagrams) -> int:
        """Return the situations in which it forbids a way, less those in which a permission of that way lifts it."""
        if not self.forbids(way):
            return EMPTY
        free = (where for acts, where in self.lifted if any(self.lexicon.is_a(way, act) for act in acts))
        return diagrams.less(self.bites, diagrams.any_of(free))


def bans_on(frame: Frame, state: str) -> tuple[Ban, ...]:
    """Return every ban of a state's own law that can bite at all, in the order of the files."""
    laws = frame.world.laws_of(state)
    key = ("bans", state, tuple(map(id, laws)), frame.supposed, id(frame.question))
    known = frame.read.get(key)
    if known is None:
        known = frame.read[key] = ((laws, frame.question, _bans_on(frame, state)), 0)
    return known[0][2]  # type: ignore[no-any-return, index]  # put there above


def _bans_on(frame: Frame, state: str) -> tuple[Ban, ...]:
    found = []
    ranks = _doctrine(frame, state)
    for law in frame.world.laws_of(state):
        weight = weight_of(frame, law, ranks)
        for norm in law.norms:
            if not norm.modality.forbids or norm.timing is not None:
                continue
            reader = Reader(frame, law, state, norm.labels)
            bites = _bites(reader, law, norm)
            if bites == EMPTY:
                continue
            lifted = tuple(_lifted(frame, law, norm, state))
            found.append(Ban(norm, law, bites, law.rank, weight, frame.world.lexicon, lifted))
            if _addresses_states(norm) and norm.slots:
                # What no state may do on one's soil, one may not admit (ruling 11).
                found.append(Ban(norm, law, bites, law.rank, weight, frame.world.lexicon, lifted, admission=True))
    return tuple(found)


def soil_bans(frame: Frame, state: str) -> tuple[Ban, ...]:
    """Return the bans that other states' laws put on any state that acts on their soil."""
    found = []
    for law in frame.world.instruments.values():
        if law.kind != "law" or law.state == state:
            continue
        for norm in law.norms:
            if (
                norm.modality.forbids
                and norm.timing is None
                and _addresses_states(norm)
                and any(s.word == "in" for s in norm.slots)
            ):
                bites = _bites(Reader(frame, law, state, norm.labels), law, norm)
                if bites != EMPTY:
                    found.append(Ban(norm, law, bites, law.rank, Weight.POLICY, frame.world.lexicon))
    return tuple(found)


def fitted(frame: Frame, bans: Iterable[Ban], deed: Deed) -> tuple[Ban, ...]:
    """Return the bans that reach a deed, each with the situations in which it does."""
    found = []
    for ban in bans:
        if ban.admission:
            if not _admits(ban, deed):
                continue
            where = frame.possible
        else:
            where = reached(frame, ban.law, ban.norm, deed)
        if where == EMPTY:
            continue
        bites = frame.diagrams.both(ban.bites, where)
        if bites != EMPTY:
            found.append(ban if bites == ban.bites else replace(ban, bites=bites))
    return tuple(found)


def _admits(ban: Ban, deed: Deed) -> bool:
    """Return whether a deed lets others do what the ban lets no state do: an act is the object of the act."""
    return any(
        ban.lexicon.get(item.text, "act") is not None and any(ban.lexicon.is_a(item.text, act) for act in ban.norm.acts)
        for slot in deed.slots
        if slot.word == "object" and slot.values and isinstance(slot.value, ast.Words)
        for item in slot.value.items
    )


def _addresses_states(norm: Norm) -> bool:
    head = norm.bearer.head
    return isinstance(head, ast.Quantified) and head.noun in ("state", "states")


def _bites(reader: Reader, law: Instrument, norm: Norm) -> int:
    diagrams = reader.frame.diagrams
    result = diagrams.all_of((reader.frame.possible, applies(reader, norm), reader.frame.on(law.force)))
    for trigger in norm.triggers:
        result = diagrams.both(result, reader.condition(trigger))
    return diagrams.both(result, reader.qualified(norm.qualifications))


def _lifted(frame: Frame, law: Instrument, ban: Norm, state: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the acts that a permission of the same legal order frees by declared priority, and where (ruling 16)."""
    for other in frame.world.laws_of(state):
        for norm in other.norms:
            if norm.modality.permits and (_names(norm, ban, law) or _prevails(frame, state, norm, ban)):
                yield norm.acts, _bites(Reader(frame, other, state, norm.labels), other, norm)


def _names(permission: Norm, ban: Norm, law: Instrument) -> bool:
    """Return whether a permission stands `notwithstanding` a ban."""
    return any(
        item.text.removeprefix(f"{law.name}.") in ban.labels or item.text == law.name
        for q in permission.qualified_by("notwithstanding")
        if isinstance(q.value, ast.Words)
        for item in q.value.items
    )


def _prevails(frame: Frame, state: str, permission: Norm, ban: Norm) -> bool:
    """Return whether a sentence of the same order says that a permission prevails over a ban."""
    for law in frame.world.laws_of(state):
        for statement in law.statements:
            if statement.kind == "prevails" and statement.object is not None:
                over = _labels_in(statement.object, ban.instrument)
                if _labels_in(statement.subject, permission.instrument) & {*permission.labels} and over & {*ban.labels}:
                    return True
    return False


def _labels_in(phrase: ast.Phrase, instrument: str) -> frozenset[str]:
    """Return the labels that a phrase refers to, those of another instrument without its name."""
    head = phrase.head
    items = head.items if isinstance(head, ast.Words) else ()
    return frozenset(item.text.removeprefix(f"{instrument}.") for item in items if isinstance(item, ast.Ref))


def _doctrine(frame: Frame, state: str) -> tuple[str, str] | None:
    return next((law.ranks for law in frame.world.laws_of(state) if law.ranks is not None), None)


def weight_of(frame: Frame, law: Instrument, doctrine: tuple[str, str] | None) -> Weight:
    """Return what a ban of a law can make of a promise, by its rank and the doctrine (above, below) of its state."""
    lexicon = frame.world.lexicon
    word = lexicon.get(law.rank, "rank")
    if word is not None and word.floor == "none":
        return Weight.POLICY
    if any(s.kind == "yields" for s in law.statements):
        return Weight.OUTRANKED
    ranks = lexicon.ranks()
    if doctrine is not None and doctrine[0] in ranks and law.rank in ranks:
        return Weight.OUTRANKED if ranks.index(law.rank) >= ranks.index(doctrine[0]) else Weight.LAW
    return Weight.LAW


# -- readings ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Readings:
    """Which readings of each read article of a state's law govern on which dates.

    ``prevailing`` maps an article (law and path) to its governing readings with their dates; ``other`` names the
    readings that govern nowhere.
    """

    prevailing: Mapping[tuple[str, str], tuple[tuple[Reading, int], ...]]
    other: tuple[Reading, ...]
    contested: Mapping[tuple[str, str], int]


def readings_of(frame: Frame, state: str) -> Readings:
    """Return the readings of a state's law that govern by default, or as the question chooses."""
    diagrams = frame.diagrams
    chosen = frame.question.readings.get(state)
    articles: dict[tuple[str, str], list[Reading]] = {}
    for law in frame.world.laws_of(state):
        for reading in law.readings:
            articles.setdefault((law.name, reading.article), []).append(reading)
    prevailing: dict[tuple[str, str], tuple[tuple[Reading, int], ...]] = {}
    contested: dict[tuple[str, str], int] = {}
    other: list[Reading] = []
    for key, readings in articles.items():
        named = [r for r in readings if r.name == chosen]
        if named:
            prevailing[key] = ((named[0], frame.possible),)
            other.extend(r for r in readings if r is not named[0])
            continue
        governing = tuple(
            (r, frame.on(r.period)) for r in readings if r.standing == "prevailing" and frame.on(r.period) != EMPTY
        )
        prevailing[key] = governing
        governed = diagrams.any_of(days for _, days in governing)
        # Where no reading prevails, only what all readings share is a verdict; likewise where two prevail at once.
        contested[key] = diagrams.less(frame.possible, governed)
        other.extend(r for r in readings if not any(r is g for g, _ in governing))
    return Readings(prevailing, tuple(other), contested)


def forbidden(frame: Frame, bans: Iterable[Ban], way: str, readings: Readings, only: Reading | None = None) -> int:
    """Return the situations in which a way to perform is forbidden by some of the bans.

    With ``only``, its article is read by that reading alone, on every date.
    """
    diagrams = frame.diagrams
    found = []
    read: dict[tuple[str, str], list[Ban]] = {}
    for ban in bans:
        if not ban.forbids(way):
            continue
        if ban.reading is None or ban.rank == TREATY:
            found.append(ban.against(way, diagrams))
        else:
            read.setdefault((ban.law.name, ban.reading.article), []).append(ban)
    for key, theirs in read.items():
        found.append(_read(frame, key, theirs, way, readings, only))
    return diagrams.any_of(found)


def _read(
    frame: Frame, key: tuple[str, str], bans: list[Ban], way: str, readings: Readings, only: Reading | None
) -> int:
    diagrams = frame.diagrams

    def under(reading: Reading) -> int:
        return diagrams.any_of(ban.against(way, diagrams) for ban in bans if ban.reading is reading)

    if only is not None and only.article == key[1] and any(ban.reading is only for ban in bans):
        return under(only)
    if only is not None and only.article == key[1] and only in _of_article(frame, key):
        return EMPTY
    governing = readings.prevailing.get(key, ())
    found = []
    for reading, days in governing:
        rivals = diagrams.all_of(
            diagrams.either(under(other), diagrams.outside(other_days))
            for other, other_days in governing
            if other is not reading
        )
        found.append(diagrams.all_of((under(reading), days, rivals)))
    undecided = readings.contested.get(key, EMPTY)
    if undecided != EMPTY:
        shared = diagrams.all_of(under(reading) for reading in _of_article(frame, key))
        found.append(diagrams.both(shared, undecided))
    return diagrams.any_of(found)


def _of_article(frame: Frame, key: tuple[str, str]) -> tuple[Reading, ...]:
    law = frame.world.instruments[key[0]]
    return tuple(reading for reading in law.readings if reading.article == key[1])
