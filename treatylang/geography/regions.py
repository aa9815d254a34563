"""Which states lie in which region, by the lists of regions alone: no shape is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from treatylang.geography.names import folded, read_data


@cache
def states_in(region: str) -> frozenset[str] | None:
    """Return the codes of the states and territories of a region; ``None`` if there is no region of that name.

    The lists follow the statistical regions of the United Nations; a state that lies in two has its seat in one.
    """
    entry = _entry(region)
    return frozenset(entry["states"]) if entry is not None else None


def holds(region: str, territories: Iterable[str]) -> bool | None:
    """Return whether all land of a state, its ``territories`` by their codes, lies in a region, or none of it does.

    ``None`` where some of it may: the state lies on two continents, or has territories in another.
    """
    entry = _entry(region)
    if entry is None:
        return None
    pieces = frozenset(territories)
    listed = pieces & frozenset(entry["states"])
    parted = {_part_of().get(folded(name), "") for name in (*entry.get("less", ()), *entry.get("plus", ()))} & pieces
    if parted or (listed and listed != pieces):
        return None
    return bool(listed)


@cache
def _entry(region: str) -> Mapping[str, Any] | None:
    wanted = folded(region)
    entries: list[dict[str, Any]] = read_data("regions")["region"]
    return next((e for e in entries if wanted in {folded(name) for name in (e["name"], *e.get("aliases", ()))}), None)


@cache
def _part_of() -> Mapping[str, str]:
    """Return the code of the state of which each named part is one."""
    return {folded(part["name"]): part.get("of", "") for part in read_data("parts")["part"]}
