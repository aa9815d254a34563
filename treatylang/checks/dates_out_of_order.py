"""A date that comes before the date it should follow.

## What it finds
Periods that end on or before the day on which they begin (versions of an area, readings, memberships, the time for
signature); parties that are suspended, or sign or join, before the text was drawn up or before they were parties; a
text that enters into force before it was drawn up; a clause that closes before that day.

## Why it matters
A period that ends before it begins is empty: the area has no extent, the party was never bound, nobody can sign.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  status draft;
  drawn-up at "Tokyo" on 2026-11-22;
  party Japan from 2027-01-01 until 2026-12-31;  # error: dates-out-of-order
  party Australia;
  final-clauses {
    signature open to all parties from 2027-06-01 until 2027-01-01;  # error: dates-out-of-order
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  status draft;
  drawn-up at "Tokyo" on 2026-11-22;
  party Japan from 2027-01-01 until 2037-01-01;
  party Australia;
  final-clauses {
    signature open to all parties from 2027-01-01 until 2027-06-01;
  }
}
```

## Authority
VCLT Articles 10 (authentication of the text), 12 (signature), 24 (entry into force) and 54 (end), which follow each
other. Periods run from the first day named up to, not including, the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, Period, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    drawn_up = _drawn_up(draft)
    for what, period, span, node in _periods(draft):
        if period.since and period.until and period.until <= period.since:
            yield _finding(f"{what} ends on {period.until}, but begins on {period.since}", span, node)
    for member in draft.parties:
        since, node = member.period.since, f"{draft.name}/{member.state}"
        if member.suspended and member.suspended.since and since and member.suspended.since < since:
            said = f"{member.state} is suspended on {member.suspended.since}, before it is a party on {since}"
            yield _finding(said, member.span, node)
        if drawn_up and since and since < drawn_up[0]:
            said = f"{member.state} is a party on {since}, before the text was drawn up on {drawn_up[0]}"
            yield _finding(said, member.span, node, drawn_up[1])
    # What a protocol or a law brings about may have begun before it was drawn up.
    headings = draft.headings if draft.node.kind == "treaty" else ()
    for line in (*draft.clauses, *headings):
        name, node = f"`{line.word.text}`", f"{draft.name}/{line.word.text}"
        opens = next((s.value for s in line.slots if s.word == "from" and isinstance(s.value, ast.Day)), None)
        closes = next((q.value for q in line.qualifications if isinstance(q.value, ast.Day)), None)
        last = closes or opens
        if opens and closes and opens.day and closes.day and closes.day <= opens.day:
            said = f"{name} closes on {closes.day}, but opens on {opens.day}"
            yield _finding(said, closes.span, node, opens.span)
        elif last and last.day and drawn_up and last.day < drawn_up[0]:
            said = f"{name} names {last.day}, before the text was drawn up on {drawn_up[0]}"
            yield _finding(said, last.span, node, drawn_up[1])


def _drawn_up(draft: Instrument) -> tuple[date, Span] | None:
    """Return the day on which the text was drawn up, and where it says so."""
    for line in draft.headings:
        for slot in line.slots:
            if slot.word == "on" and isinstance(slot.value, ast.Day) and slot.value.day and slot.value.day == draft.day:
                return draft.day, slot.value.span
    return None


def _periods(draft: Instrument) -> Iterator[tuple[str, Period, Span, str]]:
    for defined in draft.areas:
        yield f"`{defined.name}`", defined.period, defined.span, f"{draft.name}/{defined.name}"
    for reading in draft.readings:
        node = f"{draft.name}/{reading.article}/{reading.name}"
        yield f"the reading `{reading.name}`", reading.period, reading.span, node
    for member in draft.parties:
        yield f"the membership of {member.state}", member.period, member.span, f"{draft.name}/{member.state}"


def _finding(message: str, span: Span, node: str, earlier: Span | None = None) -> Finding:
    return Finding(
        "dates-out-of-order",
        SEVERITY,
        message,
        span,
        remark="too early",
        labels=(Label(earlier, "this comes first"),) if earlier else (),
        help=("correct one of the two dates",),
        node=node,
    )
