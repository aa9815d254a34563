"""A line of a body that speaks of the vote of a state that has no seat in it.

## What it finds
`votes of X`, `population of X`, `except X` and the `consensus of X` in the lines of a council whose members are named,
where X is none of them. A treaty that is open to others, and a state that is invited or has signed, may bring the
member later: they are not reported.

## Why it matters
A vote that nobody casts is counted by nobody: the weights that were agreed are not those that decide.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  council "Council" as council {
    members   each party;
    votes of  Japan 3 votes;
    votes of  Fiji 4 votes;  # error: not-a-member
    decides   by 3 votes;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  council "Council" as council {
    members   each party;
    votes of  Japan 3 votes;
    votes of  Australia 4 votes;
    decides   by 5 votes;
  }
}
```

## Authority
None in general law: an organ has the members that the treaty which sets it up gives it.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.threshold_out_of_reach import lets_others_join
from treatylang.findings import Category, Finding, Severity
from treatylang.model.bodies import SEATS, WEIGHTS, says
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import named_states
from treatylang.syntax import ast

SEVERITY = Severity.ERROR
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty" or draft.every_state or any(lets_others_join(draft, line) for line in draft.clauses):
        return
    waiting = {one.state for one in draft.parties if not one.is_party} | {*question.joined}
    for labelled in draft.councils:
        node = labelled.node
        if not isinstance(node, ast.CouncilBlock):
            continue
        members = _members(draft, node)
        for item in _spoken_of(draft, node) if members else ():
            states = named_states(draft, ast.Words(item.span, (item,)), None)
            if states and not {*states} & (members | waiting):
                yield Finding(
                    "not-a-member",
                    SEVERITY,
                    f"`{item.text}` has no seat in `{node.title.text}`, and no vote",
                    item.span,
                    remark="no member",
                    help=("name it in the line `members`, or leave it out",),
                    node=f"{draft.name}/{labelled.path}",
                )


def _members(draft: Instrument, node: ast.CouncilBlock) -> frozenset[str]:
    """Return who sits on some day; none where the text does not name them one by one or as parties."""
    found: set[str] = set()
    for line in node.lines:
        for slot in line.slots if says(draft.lexicon, line) == SEATS else ():
            if slot.word in ("object", "including"):
                for value in slot.values:
                    states = named_states(draft, value, None)  # type: ignore[arg-type]  # who sits is a noun phrase
                    if states is None:
                        return frozenset()
                    found |= {*states}
    return frozenset(found)


def _spoken_of(draft: Instrument, node: ast.CouncilBlock) -> Iterator[ast.Name | ast.Text | ast.Ref]:
    """Yield the names of whose votes the lines of a body speak."""
    for line in node.lines:
        if says(draft.lexicon, line) == WEIGHTS and isinstance(line.of, ast.Words):
            yield from line.of.items
        seats = says(draft.lexicon, line) == SEATS
        for slot in line.slots:
            values = [value for value in slot.values if isinstance(value, ast.Node)]
            if slot.word == "except":
                yield from (item for value in values if isinstance(value, ast.Words) for item in value.items)
            elif slot.word == "by" and not seats:
                owners = [value.owner for value in values if isinstance(value, ast.Of)]
                yield from (item for owner in owners if isinstance(owner, ast.Words) for item in owner.items)
