"""An objection to which there is no reservation.

## What it finds
An `objection` for which the text holds no reservation or declaration by another state: none at all, none to the
provision that it names, or only its maker's own. An excerpt may leave the reservation out, and is not looked at.

## Why it matters
An objection keeps a reservation from working between two states. Where there is none it does nothing, and the label
that it names is most often a slip.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
  reservation "No help" as no-help by Australia to @assistance { Australia need not assist if provoked; }
  objection by Australia to @no-help { @no-help does not apply for Australia; }  # warning: objection-to-nothing
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
  reservation "No help" as no-help by Australia to @assistance { Australia need not assist if provoked; }
  objection by Japan to @no-help { @no-help does not apply for Japan; }
}
```

## Authority
VCLT Articles 20(4) and 21(3): an objection is made by another contracting state to a reservation.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.disguised_reservation import name_of
from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.model.reservations import names_of
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING
CATEGORY = Category.TREATY


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty" or draft.excerpt:
        return
    for block, _ in draft.statements_made:
        if block.making != "objection" or any(_is_about(draft, block, other) for other, _ in draft.statements_made):
            continue
        whole = Span(block.span.source, block.span.start, block.span.start + len(block.making))
        about = f" to `@{block.to.text}`" if block.to is not None else ""
        yield Finding(
            "objection-to-nothing",
            SEVERITY,
            f"the text holds no reservation of another state{about} that this objection could be about",
            block.to.span if block.to is not None else whole,
            remark="nothing to object to",
            help=("name the reservation by its label: `objection by Japan to @no-bases { … }`, or leave it out",),
            node=f"{draft.name}/{name_of(draft, block)}",
        )


def _is_about(draft: Instrument, block: ast.StatementBlock, other: ast.StatementBlock) -> bool:
    """Return whether an objection can be about a statement: another's, under the label or on the provision it names."""
    if other.making == "objection" or {who.text for who in other.by} & {who.text for who in block.by}:
        return False
    if block.to is None or block.to.text == name_of(draft, other):
        return True
    if other.to is None:
        return draft.labels.get(block.to.text) is None or draft.labels[block.to.text].kind != "statement"
    return not names_of(draft, block.to.text).isdisjoint(names_of(draft, other.to.text))
