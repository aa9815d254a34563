"""The life of a treaty as a table: from when until when what was so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatylang.model.calendar import Length
from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.chronology import BOUND, PARTY, Stretch, last_day
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reports.tables import FAINT, Entry, Table


def table(found: Sequence[Stretch], draft: Instrument) -> Table:
    """Return one row for each span; parties that share their days share a row."""
    rows: dict[object, list[Stretch]] = {}
    for one in found:
        who = "" if one.kind == PARTY else one.of
        rows.setdefault((one.since, one.until, one.when, one.what, who), []).append(one)
    return Table(
        f"Timeline: {draft.title}",
        ("from", "to", "what"),
        tuple(
            (Entry.of(_begin(same[0])), Entry.of(_end(same[0]), FAINT), Entry.of(_what(same))) for same in rows.values()
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
                "when": one.when,
            }
            for one in found
        ),
        _caption(found),
    )


def _caption(found: Sequence[Stretch]) -> str:
    if any(one.when for one in found):
        return "This is a draft. What follows from signature stands in its order; its dates are not known."
    return "" if found else "The text gives no day."


def _what(same: Sequence[Stretch]) -> str:
    one = same[0]
    if one.kind == PARTY:
        head = listed([the(each.of) for each in same])
        return f"{head[0].upper() + head[1:]}: {_of_several(one.what) if len(same) > 1 else one.what}"
    return f"{one.of}: {one.what}"


def _of_several(what: str) -> str:
    """Return what is said of one party as it is said of several."""
    return "parties" if what == BOUND else re.sub(r"^has ", "have ", what)


def _begin(one: Stretch) -> str:
    if one.when:
        return one.when
    return one.since.isoformat() if one.since is not None else "the beginning"


def _end(one: Stretch) -> str:
    if one.when:
        return f"{one.end} later" if one.start == Length() and one.end is not None else ""
    if one.event:
        return ""
    end = last_day(one)
    return end.isoformat() if end is not None else "still"
