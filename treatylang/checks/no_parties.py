"""A treaty that names no parties.

## What it finds
A treaty without any `party` line, not even one for invited states or for `each state`.

## Why it matters
Without parties nobody is bound, no law is looked up, and every check of who must do what passes, because there is
nothing to check.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {  # error: no-parties
  article "Assistance" {
    the parties shall assist each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    the parties shall assist each other;
  }
}
```

## Authority
VCLT Articles 2(1)(g), 26 and 34: a treaty binds its parties, and creates neither obligations nor rights for a third
state without its consent.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.node.kind != "treaty" or draft.parties or draft.every_state:
        return
    if any(isinstance(part, ast.PartyLine) for _, part in draft.open_parts):
        return  # `open-bracket` says that these count for nobody yet
    yield Finding(
        "no-parties",
        SEVERITY,
        f"the treaty `{draft.name}` names no parties",
        draft.node.name.span,
        remark="binds nobody",
        help=("add `party Japan, Australia;`, or `party Vietnam invited;` for a state that is still to decide",),
        node=draft.name,
    )
