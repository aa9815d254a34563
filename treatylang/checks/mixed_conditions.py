"""`and` and `or` in one condition without parentheses.

## What it finds
A condition in which `A or B and C` can be read in two ways. The language binds `and` before `or`; a reader may not.

## Why it matters
Whether a party must help "if attacked or threatened and the Council agrees" depends on where the reader puts the
parentheses. That is a dispute waiting for its day.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party or threat to any party and request of the attacked party  # warning: mixed-conditions
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party or (threat to any party and request of the attacked party)
      each other party shall assist the attacked party;
  }
}
```

## Authority
VCLT Article 31(1): a treaty is read by the ordinary meaning of its terms in their context. Here there are two.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    seen: set[int] = set()
    for path, condition in _conditions(draft):
        if id(condition) in seen:
            continue
        seen.add(id(condition))
        for part in _open_conjunctions(condition):
            start, end = Span(part.span.source, part.span.start, part.span.start), part.span.end
            edits = (Edit(start, "("), Edit(Span(part.span.source, end, end), ")"))
            yield Finding(
                "mixed-conditions",
                SEVERITY,
                "`and` and `or` are mixed without parentheses; `and` binds first",
                part.span,
                remark="this is read as one condition",
                help=(f"write `({part.span.text})`, or put the parentheses where they are meant",),
                fixes=(Fix("put parentheses around what `and` binds", edits, safe=True),),
                node="/".join((draft.name, *path.split("."))),
            )


def _conditions(draft: Instrument) -> Iterator[tuple[str, ast.Condition]]:
    """Yield every condition of sentences, clauses and circumstances with the path of where it stands."""
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        yield from ((sentence.path, trigger) for trigger in sentence.triggers)
        for qualification in sentence.qualifications:
            if isinstance(qualification.value, ast.Condition):
                yield sentence.path, qualification.value
    for line in (*draft.clauses, *draft.open_clauses):
        for qualification in line.qualifications:
            if isinstance(qualification.value, ast.Condition):
                yield f"final-clauses.{line.word.text}", qualification.value
    for circumstance in draft.circumstances:
        if circumstance.condition is not None:
            yield circumstance.name, circumstance.condition


def _open_conjunctions(condition: ast.Condition) -> Iterator[ast.And]:
    """Yield each `and` that is one side of an `or` and has no parentheses of its own."""
    stack: list[ast.Condition] = [condition]
    while stack:
        top = stack.pop()
        if isinstance(top, (ast.Not, ast.Group)):
            stack.append(top.condition)
        elif isinstance(top, (ast.And, ast.Or)):
            if isinstance(top, ast.Or):
                yield from (side for side in (top.left, top.right) if isinstance(side, ast.And))
            stack += [top.right, top.left]
