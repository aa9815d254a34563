"""An area or group that is defined by itself.

## What it finds
A definition that uses its own name, or that of another whose definition leads back to it, on the same days.

## Why it matters
Where such a definition begins depends on where one starts to read: nobody can say what is in it.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  group Inner "the inner circle" = Japan plus Outer;  # error: circular-definition
  group Outer "the outer circle" = Inner plus Australia;
  article "Talks" { each of Outer shall consult the others; }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  group Inner "the inner circle" = Japan;
  group Outer "the outer circle" = Inner plus Australia;
  article "Talks" { each of Outer shall consult the others; }
}
```

## Authority
VCLT Article 31(4): a special meaning is given to a term where the parties so intended; a circle gives it none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.findings import Category, Finding, Label, Severity
from treatylang.model.instrument import Defined, Instrument, Period, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.scopes import name_span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR
CATEGORY = Category.SCOPE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    told: set[str] = set()
    for one in draft.areas:
        if one.name in told:
            continue
        circle = _circle(draft, (one,))
        if not circle:
            continue
        told |= {other.name for other in circle}
        others = circle[1:]
        through = f" through {' and '.join(f'`{other.name}`' for other in others)}" if others else ""
        yield Finding(
            "circular-definition",
            SEVERITY,
            f"the {one.kind} `{one.name}` is defined by itself{through}",
            name_span(draft, one),
            remark="leads back to itself",
            labels=tuple(Label(name_span(draft, other), "on the way") for other in others),
            help=(f"say in one of them what belongs to it, without {' or '.join(f'`{o.name}`' for o in circle)}",),
            node=f"{draft.name}/{one.name}",
        )


def _circle(draft: Instrument, path: Sequence[Defined]) -> tuple[Defined, ...]:
    """Return the definitions that lead from the first of a path back to it; none where none do."""
    used = {node.text for node in ast.walk(path[-1].value) if isinstance(node, ast.Name)}
    for name in dict.fromkeys(node for node in used):
        for other in draft.areas:
            if other.name != name or not _together(other, path):
                continue
            if other is path[0]:
                return tuple(path)
            if all(other is not one for one in path) and (found := _circle(draft, (*path, other))):
                return found
    return ()


def _together(other: Defined, path: Sequence[Defined]) -> bool:
    """Return whether a definition stands on a day, and under options, on which all others of a path do."""
    brackets = {(choice.bracket, choice.option) for one in (*path, other) for choice in one.choices}
    if len({bracket for bracket, _ in brackets}) < len(brackets):
        return False
    return _overlap([one.period for one in (*path, other)])


def _overlap(periods: Sequence[Period]) -> bool:
    since = max((one.since for one in periods if one.since is not None), default=None)
    until = min((one.until for one in periods if one.until is not None), default=None)
    return since is None or until is None or since < until
