"""Land on which two treaties answer events: the scope of a draft laid over those of the treaties in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import named_states
from treatylang.reasoning.areas.ground import Ground, covered, ground_of, split
from treatylang.reasoning.areas.scopes import Scope, day_of, scope_of
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.geography.ashore import Piece

_FEW = 3
"""But for how many pieces land is still told of as all of a state's."""


@dataclass(frozen=True, slots=True)
class Most:
    """The land of a state but for a few pieces; ``point`` is (latitude, longitude)."""

    state: str
    point: tuple[float, float]
    but: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What another treaty covers as well.

    ``states`` are the parties of whose land it is nearly all; ``pieces`` the rest by name; ``bound`` the parties that
    belong to both.
    """

    other: Instrument
    scope: Scope
    bound: tuple[str, ...]
    states: tuple[Most, ...]
    pieces: tuple[Piece, ...]


def shared(world: World, draft: Instrument, question: Question) -> Iterator[Shared]:
    """Yield the treaties in force that answer events on land that a draft covers; those that it ranks are left out."""
    day = day_of(draft, question)
    scope = scope_of(draft, question, day)
    if scope is None or draft.every_state:
        return
    mine = set(named_states(draft, ast.Plural(draft.span, "parties"), day) or ())
    for other in world.instruments.values():
        if other.kind != "treaty" or other is draft or not other.areas or not other.force.covers(day):
            continue
        bound = tuple(name for name in other.parties_on(day) if name in mine)
        theirs = scope_of(other, question, day)
        if not bound or theirs is None or _ranked(draft, other) or _ranked(other, draft):
            continue
        found = _overlap(world, ground_of(world, draft, day), (draft, scope), (other, theirs), bound)
        if found is not None:
            yield found


def _ranked(text: Instrument, other: Instrument) -> bool:
    """Return whether a text says how it stands to another treaty."""
    return any(
        isinstance(node, (ast.Name, ast.Ref)) and node.text.split(".")[0] == other.name
        for statement in text.statements
        if statement.kind in ("yields", "prevails", "replaces")
        for node in ast.walk(statement.node)
    )


def _overlap(
    world: World,
    ground: Ground,
    one: tuple[Instrument, Scope],
    two: tuple[Instrument, Scope],
    bound: tuple[str, ...],
) -> Shared | None:
    from treatylang.geography.ashore import joined, pieces_of

    first, second = covered(world, ground, *one), covered(world, ground, *two)
    if first is None or second is None:
        return None
    states: list[Most] = []
    pieces: list[Piece] = []
    for member in ground.members:
        inside, beyond_first = split(member.land, first)
        common, beyond_second = split(inside, second)
        named = pieces_of(ground.whole, common)
        but = (
            pieces_of(ground.whole, joined((beyond_first, beyond_second)))
            if common.area > member.land.area / 2
            else None
        )
        if but is not None and len(but) <= _FEW:
            states.append(Most(member.state, named[0].point, but))
        else:
            pieces += named
    if not states and not pieces:
        return None
    by_size = sorted(pieces, key=lambda piece: (-piece.km2, piece.name))
    return Shared(two[0], two[1], bound, tuple(states), tuple(by_size))
