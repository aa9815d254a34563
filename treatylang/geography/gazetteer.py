"""What names on the globe stand for: seas, regions, parts of states, disputed places, from the files in ``data``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from treatylang.geography.names import folded, read_data

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea: its limits, which may run across mainlands, their source, and in ``choice`` what the drawing decides."""

    name: str
    aliases: tuple[str, ...]
    corners: tuple[tuple[float, float], ...]
    source: str
    choice: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A continent or region: keys of its states, names of parts added and taken away.

    Those with ``continent`` share out all land but Antarctica: Latin America is one of them.
    """

    name: str
    states: tuple[str, ...]
    less: tuple[str, ...]
    plus: tuple[str, ...]
    source: str
    choice: str
    continent: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Boxes (south, west, north, east) and corners (longitude, latitude) that pick a piece of land.

    ``less`` boxes are out of it.
    """

    boxes: tuple[tuple[float, ...], ...]
    corners: tuple[tuple[float, float], ...]
    less: tuple[tuple[float, ...], ...] = ()

    def geometry(self) -> BaseGeometry:
        """Return the outline; it may take in water and neighbours."""
        return _drawn(self)


@cache
def _drawn(outline: Outline) -> BaseGeometry:
    import shapely  # names are asked for more often than outlines

    from treatylang.geography.sphere import less, polygon, union

    pieces: list[BaseGeometry] = [shapely.box(w, s, e, n) for s, w, n, e in outline.boxes]
    if outline.corners:
        pieces.append(polygon(outline.corners, "rhumb"))
    whole = union(pieces)
    return less(whole, union([shapely.box(w, s, e, n) for s, w, n, e in outline.less])) if outline.less else whole


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a state; ``land`` are the keys of the territories it is cut from, empty for all of ``of``."""

    name: str
    aliases: tuple[str, ...]
    of: str
    land: tuple[str, ...]
    outline: Outline
    overseas: bool
    overseas_until: date | None
    choice: str


@dataclass(frozen=True, slots=True)
class Held:
    """Who held or occupied a place, from the first day up to, not including, ``until``."""

    by: tuple[str, ...]
    since: date
    until: date | None

    def on(self, day: date | None) -> bool:
        """Return whether a day lies in the period; no day means the latest."""
        return self.until is None if day is None else self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Act:
    """A treaty, a judgment or a handing over that settled something about a place: what it was, and on which day.

    ``on`` is a day, or a year where only that is known; ``verified`` is set where it was seen in the source.
    """

    on: str
    what: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is contested, was so once, or was held by another state for a time.

    ``claimants`` are all states that claim it, ``once`` those that did so until a day, ``sovereign`` the one whose
    title nobody doubts while another holds it; ``waters`` says that the outline counts with its waters, as for shoals.
    """

    name: str
    aliases: tuple[str, ...]
    land: tuple[str, ...]
    waters: bool
    outline: Outline
    claimants: tuple[str, ...]
    held: tuple[Held, ...]
    occupied: tuple[Held, ...]
    sovereign: str
    status: str
    source: str
    verified: bool
    choice: str
    once: tuple[Held, ...] = ()
    acts: tuple[Act, ...] = ()

    def claimants_on(self, day: date | None) -> tuple[str, ...]:
        """Return who claims it on a day; no day means today."""
        return next((row.by for row in self.once if row.on(day)), self.claimants)

    def holder(self, day: date | None) -> str | None:
        """Return who held it on a day; ``None`` where this file says nothing about that day."""
        return next((row.by[0] for row in self.held if row.on(day)), None)

    def disputed(self, day: date | None, holder: str) -> bool:
        """Return whether a state other than its holder claims it (ruling 10)."""
        known = self.holder(day)
        return any(state != (known if known is not None else holder) for state in self.claimants_on(day))


@dataclass(frozen=True, slots=True)
class Piece:
    """Some land: what people call it, whether that is all of what is called so, its km², a point (latitude, longitude).

    ``place`` is set where it is contested; ``nameless`` pieces are called after the state alone.
    """

    name: str
    whole: bool
    km2: float
    point: tuple[float, float]
    place: Place | None = None
    nameless: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """All names, each kind by its folded names and aliases."""

    seas: Mapping[str, Sea]
    regions: Mapping[str, Region]
    parts: Mapping[str, tuple[Part, ...]]
    places: tuple[Place, ...]
    home: frozenset[str]

    def place(self, name: str) -> Place | None:
        """Return a place by its name or an alias; a place that is called so first."""
        wanted = folded(name)
        named = [p for p in self.places if folded(p.name) == wanted]
        also = [p for p in self.places if wanted in map(folded, p.aliases)]
        return next(iter([*named, *also]), None)

    def near(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return up to three known names that look like one."""
        by_fold = {folded(k): k for k in known}
        return tuple(by_fold[m] for m in get_close_matches(folded(name), sorted(by_fold), n=3, cutoff=0.7))


def _outline(entry: Mapping[str, Any]) -> Outline:
    return Outline(
        tuple(tuple(float(v) for v in box) for box in entry.get("boxes", ())),
        tuple((float(lon), float(lat)) for lat, lon in entry.get("points", ())),
        tuple(tuple(float(v) for v in box) for box in entry.get("less", ())),
    )


def _rows(entry: Mapping[str, Any], key: str) -> tuple[Held, ...]:
    return tuple(
        Held((row["by"],) if isinstance(row["by"], str) else tuple(row["by"]), row["from"], row.get("until"))
        for row in entry.get(key, ())
    )


@cache
def gazetteer() -> Gazetteer:
    """Read the names that ship with the program. Later calls return the same value."""
    raw = read_data("seas")
    seas: dict[str, Sea] = {}
    for e in raw["sea"]:
        section = e.get("section")
        source = f"{raw['source']}, section {section}" if section else "limits of this file's own"
        corners = tuple((float(lon), float(lat)) for lat, lon in e["points"])
        sea = Sea(e["name"], tuple(e.get("aliases", ())), corners, source, e.get("choice", ""), raw["unverified"])
        seas |= {folded(name): sea for name in (sea.name, *sea.aliases)}
    raw = read_data("regions")
    regions: dict[str, Region] = {}
    for e in raw["region"]:
        region = Region(
            e["name"],
            tuple(e["states"]),
            tuple(e.get("less", ())),
            tuple(e.get("plus", ())),
            raw["source"],
            e.get("choice", ""),
            e.get("continent", False),
        )
        regions |= {folded(name): region for name in (region.name, *e.get("aliases", ()))}
    raw = read_data("parts")
    parts: dict[str, tuple[Part, ...]] = {}
    for e in raw["part"]:
        part = Part(
            e["name"],
            tuple(e.get("aliases", ())),
            e["of"],
            tuple(e.get("land", ())),
            _outline(e),
            e.get("overseas", False),
            e.get("overseas_until"),
            e.get("choice", ""),
        )
        for name in (part.name, *part.aliases):
            parts[folded(name)] = (*parts.get(folded(name), ()), part)
    places = tuple(
        Place(
            e["name"],
            tuple(e.get("aliases", ())),
            tuple(e.get("land", ())),
            e.get("waters", False),
            _outline(e),
            tuple(e["claimants"]),
            _rows(e, "held"),
            _rows(e, "occupied"),
            e.get("sovereign", ""),
            e["status"],
            e["source"],
            e.get("verified", False),
            e.get("choice", ""),
            _rows(e, "claimed"),
            tuple(Act(str(act["on"]), act["what"], act.get("verified", False)) for act in e.get("acts", ())),
        )
        for e in read_data("disputed")["place"]
    )
    return Gazetteer(seas, regions, parts, places, frozenset(raw["home"]))
