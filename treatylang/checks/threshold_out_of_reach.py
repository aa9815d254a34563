"""A number of parties, votes or members that can never be reached.

## What it finds
Entry into force, amendment, a decision or a quorum that needs more states than the treaty names, where nobody else may
join; `including` a state that is not named as a party and cannot become one; more states named by `including` than the
number counts; a share of more than 100 percent, or of none.

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

from treatylang.findings import Category, Finding, Severity
from treatylang.model.bodies import HUNDREDTH, ONE_EACH, QUORUM, WEIGHTS, counts_heads, mark, says
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    named = {member.state for member in draft.parties}
    unbounded = draft.every_state or not named or any(lets_others_join(draft, line) for line in draft.clauses)
    for node, line, weighted in _lines(draft):
        included = [item for slot in line.slots if slot.word == "including" for item in _items(slot.value)]
        counts = ("by", "object") if says(draft.lexicon, line) == QUORUM else ("by",)
        for value in (value for slot in line.slots if slot.word in counts for value in slot.values):
            amount = value.head if isinstance(value, ast.Of) else value
            if isinstance(amount, ast.Amount):
                spared = {
                    draft.alias_of(item.text) or draft.lexicon.state(item.text)
                    for slot in line.slots
                    if slot.word == "except"
                    for item in _items(slot.value)
                }
                fault = _fault(draft, amount, weighted, None if unbounded else len(named - spared), len(included))
                if fault:
                    yield _finding(fault, amount.span, node)
        for item in included if not unbounded else ():
            state = draft.alias_of(item.text) or draft.lexicon.state(item.text) or item.text
            if state not in named and item.text not in draft.labels:
                yield _finding(f"`{item.text}` has to take part, but is not named as a party", item.span, node)


def _lines(draft: Instrument) -> Iterator[tuple[str, ast.Line, bool]]:
    """Yield the final clauses and the lines of councils, with the path of where they stand.

    With each goes whether its members have more than one vote each.
    """
    for line in draft.clauses:
        yield f"{draft.name}/final-clauses/{line.word.text}", line, False
    for labelled in draft.councils:
        if isinstance(labelled.node, ast.CouncilBlock):
            weighted = any(says(draft.lexicon, line) == WEIGHTS for line in labelled.node.lines)
            yield from ((f"{draft.name}/{labelled.path}", line, weighted) for line in labelled.node.lines)


def _fault(draft: Instrument, amount: ast.Amount, weighted: bool, most: int | None, included: int) -> str:
    """Return what is wrong with a threshold where at most so many states can take part; empty if nothing is."""
    written, unit = amount.number.text, amount.unit
    number = float(written) if written.count(".") < 2 else 0.0
    if mark(draft.lexicon, unit) == HUNDREDTH:
        return "" if 0 < number <= 100 else f"{written} percent can never decide anything"
    votes = mark(draft.lexicon, unit) == ONE_EACH and not weighted
    if not votes and not counts_heads(draft.lexicon, unit) and draft.lexicon.get(unit, "role") is None:
        return ""
    if number == 0:
        return f"a threshold of {written} {unit} is not a threshold"
    if most is not None and number > most:
        return f"{written} {unit} are needed, but only {most} can become parties"
    return f"{included} states are named among {written} {unit}" if included > number else ""


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


def _items(value: object) -> tuple[ast.Name | ast.Text | ast.Ref, ...]:
    return value.items if isinstance(value, ast.Words) else ()


def lets_others_join(draft: Instrument, line: ast.Line) -> bool:
    """Return whether a clause opens the treaty to states that it does not name, before it is in force."""
    if any(slot.word == "after" for slot in line.slots):
        return False
    return any(_outsiders(draft, slot.value) for slot in line.slots if slot.word == "to")


def _outsiders(draft: Instrument, value: object) -> bool:
    if isinstance(value, (ast.Quantified, ast.Plural)):
        return value.noun in ("state", "states") and getattr(value, "determiner", "") != "no"
    if isinstance(value, ast.Modified):
        return _outsiders(draft, value.head)
    if isinstance(value, ast.Words):
        return any(_describes(draft, item) for item in value.items)
    return isinstance(value, ast.SomeOf)


def _describes(draft: Instrument, item: ast.Name | ast.Text | ast.Ref) -> bool:
    """Return whether an item is a group of states, by its name or by a description, and no single state."""
    if isinstance(item, ast.Text):
        return draft.lexicon.state(item.text) is None
    return item.text in draft.labels and draft.labels[item.text].kind == "group"
