"""What will follow once a draft is signed: steps that have an order and no date yet, told from the final clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.library.numerals import english_ordinal
from treatylang.model.calendar import Length, length_of
from treatylang.model.instrument import Instrument
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.syntax import ast

START, RENEWAL = "start", "renewal"
"""Marks of the vocabulary: the clause from which periods count, the word after which another term follows."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that will be so: ``clause`` says it, ``what`` is so then, ``when`` in words.

    ``start`` and ``end`` count from the entry into force, ``None`` for what has no place on that line or no end.
    """

    clause: str
    what: str
    when: str
    start: Length | None = None
    end: Length | None = None


def steps(draft: Instrument) -> Iterator[Step]:
    """Yield what follows from signature by the final clauses: entry into force, terms, when parties may leave."""
    lines = [(line, draft.lexicon.get(line.word.text, "clause")) for line in draft.clauses]
    starting = [line for line, word in lines if word is not None and word.floor == START]
    first = [when for line in starting if not _later(line) and (when := _condition(draft, line))]
    term = next((end for line, _ in lines if (end := _term(line)) is not None), None)
    start = first[0] if first else "once all negotiating states have consented to be bound (VCLT 24)"
    yield Step("", "in force", start, Length(), term)
    found: list[Step] = []
    for line in starting:
        if _later(line):
            who = next(" ".join(slot.value.span.text.split()) for slot in line.slots if slot.word == "for")
            yield Step(who, "a party", _condition(draft, line) or "on its consent", None)
    for line, word in lines:
        if line not in starting:
            found += _periods(draft, line, word.say() if word is not None else line.word.text)
    yield from sorted(found, key=lambda one: (one.start.months, one.start.days) if one.start is not None else (0, 0))


def _later(line: ast.Line) -> bool:
    """Return whether a line says from when those are bound who join later."""
    return any(slot.word == "for" and isinstance(slot.value, ast.Quantified) for slot in line.slots if slot.values)


def _condition(draft: Instrument, line: ast.Line) -> str:
    """Return on what the entry into force waits: `30 days after the 3rd ratification, that of Japan among them`."""
    said = {slot.word: slot for slot in line.slots if slot.values}
    interval = said.get("object")
    event = said.get("after") or said.get("on")
    if event is None:
        return ""
    what = _plain(event)
    if isinstance(event.value, ast.Day):
        return f"on {what}"
    counted = said.get("by")
    if counted is not None:
        amount = counted.value
        if isinstance(amount, ast.Amount) and amount.number.text.isdigit() and not amount.measure:
            what = f"the {english_ordinal(int(amount.number.text))} {what}"
        else:
            what = f"{what} by {_plain(counted)}"
        if "including" in said:
            names = [the(draft.lexicon.state(name) or name) for name in _names(said["including"])]
            what += f", {'that' if len(names) == 1 else 'those'} of {listed(names)} included"
    before = f"{_plain(interval)} after " if interval is not None and "after" in said else "on "
    return f"{before}{what}"


def _term(line: ast.Line) -> Length | None:
    """Return how long the text lasts, where a clause gives it one term and no other after it."""
    said = [slot for slot in line.slots if slot.values]
    return length_of(said[0].value) if len(said) == 1 and said[0].word == "object" else None


def _periods(draft: Instrument, line: ast.Line, head: str) -> Iterator[Step]:
    """Yield the periods of a clause that count from the entry into force, its terms, and how long a notice runs."""
    said = [slot for slot in line.slots if slot.values]
    notice = next((n for slot in said if slot.word == "on" and (n := _notice_of(slot.value))), "")
    first: Length | None = None
    renewed = False
    for slot in said:
        if _renews(draft, slot.value):
            renewed = True
            continue
        length = length_of(slot.value)
        if length is None:
            continue
        amount = _plain(slot)
        when = f"{amount} after entry into force"
        if renewed:
            before = next((n for q in line.qualifications if (n := _notice_of(q.value))), "")
            unless = f", unless notice is given {before} before" if before else ""
            yield Step(head, f"renewed for {amount}{unless}", "at the end of each term", first)
        elif slot.word in ("object", "for"):
            first = first or length
            yield Step(head, "the term ends", when, length, length)
        elif slot.word == "after":
            open_to = f"open from then, on notice of {notice}" if notice else "open from then"
            yield Step(head, open_to, when, length)
            notice = ""
    if notice:
        yield Step(head, f"takes effect {notice} after notice is given", "at any time while in force", Length())


def _notice_of(value: object) -> str:
    """Return how long a notice runs: `1 year` in `notice of 1 year`."""
    nodes = (value, *ast.walk(value)) if isinstance(value, ast.Node) else ()
    found = next((node for node in nodes if isinstance(node, ast.Amount) and length_of(node) is not None), None)
    return " ".join(found.span.text.split()) if found is not None else ""


def _renews(draft: Instrument, value: object) -> bool:
    if not isinstance(value, ast.Words) or len(value.items) != 1:
        return False
    word = draft.lexicon.get(value.items[0].text, "word")
    return word is not None and word.floor == RENEWAL


def _names(slot: ast.Slot) -> list[str]:
    return [item.text for value in slot.values if isinstance(value, ast.Words) for item in value.items]


def _plain(slot: ast.Slot) -> str:
    """Return what stands after a preposition, in the words of the text."""
    return " ".join(" ".join(value.span.text.split()) for value in slot.values if isinstance(value, ast.Node))
