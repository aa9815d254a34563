"""Text for terminals: East Asian columns, wrapping, colours, and characters that would deceive the eye."""

from __future__ import annotations

import re
import unicodedata

_STYLES = {"error": "1;31", "warning": "1;33", "info": "1;36", "help": "1;32", "place": "34", "bold": "1"}

DECEIVING = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff"
    "\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)

_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
"""Letters and signs of the West, each one column wide: most texts need no table of widths."""


def visible(text: str) -> str:
    """Return a text in which control, zero-width and bidirectional characters are written out; a tab is four spaces."""
    if text.isascii() and text.isprintable():
        return text
    return DECEIVING.sub(lambda match: f"\\u{{{ord(match[0]):04X}}}", text.replace("\t", "    "))


def inline(text: str) -> str:
    """Return a text on one line, made ``visible``."""
    return visible(text.replace("\n", "\\n"))


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    width = wcswidth(unicodedata.normalize("NFC", text))
    return width if width >= 0 else len(text)


def cut(text: str, width: int) -> str:
    """Return a text on one line of at most ``width`` columns; what is left out is shown by ``…``."""
    if columns(text) <= width:
        return text
    while columns(text) > width - 1:
        text = text[: -max(1, (columns(text) - width + 1) // 2)]
    whole = text.rfind(" ", len(text) - _LONGEST_PIECE)
    return f"{(text[:whole] if whole > 0 else text).rstrip(' ,;(:')}…"


_LONGEST_PIECE = 16
"""So much of a word is left out rather than shown in part."""


def styled(text: str, style: str, color: bool) -> str:
    """Return a text in a colour where colours are asked for."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color and text else text


def wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """Break a text into lines of at most ``width`` columns; ``first`` and ``rest`` are put before the lines.

    Words are kept whole, but between East Asian characters a line may break anywhere.
    """
    lines: list[str] = []
    line = first
    empty = True
    for word in _breakable(text):
        gap = "" if empty or word.startswith("\0") else " "
        word = word.lstrip("\0")
        if not empty and columns(line) + len(gap) + columns(word) > width:
            lines.append(line)
            line, gap = rest, ""
        line += gap + word
        empty = False
    return [*lines, line]


def _breakable(text: str) -> list[str]:
    """Return the pieces between which a line may break; a leading NUL marks one that follows without a space."""
    pieces: list[str] = []
    for word in text.split(" "):
        if word.isascii() or columns(word) < 20:
            pieces.append(word)
            continue
        start = True
        for character in word:
            if unicodedata.east_asian_width(character) in "WF" and character not in "、。」）":
                pieces.append(("" if start else "\0") + character)
            elif start:
                pieces.append(character)
            else:
                pieces[-1] += character
            start = False
    return pieces
