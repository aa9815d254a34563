"""The life of a treaty by its dates: signature, force, who is bound when, readings, areas, protocols, terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from treatylang.model.calendar import Length, length_of
from treatylang.model.instrument import Instrument, Norm, Period, World
from treatylang.model.question import Question
from treatylang.model.windows import windows
from treatylang.reasoning.answers.awaited import RENEWAL, steps
from treatylang.syntax import ast

TREATY, PARTY, READING, AREA, PROTOCOL, TERM, SENTENCE = (
    "treaty",
    "party",
    "reading",
    "area",
    "protocol",
    "term",
    "sentence",
)
"""What a span is of."""
BOUND, SUSPENDED = "a party", "suspended"
"""What a state is while it is bound, or its rights and duties rest; every other standing is near the treaty."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that lasts: ``kind`` is one of the names above, ``of`` what or who it is, ``what`` what is so then.

    ``until`` is the first day on which it is so no more (ruling 12), ``None`` while it lasts; a span of no days is a
    single event. ``when`` says in words when it will be so, if no day is known yet; ``start`` and ``end`` then count
    from the entry into force.
    """

    kind: str
    of: str
    what: str
    since: date | None
    until: date | None
    when: str = ""
    start: Length | None = None
    end: Length | None = None

    @property
    def event(self) -> bool:
        """Whether it happens on one day, and does not last."""
        return self.since is not None and self.since == self.until


def timeline(world: World, draft: Instrument, question: Question) -> tuple[Stretch, ...]:
    """Return everything about a text that has a day, by its first day, then what will follow once a draft is signed."""
    every = list(dict.fromkeys(_all(world, draft, question)))
    found = [one for one in every if one.since is not None or one.until is not None]
    dated = sorted(found, key=lambda one: (one.since or date.min, one.until or date.max))
    return (*dated, *(one for one in every if one.when))


def _all(world: World, draft: Instrument, question: Question) -> Iterator[Stretch]:
    if draft.day is not None:
        yield _event(TREATY, draft.title, "drawn up", draft.day)
    if draft.kind == "law" or (draft.force.since is not None and (draft.binds or draft.political)):
        yield _lasting(TREATY, draft.title, "in force", draft.force)
    elif awaits_signature(draft):
        yield from _awaited(draft)
    yield from _parties(draft)
    for reading in draft.readings:
        said = f"read as `{reading.name}`" + (f" ({reading.words})" if reading.words else "")
        standing = f", {reading.standing}" if reading.standing else ""
        yield _lasting(READING, _provision(draft, reading.article), f"{said}{standing}", reading.period)
    for area in draft.areas:
        if all(question.options.get(c.bracket, c.option) == c.option for c in area.choices):
            yield _lasting(AREA, area.words or area.name, f"this {area.kind} is as defined here", area.period)
    for other in world.instruments.values():
        if other.node.kind != "protocol" or other.node.amends is None or other.node.amends.text != draft.name:
            continue
        if other.day is not None:
            yield _event(PROTOCOL, other.title, "drawn up", other.day)
        if other.binds:
            yield _lasting(PROTOCOL, other.title, "in force", other.force)
    yield from _terms(draft)
    for norm in draft.norms:
        for window in windows(norm, draft.lexicon, draft.entry):
            yield _lasting(SENTENCE, _provision_of(draft, norm), "this sentence speaks", window.period)


def _parties(draft: Instrument) -> Iterator[Stretch]:
    """Yield who is a party when, and each step that a party line dates."""
    for member in draft.parties:
        if member.is_party:
            since = member.period.since or (draft.force.since if draft.entry is not None and draft.binds else None)
            yield Stretch(PARTY, member.state, BOUND, since, member.period.until or draft.force.until)
        if member.suspended is not None:
            yield _lasting(PARTY, member.state, SUSPENDED, member.suspended)
        for standing, period in member.near:
            word = draft.lexicon.get(standing, "standing")
            if period.since is not None and period.until is not None and word is not None:
                yield _lasting(PARTY, member.state, word.say(), period)
    for part in draft.node.parts:
        if not isinstance(part, ast.PartyLine):
            continue
        for status in part.statuses:
            word = draft.lexicon.get(status.word, "standing")
            if word is None or status.day is None or status.day.day is None or "pauses" in word.wider:
                continue
            for name in part.names:
                if isinstance(name.who, (ast.Name, ast.Text)):
                    state = draft.lexicon.state(name.who.text) or name.who.text
                    yield _event(PARTY, state, word.say(), status.day.day)


def awaits_signature(draft: Instrument) -> bool:
    """Return whether a text is a draft of a treaty, so that its force and its terms have no day yet."""
    return draft.kind == "treaty" and not draft.binds and not draft.political and not draft.force.until


def _awaited(draft: Instrument) -> Iterator[Stretch]:
    for step in steps(draft):
        kind = TREATY if not step.clause else PARTY if step.what == BOUND else TERM
        yield Stretch(kind, step.clause or draft.title, step.what, None, None, step.when, step.start, step.end)


def _terms(draft: Instrument) -> Iterator[Stretch]:
    """Yield when the periods of final clauses end that count from the entry into force (ruling 43)."""
    for line in draft.clauses:
        word = draft.lexicon.get(line.word.text, "clause")
        head = word.say() if word is not None else line.word.text
        first: date | None = None
        renewed = False
        for slot in line.slots:
            value = slot.value if slot.values else None
            if _renews(draft, value):
                renewed = True
                continue
            if isinstance(value, ast.Day) and value.day is not None:
                said = slot.word if slot.word not in ("object", "date") else "on"
                yield _event(TERM, head, f"{said} this day", value.day)
                continue
            length = length_of(value)
            if length is None or draft.entry is None or slot.word not in ("after", "object", "for"):
                continue
            amount = " ".join(value.span.text.split()) if isinstance(value, ast.Node) else ""
            if renewed:
                # A renewal counts from the end of the term before it, not from the entry into force.
                again = length.after(first) if first is not None else None
                if first is not None and again is not None:
                    yield Stretch(TERM, head, f"renewed for {amount}, the first time", first, again)
                continue
            end = length.after(draft.entry)
            if end is not None:
                first = first or end
                said = "begins" if slot.word == "after" else "ends"
                yield _event(TERM, head, f"{amount} after entry into force: {said}", end)
        for q in line.qualifications:
            if isinstance(q.value, ast.Day) and q.value.day is not None:
                yield _event(TERM, head, "until this day", q.value.day)


def _renews(draft: Instrument, value: object) -> bool:
    """Return whether a word of a final clause says that what follows is another term."""
    if not isinstance(value, ast.Words) or len(value.items) != 1:
        return False
    word = draft.lexicon.get(value.items[0].text, "word")
    return word is not None and word.floor == RENEWAL


def _provision(draft: Instrument, path: str) -> str:
    label = draft.labels.get(path)
    return f"article {label.number}" if label is not None and label.number else path.replace("-", " ")


def _provision_of(draft: Instrument, norm: Norm) -> str:
    return f"article {norm.number}" if norm.number else draft.title


def _event(kind: str, of: str, what: str, day: date) -> Stretch:
    return Stretch(kind, of, what, day, day)


def _lasting(kind: str, of: str, what: str, period: Period) -> Stretch:
    return Stretch(kind, of, what, period.since, period.until)


def last_day(one: Stretch) -> date | None:
    """Return the last day on which something is so."""
    return one.until - timedelta(days=1) if one.until is not None and not one.event else one.until
