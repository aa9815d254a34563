"""A fight between two others that draws one state to the side of each: a circle of promises.

## What it finds

A state that several treaties, including the draft, oblige to help whichever of two opponents is attacked by the other,
directly or through its partners. Who struck first is disputed in most wars; the state would then be bound to both
sides.

## Why it matters

Promises to both sides are worth little to either, and force the state to decide who started it.

## Example

```treaty
treaty Old "Pact of the North" {
  status in-force from 2000-01-01;
  drawn-up at "Apia" on 1999-01-01;
  party Tonga, Samoa from 2000-01-01;
  article 1 { when armed-attack on any party each other party shall use-force; }
}

treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;  # info: both-sides
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force;
  }
}
```

## Instead

The draft leaves out attacks by those whom a party has promised to help:

```treaty
treaty Old "Pact of the North" {
  status in-force from 2000-01-01;
  drawn-up at "Apia" on 1999-01-01;
  party Tonga, Samoa from 2000-01-01;
  article 1 { when armed-attack on any party each other party shall use-force; }
}

treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force unless armed-attack on any party by Samoa;
  }
}
```

## Authority

Charter of the United Nations, article 51: self-defence belongs to whoever is attacked, and both sides will claim it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import named, the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.verdicts.entrapment import Circle, Link, circles, links
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.INFO
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the parties that a fight and its mirror draw to both sides, each once."""
    if draft.kind != "treaty":
        return
    frame, _ = examined(world, draft, question)
    seen: set[str] = set()
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        for one in circles(case, links(case)):
            if one.state not in seen:
                seen.add(one.state)
                yield _finding(draft, world, one)


def _finding(draft: Instrument, world: World, one: Circle) -> Finding:
    sides = (one.first[-1].helped, one.second[-1].helped)
    member = next((m for m in draft.parties if m.state == one.state), None)
    titles = listed(named(world.instruments[name].title) for name in one.treaties)
    return Finding(
        "both-sides",
        SEVERITY,
        f"a fight between {the(sides[0])} and {the(sides[1])} draws {the(one.state)} to both sides, by {titles}",
        member.span if member is not None else draft.node.name.span,
        remark="a party here",
        steps=(
            Step(f"if {the(sides[1])} attacks {the(sides[0])}: {_told(one.first)}"),
            Step(f"if {the(sides[0])} attacks {the(sides[1])}: {_told(one.second)}"),
        ),
        help=("leave attacks by partners out of the trigger of the duty, or give one of the treaties priority",),
        node=f"{draft.name}/{one.state}",
        party=one.state,
        short=f"{the(one.state)} is drawn to both sides if {the(sides[0])} and {the(sides[1])} fight "
        f"({', '.join(one.treaties)})",
    )


def _told(path: tuple[Link, ...]) -> str:
    """Tell a chain of help from its far end."""
    parts = [
        f"{the(link.helper)} may fight for {the(link.helped)} ({named(link.treaty.title)})" for link in reversed(path)
    ]
    return ", is struck, and then ".join(parts) if len(parts) > 1 else parts[0]
