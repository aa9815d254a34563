"""What areas are on the globe: the names of an instrument told to the geometry, and points asked about.

Geometry is loaded only when a point is asked about; nothing here is imported by a check that has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from treatylang.library import states as library
from treatylang.model.instrument import Instrument
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import ALL, Situations
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import NOWHERE, PLACE, Location
from treatylang.syntax import ast
from treatylang.syntax.limits import MOST_BEHIND

COASTAL = 12.0
"""How far a state's territory reaches out to sea, in nautical miles (Convention on the Law of the Sea, article 3)."""

_FEW = 3
"""For how many points an area is drawn around each of them, before it is drawn whole."""

if TYPE_CHECKING:
    from treatylang.geography import Context, Globe, Shape
    from treatylang.geography.boundaries import Territory
    from treatylang.geography.history import Former


def context_of(instrument: Instrument, day: date | None) -> Context:
    """Return how an instrument's names are read on a day: which states a phrase names, what an area is defined as."""
    from treatylang.geography import Context

    def states(phrase: ast.AreaExpr, on: date | None) -> tuple[str, ...] | None:
        names = named_states(instrument, phrase, on or day)
        if names is None:
            return None
        found = (library.find(name) for name in names)
        return tuple(state.code for state in found if state is not None)

    def areas(name: str, on: date | None) -> tuple[ast.AreaExpr, bool] | None:
        versions = [a for a in instrument.areas if a.name == name and a.kind == "area"]
        when = on or day
        for version in versions:
            if when is None or version.period.covers(when):
                return version.value, version.interpreted
        return None

    return Context(states, areas, day, {word: word for word in soils(instrument)})


def soils(instrument: Instrument) -> tuple[str, ...]:
    """Return the words of the vocabulary of an instrument that mean a kind of soil or waters."""
    return tuple(word.name for word in instrument.lexicon.words("object") if word.owner == "place")


_Known = dict[str, tuple[str, ...] | None]
"""The states of groups that were read before; ``None`` where these name none."""


def named_states(
    instrument: Instrument, phrase: ast.AreaExpr, day: date | None, known: _Known | None = None
) -> tuple[str, ...] | None:
    """Return the usual names of the states that a phrase of an instrument names on a day; ``None`` if it names none.

    ``third`` and ``any other state`` are all states that are not parties. ``known`` are the groups that were read on
    the way, each once; one that is defined by itself names nobody.
    """
    known = {} if known is None else known
    parties = _parties(instrument, day)
    if isinstance(phrase, ast.Plural):
        return _every() if phrase.noun == "states" else parties
    if isinstance(phrase, ast.Quantified):
        if phrase.adjective == "third" or (phrase.noun in ("state", "states") and phrase.adjective == "other"):
            return tuple(name for name in _every() if name not in parties)
        if phrase.noun in ("state", "states"):
            return _every()
        return parties if phrase.noun else None
    if isinstance(phrase, ast.SomeOf):
        return named_states(instrument, phrase.group, day, known)
    if isinstance(phrase, ast.EachOther):
        return parties
    if isinstance(phrase, ast.AreaGroup):
        return named_states(instrument, phrase.area, day, known)
    if isinstance(phrase, (ast.AreaPlus, ast.AreaExcept)):
        left = named_states(instrument, phrase.left, day, known)
        right = named_states(instrument, phrase.right, day, known)
        if left is None or right is None:
            return None
        if isinstance(phrase, ast.AreaPlus):
            return tuple(dict.fromkeys((*left, *right)))
        return tuple(name for name in left if name not in right)
    if isinstance(phrase, ast.Words):
        found: list[str] = []
        for item in phrase.items:
            names = _item(instrument, item, day, known)
            if names is None:
                return None
            found += names
        return tuple(dict.fromkeys(found))
    return None


def _item(
    instrument: Instrument, item: ast.Name | ast.Text | ast.Ref, day: date | None, known: _Known
) -> tuple[str, ...] | None:
    if isinstance(item, ast.Ref):
        return None
    alias = instrument.alias_of(item.text)
    if alias is not None:
        return (alias,)
    groups = [g for g in instrument.areas if g.name == item.text and g.kind == "group"]
    if groups:
        if item.text not in known:
            known[item.text] = None  # until it is read: whoever asks again on the way is in a circle
            version = next((g for g in groups if day is None or g.period.covers(day)), None)
            known[item.text] = named_states(instrument, version.value, day, known) if version is not None else ()
        return known[item.text]
    if item.text in instrument.labels or not instrument.lexicon.kinds(item.text) <= {"state"}:
        return None
    state = instrument.lexicon.state(item.text)
    return (state,) if state is not None else None


def _parties(instrument: Instrument, day: date | None) -> tuple[str, ...]:
    if instrument.every_state:
        return _every()
    if day is not None and (found := instrument.parties_on(day)):
        return found
    return tuple(member.state for member in instrument.parties if member.is_party)


def _every() -> tuple[str, ...]:
    return tuple(state.name for state in library.all_states() if state.kind in ("state", "contested-entity"))


# -- points --------------------------------------------------------------------------------------------------------


def at_point(frame: Frame, latitude: float, longitude: float, levels: frozenset[int]) -> Situations:
    """Return the situations whose place is a point: whose territory it is, and in which areas it lies.

    Only the circumstances of the place at some ``levels`` are decided, since an area takes time to draw. What geometry
    cannot read stays open.
    """
    from treatylang.geography import open_globe

    globe = open_globe()
    day = frame.space.dates[0].since
    result = _territory(frame, globe, latitude, longitude)
    for key, spot in list(frame.space.spots.items()):
        if frame.diagrams.level(key) not in levels:
            continue
        inside = _known_inside(frame, globe, spot, latitude, longitude, day)
        if inside is not None:
            result = frame.diagrams.both(result, frame.diagrams.value(key, "yes" if inside else "no"))
    return result


_POINT = Topic[bool | None]("whether a point is somewhere")
_POINTS = Topic[set[tuple[float, float]]]("points that were asked about")
_SHAPE = Topic["Shape | None"]("the shape of a place")
_HOLDER = Topic["Holder"]("who holds a point")


def _known_inside(
    frame: Frame, globe: Globe, spot: Location, latitude: float, longitude: float, day: date | None
) -> bool | None:
    """Return whether a point is somewhere, looked up once for each point and day."""
    key = (latitude, longitude, *_key(spot, day))
    inside = partial(_inside, frame, globe, spot, latitude, longitude, day)
    return frame.world.memo.once(_POINT, key, inside, spot.area)


def _inside(
    frame: Frame, globe: Globe, spot: Location, latitude: float, longitude: float, day: date | None
) -> bool | None:
    """Return whether a point is somewhere, ``None`` where that cannot be read."""
    instrument, area = spot.instrument, spot.area
    if isinstance(area, ast.AreaClip):
        return _beyond(area, latitude, longitude)
    if isinstance(area, ast.Belt) and (near := _in_belt(globe, instrument, area, latitude, longitude, day)) is not None:
        return near
    if spot.how == "soil":
        return _on_soil(globe, soil_kind(instrument, area), latitude, longitude, day)
    shape = _shape_around(frame, globe, spot, latitude, longitude, day)
    return bool(shape.contains(latitude, longitude)) if shape is not None else None


def _on_soil(globe: Globe, kind: str | None, latitude: float, longitude: float, day: date | None) -> bool | None:
    """Return whether a point is on soil of a kind, its coastal sea included where the kind has one."""
    if kind is None:
        return None
    land = globe.owner(latitude, longitude)
    if kind == "territorial-sea":
        return land is None and globe.coast(latitude, longitude, COASTAL) is not None
    if kind == "metropolitan-territory":
        if land is None and (coast := globe.coast(latitude, longitude, COASTAL)) is not None:
            land = coast[0]
        return land is not None and globe.is_metropolitan(land, latitude, longitude, day)
    return land is not None and bool(shape_at(globe, land.key, kind).contains(latitude, longitude))


def soil_kind(instrument: Instrument, area: ast.AreaExpr) -> str | None:
    """Return which kind of soil a phrase such as `islands of parties` speaks of, ``None`` if geometry knows none."""
    head = area.head if isinstance(area, ast.Of) else area.area if isinstance(area, ast.AreaHeld) else None
    if not isinstance(head, ast.Words) or len(head.items) != 1:
        return None
    return context_of(instrument, None).kind(head.items[0].text)


def shape_at(globe: Globe, territory: str, kind: str) -> Shape:
    """Return the soil of one territory, by its key."""
    from treatylang.geography import Shape

    return Shape(globe.soil((globe.boundaries.number[territory],), kind))


def spot_shape(frame: Frame, globe: Globe, spot: Location, day: date | None) -> Shape | None:
    """Return what a circumstance of the place means on a day, ``None`` where it cannot be read; made once."""
    return frame.world.memo.once(_SHAPE, _key(spot, day), lambda: _shape(globe, spot, day), spot.area)


def _shape_around(
    frame: Frame, globe: Globe, spot: Location, latitude: float, longitude: float, day: date | None
) -> Shape | None:
    """Return what a circumstance of the place means on a day, at least around a point.

    Who asks about a few points is shown what is near each; who goes on asking is worth the whole, which is drawn once.
    """
    from treatylang.geography.vicinity import around

    key, memo = _key(spot, day), frame.world.memo
    points = memo.once(_POINTS, key, set[tuple[float, float]], spot.area)
    points.add((latitude, longitude))
    if memo.has(_SHAPE, key) or len(points) > _FEW:
        return spot_shape(frame, globe, spot, day)
    return _shape(around(globe, latitude, longitude, reach_of(spot.instrument, spot.area)), spot, day)


def _key(spot: Location, day: date | None) -> tuple[object, ...]:
    return (spot.instrument.name, id(spot.area), spot.how, day)


def _shape(globe: Globe, spot: Location, day: date | None) -> Shape | None:
    from treatylang.geography import Shape, half

    if isinstance(spot.area, ast.AreaClip):
        return half(spot.area.side, spot.area.limit.degrees)
    shape = shape_of(globe, spot.instrument, spot.area, day)
    return Shape(shape.limits) if shape is not None and spot.how == "within" else shape


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a point on a day: ``name`` is the usual name of the state, empty at sea or where it is not ``known``.

    ``called`` is the name of the holder at that time, where it has another today; ``former`` says what is known of a
    holder before today's, ``None`` where that is today's.
    """

    name: str
    known: bool = True
    called: str = ""
    former: Former | None = None


def holder_on(globe: Globe, latitude: float, longitude: float, day: date | None) -> Holder:
    """Return who holds a point on a day, coastal sea included: a place has the history of the state that has it now."""
    from treatylang.geography.history import former

    claims = globe.claims(latitude, longitude, day)
    code = next((held for claim in claims if (held := claim.place.holder(day))), "")
    if code:
        return Holder(_named(code))
    land = land_at(globe, latitude, longitude)
    past = former(land.key, land.state, latitude, longitude, day) if land is not None else None
    if past is not None:
        return Holder(_named(past.by), bool(past.by), past.called, past)
    if any(claim.place.held and claim.place.holder(day) is None for claim in claims):
        return Holder("", known=False)  # what is known of the place begins on a later day
    code = next((claim.holder for claim in claims if claim.holder), "") or (land.state if land is not None else "")
    return Holder(_named(code))


def land_at(globe: Globe, latitude: float, longitude: float) -> Territory | None:
    """Return the territory on which a point lies, or off whose coast, as boundaries are today; ``None`` farther out."""
    land = globe.owner(latitude, longitude)
    if land is not None:
        return land
    coast = globe.coast(latitude, longitude, COASTAL)
    return coast[0] if coast is not None else None


def _named(code: str) -> str:
    found = library.find(code) if code else None
    return found.name if found is not None else ""


def claimants_of(globe: Globe, latitude: float, longitude: float, day: date | None) -> frozenset[str]:
    """Return the usual names of the states that claim a point or have title to it, whoever holds it on a day."""
    claims = globe.claims(latitude, longitude, day)
    codes = {
        code
        for claim in claims
        for code in (*claim.place.claimants_on(day), claim.place.sovereign, claim.holder)
        if code
    }
    return frozenset(state.name for code in codes if (state := library.find(code)) is not None)


def _territory(frame: Frame, globe: Globe, latitude: float, longitude: float) -> Situations:
    """Return the situations whose place belongs to whoever holds the point; all of them where nobody knows."""
    day = frame.space.dates[0].since
    holder = frame.world.memo.once(
        _HOLDER, (latitude, longitude, day), lambda: holder_on(globe, latitude, longitude, day)
    )
    if not holder.known:
        return ALL
    return frame.space.is_state(PLACE, holder.name) if holder.name else frame.diagrams.value(PLACE, NOWHERE)


def _in_belt(
    globe: Globe, instrument: Instrument, belt: ast.Belt, latitude: float, longitude: float, day: date | None
) -> bool | None:
    """Return whether a point lies in a belt around the territory of some states, measured and not drawn.

    Waters only, and only as far as no other state's land is nearer. ``None`` where the belt is around something else.
    """
    names = _around_whom(instrument, belt, day)
    if names is None:
        return None
    if globe.owner(latitude, longitude) is not None:
        return False
    coast = globe.coast(latitude, longitude, float(belt.miles.text))
    holder = library.find(coast[0].state) if coast is not None and coast[0].state else None
    return holder is not None and holder.name in names


def _around_whom(instrument: Instrument, belt: ast.Belt, day: date | None) -> tuple[str, ...] | None:
    """Return the states around whose territory a belt lies, ``None`` where it is around something else."""
    around = _looked_up(instrument, belt.around, day)
    if isinstance(around, ast.AreaHeld) and around.how == "administered":
        names = named_states(instrument, around.by, day)
    elif isinstance(around, ast.Of) and isinstance(around.head, ast.Words):
        soil = {word.name for word in instrument.lexicon.words("object") if word.owner == "place"}
        names = named_states(instrument, around.owner, day) if {i.text for i in around.head.items} <= soil else None
    else:
        names = None
    return names


def spot_measured(spot: Location, day: date | None) -> bool:
    """Return whether a belt is around the territory of states, so that it is measured from a point and not drawn."""
    return isinstance(spot.area, ast.Belt) and _around_whom(spot.instrument, spot.area, day) is not None


def _looked_up(instrument: Instrument, area: ast.AreaExpr, day: date | None) -> ast.AreaExpr:
    """Return what an area is defined as, where it is only a name or stands in parentheses."""
    areas = context_of(instrument, day).areas
    for _ in range(MOST_BEHIND):
        if isinstance(area, ast.AreaGroup):
            area = area.area
        elif isinstance(area, ast.Words) and len(area.items) == 1 and (found := areas(area.items[0].text, day)):
            area = found[0]
        else:
            break
    return area


def belt_at(globe: Globe, spot: Location, latitude: float, longitude: float, day: date | None) -> bool | None:
    """Return whether a point lies in a belt on a day, drawn near the point alone; ``None`` where it cannot be read."""
    from treatylang.geography.vicinity import around

    if isinstance(spot.area, ast.Belt):
        measured = _in_belt(globe, spot.instrument, spot.area, latitude, longitude, day)
        if measured is not None:
            return measured
    near = around(globe, latitude, longitude, reach_of(spot.instrument, spot.area))
    shape = shape_of(near, spot.instrument, spot.area, day)
    return bool(shape.contains(latitude, longitude)) if shape is not None else None


def reach_of(instrument: Instrument, area: ast.AreaExpr | None = None) -> float:
    """Return how far, in nautical miles, the belts of an area reach at the most, one laid around the other.

    Without an area, those of all areas that the instrument names.
    """
    lines: dict[str, list[ast.AreaExpr]] = {}
    for line in instrument.areas:
        lines.setdefault(line.name, []).append(line.value)
    known: dict[str, float] = {}

    def named(name: str) -> float:
        if name not in known:
            known[name] = 0.0  # a circle adds nothing
            known[name] = max((reach(value) for value in lines.get(name, ())), default=0.0)
        return known[name]

    def reach(node: ast.Node) -> float:
        if isinstance(node, (ast.Name, ast.Text, ast.Ref)):
            return named(node.text)
        far = max((reach(child) for child in ast.children(node)), default=0.0)
        return far + float(node.miles.text) if isinstance(node, ast.Belt) else far

    return max(map(named, lines), default=0.0) if area is None else reach(area)


def _beyond(area: ast.AreaClip, latitude: float, longitude: float) -> bool:
    """Return whether a point lies on the side of a parallel or meridian that an area keeps."""
    limit = area.limit.degrees
    if area.side in ("north", "south"):
        return latitude >= limit if area.side == "north" else latitude <= limit
    apart = (longitude - limit + 180.0) % 360.0 - 180.0
    return apart >= 0.0 if area.side == "east" else apart <= 0.0


def shape_of(globe: Globe, instrument: Instrument, area: ast.AreaExpr, day: date | None) -> Shape | None:
    """Return the shape of an area expression of an instrument on a day, ``None`` where part of it cannot be read."""
    from treatylang.geography import read

    shape = read(globe, area, context_of(instrument, day))
    return None if any(doubt.fatal for doubt in shape.doubts) else shape
