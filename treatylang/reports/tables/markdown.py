"""Tables in Markdown, for notes and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.reports._markdown import text
from treatylang.reports.tables import BAD, DOUBTFUL, GOOD, Entry, Table

NAME = "markdown"

_SIGNS = {GOOD: "✓ ", DOUBTFUL: "? ", BAD: "✗ "}


def report(tables: Sequence[Table], *, color: bool, width: int) -> str:
    """Return the tables one below the other."""
    return "\n".join("".join(f"{line}\n" for line in _table(table)) for table in tables)


def _table(table: Table) -> Iterator[str]:
    yield f"### {text(table.title)}"
    yield ""
    for said in filter(None, (*table.remarks, table.caption)):
        yield text(said)
        yield ""
    yield f"| {' | '.join(text(name) for name in table.columns)} |"
    yield f"|{' --- |' * len(table.columns)}"
    for row in table.rows:
        yield f"| {' | '.join(_entry(entry) for entry in row)} |"
    if table.notes:
        yield ""
        yield from (f"- {text(note)}" for note in table.notes)


def _entry(entry: Entry) -> str:
    return "<br>".join(f"{_SIGNS.get(tone, '')}{text(said)}" for said, tone in entry.lines)
