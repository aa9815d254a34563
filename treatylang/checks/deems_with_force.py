"""A duty to help with named means, and as each party deems necessary.

## What it finds
A sentence that has both `with` a means that raises what is owed (`with force`) and `as it deems necessary`.

## Why it matters `with force` raises the floor of the duty to armed force; `as it deems necessary` lowers it to the
least act of the verb. One party will say that it was promised force, the other that it promised whatever it sees fit.
Only the least act is owed, so the words about means are for show.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      each other party shall assist the attacked party with force as it deems necessary;  # warning: deems-with-force
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      each other party shall assist the attacked party including use-force as it deems necessary;
  }
}
```
`including` allows force and owes none; `with force` without `as it deems necessary` owes it.

## Authority
VCLT Article 31(1): good faith and the ordinary meaning of the terms; the two cannot both be given effect.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Edit, Finding, Fix, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.telling.citing import node_of
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for norm in draft.norms:
        discretion = next((slot for slot in norm.slots if slot.word == "discretion"), None)
        if discretion is None:
            continue
        for slot in norm.slots:
            if slot.word != "with" or not isinstance(slot.value, ast.Words):
                continue
            means = [word for item in slot.value.items if (word := draft.lexicon.get(item.text, "means"))]
            if not any(word.floor for word in means):
                continue
            allowed = next((word.ceiling for word in means if word.ceiling), "")
            instead = f"including {allowed}"
            price = ("promise lost: the named means are no longer owed",)
            yield Finding(
                "deems-with-force",
                SEVERITY,
                f"`{slot.span.text}` is owed and left to the party's own judgement at once",
                slot.span,
                remark="owes the means",
                labels=(Label(discretion.span, "takes them back"),),
                help=(f"write `{instead}` if it is allowed, or drop `{discretion.span.text}` if it is owed",)
                if allowed
                else (f"drop `{discretion.span.text}`, or the means",),
                fixes=(Fix(f"write `{instead}`", (Edit(slot.span, instead),), price=price),) if allowed else (),
                node=node_of(norm),
            )
