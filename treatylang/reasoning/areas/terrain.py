"""What the globe allows: which areas can hold together at one place, and in whose territory.

To the engine, "in the North Atlantic Ocean" and "in Europe" are circumstances of the place. Geometry knows that some of
them exclude each other, and what remains of a state's territory outside all of them. It is asked only where a set
of situations turns on such circumstances at all; its answers may be kept from run to run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from treatylang.model.instrument import Instrument
from treatylang.reasoning.kernel.diagram import ALL, EMPTY
from treatylang.reasoning.situations.frame import DATE, OBJECT, PLACE, VICTIM, Frame

if TYPE_CHECKING:
    from treatylang.reasoning.areas.overlay import Overlay


@dataclass(frozen=True)
class Example:
    """A real place that shows something: degrees, north and east positive, and what people call it."""

    latitude: float
    longitude: float
    name: str


@dataclass(frozen=True)
class Patterns:
    """What can hold together in one territory: bit ``i`` of a pattern stands for the ``i``-th area.

    ``interval`` is the number of the interval of dates, ``place`` a value of that variable, ``things`` are those of the
    object: islands are hit on islands only. Nothing is said of the areas in ``free``. ``plain`` are the patterns of
    places that a reader finds on a map.
    """

    interval: int
    place: str
    things: tuple[str, ...]
    patterns: tuple[int, ...]
    plain: tuple[int, ...]
    free: tuple[int, ...]


def somewhere(frame: Frame, where: int) -> int:
    """Return the situations of a set whose place there is on the globe; nothing is drawn where no area matters."""
    return frame.diagrams.both(where, allowed(frame, where))


def allowed(frame: Frame, where: int) -> int:
    """Return the situations whose place there is, as far as the areas tell on which a set turns."""
    spots = _turns_on(frame, where)
    return _terrain(frame).allows(spots) if spots else ALL


def shown(frame: Frame, where: int) -> int:
    """Return those of the situations of a set that a reader believes: their place is more than a strip on a rim.

    All of them where there are no others.
    """
    spots = _turns_on(frame, where)
    plain = frame.diagrams.both(where, _terrain(frame).allows(spots, plain=True)) if spots else where
    return where if plain == EMPTY else plain


def _turns_on(frame: Frame, where: int) -> tuple[str, ...]:
    """Return the circumstances of the place on which a set turns."""
    if not frame.spots or where in (ALL, EMPTY):
        return ()
    matters = frame.diagrams.mentions(where)
    return tuple(key for key in frame.spots if frame.diagrams.level(key) in matters)


def example(frame: Frame, complete: Mapping[str, str], needed: tuple[str, ...]) -> Example | None:
    """Return a place as a situation describes it, ``None`` where that turns on no area or geometry cannot read it."""
    spots = tuple(key for key in frame.spots if key in needed)
    return _terrain(frame).example(complete, spots) if spots else None


def _terrain(frame: Frame) -> _Terrain:
    key = ("terrain",)
    known = frame.read.get(key)
    if known is None:
        known = frame.read[key] = (_Terrain(frame), 0)
    return known[0]  # type: ignore[return-value]  # put there above


@dataclass
class _Terrain:
    """The areas of a frame, drawn as far as they were needed; ``asked`` are those, in the order of the first time."""

    frame: Frame
    asked: list[str] = field(default_factory=list)
    _sets: dict[tuple[int, bool], int] = field(default_factory=dict)

    def allows(self, wanted: tuple[str, ...], *, plain: bool = False) -> int:
        """Return the situations whose place there is, as far as the wanted areas and those asked before tell.

        With ``plain`` only those whose place a reader finds on a map.
        """
        self.asked += [key for key in wanted if key not in self.asked]
        key = (len(self.asked), plain)
        if key not in self._sets:
            self._sets[key] = self._allowed(plain)
        return self._sets[key]

    def _allowed(self, plain: bool) -> int:
        diagrams = self.frame.diagrams
        days = diagrams.level(DATE)
        drawn = diagrams.any_of(
            diagrams.all_of(
                (
                    diagrams.among(days, 1 << found.interval),
                    diagrams.value(PLACE, found.place),
                    diagrams.value(OBJECT, *found.things),
                    diagrams.any_of(
                        self._holds(found, pattern) for pattern in (found.plain if plain else found.patterns)
                    ),
                )
            )
            for found in self._patterns()
        )
        return drawn if plain else diagrams.either(drawn, self._lost())

    def _lost(self) -> int:
        """Return the situations of intervals on which somebody held land that another state has today.

        The borders that are drawn are today's: on such days they would leave out places that there are. Nothing is
        left out, so that more may seem possible than was, never less.
        """
        from treatylang.geography.history import changed

        diagrams = self.frame.diagrams
        then = sum(1 << i for i, period in enumerate(self.frame.dates) if period.since and changed(period.since))
        return diagrams.among(diagrams.level(DATE), then) if then else EMPTY

    def _holds(self, found: Patterns, pattern: int) -> int:
        diagrams = self.frame.diagrams
        return diagrams.all_of(
            diagrams.value(key, "yes" if pattern >> bit & 1 else "no")
            for bit, key in enumerate(self.asked)
            if bit not in found.free
        )

    def _patterns(self) -> tuple[Patterns, ...]:
        kept = self._kept("patterns", "by thing")
        if kept is not None:
            return tuple(Patterns(i, place, *(tuple(values) for values in more)) for i, place, *more in kept)
        drawn = tuple(self._overlay.patterns(tuple(self.asked)))
        told = [[p.interval, p.place, p.things, p.patterns, p.plain, p.free] for p in drawn]
        self._keep(told, "patterns", "by thing")
        return drawn

    def example(self, complete: Mapping[str, str], wanted: tuple[str, ...]) -> Example | None:
        """Return a place in the territory and the areas of a situation."""
        interval = next(i for i, day in enumerate(self.frame.dates) if str(day.since) == complete[DATE])
        holds = {key: complete[key] == "yes" for key in wanted}
        question = ("example", interval, complete[PLACE], complete[VICTIM], sorted(holds.items()))
        kept = self._kept(*question)
        if kept is None:
            found = self._overlay.example(interval, complete[PLACE], complete[VICTIM], holds)
            kept = [*found] if found is not None else []
            self._keep(kept, *question)
        return Example(*kept) if kept else None

    # -- what earlier runs found --

    @cached_property
    def _overlay(self) -> Overlay:
        from treatylang.reasoning.areas.overlay import Overlay

        return Overlay(self.frame)

    def _kept(self, *question: object) -> list[Any] | None:
        text = self.frame.world.kept.get(self._key(question))
        if text is None:
            return None
        try:
            found = json.loads(text)
        except ValueError:
            return None
        return found if isinstance(found, list) else None

    def _keep(self, answer: object, *question: object) -> None:
        self.frame.world.kept[self._key(question)] = json.dumps(answer)

    def _key(self, question: tuple[object, ...]) -> str:
        """Return what an answer depends on, in short: the question, the areas with their definitions, states, dates."""
        frame = self.frame
        spots = [(key, frame.spots[key]) for key in dict.fromkeys((*self.asked, *frame.spots))]
        # Two drafts of one treaty have one name, so a text is known by what it says.
        texts = {(spot.instrument.name, *area_lines(spot.instrument)) for _, spot in spots}
        whole = (
            question,
            self.asked,
            [(key, spot.how, repr(spot.area), spot.instrument.name) for key, spot in spots],
            sorted(texts),
            frame.states,
            [(str(day.since), str(day.until)) for day in frame.dates],
        )
        return sha256(repr(whole).encode()).hexdigest()


def area_lines(instrument: Instrument) -> Iterator[str]:
    """Yield what the areas of an instrument may depend on besides their own words."""
    for area in instrument.areas:
        yield f"{area.kind} {area.name} {area.period.since} {area.period.until} {area.value!r}"
    for member in instrument.parties:
        yield f"{member.state} {member.alias} {member.is_party} {member.period.since} {member.period.until}"
    yield f"{instrument.every_state}"
