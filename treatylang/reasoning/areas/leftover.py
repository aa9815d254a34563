"""What the scope of a treaty leaves out: land of its parties, and places that they claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.ground import Cover, Ground, beyond, covered, ground_of
from treatylang.reasoning.areas.remembered import remembered
from treatylang.reasoning.areas.scopes import Scope, day_of, scope_of

if TYPE_CHECKING:
    from treatylang.geography import Globe
    from treatylang.geography.gazetteer import Piece, Place


@dataclass(frozen=True, slots=True)
class Left:
    """What a scope leaves out: pieces of a party's land, and places that it claims and another state holds."""

    state: str
    whole: bool
    pieces: tuple[Piece, ...]
    claimed: tuple[Place, ...]


def left_out(world: World, draft: Instrument, question: Question) -> Iterator[Left]:
    """Yield for each party of a treaty what its scope leaves out; drawn once, and kept for later runs."""
    day = day_of(draft, question)
    scope = scope_of(draft, question, day)
    if scope is None or draft.every_state:
        return
    told = remembered(
        world,
        draft,
        day,
        ("left out", scope.terms),
        lambda: [_plain(one) for one in _left_out(world, draft, scope, day)],
    )
    yield from _read(told)


def _plain(left: Left) -> list[object]:
    pieces = [
        [
            one.name,
            bool(one.whole),
            float(one.km2),
            one.point,
            one.place.name if one.place is not None else None,
            one.nameless,
        ]
        for one in left.pieces
    ]
    return [left.state, bool(left.whole), pieces, [place.name for place in left.claimed]]


def _read(told: Sequence[Any]) -> Iterator[Left]:
    """Yield what was kept; names of places are looked up where there are any."""
    if not told:
        return
    from treatylang.geography.gazetteer import Piece, gazetteer

    named = {place.name: place for place in gazetteer().places}
    for state, whole, pieces, claimed in told:
        found = tuple(
            Piece(name, all_of_it, km2, (point[0], point[1]), named[place] if place is not None else None, nameless)
            for name, all_of_it, km2, point, place, nameless in pieces
        )
        yield Left(state, whole, found, tuple(named[place] for place in claimed))


def _left_out(world: World, draft: Instrument, scope: Scope, day: date) -> Iterator[Left]:
    from treatylang.geography.ashore import all_of, contested, pieces_of, polygons

    ground = ground_of(world, draft, day)
    inside = covered(world, ground, draft, scope)
    if inside is None:
        return
    for member in ground.members:
        rest = beyond(member.land, inside)
        pieces = (*pieces_of(ground.whole, rest), *_shoals(ground, member.code, inside))
        claimed = tuple(
            place
            for place in ground.globe.names.places
            if contested(place)
            and member.code in place.claimants
            and not _holds(ground.globe, place, member.code, day)
            and beyond(ground.globe.place_soil(place), inside).area > 0.5 * ground.globe.place_soil(place).area
        )
        if pieces or claimed:
            yield Left(member.state, all_of(member.land, polygons(rest)), pieces, claimed)


def _shoals(ground: Ground, code: str, inside: Cover) -> Iterator[Piece]:
    """Yield the contested shoals that a state holds and that are not covered."""
    from treatylang.geography.ashore import shoal

    for place in ground.globe.names.places:
        if place.waters and _holds(ground.globe, place, code, ground.day):
            rest = beyond(place.outline.geometry(), inside)
            if rest.area > 0.5 * place.outline.geometry().area:
                yield shoal(place, rest)


def _holds(globe: Globe, place: Place, code: str, day: date) -> bool:
    held = place.holder(day)
    if held is not None:
        return held == code
    return any(globe.boundaries.territories[globe.boundaries.number[key]].state == code for key in place.land)
