"""A final clause that is given twice.

## What it finds
Two lines of the same final clause that speak of the same thing: the same `of`, `to` and `for`. Clauses that share the
work (`entry-into-force` for the first parties, and `for each later party`) are not duplicates, nor are the options of
one bracket.

## Why it matters
Two clauses on withdrawal give two answers to whether a party is still bound. Courts then ask what the parties intended,
which is what the final clauses were to spare them.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  final-clauses {
    withdrawal after 10 years on notice of 1 year;
    duration indefinite;
    withdrawal on notice of 6 months;  # error: duplicate-final-clause
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  final-clauses {
    withdrawal after 10 years on notice of 1 year;
    duration indefinite;
  }
}
```

## Authority
VCLT Article 54(a): withdrawal takes place in conformity with the provisions of the treaty; it can do so only if they
agree. The same holds for Articles 24 (entry into force) and 39 (amendment).
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR

_APART = frozenset({"to", "for"})
"""The slots by which two lines of one clause share the work."""


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    brackets = [label.node for label in draft.labels.values() if isinstance(label.node, ast.Bracket)]
    options = [[option.span for option in bracket.options] for bracket in brackets]
    first: dict[object, list[ast.Line]] = {}
    for line in (*draft.clauses, *draft.open_clauses):
        subject = (line.word.text, line.of, tuple(slot for slot in line.slots if slot.word in _APART))
        earlier = first.setdefault(subject, [])
        other = next((known for known in earlier if not _alternatives(known.span, line.span, options)), None)
        earlier.append(line)
        if other is None:
            continue
        name = line.word.text
        yield Finding(
            "duplicate-final-clause",
            SEVERITY,
            f"`{name}` is settled twice",
            line.word.span,
            remark="settled here again",
            labels=(Label(other.span, f"the first `{name}`"),),
            help=("keep one of the two, or say whom each is `for` or what it applies `to`",),
            node=f"{draft.name}/final-clauses/{name}",
        )


def _holds(span: Span, place: Span) -> bool:
    """Return whether a place lies in a span; a protocol may bring a clause from another file."""
    return span.source.name == place.source.name and span.start <= place.start < span.end


def _alternatives(one: Span, other: Span, options: list[list[Span]]) -> bool:
    """Return whether two places are in different options of one bracket."""
    for spans in options:
        places = [next((i for i, span in enumerate(spans) if _holds(span, place)), None) for place in (one, other)]
        if None not in places and places[0] != places[1]:
            return True
    return False
