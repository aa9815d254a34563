"""Norms that prevail over each other in a circle: none of them prevails.

## What it finds

Sentences on priority, `notwithstanding` and `subject to` that put two norms each above the other, directly or through
others, where one asks what the other forbids.

## Why it matters

Such sentences were written to settle a contradiction. In a circle they settle nothing, and the contradiction stands.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force notwithstanding @peace;  # warning: priority-circle
  }
  article "Peace" as peace {
    no party shall use-force against any state;
    @peace prevails over @assistance;
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
    when armed-attack on any party
      each other party shall use-force notwithstanding @peace;
  }
  article "Peace" as peace {
    no party shall use-force against any state;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, article 30(2): a clause on priority prevails if there is one such clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Label, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import node_of, provision
from treatylang.reasoning.explanation.narrative import situation
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.verdicts.contradiction import priority_circles
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.WARNING
CATEGORY = Category.TREATY


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the pairs of norms that prevail over each other, each once."""
    frame, _ = examined(world, draft, question)
    seen: set[tuple[int, int]] = set()
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        for state in addressed(case):
            for one, other, where in priority_circles(case, state):
                key = (one.span.start, other.span.start)
                if key in seen:
                    continue
                seen.add(key)
                texts = [
                    case.draft if n.instrument == draft.name else world.instruments[n.instrument] for n in (one, other)
                ]
                mine, rest = (one, other) if one.instrument == draft.name else (other, one)
                yield Finding(
                    "priority-circle",
                    SEVERITY,
                    f"{provision(one.number, texts[0].title)} and {provision(other.number, texts[1].title)} "
                    "each prevail over the other, so neither does",
                    mine.node.predicate.span,
                    remark="said to prevail, and to give way",
                    labels=(Label(rest.span, "said to prevail, and to give way, too"),),
                    steps=(situation(case, where, state), Step("a circle of priority settles nothing")),
                    help=("keep one of the sentences that give priority",),
                    node=node_of(mine),
                )
