"""A sentence addressed to a state that is never a party, or to a standing that nobody has.

## What it finds
A state, or a group none of whose members is named in a party line, before `shall`, `may` or `need`; `each observer
state` (or signatory, associate, guarantor) where no party line gives anybody that standing. A treaty that is open to
others may find them later, and a state that is invited or has signed is named: neither is reported.

## Why it matters
A name in a sentence gives no membership: the sentence reads as a promise, and binds nobody.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any party
      Switzerland shall assist the attacked party;  # warning: bearer-not-party
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  party Switzerland guarantor;
  article "Assistance" as assistance {
    when armed-attack on any party
      each guarantor state shall assist the attacked party;
  }
}
```

## Authority
VCLT Articles 34 and 35: a treaty creates no obligations for a third state without its consent, and an obligation only
if it accepts that in writing.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.threshold_out_of_reach import lets_others_join
from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, Membership, Norm, World
from treatylang.model.membership import members_in
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import named_states
from treatylang.reasoning.explanation.citation import node_of
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING
CATEGORY = Category.PROMISE
SIGNATURE = "signature"
"""The final clause by which a text will have signatories."""


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty" or draft.every_state or any(lets_others_join(draft, line) for line in draft.clauses):
        return
    open_ones = tuple(members_in([part for _, part in draft.open_parts], draft.lexicon))
    members = (*draft.parties, *open_ones)
    if not members:
        return
    seen: set[Span] = set()
    for norm in draft.norms:
        own = world.instruments[norm.protocol].parties if norm.protocol in world.instruments else ()
        named = {one.state for one in (*members, *own)} | {*question.joined}
        for span, message, remedies in () if norm.statement else _nobody(draft, norm, named, (*members, *own)):
            if span not in seen:
                seen.add(span)
                yield Finding(
                    "bearer-not-party",
                    SEVERITY,
                    message,
                    span,
                    remark="binds nobody",
                    help=remedies,
                    node=node_of(norm),
                )


def _nobody(
    draft: Instrument, norm: Norm, named: set[str], members: tuple[Membership, ...]
) -> Iterator[tuple[Span, str, tuple[str, ...]]]:
    """Yield the parts of a bearer that are nobody's name who takes part: place, message, and what to write."""
    head = norm.bearer.head
    if isinstance(head, ast.Words):
        for item in head.items:
            yield from _item(draft, item, named)
    elif isinstance(head, ast.SomeOf) and isinstance(head.group, ast.Words):
        for item in head.group.items:
            yield from _item(draft, item, named)
    elif isinstance(head, ast.Quantified) and head.role is not None and head.noun:
        role = draft.lexicon.get(head.role.text, "role")
        standing = draft.lexicon.get(role.owner, "standing") if role is not None and role.owner else None
        if standing is None or any(word == standing.name for one in members for word, _ in one.near):
            return
        if standing.owner and any(line.word.text == SIGNATURE for line in draft.clauses):
            return
        yield (
            head.span,
            f"no party line gives any state the standing `{standing.name}`",
            (f"say who has it: `party Fiji {standing.name};`",),
        )


def _item(
    draft: Instrument, item: ast.Name | ast.Text | ast.Ref, named: set[str]
) -> Iterator[tuple[Span, str, tuple[str, ...]]]:
    states = _meant(draft, item)
    if not states or named & {*states}:
        return
    label = draft.labels.get(item.text)
    if label is not None and label.kind == "group":
        yield (
            item.span,
            f"no member of `{item.text}` is a party: {_listed(states)}",
            ("name its members in a party line, or address the parties",),
        )
        return
    name = item.span.text
    yield (
        item.span,
        f"`{item.text}` is never a party to this treaty: the sentence binds nobody",
        (
            f"name it: `party {name};`, or `party {name} guarantor;` and `each guarantor state shall …`",
            "address a party instead",
        ),
    )


def _meant(draft: Instrument, item: ast.Name | ast.Text | ast.Ref) -> tuple[str, ...]:
    """Return the states that a name means on some day; none where that is not for names to say."""
    versions = [one.value for one in draft.areas if one.name == item.text and one.kind == "group"]
    found: list[str] = []
    for value in versions or [ast.Words(item.span, (item,))]:
        states = named_states(draft, value, None)
        if states is None:
            return ()
        found += states
    return tuple(dict.fromkeys(found))


def _listed(states: tuple[str, ...]) -> str:
    return f"{', '.join(states[:3])}{' and others' if len(states) > 3 else ''}"
