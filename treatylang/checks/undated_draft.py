"""A draft that does not say when it was drawn up.

## What it finds
A draft treaty or protocol without a `drawn-up` line.

## Why it matters
A draft is checked against the law of its own date. Without a date, today's law is used, and the same file may get
another verdict tomorrow. The closing words "Done at … on …" have no date either.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {  # warning: undated-draft
  status draft;
  party Japan, Australia;
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  status draft;
  drawn-up at "Tokyo" on 2026-11-22;
  party Japan, Australia;
}
```

## Authority
VCLT Article 10: the text is established as authentic and definitive by signature, or as the negotiators agree; the
closing words record where and when.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind == "law" or draft.status != "draft" or draft.day is not None:
        return
    yield Finding(
        "undated-draft",
        SEVERITY,
        f"the draft `{draft.name}` does not say when it was drawn up",
        draft.node.name.span,
        remark="no date",
        help=('add a line such as `drawn-up at "Tokyo" on 2026-11-22;`, or check with `--as-of`',),
        node=draft.name,
    )
