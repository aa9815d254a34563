"""Tables as aligned columns for a terminal; entries are wrapped, widths respect East Asian text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from wcwidth import wcswidth

from treatylang.reports._terminal import styled, visible
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Entry, Table

NAME = "table"

_STYLES = {GOOD: "help", DOUBTFUL: "warning", BAD: "error", FAINT: "place"}
_GAP = 2
_LEAST = 8
"""The fewest columns that a field is given, however many fields there are."""


def report(tables: Sequence[Table], *, color: bool, width: int) -> str:
    """Return the tables one below the other, each with its title, caption and notes."""
    return "\n".join("".join(f"{line}\n" for line in _table(table, color, width)) for table in tables)


def _table(table: Table, color: bool, width: int) -> Iterator[str]:
    yield styled(visible(table.title), "bold", color)
    if table.caption:
        yield from wrap(visible(table.caption), width)
    yield ""
    if not table.rows:
        return
    widths = _widths(table, width)
    yield from _line([Entry.of(name) for name in table.columns], widths, color)
    yield "  ".join("-" * size for size in widths)
    rows = [list(_line(row, widths, color)) for row in table.rows]
    tall = any(len(lines) > 1 for lines in rows)
    for index, lines in enumerate(rows):
        if tall and index:
            yield ""
        yield from lines
    for index, note in enumerate(table.notes):
        if not index:
            yield ""
        yield from wrap(visible(note), width, initial_indent="- ", subsequent_indent="  ")


def _widths(table: Table, width: int) -> list[int]:
    """Return the columns' widths: what they need, shrunk from the widest down until the table fits."""
    needed = [
        max([_size(name), *(_size(line) for row in table.rows for line, _ in row[index].lines)])
        for index, name in enumerate(table.columns)
    ]
    room = width - _GAP * (len(needed) - 1)
    while sum(needed) > room and max(needed) > _LEAST:
        widest = needed.index(max(needed))
        needed[widest] -= 1
    return needed


def _size(text: str) -> int:
    return max(0, wcswidth(visible(text)))


def _line(entries: Sequence[Entry], widths: Sequence[int], color: bool) -> Iterator[str]:
    columns = [
        [(piece, tone) for line, tone in entry.lines for piece in wrap(visible(line), size) or [""]]
        for entry, size in zip(entries, widths, strict=True)
    ]
    for number in range(max(len(column) for column in columns)):
        parts = []
        for column, size in zip(columns, widths, strict=True):
            piece, tone = column[number] if number < len(column) else ("", "")
            shown = styled(piece, _STYLES[tone], color) if tone in _STYLES else piece
            parts.append(shown + " " * max(0, size - _size(piece)))
        yield (" " * _GAP).join(parts).rstrip()
