"""Who held the land of today's states before them, from 1945 on: read from a file of days and boxes, not drawn."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Former:
    """Who held some land on a day on which the state that has it today did not.

    ``by`` is the ISO 3166 code of the holder, empty where it is not known; ``called`` its name at that time, where it
    has another today. ``verified`` is set where the days were seen in the ``source``.
    """

    by: str
    called: str
    status: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A holder, until a day that is no longer its own."""

    by: str
    called: str
    until: date


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a state with a past of its own; ``boxes`` are south, west, north, east in degrees."""

    boxes: tuple[tuple[float, ...], ...]
    held: tuple[_Row, ...]

    def has(self, latitude: float, longitude: float) -> bool:
        return any(s <= latitude <= n and w <= longitude <= e for s, w, n, e in self.boxes)


@dataclass(frozen=True, slots=True)
class _Past:
    """The past of the land of one of today's states."""

    held: tuple[_Row, ...]
    parts: tuple[_Part, ...]
    status: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class _History:
    since: date
    same: frozenset[str]
    states: Mapping[str, _Past]


def former(key: str, state: str, latitude: float, longitude: float, day: date | None) -> Former | None:
    """Return who held a place on a day before the state that has it today; ``None`` where that state held it already.

    ``key`` and ``state`` are the codes of the territory that the place is on, and of the state that it belongs to.
    Before the first day of the file nobody is known to have held anything; no day means today.
    """
    if day is None:
        return None
    history = _history()
    if day < history.since:
        return Former("", "", f"nothing is held here for the time before {history.since}", "", verified=False)
    code = key if key in history.states else state
    past = history.states.get(code)
    if past is None:
        return None
    part = next((one for one in past.parts if one.has(latitude, longitude)), None)
    row = next((one for one in (part.held if part is not None else past.held) if day < one.until), None)
    if row is None or row.by == code:
        return None
    return Former(row.by, row.called, past.status, past.source, past.verified)


@cache
def changed(day: date) -> frozenset[str] | None:
    """Return the codes of the states that had other land on a day than they have today, or may have had.

    These are who has the land today and who held it then; where that is not known, whoever held it at some time.
    ``None`` before the first day of the file: nothing is known of anybody.
    """
    history = _history()
    if day < history.since:
        return None
    found: set[str] = set()
    for code, past in history.states.items():
        every = {row.by for rows in (past.held, *(part.held for part in past.parts)) for row in rows if row.by}
        for rows in (past.held, *(part.held for part in past.parts)):
            row = next((one for one in rows if day < one.until), None)
            if row is not None and row.by != code:
                found |= {code, row.by} if row.by else {code, *every}
    return frozenset(found)


def known_states() -> frozenset[str]:
    """Return the codes of all states and territories of which the file says something, be it that nothing changed."""
    history = _history()
    return history.same | frozenset(history.states)


@cache
def _history() -> _History:
    text = (files("treatylang.geography") / "data" / "history.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return _History(raw["since"], frozenset(raw["same"]), {entry["code"]: _past(entry) for entry in raw["state"]})


def _past(entry: Mapping[str, Any]) -> _Past:
    parts = tuple(
        _Part(tuple(tuple(float(edge) for edge in box) for box in part["boxes"]), _rows(part["held"]))
        for part in entry.get("part", ())
    )
    return _Past(
        _rows(entry["held"]), parts, entry.get("status", ""), entry["source"], bool(entry.get("verified", False))
    )


def _rows(rows: Iterable[Mapping[str, Any]]) -> tuple[_Row, ...]:
    return tuple(_Row(row["by"], row.get("called", ""), row["until"]) for row in rows)
