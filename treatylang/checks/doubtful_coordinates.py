"""Coordinates that cannot be right, or that look like a slip.

## What it finds
In polygons, parallels and meridians. An error: latitudes beyond 90° and longitudes beyond 180°, sixty minutes, two
latitudes for one point, fewer than three corners, an area `north of` a meridian. A warning: the longitude before the
latitude, a corner that lies in another hemisphere than all others, a last corner that is almost the first, edges that
cross each other, an edge half-way round the globe, edges around a pole, an area that is cut by the meridian on the
other side of the globe as well.

## Why it matters
A wrong letter moves a corner by half the globe, and nobody sees it in the text. Boundary disputes have been fought over
less.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Fiji, Tonga;
  area Zone "the Zone" =
      polygon rhumb 10S 175E, 10S 170W, 25N 170W, 25S 175E;  # warning: doubtful-coordinates
  article "Assistance" {
    when armed-attack on any party in Zone
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Fiji, Tonga;
  area Zone "the Zone" =
      polygon rhumb 10S 175E, 10S 170W, 25S 170W, 25S 175E;
  article "Assistance" {
    when armed-attack on any party in Zone
      each other party shall assist the attacked party;
  }
}
```
Look at the area on a map: `treaty map FILE`.

## Authority
VCLT Article 79: errors in a text can be corrected after signature, if all agree that they are errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.drawn import coordinates, doubts

SEVERITY = Severity.WARNING
CATEGORY = Category.SCOPE

_KINDS = frozenset(
    {
        "impossible-coordinate",
        "swapped-axes",
        "wrong-hemisphere",
        "open-polygon",
        "crossing-edges",
        "half-way-round",
        "around-pole",
        "far-meridian",
    }
)


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if next(coordinates(draft), None) is None:
        return
    for path, doubt in doubts(world, draft, question):
        if doubt.kind in _KINDS and doubt.span is not None:
            yield Finding(
                "doubtful-coordinates",
                Severity.ERROR if doubt.fatal else SEVERITY,
                doubt.message,
                doubt.span,
                remark="look again",
                help=(doubt.help or "compare it with the source, and view it on a map: `treaty map`",),
                node="/".join((draft.name, *path.split("."))),
            )
