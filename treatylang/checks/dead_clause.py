"""A sentence that can never apply to anybody it addresses.

## What it finds

A duty, ban, permission or waiver addressed to parties that applies in no situation at all, under no combination of
options: its conditions are mutually exclusive, its area is empty, its day has passed, or no state that it concerns can
be a party.

## Why it matters

Somebody negotiated for that sentence and will rely on it.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party if cyber-attack on any party;  # warning: dead-clause
  }
}
```

## Instead

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party or cyber-attack on any party
      each other party shall assist the attacked party;
  }
}
```

## Authority

A treaty is read so that each of its words has effect (ut res magis valeat quam pereat); Vienna Convention on the Law
of Treaties, article 31(1).
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import node_of, provision
from treatylang.reasoning.explanation.contradictory import opposed
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.gaps import dead

SEVERITY = Severity.WARNING
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the norms of a treaty that can never apply."""
    if draft.kind != "treaty" or not draft.parties:
        return
    frame, _ = examined(world, draft, question)
    if frame.possible == EMPTY and draft.assumed:
        why = next((why for _, why in opposed(draft.assumed)), "they cannot be so together")
        yield Finding(
            "dead-clause",
            Severity.ERROR,
            f"nothing can be as the draft assumes: {why}",
            draft.assumed[0].span,
            remark="no sentence can ever apply",
            help=("assume one of them",),
            node=draft.name,
        )
        return
    for norm in dead(frame):
        yield Finding(
            "dead-clause",
            SEVERITY,
            f"this sentence of {provision(norm.number, draft.title)} can never apply to any party",
            norm.node.predicate.span,
            remark="never triggered",
            steps=(
                Step("its conditions hold together in no situation, for no party, on no date that the texts mention"),
            ),
            help=("change its trigger or its conditions, or leave it out",),
            node=node_of(norm),
        )
