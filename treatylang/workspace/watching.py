"""When files change: their stamps now, compared with those before; no service of the system is needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

Stamps = dict[str, tuple[int, int, int]]


def stamps(places: Iterable[str | Path]) -> Stamps:
    """Return time, size and number of each file, and of each folder the names in it; what is missing has zeros."""
    found: Stamps = {}
    for place in places:
        try:
            state = Path(place).stat()
            found[str(place)] = (state.st_mtime_ns, state.st_size, state.st_ino)
        except (OSError, ValueError):
            found[str(place)] = (0, 0, 0)
    return found


def wait(
    places: Collection[str | Path], before: Stamps, *, every: float, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Return once a place differs from its stamp ``before`` and has been still for one turn of ``every`` seconds."""
    while True:
        sleep(every)
        now = stamps(places)
        if now != before:
            sleep(every)
            if stamps(places) == now:
                return
