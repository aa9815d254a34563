"""A scope that leaves out or takes in what is `disputed`, without saying by whom.

## What it finds
The bare word `disputed` in the definition of an area or in a sentence.

## Why it matters Almost every place is claimed by somebody. Read literally, a single claim, however remote, would take
territory out of the treaty on the day it is needed; and each party would decide for itself which claims count.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory of parties except disputed;  # warning: vague-dispute
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory of parties except territory claimed by any third state;
}
```
Say whose claim counts: `claimed by any third state`, `administered by Japan`, `recognised by all parties`.

## Authority
VCLT Article 29: a treaty binds each party in respect of its entire territory unless a different intention is
established.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.WARNING
CATEGORY = Category.SCOPE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    places: list[tuple[str, ast.Node]] = [(defined.name, defined.value) for defined in draft.areas]
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        places += [(sentence.path, sentence.node), *((sentence.path, trigger) for trigger in sentence.triggers)]
    seen: set[int] = set()
    for path, place in places:
        # Asking the text first spares a walk through every sentence of a long treaty.
        if id(place) in seen or "disputed" not in place.span.text:
            continue
        seen.add(id(place))
        for node in (place, *ast.walk(place)):
            if isinstance(node, ast.Name) and node.text == "disputed":
                yield Finding(
                    "vague-dispute",
                    SEVERITY,
                    "`disputed` does not say by whom",
                    node.span,
                    remark="claimed by whom?",
                    help=("say whose claim counts, as in `except territory claimed by any third state`",),
                    node="/".join((draft.name, *path.split("."))),
                )
