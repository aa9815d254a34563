"""A declaration, understanding or objection that takes back a duty, and so is a reservation.

## What it finds
A `declaration` or `understanding` by which its maker need not do what the treaty makes it owe, or by which a provision
does not apply to it or yields to something else. One that changes nothing that is owed is interpretation, and fine.
An `objection` is reported where it takes from its maker what it owes to others too than the state to whose
reservation it objects.

## Why it matters
The name decides nothing. The other parties may object to it as to any reservation, it works both ways between its maker
and whoever accepts it, and where the treaty prohibits reservations it is void.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force;
  }
  declaration "Exclusively defensive policy" by Japan on signature {  # warning: disguised-reservation
    Japan need not use-force unless survival-threatened of Japan;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force;
  }
  reservation "Exclusively defensive policy" by Japan on signature to @assistance {
    Japan need not use-force unless survival-threatened of Japan;
  }
}
```
Call it a reservation, or write the treaty so that the duty leaves room: `in accordance with constitutional-provisions`.

## Authority
VCLT Article 2(1)(d): a reservation is a unilateral statement, however phrased or named, which purports to exclude or to
modify the legal effect of provisions in their application to its maker. VCLT Article 21: it works both ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Edit, Finding, Fix, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.verdicts import statements
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING
CATEGORY = Category.TREATY
_OTHER_NAMES = ("declaration", "understanding", "objection")


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for block in draft.node.parts:
        if not isinstance(block, ast.StatementBlock) or block.making not in _OTHER_NAMES:
            continue
        loss = next(lowered(world, draft, block, question), None)
        if loss is None or (block.making == "objection" and _between_the_two(draft, block)):
            continue
        place, labels = loss
        word = Span(block.span.source, block.span.start, block.span.start + len(block.making))
        yield Finding(
            "disguised-reservation",
            SEVERITY,
            f"this {block.making} changes what its maker owes under `@{labels[-1]}`, so it is a reservation",
            word,
            remark="a reservation by another name",
            labels=(Label(place, "this takes the duty back"),),
            help=("call it `reservation`, or let the treaty itself leave room for the law of each party",),
            fixes=(Fix("call it a reservation", (Edit(word, "reservation"),)),),
            node=f"{draft.name}/{name_of(draft, block)}",
        )


def _between_the_two(draft: Instrument, block: ast.StatementBlock) -> bool:
    """Return whether all sentences of an objection speak of another state that has made a reservation (VCLT 21(3))."""
    others = {who.text for part, _ in draft.statements_made if part.making != "objection" for who in part.by}
    others -= {who.text for who in block.by}
    spoken = [node for node in ast.walk(block) if isinstance(node, ast.Sentence)]
    about = others | {label for part, label in draft.statements_made if part is not block}
    return all(
        any(isinstance(node, ast.Name | ast.Text | ast.Ref) and node.text in about for node in ast.walk(one))
        for one in spoken
    )


def name_of(draft: Instrument, block: ast.StatementBlock) -> str:
    """Return the label of a declaration or reservation, computed where none is given."""
    return next(name for part, name in draft.statements_made if part is block)


def lowered(
    world: World, draft: Instrument, block: ast.StatementBlock, question: Question
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield each sentence of a statement that takes back a provision, with the labels of that provision."""
    name = name_of(draft, block)
    yield from statements.lowered(world, draft, name, question)
    for statement in draft.statements:
        if statement.statement == name and statement.kind in ("not-applies", "yields"):
            head = statement.subject.head
            for item in head.items if isinstance(head, ast.Words) else ():
                if isinstance(item, ast.Ref):
                    yield statement.span, (item.text,)
