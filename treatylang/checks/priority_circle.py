"""Norms that prevail over each other in a circle: none of them prevails.

## What it finds

Sentences on priority, `notwithstanding` and `subject to` that put two norms each above the other, directly or through
others, where one asks what the other forbids; a text or provision that is said to prevail over itself, or to yield to
itself.

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
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING
CATEGORY = Category.TREATY


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the pairs of norms that prevail over each other, each once."""
    yield from _over_itself(draft)
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


def _over_itself(draft: Instrument) -> Iterator[Finding]:
    """Yield the sentences that put a text or provision above itself."""
    for said in draft.statements:
        if said.kind not in ("prevails", "yields", "replaces") or said.object is None or said.object.slots:
            continue
        mine = _named(draft, said.subject.head)
        if mine and mine == _named(draft, said.object.head):
            verb = {"prevails": "prevails over", "yields": "yields to", "replaces": "replaces"}[said.kind]
            yield _itself(f"{_called(draft, mine)} {verb} itself", said.object.span, f"{draft.name}/{said.path}")
    for norm in draft.norms:
        for one in norm.qualifications:
            if one.word in ("notwithstanding", "subject-to") and isinstance(one.value, ast.Words):
                for item in one.value.items:
                    if isinstance(item, ast.Ref) and item.text.removeprefix(f"{draft.name}.") in norm.labels[-1:]:
                        word = one.word.replace("-", " ")
                        yield _itself(f"`{item.text}` speaks {word} itself", item.span, node_of(norm))


def _named(draft: Instrument, head: object) -> str:
    """Return what a phrase names: a label, or the name of the text for all of it; empty for several things."""
    if isinstance(head, ast.This):
        return draft.name if head.noun in ("treaty", "law") else ""
    if isinstance(head, ast.Words) and len(head.items) == 1:
        return head.items[0].text.removeprefix(f"{draft.name}.")
    return ""


def _called(draft: Instrument, name: str) -> str:
    return "this treaty" if name == draft.name else f"`{name}`"


def _itself(message: str, span: Span, node: str) -> Finding:
    return Finding(
        "priority-circle",
        SEVERITY,
        f"{message}, which settles nothing",
        span,
        remark="itself",
        help=("name the other text or provision that is meant, or leave the sentence out",),
        node=node,
    )
