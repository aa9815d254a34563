"""Latitudes and longitudes in all usual notations: how they are read, and the one way in which they are written again.

``24.5N``, ``24,5 N``, ``24°30'N``, ``24° 30′ 00″ N`` and ``24 30 00 N`` are angles. Only the last figure may have a
fraction; seconds may stand without minutes where they carry their mark.
"""

from __future__ import annotations

import re

_LAST = r"\d+(?:[.,]\d+)?"
_MINUTE = "['′’]"
_SECOND = "(?:\"|″|”|''|′′|’’)"
PATTERN = (
    rf"\d+(?:(?:[.,]\d+)?(?:[ ]?°)?|[ ]{_LAST}|[ ]\d+[ ]{_LAST}"
    rf"|[ ]?°[ ]?(?:{_LAST}[ ]?{_MINUTE}|(?:\d+[ ]?{_MINUTE}[ ]?)?{_LAST}[ ]?{_SECOND}))[ ]?[NSEW](?![A-Za-z])"
)
"""The terminal ``ANGLE`` of the grammar."""
SECONDS = rf"°[ ]?(?:\d+[ ]?{_MINUTE}[ ]?)?{_LAST}[ ]?\""
"""The end of an angle whose last quote opens no text."""
MARKED = rf"°[ ]?(?:{_LAST}[ ]?{_MINUTE}|(?:\d+[ ]?{_MINUTE}[ ]?)?{_LAST}[ ]?{_SECOND})[ ]?[NSEW](?![A-Za-z])"
"""The same with its side and every kind of mark: signs that may stand nowhere else outside quotes."""

_FIGURE = re.compile(rf"({_LAST})[ ]?({_SECOND}|{_MINUTE}|°)?")
_UNITS = {"°": 0, **dict.fromkeys("'′’", 1), **dict.fromkeys(('"', "″", "”", "''", "′′", "’’"), 2)}
_MARKS = ("°", "'", '"')


def _figures(text: str) -> list[tuple[str, int]]:
    """Return the figures of an angle, with a point before decimals, and for each 0, 1 or 2: degree, minute, second."""
    found = _FIGURE.findall(text)
    return [(figure.replace(",", "."), _UNITS.get(mark, order)) for order, (figure, mark) in enumerate(found)]


def degrees_of(text: str) -> float:
    """Return degrees, north and east positive, of an angle (``24°30'N``, ``13.45N``); ``ValueError`` for another text.

    Whether there can be such a place is not asked: 91N and 24°75'N have degrees as well.
    """
    if re.fullmatch(PATTERN, text) is None:
        raise ValueError(f"not an angle: {text}")
    size = sum((float(figure) / (1, 60, 3600)[unit] for figure, unit in _figures(text)), 0.0)
    return -size if text[-1] in "SW" else size


def plainly(text: str) -> str:
    """Return an angle as files keep it: no spaces, plain marks, no degree sign without minutes (``24.5N``)."""
    figures = _figures(text)
    if len(figures) == 1:
        return figures[0][0] + text[-1]
    return "".join(figure + _MARKS[unit] for figure, unit in figures) + text[-1]
