"""The globe: whose land and waters are where, who held them when, and who claims them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from treatylang.geography import boundaries, owners
from treatylang.geography.belts import clip, within
from treatylang.geography.boundaries import Boundaries, Territory
from treatylang.geography.equidistance import nearer
from treatylang.geography.gazetteer import Gazetteer, Part, Place, Region, Sea, gazetteer
from treatylang.geography.keeping import kept
from treatylang.geography.names import folded
from treatylang.geography.sphere import NM, NOTHING, WORLD, both, fold, less, polygon, union, wrap

_FACING = 3.2
"""How many times the width of a belt coasts that face it are looked for; a minute of latitude is less than a mile."""
_HAIR = 1e-3
"""Square degrees below which a share of somebody's land may be rounding."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is known about a contested or once held place: who claims it, and who held it on the day asked about."""

    place: Place
    holder: str
    disputed: bool


@dataclass(frozen=True)
class Globe:
    """All geography that ships, behind one value. ``viewpoint`` is empty (as things are in fact) or a state's code.

    A state's viewpoint gives it every place that it claims; nothing else changes.
    """

    boundaries: Boundaries
    names: Gazetteer
    viewpoint: str = ""
    _known: dict[Any, BaseGeometry] = field(default_factory=dict, repr=False)
    _turning: dict[str, tuple[date, ...]] = field(default_factory=dict, repr=False)
    _around: dict[tuple[float, ...], Globe] = field(default_factory=dict, repr=False)

    @property
    def whole(self) -> Globe:
        """The globe with nothing left out."""
        return self

    def kept(self, about: object, make: Callable[[], BaseGeometry], *of: BaseGeometry) -> BaseGeometry:
        """Return a shape from what is kept from run to run; a globe that leaves something out keeps nothing."""
        whole = type(self) is Globe and self.boundaries is boundaries.load() and self.names is gazetteer()
        return kept(about, make, *of) if whole else make()

    @property
    def places(self) -> tuple[Place, ...]:
        """The places with a history that there are to be looked at."""
        return self.names.places

    def _once(self, key: Any, make: Any) -> BaseGeometry:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = make()
        return known

    # -- soil --

    def soil(self, numbers: Iterable[int], kind: str) -> BaseGeometry:
        """Return the land of territories (by number), their islands, their territorial sea, or land with sea."""
        wanted = tuple(sorted(set(numbers)))
        return self._once(("soil", wanted, kind), lambda: self._soil(wanted, kind))

    def _soil(self, numbers: tuple[int, ...], kind: str) -> BaseGeometry:
        b = self.boundaries
        if kind == "islands":
            return union([b.islands(n) for n in numbers])
        if kind == "land":
            return union([b.land(n) for n in numbers])
        whole = union([b.territory(n) for n in numbers])
        return less(whole, self.land_near(whole)) if kind == "territorial-sea" else whole

    def land_near(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return all land in the box around an area."""
        return self.boundaries.land_within(geometry)

    def held(self, code: str, kind: str, day: date | None, *, administered: bool) -> BaseGeometry:
        """Return the soil of a state: what it administers on a day, or what its territory is (``administered=False``).

        No day means as things are now. The two differ where a state administers what is another's without dispute.
        """
        return self._once(("held", code, kind, day, administered), lambda: self._held(code, kind, day, administered))

    def _held(self, code: str, kind: str, day: date | None, administered: bool) -> BaseGeometry:
        numbers = self.boundaries.of(code)
        if kind == "metropolitan-territory":
            base = self._metropolitan(code, numbers, day)
            kind = "territory"
        else:
            base = self.soil(numbers, kind)
        for place in self.places:
            held = place.holder(day)
            if not administered:
                held = place.sovereign or held
                if self.viewpoint and self.viewpoint in place.claimants_on(day):
                    held = self.viewpoint
            if held is None or not (place.land or place.waters):
                continue
            mine = held == code
            touches = any(n in numbers for n in self._numbers(place.land))
            if mine and not (place.land and self._whole(place, numbers)):
                base = union([base, self.place_soil(place, kind)])
            elif not mine and touches:
                base = less(base, place.outline.geometry())
        return base

    def _whole(self, place: Place, numbers: tuple[int, ...]) -> bool:
        return not place.waters and all(n in numbers for n in self._numbers(place.land))

    def _numbers(self, keys: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.boundaries.number[key] for key in keys)

    def _metropolitan(self, code: str, numbers: tuple[int, ...], day: date | None) -> BaseGeometry:
        home = [n for n in numbers if self._is_home(self.boundaries.territories[n], code)]
        base = self.soil(home, "territory")
        for part in self._overseas(code, day):
            base = less(base, part.outline.geometry())
        return base

    def is_metropolitan(self, territory: Territory, latitude: float, longitude: float, day: date | None) -> bool:
        """Return whether a point on a territory, or off its coast, is in the home country of its state on a day."""
        if not self._is_home(territory, territory.state):
            return False
        return not any(
            shapely.intersects_xy(part.outline.geometry(), longitude, latitude)
            for part in self._overseas(territory.state, day)
        )

    def _overseas(self, code: str, day: date | None) -> Iterator[Part]:
        """Yield the named parts of a state that are not the home country, or were not on the day."""
        for part in {id(p): p for several in self.names.parts.values() for p in several}.values():
            until = part.overseas_until
            if part.of == code and (part.overseas or (until is not None and day is not None and day < until)):
                yield part

    def _is_home(self, territory: Territory, code: str) -> bool:
        return territory.key == code or territory.key in self.names.home

    def place_soil(self, place: Place, kind: str = "territory") -> BaseGeometry:
        """Return the soil of a contested place; its outline with its waters, where it is a shoal."""
        if place.waters:
            return NOTHING if kind in ("land", "islands") and not place.land else place.outline.geometry()
        return both(self.soil(self._numbers(place.land), kind), place.outline.geometry())

    def claimed(self, code: str, kind: str, day: date | None) -> BaseGeometry:
        """Return what a state claims: what it administers and does not hold as another's, and every place it claims."""
        base = self.held(code, kind, day, administered=True)
        for place in self.places:
            if code in place.claimants_on(day):
                base = union([base, self.place_soil(place, kind)])
            elif place.holder(day) == code:
                base = less(base, place.outline.geometry())
        return base

    def claimed_from_others(self, code: str, kind: str, day: date | None) -> BaseGeometry:
        """Return what a state claims and another has: `territory claimed by any other state`."""
        rows = [p for p in self.places if code in p.claimants_on(day)]
        return less(union([self.place_soil(p, kind) for p in rows]), self.held(code, kind, day, administered=True))

    def occupied(self, code: str, kind: str, day: date | None) -> BaseGeometry:
        """Return what a state occupies on a day, as far as this file knows."""
        rows = [p for p in self.places if any(code in row.by and row.on(day) for row in p.occupied)]
        return union([self.place_soil(p, kind) for p in rows])

    def disputed(self, kind: str, day: date | None) -> BaseGeometry:
        """Return all places that a state other than their holder claims (ruling 10)."""
        return union([self.place_soil(p, kind) for p in self.places if self._is_disputed(p, day)])

    def _is_disputed(self, place: Place, day: date | None) -> bool:
        holders = {self.boundaries.territories[n].state for n in self._numbers(place.land)}
        return any(place.disputed(day, holder) for holder in holders or {""})

    # -- names --

    def sea(self, name: str) -> tuple[BaseGeometry, BaseGeometry] | None:
        """Return the waters of a sea, and its waters with the islands in them; ``None`` for an unknown name."""
        sea = self.names.seas.get(folded(name))
        if sea is None:
            return None
        whole = self.sea_outline(sea)
        name = sea.name
        waters = self._once(
            ("waters", name), lambda: self.kept(("waters", name), lambda: less(whole, self.land_near(whole)))
        )
        limits = self._once(
            ("limits", name), lambda: self.kept(("limits", name), lambda: less(whole, self._mainland_near(whole)))
        )
        return waters, limits

    def sea_outline(self, sea: Sea) -> BaseGeometry:
        """Return the limits of a sea as they are drawn, land and all."""
        return self._once(("outline", sea.name), lambda: polygon(sea.corners, "rhumb"))

    def _mainland_near(self, geometry: BaseGeometry) -> BaseGeometry:
        b = self.boundaries
        found = b.tree.query(geometry, predicate="intersects")
        return union([clip(b.land_parts[i], *geometry.bounds) for i in found if b.mainland[i]])

    def region(self, region: Region) -> BaseGeometry:
        """Return the land and territorial sea of a region."""
        return self._once(
            ("region", region.name), lambda: self.kept(("region", region.name), lambda: self._region(region))
        )

    def _region(self, region: Region) -> BaseGeometry:
        base = self.soil(self._numbers(region.states), "territory")
        for name in region.less:
            base = less(base, self.names.parts[folded(name)][0].outline.geometry())
        return union([base, *(self.part(self.names.parts[folded(name)][0]) for name in region.plus)])

    def share(self, region: Region, code: str) -> BaseGeometry:
        """Return the land of a state that lies in a region, whoever holds some of it besides."""
        mine = self.boundaries.of(code)
        listed = {self.boundaries.number[key] for key in region.states if key in self.boundaries.number}
        base = self.soil([number for number in mine if number in listed], "land")
        named = {name: self.names.parts[folded(name)][0] for name in (*region.less, *region.plus)}
        for name in region.less:
            if named[name].of == code:
                base = less(base, named[name].outline.geometry())
        return union([base, *(self.part(named[name], "land") for name in region.plus if named[name].of == code)])

    def part(self, part: Part, kind: str = "territory") -> BaseGeometry:
        """Return a named part of a state."""
        numbers = self._numbers(part.land) if part.land else self.boundaries.of(part.of)
        return self._once(
            ("part", part.name, part.of, kind), lambda: both(self.soil(numbers, kind), part.outline.geometry())
        )

    def belt(self, geometry: BaseGeometry, miles: float, *, to_equidistance: bool = True) -> BaseGeometry:
        """Return the waters within so many nautical miles of an area.

        The distance runs from the land of the area, if it has any, since belts are measured from coasts. Where another
        state's land is nearer, the belt ends at the line of equidistance, unless the whole circle is asked for.
        """
        return self.kept(
            ("belt", miles, to_equidistance), lambda: self._belt(geometry, miles, to_equidistance), geometry
        )

    def _belt(self, geometry: BaseGeometry, miles: float, to_equidistance: bool) -> BaseGeometry:
        b = self.boundaries
        shares = self._shares(geometry)
        base = union([share for _, share in shares])
        base = base if shares else geometry
        reach = within(base, miles)
        waters = less(reach, union([self.land_near(reach), *([] if shares else [geometry])]))
        if not shares or not to_equidistance:
            return waters
        mine = {i for i, _ in shares}
        own = {self._holder(i) for i in mine} - {""}  # of what nobody or several hold, each island is on its own
        rivals = [i for i in self._facing(base, miles) if i not in mine and self._holder(i) not in own]
        return nearer(waters, [base], [b.land_parts[i] for i in rivals], miles) if rivals else waters

    def _facing(self, geometry: BaseGeometry, miles: float) -> list[int]:
        """Return the polygons of land that may be nearer than an area to waters within ``miles`` of it, and then some.

        Those twice as far off as the belt reaches could do; with a third more, belts of all widths see the same coasts.
        """
        if geometry.is_empty:
            return []
        west, south, east, north = shapely.bounds(shapely.get_parts(geometry)).T
        high = _FACING * miles / 60.0
        top = np.maximum(np.abs(south), np.abs(north)) + high
        wide = np.where(top > 85.0, 360.0, high / np.cos(np.radians(np.minimum(top, 85.0))))
        whole = wide * 2 + east - west >= 360.0
        west, east = np.where(whole, -180.0, west - wide), np.where(whole, 180.0, east + wide)
        boxes = shapely.box(west, np.maximum(south - high, -90.0), east, np.minimum(north + high, 90.0))
        over = [fold(box) for box in boxes[(west < -180.0) | (east > 180.0)]]
        found = self.boundaries.tree.query([*boxes, *over], predicate="intersects")[1]
        return [int(i) for i in np.unique(found)]

    def _holder(self, part: int) -> str:
        territory = self.boundaries.territories[int(self.boundaries.land_owner[part])]
        return territory.state

    def _shares(self, geometry: BaseGeometry) -> list[tuple[int, BaseGeometry]]:
        """Return an area's share of each polygon of land, less a hair of a neighbour's coast that rounding leaves."""
        parts = self.boundaries.land_parts
        near = self.boundaries.tree.query(geometry, predicate="intersects")
        inside = set(self.boundaries.tree.query(geometry, predicate="covers").tolist())
        found = []
        for i in near.tolist():
            share = parts[i] if i in inside else both(parts[i], geometry)
            if i in inside or share.area > min(_HAIR, 0.01 * parts[i].area):
                found.append((i, share))
        return found

    def turning_days(self, code: str = "") -> tuple[date, ...]:
        """Return the days on which a place changed hands: an area that names a holder may change on them.

        With the ``code`` of a state, only those on which what it holds may have changed.
        """
        known = self._turning.get(code)
        if known is None:
            rows = [
                row
                for place in self.names.places
                if not code or self._concerns(place, code)
                for row in (*place.held, *place.occupied)
            ]
            known = tuple(sorted({row.since for row in rows} | {row.until for row in rows if row.until}))
            self._turning[code] = known
        return known

    def _concerns(self, place: Place, code: str) -> bool:
        """Return whether a state ever held a place, or has title to it."""
        mine = self.boundaries.of(code)
        return (
            place.sovereign == code
            or any(number in mine for number in self._numbers(place.land))
            or any(code in row.by for row in (*place.held, *place.occupied))
        )

    # -- places --

    @cached_property
    def _owners(self) -> owners.Owners:
        return owners.Owners(self.boundaries)

    def owner(self, latitude: float, longitude: float) -> Territory | None:
        """Return whose land a place is on, in fact; ``None`` at sea."""
        number = self.boundaries_at(np.array([float(latitude)]), np.array([float(longitude)]))[0]
        return self.boundaries.territories[number] if number >= 0 else None

    def boundaries_at(self, latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> NDArray[np.int16]:
        """Return for each place (degrees) the number of the territory it is on, -1 at sea."""
        lat, lon = np.asarray(latitude, dtype=float), wrap(longitude)
        somewhere = np.isfinite(lon) & (np.abs(lat) <= 90.0)
        found = self._owners(np.where(somewhere, lat, 0.0), np.where(somewhere, lon, 0.0))
        return np.where(somewhere, found, np.int16(-1))

    def claims(self, latitude: float, longitude: float, day: date | None = None) -> tuple[Claim, ...]:
        """Return the places with a history around a place: who claims them, who holds them on a day."""
        lon = float(wrap(longitude))
        found = []
        for place in self.names.places:
            if shapely.intersects_xy(self._once(("rim", place.name), place.outline.geometry), lon, latitude):
                if not place.waters and not self._soil_at(place, latitude, lon):
                    continue
                states = {self.boundaries.territories[n].state for n in self._numbers(place.land)}
                held = place.holder(day)
                holder = held if held is not None else (next(iter(states)) if len(states) == 1 else "")
                found.append(Claim(place, holder, self._is_disputed(place, day)))
        return tuple(found)

    def _soil_at(self, place: Place, latitude: float, longitude: float) -> bool:
        return bool(shapely.intersects_xy(self.place_soil(place), longitude, latitude))

    def coast(self, latitude: float, longitude: float, most: float = 250.0) -> tuple[Territory, float] | None:
        """Return the nearest land within ``most`` nautical miles and how far it is, on the ellipsoid."""
        sheet = Proj(proj="aeqd", lon_0=float(longitude), lat_0=float(latitude), ellps="WGS84")
        high = most / 60.0 * 1.05
        wide = min(180.0, high / max(np.cos(np.radians(min(89.0, abs(latitude) + high))), 0.02))
        window = both(fold(shapely.box(longitude - wide, latitude - high, longitude + wide, latitude + high)), WORLD)
        found = self.boundaries.tree.query(window, predicate="intersects")
        best: tuple[Territory, float] | None = None
        for i in found:
            near = both(self.boundaries.land_parts[i], window)
            flat = shapely.transform(near, lambda p: np.column_stack(sheet(p[:, 0], p[:, 1])))
            miles = float(shapely.distance(flat, shapely.Point(0.0, 0.0))) / NM
            if miles <= most and (best is None or miles < best[1]):
                best = (self.boundaries.territories[int(self.boundaries.land_owner[i])], miles)
        return best

    def share_within(self, code: str, geometry: BaseGeometry) -> float:
        """Return which share of a state's land lies within an area: what "states within …" is decided by."""
        land = self.soil(self.boundaries.of(code), "land")
        total = shapely.area(land)
        return float(shapely.area(both(land, geometry)) / total) if total else 0.0


@cache
def open_globe(viewpoint: str = "") -> Globe:
    """Return the globe as it ships, from a viewpoint. Reading it takes a moment the first time only."""
    return Globe(boundaries.load(), gazetteer(), viewpoint)


def provenance() -> Mapping[str, str]:
    """Return where the boundary data come from and whose view they are."""
    return boundaries.load().provenance
