"""Which areas can hold together in one territory."""

from __future__ import annotations

from dataclasses import dataclass


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
