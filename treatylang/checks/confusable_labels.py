"""Two names of one instrument that differ only by case and hyphens.

## What it finds
Labels, areas, groups, terms, circumstances and party names that read the same once capitals and hyphens are set aside:
`TreatyArea` and `treaty-area`.

## Why it matters
Read aloud, or translated, they are one name. A negotiator who refers to the one will sooner or later mean the other.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Assistance "the area of assistance" = territory of parties;
  article "Assistance" as assistance {  # error: confusable-labels
    when armed-attack on any party in Assistance
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the area of assistance" = territory of parties;
  article "Assistance" as assistance {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```

## Authority
None in law: labels, areas, groups and terms of one instrument share one set of names and differ by more than case and
hyphens.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    first: dict[str, tuple[str, Span]] = {}
    for name, labelled in draft.labels.items():
        span = _given(labelled.node, name)
        if span is None:
            continue
        folded = name.casefold().replace("-", "")
        other, place = first.setdefault(folded, (name, span))
        if other != name:
            yield Finding(
                "confusable-labels",
                SEVERITY,
                f"`{name}` and `{other}` differ only by capitals and hyphens",
                span,
                remark=f"reads like `{other}`",
                labels=(Label(place, f"`{other}` is named here"),),
                help=("rename one of the two",),
                node=f"{draft.name}/{labelled.path.replace('.', '/')}",
            )


def _given(node: ast.Node, name: str) -> Span | None:
    """Return where a node is given a name; ``None`` for a name that was computed from numbers."""
    return next((c.span for c in ast.children(node) if isinstance(c, ast.Name) and c.text == name), None)
