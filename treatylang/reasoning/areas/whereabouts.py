"""Where a place is: whose territory, who claims it, and in which areas of which treaties on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from treatylang.library import states as library
from treatylang.model.instrument import Defined, Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import Holder, context_of, holder_on, land_at, reach_of
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.geography import Globe
    from treatylang.geography.gazetteer import Act

IN, OUT, UNREAD, UNSURE = "inside", "outside", "cannot be read", "not known"
LIMITS = "limits-chosen"


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested place: who claims it on the day, who holds it then (empty where unknown), and how things stand.

    ``acts`` are the treaties and judgments by which something about it was settled, with their days.
    """

    place: str
    claimants: tuple[str, ...]
    holder: str
    sovereign: str
    disputed: bool
    status: str
    source: str
    verified: bool
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Whether the place lies in one area of one treaty: ``answer`` is ``IN``, ``OUT``, ``UNREAD`` or ``UNSURE``.

    ``options`` are the brackets that the area depends on; ``why`` says what makes the answer doubtful,
    ``limits`` which limits of seas and regions in it are a choice of the data.
    """

    treaty: str
    title: str
    area: str
    words: str
    answer: str
    options: str
    interpreted: bool
    why: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Everything that is known about one place on one day.

    ``land`` is whose land it is today, by name, empty at sea; ``holder`` who holds it on the day, its territorial sea
    included; ``coast`` the nearest land within 250 nm and how far it is; ``sea`` the smallest named sea around it.
    """

    latitude: float
    longitude: float
    day: date
    land: str
    holder: Holder
    coast: tuple[str, float] | None
    sea: str
    parts: tuple[str, ...]
    contested: tuple[Contested, ...]
    areas: tuple[Placed, ...]


def whereabouts(
    world: World, draft: Instrument, question: Question, latitude: float, longitude: float, day: date
) -> Whereabouts:
    """Return where a place is on a day, for a draft and for the treaties of its world that are in force that day."""
    from treatylang.geography import open_globe
    from treatylang.geography.cells import sea_name
    from treatylang.geography.vicinity import around

    globe = open_globe()
    land = globe.owner(latitude, longitude)
    coast = None if land is not None else globe.coast(latitude, longitude)
    holder = holder_on(globe, latitude, longitude, day)
    placed: list[Placed] = []
    for instrument in [draft, *_beside(world, draft, day)]:
        near = around(globe, latitude, longitude, reach_of(instrument))
        globes = tuple(_on_the_day(near, instrument, holder, latitude, longitude, day))
        placed += _areas(globes, instrument, question, latitude, longitude, day)
    return Whereabouts(
        latitude,
        longitude,
        day,
        land.name if land is not None else "",
        holder,
        (coast[0].name, coast[1]) if coast is not None else None,
        sea_name(globe, latitude, longitude) if land is None else "",
        _parts(globe, latitude, longitude),
        tuple(_contested(globe, latitude, longitude, day)),
        tuple(placed),
    )


def _beside(world: World, draft: Instrument, day: date) -> list[Instrument]:
    """Return the treaties in force on a day that define areas, the draft left out."""
    return [
        one
        for one in world.instruments.values()
        if one.kind == "treaty" and one.name != draft.name and one.force.covers(day) and one.areas
    ]


def usual_day(draft: Instrument, today: date) -> date:
    """Return the day to look at where none is asked for: a draft's own; for a treaty today, or its first in force."""
    if draft.status == "draft" or (draft.force.since is None and draft.day is not None):
        return draft.day or today
    return today if draft.force.covers(today) else draft.force.since or today


def in_force(instrument: Instrument, question: Question, day: date | None) -> Iterator[Defined]:
    """Yield the areas of an instrument that hold on a day, under the options that the question settles."""
    for area in instrument.areas:
        if area.kind != "area" or (day is not None and not area.period.covers(day)):
            continue
        if any(question.options.get(c.bracket, c.option) != c.option for c in area.choices):
            continue
        yield area


def _on_the_day(
    near: Globe, instrument: Instrument, holder: Holder, latitude: float, longitude: float, day: date
) -> Iterator[Globe]:
    """Yield the globe around a place as it was on a day; where nobody knows who held it, as it may have been.

    Of those who may have held it, the states that the instrument names are told apart, and all others together.
    """
    from treatylang.geography.vicinity import then

    land = land_at(near, latitude, longitude)
    if land is None or (holder.known and holder.former is None):
        yield near
        return
    number = near.boundaries.number[land.key]
    if holder.known and holder.former is not None:
        yield then(near, number, holder.former.by, day)
        return
    for code in _candidates(near, instrument, latitude, longitude):
        yield then(near, number, code, day)


def _candidates(near: Globe, instrument: Instrument, latitude: float, longitude: float) -> tuple[str, ...]:
    """Return who may have held a place of which nobody knows it: whoever claimed or held it at some time.

    Where nothing of the kind is held, it may be any state that the instrument names; all others count as one.
    """
    places = [claim.place for claim in near.claims(latitude, longitude, None)]
    known = {code for one in places for row in (*one.held, *one.once) for code in row.by}
    known |= {code for one in places for code in (*one.claimants, one.sovereign)}
    if known:
        return ("", *sorted(known - {""}))
    words = (node.text for area in instrument.areas for node in ast.walk(area.value) if isinstance(node, _NAMES))
    named = (library.find(name) for name in (*(one.state for one in instrument.parties), *words))
    return tuple(dict.fromkeys(["", *(state.code for state in named if state is not None)]))


_NAMES = (ast.Name, ast.Text)


def _areas(
    globes: tuple[Globe, ...], instrument: Instrument, question: Question, latitude: float, longitude: float, day: date
) -> Iterator[Placed]:
    from treatylang.geography import read

    context = context_of(instrument, day)
    for area in in_force(instrument, question, day):
        shape = read(globes[0], area.value, context)
        holes = [doubt.message for doubt in shape.doubts if doubt.fatal]
        inside = {bool(shape.contains(latitude, longitude))}
        for globe in globes[1:]:
            if len(inside) == 1 and not holes:
                inside.add(bool(read(globe, area.value, context).contains(latitude, longitude)))
        # What could not be read is missing, or was not taken away: either answer may then be wrong.
        answer = UNREAD if holes else UNSURE if len(inside) > 1 else IN if inside == {True} else OUT
        yield Placed(
            instrument.name,
            instrument.title,
            area.name,
            area.words,
            answer,
            ", ".join(f"{c.bracket}={c.option}" for c in sorted(area.choices, key=lambda c: (c.bracket, c.option))),
            area.interpreted,
            tuple(holes or (doubt.message for doubt in shape.doubts if doubt.kind != LIMITS)),
            () if holes else tuple(doubt.message for doubt in shape.doubts if doubt.kind == LIMITS),
        )


def _parts(globe: Globe, latitude: float, longitude: float) -> tuple[str, ...]:
    """Return the named parts and regions that a place lies in, the smaller ones first."""
    import shapely

    found = []
    for part in {id(p): p for several in globe.names.parts.values() for p in several}.values():
        outline = part.outline.geometry()
        if shapely.intersects_xy(outline, longitude, latitude):
            soil = globe.part(part)
            if shapely.intersects_xy(soil, longitude, latitude):
                found.append((outline.area, part.name))
    return tuple(name for _, name in sorted(found))


def _contested(globe: Globe, latitude: float, longitude: float, day: date) -> Iterator[Contested]:
    for claim in globe.claims(latitude, longitude, day):
        place = claim.place
        yield Contested(
            place.name,
            tuple(_name(code) for code in place.claimants_on(day)),
            _name(claim.holder),
            _name(place.sovereign),
            claim.disputed,
            place.status,
            place.source,
            place.verified,
            place.acts,
        )


def _name(code: str) -> str:
    state = library.find(code) if code else None
    return state.name if state is not None else code
