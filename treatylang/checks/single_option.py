"""A bracket that has only one option.

## What it finds
A `bracket` with a single option.

## Why it matters
Brackets mark what is not agreed. With one option left, there is nothing to choose from: either the text is settled and
the bracket can go, or the alternative has been lost.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      bracket strength {  # warning: single-option
        option A by Japan
          each other party shall consult the attacked party;
      }
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      each other party shall consult the attacked party;
  }
}
```
If the open question is whether to say anything at all, add an empty second option around the part.

## Authority
None in law: the practice of negotiating texts, in which square brackets mark what is not agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if all(len(options) != 1 for options in draft.brackets.values()):
        return
    for bracket in ast.walk(draft.node):
        if isinstance(bracket, ast.Bracket) and len(bracket.options) == 1:
            yield Finding(
                "single-option",
                SEVERITY,
                f"the bracket `{bracket.name.text}` has only one option",
                bracket.name.span,
                remark="nothing to choose from",
                help=("take the text out of the bracket, or add the alternative",),
                node=f"{draft.name}/{bracket.name.text}",
            )
