"""A reservation that the treaty prohibits.

## What it finds
A `reservation`, or a declaration or understanding that takes back a duty (`disguised-reservation`), where the final
clause `reservations` prohibits all reservations or those to the article that it touches.

## Why it matters The reservation is void: its maker is bound as if it had said nothing, though it may have signed only
because of the reservation.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
  final-clauses { reservations prohibited to @assistance; }
  reservation by Japan on signature to @assistance {  # error: void-reservation
    Japan need not assist unless survival-threatened of Japan;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party in accordance with constitutional-provisions;
  }
  final-clauses { reservations prohibited to @assistance; }
}
```

## Authority
VCLT Article 19(a): a state may formulate a reservation unless it is prohibited by the treaty. VCLT Article 2(1)(d): the
name of the statement does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.disguised_reservation import lowered, name_of
from treatylang.findings import Category, Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.telling.citing import the
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR
CATEGORY = Category.TREATY


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    bans = [line for line in draft.clauses if line.word.text == "reservations" and _prohibits(line)]
    blocks = [part for part in draft.node.parts if isinstance(part, ast.StatementBlock)]
    for block in blocks if bans else ():
        touched = [labels for _, labels in lowered(world, draft, block, question)]
        if block.making == "reservation":
            touched.append(_around(draft, block.to.text) if block.to is not None else ())
        if block.making == "objection":
            continue
        for ban in bans:
            named, spared = _references(ban, "to"), _references(ban, "except")
            hit = next((t for t in touched if (not named or named & {*t}) and not spared & {*t}), None)
            if hit is None:
                continue
            whole = Span(block.span.source, block.span.start, block.span.start + len(block.making))
            what = f"to `@{hit[0]}`" if hit else "to this treaty"
            yield Finding(
                "void-reservation",
                SEVERITY,
                f"this {block.making} is void: reservations {what} are prohibited",
                block.to.span if block.to is not None else whole,
                remark="prohibited",
                labels=(Label(ban.span, "prohibited here"),),
                help=("drop it, permit it in the final clauses, or qualify the duty in the article itself",),
                node=f"{draft.name}/{name_of(draft, block)}",
                party=_maker(draft, block),
                short=_short(draft, block, hit),
            )
            break


def _short(draft: Instrument, block: ast.StatementBlock, hit: tuple[str, ...]) -> str:
    """Return the finding for those who do not see the text: which statement, and the article by its number."""
    title = f" “{block.title.text}”" if block.title is not None else ""
    labelled = draft.labels.get(hit[0]) if hit else None
    what = f"article {labelled.number}" if labelled is not None and labelled.number else "this treaty"
    return f"the {block.making}{title} of {the(_maker(draft, block))} is void: reservations to {what} are prohibited"


def _prohibits(line: ast.Line) -> bool:
    objects = [slot.value for slot in line.slots if slot.word == "object"]
    return any(isinstance(o, ast.Words) and any(item.text == "prohibited" for item in o.items) for o in objects)


def _references(line: ast.Line, preposition: str) -> frozenset[str]:
    values = [slot.value for slot in line.slots if slot.word == preposition]
    return frozenset(item.text for v in values if isinstance(v, ast.Words) for item in v.items)


def _around(draft: Instrument, label: str) -> tuple[str, ...]:
    """Return a label, its other names, and the labels of what it is part of."""
    target = draft.labels.get(label)
    names = [name for name, labelled in draft.labels.items() if target is not None and labelled.node is target.node]
    return tuple(dict.fromkeys([label, *names, *(name.split(".")[0] for name in names)]))


def _maker(draft: Instrument, block: ast.StatementBlock) -> str:
    name = block.by[0].text
    return draft.alias_of(name) or name
