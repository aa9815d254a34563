"""Areas as real geometry: whose land is where, what an area covers, and the cells that areas cut the globe into.

Nothing is loaded until an area is asked about: this file imports nothing, so that checking a draft without areas needs
neither numpy nor the boundaries.

``open_globe()``
    the globe as it ships, from a viewpoint (empty: as things are in fact; or the code of a state). It tells the
    ``owner`` of a place, the ``claims`` on it, the ``coast`` next to it, what a state ``held`` on a day.
``read(globe, expression, Context(states, areas, day))``
    the ``Shape`` of an area expression of the syntax tree. ``states`` tells the codes of the states that a phrase
    names; ``areas`` what a name is defined as. A shape answers ``contains(latitude, longitude)`` for numbers and
    arrays, has ``km2``, ``outline()``, ``plus``, ``minus``, ``within``, and ``doubts``: what is doubtful or missing,
    as plain values.
``cells_of(globe, {name: shape})``
    the ``Cells`` of several areas, each with the areas it lies in, its owner, a point and a name; ``at`` finds the cell
    of a place.

Latitudes come before longitudes in every argument, in degrees, north and east positive; geometry has longitude first,
as is usual there. Areas are square kilometres on the WGS 84 ellipsoid, distances nautical miles along it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatylang.geography.cells import Cell, Cells, cells_of
    from treatylang.geography.context import Context
    from treatylang.geography.doubts import Doubt
    from treatylang.geography.globe import Claim, Globe, open_globe
    from treatylang.geography.reading import read
    from treatylang.geography.shape import Shape, half

_WHERE = {
    "Cell": "cells",
    "Cells": "cells",
    "Claim": "globe",
    "Context": "context",
    "Doubt": "doubts",
    "Globe": "globe",
    "Shape": "shape",
    "cells_of": "cells",
    "half": "shape",
    "open_globe": "globe",
    "read": "reading",
}

__all__ = ["Cell", "Cells", "Claim", "Context", "Doubt", "Globe", "Shape", "cells_of", "half", "open_globe", "read"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
