"""A changelog as Markdown: a page for the file of a negotiation, with a heading for each revision."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.compare.changelog import Changelog, Entry
from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE
from treatylang.reports._markdown import text
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports.changelog._told import brief, headline, whole
from treatylang.reports.changes._words import consequences, verdicts

NAME = "markdown"

_HEADS = {SUBSTANTIVE: "Changes the law", REVIEW: "To be read by people"}


def report(found: Changelog, *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the page, the newest revision first, as changelogs are read."""
    lines = ["# What changed in law", "", f"{text(headline(found))}.", ""]
    for entry in reversed(found.entries):
        lines += _entry(entry)
    return "\n".join(lines)


def _entry(entry: Entry) -> Iterator[str]:
    title = f"{entry.day or 'no day'} · {text(entry.subject or 'without a message')}"
    by = text(entry.by)
    if entry.trouble or not entry.is_grave:
        yield f"## {title}"
        yield ""
        said = f"cannot be read: {text(entry.trouble)}" if entry.trouble else brief(entry)
        yield f"{by}: {said}."
        yield ""
        return
    yield f"## {title}"
    yield ""
    yield f"{by}{f': {text(whole(entry))}' if entry.added or entry.removed else ''}."
    yield ""
    for level, head in _HEADS.items():
        rows = [change for change in entry.changes if change.level == level]
        if rows:
            yield f"**{head}**"
            yield ""
        for change in rows:
            yield f"- {text(change.message[:1].upper() + change.message[1:])}"
            yield from (f"  - {text(said)}" for said in consequences(change))
        if rows:
            yield ""
    light = sum(change.level == EDITORIAL for change in entry.changes)
    if light:
        yield f"Besides, {light} change{'s' if light != 1 else ''} of wording or order."
        yield ""
    rows_of = list(verdicts(entry.differences))
    if rows_of:
        yield "**Checks against the law of the parties**"
        yield ""
        yield from (f"- {text(row)}" for row in rows_of)
        yield ""
