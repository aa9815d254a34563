"""Labels that do not collide: the most important first, each at the first place around its point that is free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import east_asian_width

_PLACES = (
    (0.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (1.0, -1.0),
    (-1.0, -1.0),
    (1.0, 1.0),
    (-1.0, 1.0),
)
_GAP = 3.0


@dataclass(frozen=True)
class Label:
    """A text with the middle of its place on the sheet, in pixels; ``style`` is its class in the picture."""

    text: str
    x: float
    y: float
    size: float
    style: str
    off_point: bool = False


@dataclass
class Board:
    """A sheet on which labels are put; ``width`` and ``height`` in pixels, ``taken`` boxes left, top, right, bottom."""

    width: float
    height: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def put(self, wanted: Iterable[Label]) -> list[Label]:
        """Return the labels that find room, where they find it, in the order of their importance."""
        placed = []
        for label in wanted:
            wide, high = wide_as(label.text, label.size, bold=label.style == "state") / 2, label.size * 0.62
            for right, down in _PLACES[1:] if label.off_point else _PLACES:
                x = label.x + right * (wide + _GAP + 3)
                y = label.y + down * (high + _GAP + 2)
                box = (x - wide - _GAP, y - high, x + wide + _GAP, y + high)
                if self._free(box):
                    self.taken.append(box)
                    placed.append(Label(label.text, x, y, label.size, label.style))
                    break
        return placed

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:
            return False
        return not any(left < r and l < right and top < b and t < bottom for l, t, r, b in self.taken)


def wide_as(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in pixels, generously: an em for wide characters, less for others."""
    return (
        size
        * (1.2 if bold else 1.0)
        * sum(1.0 if east_asian_width(c) in "WF" else 0.68 if c.isupper() else 0.56 for c in text)
    )
