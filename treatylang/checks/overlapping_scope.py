"""Land on which another treaty between some of the same parties answers events too.

## What it finds
The land of the parties that lies in the scope of the draft and in that of another treaty in force on the day, to which
at least one of them belongs and which limits its scope by areas as well: which treaty, whose land, and who is bound by
both. It is silent where one of the two texts says which governs (`yields to`, `prevails over`, `replaces`).

Only land is looked at, and only the treaties that the draft mentions or that come with them. Seas and belts are not
compared.

## Why it matters One attack then triggers two promises, which may differ in what they ask, of whom, and whether a
council decides. That is common and often intended. It should be known, and the texts should say how they relate to each
other.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  drawn-up at "Canberra" on 2026-11-22;
  under treaty ANZUS;
  party Australia, Fiji;
  area TreatyArea "the Treaty Area" = territory of Australia plus territory of Fiji;  # info: overlapping-scope
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  drawn-up at "Canberra" on 2026-11-22;
  under treaty ANZUS;
  party Australia, Fiji;
  area TreatyArea "the Treaty Area" = territory of Australia plus territory of Fiji;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
  article "Other treaties" {
    this treaty yields to ANZUS;
  }
}
```

## Authority
VCLT Article 30: which of two successive treaties on one subject governs depends on their parties and on what they say.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.disputed_place import SOURCE, some, spot
from treatylang.findings import Category, Finding, Label, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.overlap import Most, Shared, shared
from treatylang.reasoning.areas.scopes import day_of, scope_of
from treatylang.reasoning.telling.citing import all_of, named, the
from treatylang.reasoning.telling.narrating import listed

SEVERITY = Severity.INFO
CATEGORY = Category.SCOPE

_SHOWN = 12


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty" or not draft.parties:
        return
    scope = scope_of(draft, question, day_of(draft, question))
    if scope is None:
        return
    for one in shared(world, draft, question):
        bound = f"{all_of(one.bound)} {'are' if len(one.bound) > 1 else 'is'} bound by both"
        yield Finding(
            "overlapping-scope",
            SEVERITY,
            f"{named(one.other.title)} answers events on {_where(one)} too; {bound}",
            scope.span,
            remark="two treaties apply",
            labels=(Label(one.scope.span, f"the scope of {named(one.other.title)}"),),
            steps=tuple(_steps(one)),
            notes=(SOURCE,),
            help=(f"say how the two stand to each other, as in `this treaty yields to {one.other.name}`",),
            node=f"{draft.name}/{scope.names[0]}" if scope.names else "",
            short=f"{one.other.name} answers events on {_where(one)} too (binds {all_of(one.bound)})",
        )


def _where(one: Shared) -> str:
    """Return whose land it is, or which parts of it."""
    names = [_most(state) for state in one.states]
    names += [piece.name if piece.whole else f"a part of {piece.name}" for piece in one.pieces]
    return some(names, "other places")


def _most(one: Most) -> str:
    but = f" except {listed(piece.name for piece in one.but)}" if one.but else ""
    return f"the land of {the(one.state)}{but}"


def _steps(one: Shared) -> Iterator[Step]:
    for state in one.states:
        yield Step(f"{_most(state)}, for instance {spot(state.point)}")
    for piece in one.pieces[:_SHOWN]:
        name = piece.name if piece.whole else f"a part of {piece.name}"
        yield Step(f"{name}: {piece.km2:,.0f} km², for instance {spot(piece.point)}")
    if len(one.pieces) > _SHOWN:
        yield Step(f"and {len(one.pieces) - _SHOWN} smaller")
