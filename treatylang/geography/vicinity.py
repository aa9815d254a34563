"""The globe around one place: what a question about a single point needs, so that belts need not be drawn whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.gazetteer import Place, Region
from treatylang.geography.globe import Globe
from treatylang.geography.names import folded
from treatylang.geography.sphere import NOTHING, WORLD, both, fold, less, union

_MARGIN = 1.1
"""A minute of latitude is not everywhere a nautical mile; the window is a tenth wider than the belts reach."""
_LEAST = 30.0
"""Nautical miles of the window where there are no belts."""


@dataclass(frozen=True)
class Vicinity(Globe):
    """A globe whose areas are right within its window and may be cut off beyond.

    A belt asks which coasts are near; coasts farther off than it reaches cannot matter for the place. Whose coasts they
    are still counts, since the coasts of one state do not rival each other: what a state has is there whole, or
    not at all where none of it lies in the window.
    """

    window: BaseGeometry = field(default=NOTHING)
    around: Globe | None = None

    @property
    def whole(self) -> Globe:
        """The globe that this is the vicinity of a place on."""
        return self.around or self

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places with a history whose outline comes into the window."""
        return tuple(p for p in self.names.places if shapely.intersects(p.outline.geometry(), self.window))

    @cached_property
    def _near_numbers(self) -> frozenset[int]:
        return self.boundaries.reaching(self.window)

    def soil(self, numbers: Iterable[int], kind: str) -> BaseGeometry:
        """Return the soil of those territories, each of them whole, that come near the window."""
        return super().soil(self._near_numbers.intersection(numbers), kind)

    def held(self, code: str, kind: str, day: date | None, *, administered: bool) -> BaseGeometry:
        """Return the soil of a state, nothing if none of it is near."""
        return self._seen(super().held(code, kind, day, administered=administered))

    def sea(self, name: str) -> tuple[BaseGeometry, BaseGeometry] | None:
        """Return the waters of a sea near the place, and these waters with the islands in them."""
        sea = self.names.seas.get(folded(name))
        if sea is None:
            return None
        near = both(self.sea_outline(sea), self.window)
        return less(near, self.land_near(near)), less(near, self._mainland_near(near))

    def _seen(self, geometry: BaseGeometry) -> BaseGeometry:
        return geometry if shapely.intersects(geometry, self.window) else NOTHING

    def region(self, region: Region) -> BaseGeometry:
        """Return what of a region comes near the window."""
        return self._once(("region", region.name), lambda: self._region(region))

    def belt(self, geometry: BaseGeometry, miles: float, *, to_equidistance: bool = True) -> BaseGeometry:
        """Return a belt as it is in the window; the next question is about another place, so it is not kept."""
        return self._belt(geometry, miles, to_equidistance)

    def _shares(self, geometry: BaseGeometry) -> list[tuple[int, BaseGeometry]]:
        return [(i, self._near(share)) for i, share in super()._shares(geometry)]

    def _near(self, share: BaseGeometry) -> BaseGeometry:
        if shapely.disjoint(share, self.window):
            return NOTHING
        return share if shapely.covers(self.window, share) else both(share, self.window)


@dataclass(frozen=True)
class Then(Vicinity):
    """The vicinity of a place on a day on which its land was not held by the state that has it today.

    ``land`` is the number of the territory, ``by`` the code of the state that held it on the ``day``, empty for any
    other.
    """

    land: int = -1
    by: str = ""
    day: date | None = None

    def held(self, code: str, kind: str, day: date | None, *, administered: bool) -> BaseGeometry:
        """Return the soil of a state as it was; the home country of a state has nothing that another has today."""
        now = super().held(code, kind, day, administered=administered)
        if day != self.day:
            return now
        land = self._seen(self.soil((self.land,), "territory" if kind == "metropolitan-territory" else kind))
        if code == self.by and kind != "metropolitan-territory":
            return union([now, land])
        return less(now, land)


def then(near: Globe, land: int, by: str, day: date | None) -> Globe:
    """Return the globe around a place as it was when another state had its land."""
    assert isinstance(near, Vicinity)
    return Then(
        near.boundaries, near.names, near.viewpoint, window=near.window, around=near.around, land=land, by=by, day=day
    )


def around(globe: Globe, latitude: float, longitude: float, miles: float) -> Globe:
    """Return the globe for questions about one place (degrees) and belts that reach so many nautical miles in all."""
    high = _MARGIN * max(miles, _LEAST) / 60.0
    most = abs(latitude) + high
    wide = 180.0 if most > 85.0 else min(180.0, high / float(np.cos(np.radians(most))))
    known = globe._around
    if (latitude, longitude, high) not in known:
        if known and next(iter(known))[:2] != (latitude, longitude):
            known.clear()  # of one place alone, or there would be no end to it
        box = shapely.box(longitude - wide, latitude - high, longitude + wide, latitude + high)
        window = both(fold(box), WORLD)
        known[latitude, longitude, high] = Vicinity(
            globe.boundaries, globe.names, globe.viewpoint, window=window, around=globe
        )
    return known[latitude, longitude, high]
