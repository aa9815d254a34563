"""The life of a treaty as a picture: a bar for all that lasts, a dot for what happens on a day, one row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from treatylang.model.calendar import Length
from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.chronology import (
    AREA,
    BOUND,
    PARTY,
    PROTOCOL,
    READING,
    SENTENCE,
    SUSPENDED,
    TERM,
    TREATY,
    Stretch,
    last_day,
)

_LEFT, _TOP, _ROW, _SHEET = 300, 64, 22, 640
"""Pixels: the column of names, the head, the height of a row, the width of the time."""
_LONGEST, _SMALLER = 34, 44
"""Characters of a line of a name: what is longer stands in two smaller lines, the second cut where it has to be."""
_GAP, _KEY = 8, 20
"""Pixels: between rows of different kinds, and the height of the key to the colours."""
_YEAR = 34
"""Pixels that a year takes: it stands in a bar that is as wide, else beside it."""
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
_PAUSED, _NEAR = "#c77700", "#6b7f8c"
_NAMES = {
    TREATY: "in force",
    PARTY: "a party",
    READING: "a reading",
    AREA: "an area",
    PROTOCOL: "in force",
    TERM: "a day that the text counts",
    SENTENCE: "a sentence with days of its own",
}
"""What a colour means, in the key."""
_STANDINGS = {_NEAR: "near the treaty", _PAUSED: SUSPENDED}


def picture_of(found: Sequence[Stretch], draft: Instrument, today: date) -> str:
    """Return an SVG of what `timeline` found; what lasts still is drawn up to ``today``.

    A draft has no dates yet: its line counts years from the entry into force.
    """
    if any(one.when for one in found):
        return _awaiting(found, draft)
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
    y, before = _TOP + _KEY + 14, TREATY
    for (kind, name), spans in names.items():
        y += _GAP if _COLOURS[kind] != _COLOURS[before] else 0
        bars = [
            _bar(one, kind, x(one.since, first), x(one.until, last), first)
            for one in sorted(spans, key=lambda one: one.event)  # dots lie on bars
        ]
        lines, before = _lines(name), kind
        rows.append({"y": y, "lines": lines, "head": kind == TREATY, "bars": bars, "note": ""})
        y += _ROW
    return _template().render(
        width=_LEFT + _SHEET + 44,
        height=y + 14,
        left=_LEFT,
        top=_TOP + _KEY,
        title=_plain(draft.title),
        rows=rows,
        key=_key(found),
        today={"x": x(today, today), "day": today.isoformat()} if first <= today else None,
        ticks=[{"x": x(date(year, 1, 1), first), "year": year} for year in _years(first, last)],
    )


def _awaiting(found: Sequence[Stretch], draft: Instrument) -> str:
    """Return the picture of a draft: on the left what has a day, on the right the years from the entry into force."""
    dated = [one for one in found if not one.when]
    days = sorted({day for one in dated for day in (one.since, one.until) if day is not None})
    awaited = [one for one in found if one.when]
    years = max((_years_of(length) for one in awaited for length in (one.start, one.end) if length), default=0.0)
    whole = max(4, int(years * 1.25) + 1)
    zero = _LEFT + (_DATED if days else 20)

    def x(length: Length) -> float:
        return round(zero + (_LEFT + _SHEET - zero) * _years_of(length) / whole, 1)

    def at(day: date) -> float:
        return round(_LEFT + (_DATED - 60) * (days.index(day) + 0.5) / len(days), 1)

    rows: list[dict[str, Any]] = []
    y, before = _TOP + _KEY + 14, TREATY
    names: dict[tuple[str, str], list[Stretch]] = {}
    for kind in (TREATY, PROTOCOL, PARTY, READING, AREA, TERM, SENTENCE):
        for one in found:
            if one.kind == kind:
                names.setdefault((kind, one.of), []).append(one)
    for (kind, name), several in names.items():
        y += _GAP if _COLOURS[kind] != _COLOURS[before] else 0
        bars, notes = [], []
        for one in several:
            told = _plain(f"{one.of}: {one.what}, {one.when}" if one.when else _told(one))
            bar = {"colour": _colour(one, kind), "told": told, "begun": 0, "ended": 0, "inside": False, "wide": 0}
            if not one.when:
                since, until = (at(day) if day is not None else None for day in (one.since, one.until))
                begin = since if since is not None else _LEFT
                end = until if until is not None else _LEFT + _DATED - 60
                bars.append({**bar, "x": begin, "wide": 0 if one.event else max(2.0, round(end - begin, 1))})
            elif one.start is not None:
                lasts = one.end != one.start
                end = x(one.end) if one.end is not None else _LEFT + _SHEET
                bars.append({**bar, "x": x(one.start), "wide": round(end - x(one.start), 1) if lasts else 0})
            if one.when:
                notes.append(_plain(one.what if kind == TERM else one.when))
        before = kind
        rows.append({"y": y, "lines": _lines(name), "head": kind == TREATY, "bars": bars, "note": "; ".join(notes)})
        y += _ROW + (12 if notes else 0)
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if whole / s <= 10), 500)
    later = [(x(Length(months=12 * n)), f"{n} years" if n > 1 else "1 year") for n in range(step, whole + 1, step)]
    begun = [(at(day), day.isoformat()) for day in days]
    ticks = [*begun, (zero, "entry into force"), *((where, said) for where, said in later if where - zero >= _HEADED)]
    return _template().render(
        width=_LEFT + _SHEET + 44,
        height=y + 30,
        left=_LEFT,
        top=_TOP + _KEY,
        title=_plain(draft.title),
        rows=rows,
        key=_key(found),
        today=None,
        ticks=[{"x": where, "year": said} for where, said in ticks],
    )


_DATED, _HEADED = 300, 85
"""Pixels for what has a day, in the picture of a draft, and for the words over its entry into force."""


def _years_of(length: Length) -> float:
    return length.months / 12 + length.days / 365


def _bar(one: Stretch, kind: str, since: float, until: float, first: date) -> dict[str, Any]:
    """Return a bar, or a dot, with the years in which it begins and ends where these are not those of all."""
    wide = 0 if one.event else max(2.0, round(until - since, 1))
    begun = one.since.year if one.since is not None and (one.since - first).days > 366 and not one.event else 0
    end = last_day(one)
    return {
        "x": since,
        "wide": wide,
        "colour": _colour(one, kind),
        "told": _plain(_told(one)),
        "begun": begun if kind == PARTY and one.what != SUSPENDED else 0,
        "inside": wide >= _YEAR,
        "ended": end.year if end is not None and wide >= 2 * _YEAR and kind in (TREATY, PARTY, PROTOCOL) else 0,
    }


def _colour(one: Stretch, kind: str) -> str:
    if one.what == SUSPENDED:
        return _PAUSED
    return _NEAR if kind == PARTY and one.what != BOUND and not one.event else _COLOURS[kind]


def _key(found: Sequence[Stretch]) -> list[dict[str, Any]]:
    """Return the key: each colour that is used, with what it means, and where it stands."""
    told: dict[str, str] = {}
    for kind in (TREATY, PROTOCOL, PARTY, READING, AREA, TERM, SENTENCE):
        if any(one.kind == kind for one in found):
            told.setdefault(_COLOURS[kind], _NAMES[kind])
    shown = {_colour(one, PARTY) for one in found if one.kind == PARTY}
    told.update((colour, name) for colour, name in _STANDINGS.items() if colour in shown)
    key, x = [], _LEFT
    for colour, name in told.items():
        key.append({"x": x, "colour": colour, "name": name})
        x += 28 + 7 * len(name)
    return key


def _told(one: Stretch) -> str:
    since = one.since.isoformat() if one.since is not None else "the beginning"
    if one.event:
        return f"{one.of}: {one.what}, {since}"
    end = last_day(one)
    return f"{one.of}: {one.what}, {since} to {end.isoformat() if end is not None else 'this day'}"


def _lines(name: str) -> list[str]:
    """Return a name in one line, or in two smaller ones where it is long."""
    said = _plain(name)
    if len(said) <= _LONGEST:
        return [said]
    first, *rest = wrap(said, _SMALLER)
    left = " ".join(rest)
    return [first, *([left if len(left) <= _SMALLER else f"{left[: _SMALLER - 1].rstrip()}…"] if left else [])]


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
