"""Tables as aligned columns for a terminal; entries are wrapped, widths respect East Asian text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap as folded

from wcwidth import wcswidth

from treatylang.reports._terminal import styled, visible
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Entry, Table

NAME = "table"

STYLES = {GOOD: "help", DOUBTFUL: "warning", BAD: "error", FAINT: "place"}
_GAP = 2
_LEAST = 8
"""The fewest columns that a field is given, however many fields there are, if it needs them."""
_PLAIN = 18
"""So many columns are given to a field that needs them, where not all fields fit beside each other."""
_WORD = re.compile(r"[^\s-]+-*|-+")
"""What is not broken: words, the parts of a hyphenated one each with its hyphen."""


def report(tables: Sequence[Table], *, color: bool, width: int) -> str:
    """Return the tables one below the other, each with its title, caption and notes."""
    return "\n".join("".join(f"{line}\n" for line in _table(table, color, width)) for table in tables)


def _table(table: Table, color: bool, width: int) -> Iterator[str]:
    yield from (styled(line, "bold", color) for line in wrap(visible(table.title), max(width, _LEAST)))
    for said in (*table.remarks, table.caption):
        yield from wrap(visible(said), width)
    yield ""
    if not table.rows:
        return
    for number, columns in enumerate(_blocks(table, width)):
        if number:
            yield ""
        yield from _block(table, columns, color, width)
    for index, note in enumerate(table.notes):
        if not index:
            yield ""
        yield from wrap(visible(note), width, initial_indent="- ", subsequent_indent="  ")


def _block(table: Table, columns: Sequence[int], color: bool, width: int) -> Iterator[str]:
    """Yield some columns of a table, with their heads."""
    widths = _widths(table, columns, width)
    yield from _line([Entry.of(table.columns[column]) for column in columns], widths, color)
    yield "  ".join("-" * size for size in widths)
    rows = [list(_line([row[column] for column in columns], widths, color)) for row in table.rows]
    tall = any(len(lines) > 1 for lines in rows)
    for index, lines in enumerate(rows):
        if tall and index:
            yield ""
        yield from lines


def _blocks(table: Table, width: int) -> list[list[int]]:
    """Return the columns that stand beside each other: all, or where words would be cut, as many as fit.

    The first column, which says what a row is about, begins each block.
    """
    every = list(range(len(table.columns)))
    if len(every) < 3 or sum(_least(table, column, width) + _GAP for column in every) - _GAP <= width:
        return [every]
    head = min(_needed(table, 0), max(_least(table, 0, width), width // 4))
    blocks: list[list[int]] = []
    room = 0
    for column in every[1:]:
        wanted = max(_least(table, column, width), min(_needed(table, column), _PLAIN)) + _GAP
        if not blocks or wanted > room:
            blocks.append([0])
            room = width - head
        blocks[-1].append(column)
        room -= wanted
    return blocks


def _widths(table: Table, columns: Sequence[int], width: int) -> list[int]:
    """Return the columns' widths: what they need, shrunk from the widest down until they fit; no word is cut for it."""
    needed = [_needed(table, column) for column in columns]
    least = [_least(table, column, width) for column in columns]
    room = width - _GAP * (len(needed) - 1)
    while sum(needed) > room and any(size > low for size, low in zip(needed, least, strict=True)):
        widest = max(
            (index for index, low in enumerate(least) if needed[index] > low), key=lambda index: (needed[index], -index)
        )
        needed[widest] -= 1
    return needed


def _needed(table: Table, column: int) -> int:
    """Return the width of a column in which nothing is wrapped."""
    return max(_size(text) for text in _texts(table, column))


def _least(table: Table, column: int, width: int) -> int:
    """Return the fewest columns in which no word is cut, unless one is wider than the half of all there is."""
    words = (word for text in _texts(table, column) for word in _WORD.findall(visible(text)))
    return min(
        max(_LEAST, *(_size(word) for word in words), 0), max(_LEAST, width // 2), max(1, _needed(table, column))
    )


def _texts(table: Table, column: int) -> Iterator[str]:
    yield table.columns[column]
    yield from (line for row in table.rows for line, _ in row[column].lines)


def _size(text: str) -> int:
    return max(0, wcswidth(visible(text)))


def wrap(text: str, width: int, **indents: str) -> list[str]:
    """Return the lines of a text; no number is parted from its percent sign."""
    kept = folded(text.replace(" %", "\u00a0%"), width, **indents)  # type: ignore[arg-type]
    return [line.replace("\u00a0%", " %") for line in kept]


def _line(entries: Sequence[Entry], widths: Sequence[int], color: bool) -> Iterator[str]:
    columns = [
        [(piece, tone) for line, tone in entry.lines for piece in wrap(visible(line), size) or [""]]
        for entry, size in zip(entries, widths, strict=True)
    ]
    for number in range(max(len(column) for column in columns)):
        parts = []
        for column, size in zip(columns, widths, strict=True):
            piece, tone = column[number] if number < len(column) else ("", "")
            shown = styled(piece, STYLES[tone], color) if tone in STYLES else piece
            parts.append(shown + " " * max(0, size - _size(piece)))
        yield (" " * _GAP).join(parts).rstrip()
