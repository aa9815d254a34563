"""The globe around one place: what a question about a single point needs, so that belts need not be drawn whole."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.globe import Globe
from treatylang.geography.sphere import NOTHING, WORLD, both, fold

_MARGIN = 1.1
"""A minute of latitude is not everywhere a nautical mile; the window is a tenth wider than the belts reach."""


@dataclass(frozen=True)
class Vicinity(Globe):
    """A globe whose belts are right within its window and are not drawn beyond.

    A belt asks which coasts are near; coasts farther off than it reaches cannot matter for the place. Whose coasts they
    are still counts, since the coasts of one state are no rivals of each other.
    """

    window: BaseGeometry = field(default=NOTHING)

    def _shares(self, geometry: BaseGeometry) -> list[tuple[int, BaseGeometry]]:
        return [(i, self._near(share)) for i, share in super()._shares(geometry)]

    def _near(self, share: BaseGeometry) -> BaseGeometry:
        if shapely.disjoint(share, self.window):
            return NOTHING
        return share if shapely.covers(self.window, share) else both(share, self.window)


def around(globe: Globe, latitude: float, longitude: float, miles: float) -> Globe:
    """Return the globe for questions about one place (degrees) and belts that reach so many nautical miles in all."""
    if miles <= 0:
        return globe
    high = _MARGIN * miles / 60.0
    most = abs(latitude) + high
    wide = 180.0 if most > 85.0 else min(180.0, high / float(np.cos(np.radians(most))))
    box = shapely.box(longitude - wide, latitude - high, longitude + wide, latitude + high)
    return Vicinity(globe.boundaries, globe.names, globe.viewpoint, globe._known, window=both(fold(box), WORLD))
