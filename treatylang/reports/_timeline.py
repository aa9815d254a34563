"""The life of a treaty as a table: from when until when what was so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.chronology import PARTY, Stretch, last_day
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reports.tables import FAINT, Entry, Table


def table(found: Sequence[Stretch], draft: Instrument) -> Table:
    """Return one row for each span; parties that share their days share a row."""
    rows: dict[tuple[date | None, date | None, str, str], list[str]] = {}
    for one in found:
        who = "" if one.kind == PARTY else one.of
        rows.setdefault((one.since, one.until, one.what, who), []).append(one.of)
    seen = {(one.since, one.until, one.what, "" if one.kind == PARTY else one.of): one for one in found}
    return Table(
        f"Timeline: {draft.title}",
        ("from", "to", "what"),
        tuple(
            (Entry.of(_day(key[0])), Entry.of(_end(seen[key]), FAINT), Entry.of(_what(seen[key], names)))
            for key, names in rows.items()
        ),
        tuple(
            {
                "treaty": draft.name,
                "kind": one.kind,
                "of": one.of,
                "what": one.what,
                "since": one.since.isoformat() if one.since is not None else None,
                "until": one.until.isoformat() if one.until is not None and not one.event else None,
                "event": one.event,
            }
            for one in found
        ),
        "" if found else "The text gives no day.",
    )


def _what(one: Stretch, names: Sequence[str]) -> str:
    if one.kind == PARTY:
        head = listed([the(name) for name in names])
        return f"{head[0].upper() + head[1:]}: {one.what}"
    return f"{one.of}: {one.what}"


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else "the beginning"


def _end(one: Stretch) -> str:
    if one.event:
        return ""
    end = last_day(one)
    return end.isoformat() if end is not None else "still"
