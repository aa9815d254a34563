"""Links and slanted words inside a composed sentence, as marks in a string, so that grammar can work on plain strings.

The marks are characters that ``clean`` takes out of everything that comes from a draft: none can be forged.
"""

from __future__ import annotations

import re

from treatylang.documents.outline import Run, Runs

_OPEN, _MIDDLE, _CLOSE, _SLANT = "\x01", "\x02", "\x03", "\x04"
_MARKED = re.compile(r"\x01([^\x01-\x03]*)\x02([^\x01-\x03]*)\x03|\x04([^\x04]*)\x04")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")

NBSP = "\u00a0"


def clean(text: str) -> str:
    """Return a text of the draft without control characters, on one line."""
    return _BREAKS.sub(" ", _CONTROLS.sub("", text)).strip()


def link(target: str, text: str) -> str:
    """Mark a text as a reference to an anchor."""
    if not target:
        return text
    return f"{_OPEN}{target}{_MIDDLE}{bare(text)}{_CLOSE}"


def slanted(text: str) -> str:
    """Mark a text as italic."""
    return f"{_SLANT}{text}{_SLANT}"


def bare(marked: str) -> str:
    """Return a marked text without its marks."""
    return _MARKED.sub(lambda m: m[2] if m[2] is not None else m[3], marked)


def runs(marked: str) -> Runs:
    """Return the runs of a marked text."""
    found: list[Run] = []
    position = 0
    for match in _MARKED.finditer(marked):
        if match.start() > position:
            found.append(Run(marked[position : match.start()]))
        if match[2] is not None:
            found.append(Run(match[2], match[1]))
        else:
            found.append(Run(match[3], slanted=True))
        position = match.end()
    if position < len(marked):
        found.append(Run(marked[position:]))
    return tuple(found)


def capital(marked: str) -> str:
    """Return a text with its first letter as a capital, whatever mark stands before it."""
    start = 0
    while start < len(marked) and marked[start] in (_OPEN, _SLANT):
        start = marked.index(_MIDDLE, start) + 1 if marked[start] == _OPEN else start + 1
    return marked[:start] + marked[start : start + 1].upper() + marked[start + 1 :]


def roman(number: int) -> str:
    """Return a number as a Roman numeral."""
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    said = ""
    for size, letters in steps:
        while number >= size:
            said += letters
            number -= size
    return said
