"""An area or group of states that nothing in the draft uses.

## What it finds
An `area` or `group` whose name stands nowhere but in its own definition (its dated versions count as one), and whose
words occur in no prose.

## Why it matters
Scope decides most conflicts. An area that nobody mentions limits nothing: most often a norm has lost its `in …`, and so
applies everywhere.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory of parties;  # warning: unused-area
  article "Assistance" {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory of parties;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```

## Authority
VCLT Article 29: unless a different intention appears, a treaty binds each party in respect of its entire territory. An
area that is defined and not used shows no intention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from treatylang.checks.unused_term import mentions, spoken
from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if not draft.areas:
        return
    said = mentions(world, draft)
    versions = Counter(name for name, _ in {(d.name, d.span) for d in draft.areas})
    for name, count in versions.items():
        labelled = draft.labels.get(name)
        if labelled is None or not isinstance(labelled.node, ast.Definition) or said[name] > count:
            continue
        node = labelled.node
        if node.words is not None and count == 1 and spoken(world, draft, node.words.text, node.span):
            continue
        yield Finding(
            "unused-area",
            SEVERITY,
            f"the {node.kind} `{name}` is defined but never used",
            node.name.span,
            remark="nothing refers to it",
            help=(f"limit a sentence to it (`in {name}`), or drop the definition",)
            if node.kind == "area"
            else (f"refer to it (`any of {name}`), or drop the definition",),
            node=f"{draft.name}/{name}",
        )
