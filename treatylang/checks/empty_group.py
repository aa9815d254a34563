"""A group to which no state belongs.

## What it finds
The definition of a group whose parts leave nobody over: states that `except` takes out again, a region in which no
party lies. A group of which a state that joins later could be a member is not reported.

## Why it matters
What a group shall do, nobody shall; what is owed to it, is owed to nobody.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  group Hosts "the host states" = Japan except Japan;  # warning: empty-group
  article "Hosts" { each of Hosts shall host-forces of any other party; }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  group Hosts "the host states" = parties except Australia;
  article "Hosts" { each of Hosts shall host-forces of any other party; }
}
```

## Authority
A treaty is read so that each of its words has effect (ut res magis valeat quam pereat); Vienna Convention on the Law of
Treaties, article 31(1).
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.threshold_out_of_reach import lets_others_join
from treatylang.findings import Category, Finding, Severity
from treatylang.geography.regions import holds
from treatylang.library import states
from treatylang.model.instrument import Defined, Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import named_states
from treatylang.reasoning.areas.scopes import name_span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING
CATEGORY = Category.SCOPE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    others = draft.every_state or any(lets_others_join(draft, line) for line in draft.clauses)
    for group in draft.areas:
        if group.kind == "group" and _is_empty(draft, group, open_to_others=others):
            yield Finding(
                "empty-group",
                SEVERITY,
                f"nobody belongs to the group `{group.name}`",
                name_span(draft, group),
                remark="no state",
                help=("look at each `within` and `except`: they leave no state over", "name its members one by one"),
                node=f"{draft.name}/{group.name}",
            )


def _is_empty(draft: Instrument, group: Defined, *, open_to_others: bool) -> bool:
    """Return whether no state can belong to a group, by names and lists of regions alone."""
    described = any(isinstance(node, ast.Plural | ast.Quantified) for node in ast.walk(group.value))
    if described and (open_to_others or any(not one.is_party for one in draft.parties) or not draft.parties):
        return False
    known = _states(draft, group.value)
    return known is not None and not known


def _states(draft: Instrument, value: ast.AreaExpr) -> frozenset[str] | None:
    """Return who belongs to what a definition says, on some day; ``None`` where that is not for names to say."""
    if isinstance(value, ast.AreaGroup):
        return _states(draft, value.area)
    if isinstance(value, (ast.AreaPlus, ast.AreaExcept)):
        left, right = _states(draft, value.left), _states(draft, value.right)
        if left is None or right is None:
            return None
        return left | right if isinstance(value, ast.AreaPlus) else left - right
    if isinstance(value, ast.AreaWithin):
        left = _states(draft, value.left)
        where = value.right
        if left is None or not isinstance(where, ast.Words) or not all(isinstance(i, ast.Name) for i in where.items):
            return None
        return left if any(_lies(state, item.text) for state in left for item in where.items) else frozenset()
    if isinstance(value, ast.Words) and any(item.text in _areas(draft) for item in value.items):
        return None  # another definition: told where it stands
    names = named_states(draft, value, None)
    return None if names is None else frozenset(names)


def _areas(draft: Instrument) -> frozenset[str]:
    return frozenset(one.name for one in draft.areas)


def _lies(state: str, region: str) -> bool:
    """Return whether some land of a state may lie in a region, or the region is none that is listed."""
    known = states.find(state)
    return known is None or holds(region, states.territories_of(known.code)) is not False
