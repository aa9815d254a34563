"""The areas of a frame laid over the territories of its states: the part of `terrain.py` that draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from treatylang.geography import Shape, open_globe
from treatylang.geography.context import KINDS
from treatylang.geography.overlay import overlay_of
from treatylang.geography.sphere import NOTHING, WORLD
from treatylang.library import states as library
from treatylang.reasoning.areas.geometry import belt_at, reach_of, soil_kind, spot_measured, spot_shape
from treatylang.reasoning.areas.patterns import Patterns
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ANOTHER_STATE, NOWHERE, OBJECT, PLACE, Location, soil
from treatylang.syntax import ast

_NONE = Shape(NOTHING)
Found = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""The patterns that hold on some ground, those of them that are plain, and the areas of which nothing is said."""
Known = dict[str, Found]
"""What was found for some areas, by the ground."""
_FARTHEST = 250.0
"""How far belts may reach, in nautical miles, that are drawn only to name a place for example."""
_HAIR = 1e-6
"""Square degrees that rounding may take away from an area, or add to it."""


class Overlay:
    """The areas and territories of a frame as shapes; each is drawn once.

    Exact for the territory of the states that the texts name. For waters and the land of all others, any place of the
    globe is taken: more may seem possible there than is, never less.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.globe = open_globe()
        self.sheet = overlay_of(self.globe)
        self._same: dict[int, tuple[Shape, Shape]] = {}
        self._grounds: dict[tuple[str, str, date], Shape] = {}
        self._drawn: dict[tuple[str, date | None], Shape | None] = {}

    def patterns(self, spots: tuple[str, ...], places: tuple[str, ...] | None, known: Known) -> Iterator[Patterns]:
        """Yield which areas can hold together: for each interval of dates, territory, and kind of thing hit.

        ``places`` are the territories that are looked at, all of them where none are named. What was found for these
        areas before stands in ``known``, and what is found now is added: a draft with other dates and parties asks
        about new days and territories alone.
        """
        diagrams = self.frame.diagrams
        things = diagrams.variables[diagrams.level(OBJECT)].values
        every = places if places is not None else diagrams.variables[diagrams.level(PLACE)].values
        hit: dict[str, dict[str, list[str]]] = {place: {} for place in every}
        for place in every:
            for thing in things:
                hit[place].setdefault(self._soil_under(thing, place, spots), []).append(thing)
        for index in range(len(self.frame.space.dates)):
            days = (*self._days_of(index),)
            for place in every:
                for kind, alike in hit[place].items():
                    yield Patterns(index, place, tuple(alike), *self._patterns(spots, days, place, kind, known))

    def _patterns(
        self, spots: tuple[str, ...], days: tuple[date, ...], place: str, kind: str, known: Known
    ) -> tuple[tuple[int, ...], ...]:
        """Return the patterns on soil of a kind on some days, those of them that are plain, and the free areas."""
        asked = [(self._asked(spots, place, kind, day), day) for day in days]
        for key, day in asked:
            if key not in known:
                known[key] = self._found(spots, day, place, kind)
        answers = [known[key] for key in dict.fromkeys(key for key, _ in asked)]
        found, plain = ({bits for answer in answers for bits in answer[which]} for which in (0, 1))
        return tuple(sorted(found)), tuple(sorted(plain)), known[asked[-1][0]][2]

    def _asked(self, spots: tuple[str, ...], place: str, kind: str, day: date) -> str:
        """Return what an answer rests on besides the areas: whose soil, of which kind, since when it and they stand."""
        code = _code(place)
        turning = any(key in self._turning for key in spots)
        return f"{code} {kind} {day if turning else self._turned(day, code) if code else date.min}"

    def _found(self, spots: tuple[str, ...], day: date, place: str, kind: str) -> Found:
        areas, free = self._areas(spots, place, day)
        part = self._ground(place, kind, day) if kind != "territory" else None
        patterns, plain = self.sheet.patterns(self._ground(place, "territory", day), areas, part)
        return tuple(sorted(patterns)), tuple(sorted(plain)), tuple(sorted(free))

    def rests_on(self, spots: tuple[str, ...]) -> list[str]:
        """Return the day on which each area is drawn: the first, or none where that turns on the day asked about."""
        first = self.frame.space.dates[0].since
        return ["" if key in self._turning else str(first) for key in spots]

    def _soil_under(self, thing: str, place: str, spots: tuple[str, ...]) -> str:
        """Return on which kind of soil in a territory a thing is hit, as far as one of the areas turns on that kind.

        Kinds take long to cut, so others are taken for the whole territory. All land of a state may be islands.
        """
        if thing not in self._kinds or not _code(place):
            return "territory"
        turning = {self._turning_on(spot) for spot in spots}
        if thing == "land" and "islands" in turning and "land" not in turning:
            land, islands = (self._ground(place, kind, date.max).geometry.area for kind in ("land", "islands"))
            return "islands" if abs(land - islands) < _HAIR else "territory"
        return thing if thing in turning else "territory"

    def _turning_on(self, key: str) -> str:
        spot = self.frame.space.spots[key]
        return (soil_kind(spot.instrument, spot.area) or "") if spot.how == "soil" else ""

    @cached_property
    def _kinds(self) -> frozenset[str]:
        """The things that are soil of some kind only: land, islands, what is at home."""
        lands = soil(self.frame.world.lexicon)
        wider = self.frame.world.lexicon.wider
        return frozenset(name for name in lands & set(KINDS) if wider(name) & (lands - {name}))

    def example(
        self, index: int, place: str, victim: str, holds: Mapping[str, bool]
    ) -> tuple[float, float, str] | None:
        """Return a place in a territory where areas hold, or do not: latitude, longitude in degrees, and its name."""
        spots = tuple(holds)
        for day in self._days_of(index):
            areas, free = self._areas(spots, place, day)
            wanted = [(bit, so) for bit, so in enumerate(holds.values()) if bit not in free]
            pieces = [
                piece
                for pattern, piece in self.sheet.cut(self._ground(place, "territory", day), areas).items()
                if all(bool(pattern >> bit & 1) == so for bit, so in wanted)
            ]
            found = self._in(pieces, place, victim, holds, day) if pieces else None
            if found is not None:
                return found
        return None

    def _in(
        self, pieces: list[BaseGeometry], place: str, victim: str, holds: Mapping[str, bool], day: date
    ) -> tuple[float, float, str] | None:
        belts = [
            (spot, so) for key, so in holds.items() if isinstance((spot := self.frame.space.spots[key]).area, ast.Belt)
        ]

        def fits(latitude: float, longitude: float) -> bool:
            """Return whether a place is in the belts, or not, as is wanted: measured from there, no belt is drawn."""
            return all(belt_at(self.globe, spot, latitude, longitude, day) in (so, None) for spot, so in belts)

        if any(reach_of(spot.instrument, spot.area) > _FARTHEST for spot, _ in belts if not spot_measured(spot, day)):
            return None  # to draw belts so wide would take minutes: no place is named
        if _code(place):
            found = self.sheet.best(pieces, day)
            return found if found is None or fits(*found[:2]) else None
        taken = {_code(state) for state in self.frame.space.states}
        return self.sheet.nearest(pieces, _code(victim), None if place == NOWHERE else taken, fits if belts else None)

    # -- shapes --

    def _ground(self, place: str, kind: str, day: date) -> Shape:
        """Return soil of a state, its territory with the coastal sea for example; for the rest of the globe, all."""
        code = _code(place)
        since = self._turned(day, code) if code else date.min
        key = (code, kind, since)
        if key not in self._grounds:
            ground = Shape(self.globe.held(code, kind, since, administered=True) if code else WORLD)
            self._grounds[key] = self.sheet.known(ground)
        return self._grounds[key]

    def _areas(self, spots: tuple[str, ...], place: str, day: date) -> tuple[tuple[Shape, ...], frozenset[int]]:
        """Return the shapes of areas, seen from a territory, and which of them nothing is said of there.

        Those are areas that cannot be read, belts, which take long to draw, and the kind of soil at sea and on land of
        states that no text names.
        """
        shapes = [self._area(key, place, day) for key in spots]
        free = frozenset(bit for bit, shape in enumerate(shapes) if shape is None)
        return tuple(shape if shape is not None else _NONE for shape in shapes), free

    def _area(self, key: str, place: str, day: date) -> Shape | None:
        spot = self.frame.space.spots[key]
        if spot.how == "soil" and not isinstance(spot.area, ast.Belt):
            kind = soil_kind(spot.instrument, spot.area)
            return self._ground(place, kind, day) if kind is not None and _code(place) else None
        on = day if key in self._turning else self.frame.space.dates[0].since
        if (key, on) not in self._drawn:
            self._drawn[key, on] = self._shape(spot, on)
        return self._drawn[key, on]

    def _shape(self, spot: Location, on: date | None) -> Shape | None:
        if isinstance(spot.area, ast.Belt):
            return None
        shape = spot_shape(self.frame, self.globe, spot, on)
        if shape is not None and id(shape) not in self._same:
            self._same[id(shape)] = (shape, self.sheet.known(shape))
        return self._same[id(shape)][1] if shape is not None else None

    @cached_property
    def _turning(self) -> frozenset[str]:
        """The areas that are others on other days."""
        return frozenset(key for key, spot in self.frame.space.spots.items() if _turns(spot))

    # -- days --

    def _days_of(self, index: int) -> Iterator[date]:
        """Yield one day of each stretch of an interval in which no place changed hands."""
        period = self.frame.space.dates[index]
        since = period.since or date.min
        yield self._turned(since)
        for day in self.globe.turning_days():
            if since < day and (period.until is None or day < period.until):
                yield day

    def _turned(self, day: date, code: str = "") -> date:
        """Return the last day up to a day on which something, or what a state holds, changed hands."""
        return max((turning for turning in self.globe.turning_days(code) if turning <= day), default=date.min)


def _turns(spot: Location) -> bool:
    """Return whether an area is another one on other days: who holds what changes, seas and parallels do not."""
    nodes = (spot.area, *ast.walk(spot.area))
    return spot.how != "beyond" and any(isinstance(node, ast.AreaHeld) and node.on is None for node in nodes)


def _code(place: str) -> str:
    if place in (ANOTHER_STATE, NOWHERE):
        return ""
    found = library.find(place)
    return found.code if found is not None else ""
