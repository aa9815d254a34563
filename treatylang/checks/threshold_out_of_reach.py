"""A number of parties, votes or members that can never be reached.

## What it finds
Entry into force, amendment or a decision that needs more states than the treaty names, where nobody else may join;
`including` a state that is not named as a party and cannot become one; more states named by `including` than the number
counts; a share of more than 100 percent, or of none.

## Why it matters
The treaty would never enter into force, or its council never decide. Every duty of the text would be a dead letter.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia, Fiji;
  council "Council" as council {
    members each party;
    decides by 110 percent of members;  # error: threshold-out-of-reach
  }
  final-clauses {
    entry-into-force 30 days after ratification by 4 parties;  # error: threshold-out-of-reach
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia, Fiji;
  council "Council" as council {
    members each party;
    decides by 60 percent of members;
  }
  final-clauses {
    entry-into-force 30 days after ratification by 2 parties including Japan;
  }
}
```

## Authority
VCLT Article 24(1): a treaty enters into force in such manner and upon such date as it may provide. States named by
`including` count among the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.library import states
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR

_COUNTED = frozenset({"party", "parties", "state", "states", "member", "members", "signatories", "votes"})


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    named = {member.state for member in draft.parties}
    unbounded = draft.every_state or not named or any(lets_others_join(draft, line) for line in draft.clauses)
    councils = {id(c.node): c for c in draft.labels.values() if isinstance(c.node, ast.CouncilBlock)}.values()
    lines = [(f"{draft.name}/final-clauses/{line.word.text}", line) for line in draft.clauses]
    lines += [
        (f"{draft.name}/{c.path}", line)
        for c in councils
        if isinstance(c.node, ast.CouncilBlock)
        for line in c.node.lines
    ]
    for node, line in lines:
        amounts = [amount for slot in line.slots if slot.word == "by" for amount in map(_amount, slot.values) if amount]
        included = [item for slot in line.slots if slot.word == "including" for item in _items(slot.value)]
        for amount in amounts:
            number = float(amount.number.text) if amount.number.text.count(".") < 2 else 0.0
            if amount.unit == "percent" and number > 100:
                yield _finding(f"{amount.number.text} percent can never be reached", amount.span, node)
            elif number == 0 and amount.unit in {"percent", *_COUNTED}:
                yield _finding(f"a threshold of {amount.number.text} {amount.unit} is none", amount.span, node)
            elif amount.unit in _COUNTED and number > len(named) and not unbounded:
                said = f"{amount.number.text} {amount.unit} are needed, but only {len(named)} can become parties"
                yield _finding(said, amount.span, node)
            elif amount.unit in _COUNTED and len(included) > number:
                said = f"{len(included)} states are named among {amount.number.text} {amount.unit}"
                yield _finding(said, amount.span, node)
        for item in included:
            state = draft.alias_of(item.text) or getattr(states.find(item.text), "name", item.text)
            if state not in named and not unbounded and item.text not in draft.labels:
                yield _finding(f"`{item.text}` has to take part, but is not named as a party", item.span, node)


def _finding(message: str, span: Span, node: str) -> Finding:
    return Finding(
        "threshold-out-of-reach",
        SEVERITY,
        message,
        span,
        remark="out of reach",
        help=("lower the threshold, name the missing states as `party … invited;`, or let others accede",),
        node=node,
    )


def _amount(value: object) -> ast.Amount | None:
    head = value.head if isinstance(value, ast.Of) else value
    return head if isinstance(head, ast.Amount) else None


def _items(value: object) -> tuple[ast.Name | ast.Text | ast.Ref, ...]:
    return value.items if isinstance(value, ast.Words) else ()


def lets_others_join(draft: Instrument, line: ast.Line) -> bool:
    """Return whether a clause opens the treaty to states that it does not name, before it is in force."""
    if any(slot.word == "after" for slot in line.slots):
        return False
    return any(_outsiders(draft, slot.value) for slot in line.slots if slot.word == "to")


def _outsiders(draft: Instrument, value: object) -> bool:
    if isinstance(value, (ast.Quantified, ast.Plural)):
        return value.noun in ("state", "states")
    if isinstance(value, ast.Modified):
        return _outsiders(draft, value.head)
    if isinstance(value, ast.Words):
        return any(_describes(draft, item) for item in value.items)
    return isinstance(value, ast.SomeOf)


def _describes(draft: Instrument, item: ast.Name | ast.Text | ast.Ref) -> bool:
    """Return whether an item is a group of states, by its name or by a description, and no single state."""
    if isinstance(item, ast.Text):
        return states.find(item.text) is None
    return item.text in draft.labels and draft.labels[item.text].kind == "group"
