"""A date that comes before the date it should follow.

## What it finds
Periods that end on or before the day on which they begin (versions of an area, readings, memberships, the time for
signature); parties that are suspended, or sign or join, before the text was drawn up or before they were parties; a
text that enters into force before it was drawn up; a clause that opens or closes before that day, such as
signature a week before the text is done; states that no longer existed, or did not yet exist, on the day on which they
are parties.

## Why it matters
A period that ends before it begins is empty: the area has no extent, the party was never bound, nobody can sign.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  status draft;
  drawn-up at "Tokyo" on 2026-11-22;
  party Japan from 2027-01-01 until 2026-12-31;  # error: dates-out-of-order
  party Australia;
  party "East Germany";  # error: dates-out-of-order
  final-clauses {
    signature open to all parties from 2027-06-01 until 2027-01-01;  # error: dates-out-of-order
    accession open to any state from 2026-11-15;  # error: dates-out-of-order
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
    accession open to any state from 2027-06-01;
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
from treatylang.library import states
from treatylang.model.instrument import Instrument, Membership, Period, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import the
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    drawn_up = _drawn_up(draft)
    for what, period, span, node in _periods(draft):
        if period.since and period.until and period.until <= period.since:
            yield _finding(f"{what} ends on {period.until}, but begins on {period.since}", span, node)
    for member in draft.parties:
        yield from _of_member(draft, member, drawn_up)
    if drawn_up:
        yield from _signed_early(draft, drawn_up)
    # What a protocol or a law brings about may have begun before it was drawn up.
    headings = draft.headings if draft.node.kind == "treaty" else ()
    for line in (*draft.clauses, *draft.open_clauses, *headings):
        yield from _of_line(draft, line, drawn_up)


def _of_member(draft: Instrument, member: Membership, drawn_up: tuple[date, Span] | None) -> Iterator[Finding]:
    since, node = member.period.since, f"{draft.name}/{member.state}"
    if member.suspended and member.suspended.since and since and member.suspended.since < since:
        said = f"{the(member.state)} is suspended on {member.suspended.since}, before it is a party on {since}"
        yield _finding(said, member.span, node)
    # A protocol without parties of its own has those of its treaty, who were parties before it.
    whole = draft.node.span
    own = whole.source.name == member.span.source.name and whole.start <= member.span.start <= whole.end
    if drawn_up and since and since < drawn_up[0] and own:
        said = f"{the(member.state)} is a party on {since}, before the text was drawn up on {drawn_up[0]}"
        yield _finding(said, member.span, node, drawn_up[1])
    first = since or draft.force.since or draft.day
    state = states.find(member.state)
    if state is not None and state.kind == "former-state" and first is not None:
        begun, ended = date.fromisoformat(state.since), date.fromisoformat(state.until)
        last = member.period.until or draft.force.until
        if first >= ended:
            yield _finding(f"{state.the} is a party on {first}, but ended on {ended}", member.span, node)
        elif first < begun:
            yield _finding(f"{state.the} is a party on {first}, but began on {begun}", member.span, node)
        elif last is not None and last > ended:
            yield _finding(f"{state.the} is a party until {last}, but ended on {ended}", member.span, node)


def _signed_early(draft: Instrument, drawn_up: tuple[date, Span]) -> Iterator[Finding]:
    """Yield the parties that did to the text what can be done only once there is one: `signed 2026-11-22`."""
    for part in draft.node.parts:
        for status in part.statuses if isinstance(part, ast.PartyLine) else ():
            word = draft.lexicon.get(status.word, "standing")
            day = status.day.day if status.day is not None else None
            if word is not None and word.owner == "text" and day is not None and day < drawn_up[0]:
                said = f"`{status.word}` names {day}, before the text was drawn up on {drawn_up[0]}"
                yield _finding(said, status.span, f"{draft.name}/{status.word}", drawn_up[1])


def _of_line(draft: Instrument, line: ast.Line, drawn_up: tuple[date, Span] | None) -> Iterator[Finding]:
    name, node = f"`{line.word.text}`", f"{draft.name}/{line.word.text}"
    opens = next((s.value for s in line.slots if s.word == "from" and isinstance(s.value, ast.Day)), None)
    closes = next((q.value for q in line.qualifications if isinstance(q.value, ast.Day)), None)
    done = next((s.value for s in line.slots if s.word == "on" and isinstance(s.value, ast.Day)), None)
    if opens and closes and opens.day and closes.day and closes.day <= opens.day:
        yield _finding(f"{name} closes on {closes.day}, but opens on {opens.day}", closes.span, node, opens.span)
        return
    early = next((d for d in (opens, done, closes) if d and d.day and drawn_up and d.day < drawn_up[0]), None)
    if early is None or drawn_up is None:
        return
    verb = "opens on" if early is opens else "closes on" if early is closes else "names"
    said = f"{name} {verb} {early.day}, before the text was drawn up on {drawn_up[0]}"
    yield _finding(said, early.span, node, drawn_up[1])


def _drawn_up(draft: Instrument) -> tuple[date, Span] | None:
    """Return the day on which the text was drawn up, and where it says so."""
    for slot in (one for line in draft.headings for one in line.slots if one.word in ("on", "date")):
        if isinstance(slot.value, ast.Day) and slot.value.day and slot.value.day == draft.day:
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
