"""Which states lie in which region, by the lists of regions alone: no shape is drawn."""

from __future__ import annotations

from functools import cache

from treatylang.geography.names import folded, read_data


@cache
def states_in(region: str) -> frozenset[str] | None:
    """Return the codes of the states and territories of a region; ``None`` if there is no region of that name.

    The lists follow the statistical regions of the United Nations; a state that lies in two has its seat in one.
    """
    wanted = folded(region)
    for entry in read_data("regions")["region"]:
        if folded(entry["name"]) == wanted:
            return frozenset(entry["states"])
    return None
