"""Lines of plain text: wrapped and centred by the width that characters take on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from wcwidth import wcswidth

WIDTH = 76
"""Columns of a line."""

_CLOSING = frozenset("、。，．・：；？！）］｝」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)]}")
_OPENING = frozenset("（［｛「『【〈《([{")


def columns(text: str) -> int:
    """Return how many columns a text takes; unprintable characters take none."""
    width = wcswidth(text)
    return width if width >= 0 else sum(max(0, wcswidth(c)) for c in text)


def wrapped(text: str, indent: int = 0, hang: int = 0) -> str:
    """Return a text in lines of at most ``WIDTH`` columns, indented; all but the first ``hang`` columns more."""
    # However deep a paragraph stands, half of the line is for its words.
    indent = min(indent, WIDTH // 2)
    hang = min(hang, WIDTH // 4)
    lines: list[str] = []
    line = " " * indent
    begun = False
    for piece in _pieces(re.sub(r"[ \t\n]+", " ", text).strip(" ")):
        if begun and columns(line) + columns(piece) > WIDTH:
            lines.append(line.rstrip(" "))
            line = " " * (indent + hang)
            piece = piece.lstrip(" ")
        while columns(line) + columns(piece) > WIDTH and columns(piece.rstrip()) > WIDTH - indent - hang:
            cut = _fitting(piece, WIDTH - columns(line))
            lines.append(line + piece[:cut])
            line, piece = " " * (indent + hang), piece[cut:]
        line += piece
        begun = True
    lines.append(line.rstrip(" "))
    return "\n".join(lines)


def _fitting(piece: str, width: int) -> int:
    cut = 1
    while cut < len(piece) and columns(piece[: cut + 1]) <= width:
        cut += 1
    return cut


def _pieces(text: str) -> Iterator[str]:
    """Yield what must stay on one line: a word with the space before it, or one wide character with its marks."""
    for word in re.findall(r" *[^ ]+", text):
        piece = ""
        for character in word:
            wide = east_asian_width(character) in "WF"
            before_wide = bool(piece) and east_asian_width(piece[-1]) in "WF"
            if piece.strip() and (wide or before_wide) and character not in _CLOSING and piece[-1] not in _OPENING:
                yield piece
                piece = ""
            piece += character
        yield piece


def centred(text: str) -> str:
    """Return a text in centred lines."""
    narrow = [line.strip() for line in wrapped(text, 0, 0).split("\n")]
    return "\n".join(" " * ((WIDTH - columns(line)) // 2) + line for line in narrow)


def tabled(rows: Sequence[Sequence[str]], indent: int = 0, *, ruled: bool = False) -> str:
    """Return rows of cells in columns, one line for each row; a row that is too wide goes on in further lines."""
    widths = [max(columns(row[i]) for row in rows) for i in range(len(rows[0]))]
    if indent + sum(widths) + 2 * len(widths) > WIDTH:
        return "\n".join(wrapped("; ".join(row), indent, 4) for row in rows)
    lines = [
        " " * indent + "  ".join(c + " " * (w - columns(c)) for c, w in zip(row, widths, strict=True)) for row in rows
    ]
    if ruled:
        lines.insert(1, " " * indent + "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)
