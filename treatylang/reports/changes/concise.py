"""Differences on one line each, for lists and for scripts that look for words."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.compare.changes import Change, Difference
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import inline
from treatylang.reports.changes._words import summary

NAME = "concise"


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return `file:line: level[code] sentence (parties)` for each change, and a last line that counts."""
    lines = [_line(change) for one in found for change in one.changes if not change.accepted]
    return "\n".join([*lines, summary(found)]) + "\n"


def _line(change: Change) -> str:
    where = change.place
    at = f"{where.file}:{where.line}: " if where is not None else ""
    marks = {"up": "+", "down": "-", "mixed": "±"}
    said = [
        f"{one.party} {'burden' + marks[one.burden] if one.burden else ''}"
        f"{' protection' + marks[one.protection] if one.protection else ''}".replace("  ", " ").strip()
        for one in change.directions
        if one.burden or one.protection
    ]
    tail = f" ({'; '.join(said)})" if said else ""
    return inline(f"{at}{change.level}[{change.code}] {change.message}{tail}")
