"""What the globe allows: which areas can hold together at one place, and in whose territory.

To the engine, "in the North Atlantic Ocean" and "in Europe" are circumstances of the place. Geometry knows that some of
them exclude each other, and what remains of a state's territory outside all of them. It is asked only where a set
of situations turns on such circumstances at all; its answers may be kept from run to run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from treatylang.library import states as library
from treatylang.model.instrument import Instrument
from treatylang.model.memo import Topic
from treatylang.reasoning.areas.patterns import Patterns
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ANOTHER_STATE, DATE, NOWHERE, OBJECT, PLACE, VICTIM
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.reasoning.areas.overlay import Known, Overlay


@dataclass(frozen=True)
class Example:
    """A real place that shows something: degrees, north and east positive, and what people call it."""

    latitude: float
    longitude: float
    name: str


def somewhere(frame: Frame, where: Situations) -> Situations:
    """Return the situations of a set whose place there is on the globe; nothing is drawn where no area matters."""
    return frame.diagrams.both(where, allowed(frame, where))


def allowed(frame: Frame, where: Situations) -> Situations:
    """Return the situations whose place there is, as far as the areas tell on which a set turns."""
    spots = _turns_on(frame, where)
    return _terrain(frame).allows(spots) if spots else ALL


def there(frame: Frame, where: Situations, levels: frozenset[int]) -> Situations:
    """Return the situations of a set whose place there is, as far as some circumstances of the place tell.

    Those on which the set turns itself are among them: what is described as in one sea is in no other.
    """
    diagrams = frame.diagrams
    matters = levels | diagrams.mentions(where)
    spots = [key for key in frame.space.spots if diagrams.level(key) in matters]
    values = diagrams.variables[diagrams.level(PLACE)].values if spots else ()
    places = tuple(name for name in values if diagrams.both(where, diagrams.value(PLACE, name)) != EMPTY)
    return diagrams.both(where, _Terrain(frame, spots).within(places)) if places else where


def exists(frame: Frame, where: Situations, turning: Situations | None = None) -> bool:
    """Return whether some situation of a set has a place that there is: what is `somewhere` is not empty.

    Territories are drawn one by one, those that were drawn before first, until one is found. ``turning`` is the set
    whose areas are looked at, if it is another.
    """
    spots = _turns_on(frame, where if turning is None else turning)
    if not spots:
        return where != EMPTY
    return _terrain(frame).any_of(where, spots)


def first(
    frame: Frame, where: Situations, preferred: Mapping[int, Iterable[int]], *, plain: bool = False
) -> dict[int, int] | None:
    """Return the preferred situation of those in a set whose place there is; ``None`` where no such place is.

    The same as `Diagrams.choose` on what is `somewhere`, but only the territories that come first are drawn. With
    ``plain`` of those that a reader believes: their place is more than a strip on a rim.
    """
    spots = _turns_on(frame, where)
    if not spots:
        return frame.diagrams.choose(where, preferred) if where != EMPTY else None
    return _terrain(frame).first(where, spots, preferred, plain=plain)


def _turns_on(frame: Frame, where: Situations) -> tuple[str, ...]:
    """Return the circumstances of the place on which a set turns."""
    if not frame.space.spots or where in (ALL, EMPTY):
        return ()
    matters = frame.diagrams.mentions(where)
    return tuple(key for key in frame.space.spots if frame.diagrams.level(key) in matters)


def example(frame: Frame, complete: Mapping[str, str], needed: tuple[str, ...]) -> Example | None:
    """Return a place as a situation describes it, ``None`` where that turns on no area or geometry cannot read it."""
    spots = tuple(key for key in frame.space.spots if key in needed)
    return _terrain(frame).example(complete, spots) if spots else None


def _terrain(frame: Frame) -> _Terrain:
    return frame.memo.once(_TERRAIN, (), lambda: _Terrain(frame))


_UNOWNED = (ast.Sea, ast.AreaClip, ast.Polygon, ast.NamedPart)
"""Areas that lie where they do, whoever has the land around them."""
_TWO = 2
"""How many areas it takes to exclude each other."""

_Answer = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]
"""Things that can be hit, the patterns that can hold there, and the areas of which nothing is said."""


@dataclass
class _Terrain:
    """The areas of a frame, drawn as far as they were needed; ``asked`` are those, in the order of the first time."""

    frame: Frame
    asked: list[str] = field(default_factory=list)
    _sets: dict[int, Situations] = field(default_factory=dict)
    _of: dict[tuple[int, str, bool], Situations] = field(default_factory=dict)

    def allows(self, wanted: tuple[str, ...]) -> Situations:
        """Return the situations whose place there is, as far as the wanted areas and those asked before tell."""
        self._want(wanted)
        key = len(self.asked)
        if key not in self._sets:
            self._sets[key] = self._allowed()
        return self._sets[key]

    def any_of(self, where: Situations, wanted: tuple[str, ...]) -> bool:
        """Return whether a place of a set there is, as far as the wanted areas and those asked before tell."""
        self._want(wanted)
        diagrams = self.frame.diagrams
        known = self._sets.get(len(self.asked))
        if known is not None:
            return diagrams.both(where, known) != EMPTY
        # What is drawn already costs nothing, and the rest of the globe, which no text names, is the largest.
        order = sorted(self._places(), key=lambda name: (not self._is_drawn(name), name in (ANOTHER_STATE, NOWHERE)))
        for name in order:
            here = diagrams.both(where, diagrams.value(PLACE, name))
            if here != EMPTY and diagrams.both(here, self._in(name, plain=False)) != EMPTY:
                return True
        return False

    def first(
        self, where: Situations, wanted: tuple[str, ...], preferred: Mapping[int, Iterable[int]], *, plain: bool
    ) -> dict[int, int] | None:
        """Return the preferred situation of a set whose place there is; with ``plain`` one that is found on a map.

        A situation that is preferred to all others, where nothing is drawn, is so where its territory is drawn too,
        if it is still there.
        """
        self._want(wanted)
        diagrams = self.frame.diagrams
        level, places = diagrams.level(PLACE), self._places()
        drawn: set[str] = set()
        while where != EMPTY:
            found = diagrams.choose(where, preferred)
            name = places[found[level]]
            if name in drawn:
                return found
            drawn.add(name)
            elsewhere = diagrams.outside(diagrams.value(PLACE, name))
            where = diagrams.both(where, diagrams.either(elsewhere, self._in(name, plain=plain)))
        return None

    def _want(self, wanted: tuple[str, ...]) -> None:
        self.asked += [key for key in wanted if key not in self.asked]

    def _places(self) -> tuple[str, ...]:
        return self.frame.diagrams.variables[self.frame.diagrams.level(PLACE)].values

    def _is_drawn(self, name: str) -> bool:
        return (len(self.asked), name, False) in self._of

    def _in(self, name: str, *, plain: bool) -> Situations:
        """Return the situations in one territory whose place there is; with ``plain`` those found on a map."""
        key = (len(self.asked), name, plain)
        if key not in self._of:
            drawn = self._drawn(self._patterns((name,)), plain=plain)
            if not plain:
                diagrams = self.frame.diagrams
                drawn = diagrams.either(drawn, diagrams.both(self._lost(), diagrams.value(PLACE, name)))
            self._of[key] = drawn
        return self._of[key]

    def within(self, places: tuple[str, ...]) -> Situations:
        """Return the situations whose place a reader finds in some territories, and all situations in any other.

        A strip on a rim, where two outlines do not quite meet, is no such place.
        """
        diagrams = self.frame.diagrams
        drawn = self._drawn(self._patterns(places), plain=True)
        return diagrams.any_of((drawn, self._lost_somewhere(), diagrams.outside(diagrams.value(PLACE, *places))))

    def _allowed(self) -> Situations:
        return self.frame.diagrams.either(self._drawn(self._patterns(), plain=False), self._lost())

    def _drawn(self, patterns: Iterable[Patterns], *, plain: bool) -> Situations:
        diagrams = self.frame.diagrams
        # Of a territory most days tell the same, and of many territories all days do: each answer is drawn once.
        days: dict[_Answer, dict[str, int]] = {}
        for found in patterns:
            answer = (found.things, found.plain if plain else found.patterns, found.free)
            of_place = days.setdefault(answer, {})
            of_place[found.place] = of_place.get(found.place, 0) | 1 << found.interval
        sets = []
        for (things, allowed, free), places in days.items():
            alike: dict[int, list[str]] = {}
            for place, intervals in places.items():
                alike.setdefault(intervals, []).append(place)
            where = diagrams.any_of(
                diagrams.both(diagrams.among(diagrams.level(DATE), intervals), diagrams.value(PLACE, *names))
                for intervals, names in alike.items()
            )
            holds = diagrams.any_of(self._holds(free, pattern) for pattern in allowed)
            sets.append(diagrams.all_of((where, diagrams.value(OBJECT, *things), holds)))
        return diagrams.any_of(sets)

    def _lost(self) -> Situations:
        """Return the situations in the territory of a state that had other land on that day than it has today.

        The borders that are drawn are today's: there they would leave out places that there are. Nothing is left out,
        so that more may seem possible than was, never less.
        """
        from treatylang.geography.history import changed

        diagrams, places = self.frame.diagrams, self.frame.diagrams.variables[self.frame.diagrams.level(PLACE)].values
        found = []
        for index, period in enumerate(self.frame.space.dates):
            codes = changed(period.since) if period.since is not None else frozenset[str]()
            # Whoever is not named may be one of those whose land was another, and before the records anybody.
            lost = [
                name for name in places if codes is None or (codes if name == ANOTHER_STATE else codes & {_code(name)})
            ]
            if lost:
                on = diagrams.among(diagrams.level(DATE), 1 << index)
                found.append(diagrams.both(on, diagrams.value(PLACE, *lost)))
        return diagrams.any_of(found)

    def _lost_somewhere(self) -> Situations:
        """Return those of the same situations whose place there is, whosever the land was.

        Seas, parallels, named parts and what is drawn by its corners lie as they do on every day.
        """
        lost = self._lost()
        borders = tuple(
            bit for bit, key in enumerate(self.asked) if not isinstance(self.frame.space.spots[key].area, _UNOWNED)
        )
        if lost == EMPTY or len(self.asked) - len(borders) < _TWO:
            return lost
        holds = {(*one.free, *borders): one.patterns for one in self._patterns((NOWHERE,))}
        lie = (self._holds(free, pattern) for free, patterns in holds.items() for pattern in patterns)
        return self.frame.diagrams.both(lost, self.frame.diagrams.any_of(lie))

    def _holds(self, free: tuple[int, ...], pattern: int) -> Situations:
        diagrams = self.frame.diagrams
        return diagrams.all_of(
            diagrams.value(key, "yes" if pattern >> bit & 1 else "no")
            for bit, key in enumerate(self.asked)
            if bit not in free
        )

    def _patterns(self, places: tuple[str, ...] | None = None) -> tuple[Patterns, ...]:
        question = ("patterns", "by thing", *(places or ()))
        kept = self._kept(*question)
        if kept is not None:
            return tuple(Patterns(i, place, *(tuple(values) for values in more)) for i, place, *more in kept)
        key = self._grounds_key()
        known = self._known(key)
        before = len(known)
        drawn = tuple(self._overlay.patterns(tuple(self.asked), places, known))
        if len(known) > before:
            self.frame.world.kept[key] = json.dumps(known)
        told = [[p.interval, p.place, p.things, p.patterns, p.plain, p.free] for p in drawn]
        self._keep(told, *question)
        return drawn

    def example(self, complete: Mapping[str, str], wanted: tuple[str, ...]) -> Example | None:
        """Return a place in the territory and the areas of a situation."""
        interval = next(i for i, day in enumerate(self.frame.space.dates) if str(day.since) == complete[DATE])
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
        found = self._read(self._key(question))
        return found if isinstance(found, list) else None

    def _known(self, key: str) -> Known:
        """Return what was found for the areas asked about, ground by ground, for this draft or another."""
        found = self._read(key)
        several = found.items() if isinstance(found, dict) else ()
        return {ground: (tuple(a), tuple(b), tuple(c)) for ground, (a, b, c) in several}

    def _read(self, key: str) -> object:
        text = self.frame.world.kept.get(key)
        try:
            return None if text is None else json.loads(text)
        except ValueError:
            return None

    def _keep(self, answer: object, *question: object) -> None:
        self.frame.world.kept[self._key(question)] = json.dumps(answer)

    def _key(self, question: tuple[object, ...]) -> str:
        """Return what an answer depends on, in short: the question, the areas with their definitions, states, dates."""
        frame = self.frame
        whole = (
            question,
            self.asked,
            *self._areas(dict.fromkeys((*self.asked, *frame.space.spots))),
            frame.space.states,
            [(str(day.since), str(day.until)) for day in frame.space.dates],
        )
        return sha256(repr(whole).encode()).hexdigest()

    def _grounds_key(self) -> str:
        """Return what patterns depend on besides the ground: the areas, and the day on which each is drawn."""
        whole = ("grounds", *self._areas(self.asked), self._overlay.rests_on(tuple(self.asked)))
        return sha256(repr(whole).encode()).hexdigest()

    def _areas(self, keys: Iterable[str]) -> tuple[object, ...]:
        """Return what areas are: their own words, and what the texts say on which they depend."""
        spots = [(key, self.frame.space.spots[key]) for key in keys]
        # Two drafts of one treaty have one name, so a text is known by what it says.
        texts = {(spot.instrument.name, *area_lines(spot.instrument)) for _, spot in spots}
        return [(key, spot.how, repr(spot.area), spot.instrument.name) for key, spot in spots], sorted(texts)


def area_lines(instrument: Instrument) -> Iterator[str]:
    """Yield what the areas of an instrument may depend on besides their own words."""
    for area in instrument.areas:
        yield f"{area.kind} {area.name} {area.period.since} {area.period.until} {area.value!r}"
    for member in instrument.parties:
        yield f"{member.state} {member.alias} {member.is_party} {member.period.since} {member.period.until}"
    yield f"{instrument.every_state}"


_TERRAIN = Topic[_Terrain]("terrain")


def _code(name: str) -> str:
    known = library.find(name)
    return known.code if known is not None else ""
