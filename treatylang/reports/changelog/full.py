"""A changelog as people read it in a terminal: revision by revision, what changed in law and for whom."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.compare.changelog import Changelog, Entry
from treatylang.compare.changes import EDITORIAL
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import styled, visible, wrapped
from treatylang.reports.changelog._told import brief, headline, whole
from treatylang.reports.changes._words import consequences, verdicts

NAME = "full"

_STYLES = {"substantive": "error", "review": "warning", "editorial": "info"}
_GAP = " " * 16


def report(found: Changelog, *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the entries, the oldest first; what changed words alone takes one line."""
    lines = []
    for entry in found.entries:
        lines += [*_entry(entry, color, width), ""]
    return "\n".join([*lines, visible(headline(found))]) + "\n"


def _entry(entry: Entry, color: bool, width: int) -> Iterator[str]:
    head = visible(f"{entry.heading} ({entry.by})")
    if entry.trouble:
        yield from wrapped(f"{head}: cannot be read: {visible(entry.trouble)}", width, "", "  ")
        return
    if not entry.is_grave:
        yield from wrapped(f"{head}: {brief(entry)}", width, "", "  ")
        return
    first, *rest = wrapped(head, width, "", "  ")
    yield from (styled(line, "bold", color) for line in (first, *rest))
    if entry.added or entry.removed:
        yield f"  {visible(whole(entry))}"
    for change in entry.changes:
        if change.level != EDITORIAL:
            level = f"{change.level:<11}"
            told = wrapped(visible(change.message), width, f"  {level}   ", _GAP)
            told[0] = told[0].replace(level, styled(level, _STYLES[change.level], color), 1)
            yield from told
            for said in consequences(change):
                yield from wrapped(visible(said), width, f"{_GAP}= ", f"{_GAP}  ")
    light = sum(change.level == EDITORIAL for change in entry.changes)
    if light:
        yield f"  editorial     {light} change{'s' if light != 1 else ''} of wording or order"
    for row in verdicts(entry.differences):
        yield from wrapped(visible(f"findings for {row}"), width, "  ", "    ")
