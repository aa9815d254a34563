"""What makes an area doubtful, as plain values: checks turn them into findings, maps write them into the legend.

Here is what is plain without any geometry; `corners.py` looks at polygons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from treatylang.source import Span
from treatylang.syntax import ast


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt: its kind, what is wrong in the drafter's words, what helps, and where it was written.

    Kinds: impossible-coordinate, swapped-axes, wrong-hemisphere, open-polygon, crossing-edges, half-way-round,
    around-pole, edge-kind, far-meridian, unknown-name, ambiguous-name, no-data, not-an-area, circular-area,
    too-far, limits-chosen.
    ``fatal`` ones leave a hole in the area: what they stand for is missing from it.
    """

    kind: str
    message: str
    help: str = ""
    span: Span | None = None
    fatal: bool = False


def impossible(angle: ast.Angle) -> Doubt | None:
    """Return what is impossible about an angle: more than 90° or 180°, more than 59 minutes or seconds."""
    most = 90.0 if angle.is_latitude else 180.0
    name = "latitude" if angle.is_latitude else "longitude"
    if abs(angle.degrees) > most:
        hint = "a longitude may have taken its place" if angle.is_latitude and abs(angle.degrees) <= 180 else ""
        return Doubt(
            "impossible-coordinate", f"`{angle.text}` is not a {name}: the most is {most:.0f}°", hint, angle.span, True
        )
    for piece in re.findall(r"\d+(?:[.,]\d+)?", angle.text)[1:]:
        if float(piece.replace(",", ".")) >= 60:
            return Doubt(
                "impossible-coordinate",
                f"`{angle.text}` has {piece} where less than 60 must stand",
                "a degree has sixty minutes, a minute sixty seconds",
                angle.span,
                True,
            )
    return None


def of_clip(area: ast.AreaClip) -> Doubt | None:
    """Return what is impossible about `north of 60S` and its like."""
    wrong = impossible(area.limit)
    if wrong is None and area.limit.is_latitude != (area.side in ("north", "south")):
        return Doubt(
            "impossible-coordinate",
            f"nothing lies {area.side} of `{area.limit.text}`",
            "north and south of a parallel, east and west of a meridian",
            area.limit.span,
            fatal=True,
        )
    return wrong
