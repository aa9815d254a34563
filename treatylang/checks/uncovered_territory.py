"""Land of a party that lies in no area in which the treaty answers an attack or a threat.

## What it finds
Where a treaty answers events in some areas only: for each party, the land that lies in none of them, by the names of
its parts, and the places that the party claims while another state holds them. A treaty that answers the same events
anywhere leaves nothing out.

Only land is looked at, and contested shoals. Belts and seas cover no land and are not drawn. The boundaries are those
of fact: who holds a place, not who is entitled to it.

## Why it matters
An attack there triggers nothing. That may be what everybody wants, as with islands an ocean away; if
so, each parliament that approves the treaty should know. It may also be an accident of wording, discovered on the worst
possible day.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan;
  party "United States" as USA;
  area TreatyArea "the Treaty Area" =  # info: uncovered-territory
      territory of Japan
    plus territory of USA within NorthAmerica;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Australia;
  party "New Zealand";
  area TreatyArea "the Treaty Area" = territory of parties;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```
Add what is missing (`plus part "Hawaii" of USA`), or say in the text that it is left out, and accept the finding.

## Authority
VCLT Article 29: a treaty binds each party in respect of its entire territory unless a different intention is
established.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatylang.checks.disputed_place import SOURCE, claimed_by, some, spot
from treatylang.findings import Category, Finding, Label, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.leftover import Left, left_out
from treatylang.reasoning.areas.scopes import day_of, scope_of
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.narrative import listed

if TYPE_CHECKING:
    from treatylang.geography.gazetteer import Piece

SEVERITY = Severity.INFO
FROM_SILENCE = True
CATEGORY = Category.SCOPE

_SHOWN = 12
"""How many pieces the steps show."""


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty" or not draft.parties:
        return
    scope = scope_of(draft, question, day_of(draft, question))
    if scope is None:
        return
    for left in left_out(world, draft, question):
        if not left.pieces:
            continue
        yield Finding(
            "uncovered-territory",
            SEVERITY,
            _message(left),
            scope.span,
            remark="answers nothing there",
            labels=tuple(
                Label(member.span, "the party")
                for member in draft.parties
                if member.state == left.state and member.is_party
            )[:1],
            steps=tuple(_steps(left)),
            notes=(*_claimed(left), SOURCE),
            help=(_help(left),),
            node=f"{draft.name}/{scope.names[0]}" if scope.names else "",
            party=left.state,
        )


def _message(left: Left) -> str:
    if left.whole:
        return f"no land of {the(left.state)} lies in an area in which this treaty answers an attack or a threat"
    names = some((_name(left, piece) for piece in left.pieces), "other parts")
    return f"of the land of {the(left.state)}, no area of this treaty covers {names}"


def _name(left: Left, piece: Piece) -> str:
    if piece.nameless and piece.name == left.state:
        return f"land around {spot(piece.point)}"
    if not piece.whole:
        return f"a part of {piece.name}"
    return f"{piece.name} itself" if piece.name == left.state else piece.name


def _steps(left: Left) -> Iterator[Step]:
    for piece in left.pieces[:_SHOWN]:
        said = f"; {claimed_by(piece.place)}" if piece.place is not None else ""
        yield Step(f"{_name(left, piece)}: {piece.km2:,.0f} km², for instance {spot(piece.point)}{said}")
    if len(left.pieces) > _SHOWN:
        rest = left.pieces[_SHOWN:]
        yield Step(f"and {len(rest)} smaller: {listed(piece.name for piece in rest)}")


def _claimed(left: Left) -> Iterator[str]:
    """Yield what the party claims besides, and another holds."""
    if left.claimed:
        names = listed(place.name for place in left.claimed)
        yield f"{the(left.state)} also claims, without holding them, and no area covers: {names}"


def _help(left: Left) -> str:
    first = left.pieces[0]
    if first.place is not None:
        return (
            f'say what is meant for contested places: add `plus part "{first.name}"`, or state that they are left out'
        )
    if first.nameless:
        return "widen the area, or say that what lies beyond it is left out"
    if left.whole:
        return f'add what is missing, as in `plus territory of "{left.state}"`, or say that only others are defended'
    return f'add what is missing, as in `plus part "{first.name}" of "{left.state}"`, or say that it is left out'
