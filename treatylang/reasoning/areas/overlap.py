"""Land on which two treaties answer events: the scope of a draft laid over those of the treaties in force."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import named_states
from treatylang.reasoning.areas.ground import Ground, covered, ground_of, split
from treatylang.reasoning.areas.scopes import Scope, day_of, scope_of
from treatylang.reasoning.areas.terrain import area_lines
from treatylang.reasoning.situations.beside import editions
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.geography.gazetteer import Piece as Ashore

_FEW = 3
"""But for how many pieces land is still told of as all of a state's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some land by its name, whether that is all of what is called so, its km² and a point (latitude, longitude)."""

    name: str
    whole: bool
    km2: float
    point: tuple[float, float]


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
    own = editions(world, draft)
    for other in world.instruments.values():
        if other.kind != "treaty" or other is draft or not other.areas or not other.force.covers(day):
            continue
        bound = tuple(name for name in other.parties_on(day) if name in mine)
        theirs = scope_of(other, question, day)
        if not bound or theirs is None or other.name in own or _ranked(draft, other) or _ranked(other, draft):
            continue
        states, pieces = _overlap(world, day, (draft, scope), (other, theirs))
        if states or pieces:
            yield Shared(other, theirs, bound, states, pieces)


def _ranked(text: Instrument, other: Instrument) -> bool:
    """Return whether a text says how it stands to another treaty."""
    return any(
        isinstance(node, (ast.Name, ast.Ref)) and node.text.split(".")[0] == other.name
        for statement in text.statements
        if statement.kind in ("yields", "prevails", "replaces")
        for node in ast.walk(statement.node)
    )


Overlap = tuple[tuple[Most, ...], tuple[Piece, ...]]
"""The states of whose land two scopes share nearly all, and the pieces of the rest, the largest first."""


def _overlap(world: World, day: date, one: tuple[Instrument, Scope], two: tuple[Instrument, Scope]) -> Overlap:
    """Return what two scopes share of the land of the parties of the first; drawn once, and kept for later runs."""
    whole = (str(day), *((scope.terms, text.name, *area_lines(text)) for text, scope in (one, two)))
    key = sha256(repr(("overlap", whole)).encode()).hexdigest()
    kept = _read(world.kept.get(key, ""))
    if kept is None:
        kept = _drawn(world, ground_of(world, one[0], day), one, two)
        states, pieces = kept
        told = [[most.state, most.point, [_told(piece) for piece in most.but]] for most in states]
        world.kept[key] = json.dumps([told, [_told(piece) for piece in pieces]])
    return kept


def _told(piece: Piece) -> list[Any]:
    return [piece.name, piece.whole, piece.km2, piece.point]


def _read(text: str) -> Overlap | None:
    """Return what an earlier run kept; ``None`` where that is nothing, or not ours."""
    try:
        states, pieces = json.loads(text)
        return (
            tuple(Most(state, (point[0], point[1]), tuple(map(_piece, but))) for state, point, but in states),
            tuple(map(_piece, pieces)),
        )
    except (ValueError, TypeError, IndexError):
        return None


def _piece(told: list[Any]) -> Piece:
    name, whole, km2, point = told
    return Piece(str(name), bool(whole), float(km2), (float(point[0]), float(point[1])))


def _drawn(world: World, ground: Ground, one: tuple[Instrument, Scope], two: tuple[Instrument, Scope]) -> Overlap:
    from treatylang.geography.ashore import joined, pieces_of

    first, second = covered(world, ground, *one), covered(world, ground, *two)
    if first is None or second is None:
        return (), ()

    def plain(pieces: tuple[Ashore, ...]) -> tuple[Piece, ...]:
        return tuple(Piece(piece.name, piece.whole, piece.km2, piece.point) for piece in pieces)

    states: list[Most] = []
    pieces: list[Piece] = []
    for member in ground.members:
        inside, beyond_first = split(member.land, first)
        common, beyond_second = split(inside, second)
        named = plain(pieces_of(ground.whole, common))
        but = (
            plain(pieces_of(ground.whole, joined((beyond_first, beyond_second))))
            if common.area > member.land.area / 2
            else None
        )
        if but is not None and len(but) <= _FEW:
            states.append(Most(member.state, named[0].point, but))
        else:
            pieces += named
    return tuple(states), tuple(sorted(pieces, key=lambda piece: (-piece.km2, piece.name)))
