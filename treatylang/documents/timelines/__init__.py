"""The life of a treaty as a picture: a bar for all that lasts, a dot for what happens on a day, one row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.chronology import (
    AREA,
    PARTY,
    PROTOCOL,
    READING,
    SENTENCE,
    TERM,
    TREATY,
    Stretch,
    last_day,
)

_LEFT, _TOP, _ROW, _SHEET = 300, 64, 22, 640
"""Pixels: the column of names, the head, the height of a row, the width of the time."""
_LONGEST = 34
"""Characters of a name at most: bold letters of twelve pixels fill the column with no more."""
_COLOURS = {
    TREATY: "#1f4e79",
    PARTY: "#2e7d32",
    READING: "#8a5a00",
    AREA: "#5b4a9f",
    PROTOCOL: "#1f4e79",
    TERM: "#b00020",
    SENTENCE: "#555555",
}
"""What a row is of, by colour; each has more than 4.5 times the contrast of white."""
_PAUSED = "#c77700"


def picture_of(found: Sequence[Stretch], draft: Instrument, today: date) -> str:
    """Return an SVG of what `timeline` found; what lasts still is drawn up to ``today``."""
    days = [day for one in found for day in (one.since, one.until) if day is not None]
    first, last = min(days, default=today), max([*days, today])
    span = max((last - first).days, 1)

    def x(day: date | None, usual: date) -> float:
        return round(_LEFT + _SHEET * ((day or usual) - first).days / span, 1)

    names: dict[tuple[str, str], list[Stretch]] = {}
    for kind in (TREATY, PROTOCOL, PARTY, READING, AREA, TERM, SENTENCE):
        for one in found:
            if one.kind == kind:
                names.setdefault((kind, one.of), []).append(one)
    rows: list[dict[str, Any]] = []
    for (kind, name), spans in names.items():
        bars = [
            {
                "x": x(one.since, first),
                "wide": 0 if one.event else max(2.0, round(x(one.until, last) - x(one.since, first), 1)),
                "colour": _PAUSED if one.what == "suspended" else _COLOURS[kind],
                "told": _plain(_told(one)),
            }
            for one in sorted(spans, key=lambda one: one.event)  # dots lie on bars
        ]
        rows.append({"y": _TOP + 14 + _ROW * len(rows), "name": _short(name), "head": kind == TREATY, "bars": bars})
    return _template().render(
        width=_LEFT + _SHEET + 30,
        height=_TOP + 14 + _ROW * len(rows) + 14,
        left=_LEFT,
        top=_TOP,
        title=_plain(draft.title),
        rows=rows,
        ticks=[{"x": x(date(year, 1, 1), first), "year": year} for year in _years(first, last)],
    )


def _told(one: Stretch) -> str:
    since = one.since.isoformat() if one.since is not None else "the beginning"
    if one.event:
        return f"{one.of}: {one.what}, {since}"
    end = last_day(one)
    return f"{one.of}: {one.what}, {since} to {end.isoformat() if end is not None else 'this day'}"


def _short(name: str) -> str:
    said = _plain(name)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"


def _plain(text: str) -> str:
    """Return a text without characters that XML does not allow; the template escapes the rest."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def _years(first: date, last: date) -> list[int]:
    """Return the years of the ticks: at most twelve, by steps that people count in."""
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (last.year - first.year) / s <= 12), 1000)
    return [year for year in range(first.year, last.year + 1) if year % step == 0 and date(year, 1, 1) >= first]


@cache
def _template() -> Template:
    source = (files(__name__) / "timeline.svg.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source)
