"""A request, consent or decision that does not say whose it is.

## What it finds
`on request`, `with consent`, `by decision` and the like in a duty or permission that does not say `of`
whom. In a final clause the depositary's practice settles the question, so the rule does not apply there.

## Why it matters
Whether help needs the request of the victim, of the host, or of any party decides who can start a war and who can stop
it. Where the victim is a partner and the host is not, the difference is between an invitation and an invasion.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Bases" {
    each party may host-forces of any other party on request;  # warning: bare-request
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Bases" {
    each party may host-forces of any other party on request of the host;
  }
}
```

## Authority
UN Charter Articles 2(4) and 51: force on the territory of another state needs that state's consent or the right of
self-defence, and collective self-defence answers an attack on the state that is helped.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import node_of
from treatylang.syntax import ast

SEVERITY = Severity.WARNING

_OWNED = ("request", "consent", "approval", "decision", "invitation", "mandate")
"""The acts of will that mean nothing without somebody whose they are; narrower words follow."""


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for norm in draft.norms:
        # As it was written: what the sentence waits for is a condition of it by now.
        said = norm.node.predicate
        for slot in said.slots if isinstance(said, ast.NormPredicate) else ():
            if slot.word not in ("on", "with", "by", "after", "under") or not isinstance(slot.value, ast.Words):
                continue
            for item in slot.value.items:
                if not isinstance(item, ast.Name) or not any(draft.lexicon.is_a(item.text, word) for word in _OWNED):
                    continue
                yield Finding(
                    "bare-request",
                    SEVERITY,
                    f"`{slot.word} {item.text}` does not say whose {item.text} it is",
                    item.span,
                    remark="of whom?",
                    help=(f"write `{slot.word} {item.text} of …`: the host, the attacked party, any party",),
                    node=node_of(norm),
                )
