"""A polygon for which it matters a great deal whether its edges are rhumb lines or the shortest lines on the globe.

## What it finds
Polygons in which edges of one kind instead of the other would move at least a hundredth of the area, and ten thousand
square kilometres: how much, and a place that lies inside only with one kind.

## Why it matters A parallel is a rhumb line: it keeps its bearing. The shortest line between two points of one parallel
bulges towards the pole, between two continents by hundreds of miles. A text that says "a line from A to B" does not say
which is meant; a zone across an ocean may differ by millions of square kilometres between the two readings.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, "United States";
  area Zone "the Zone" =
      polygon rhumb 40N 145E, 40N 130W, 20N 130W, 20N 145E;  # info: doubtful-edges
  article "Assistance" {
    when armed-attack on any party in Zone
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, "United States";
  area Zone "the Zone" =
      (sea "North Pacific Ocean" north of 20N) except sea "North Pacific Ocean" north of 40N;
  article "Assistance" {
    when armed-attack on any party in Zone
      each other party shall assist the attacked party;
  }
}
```
Say in the wording which lines are meant (`along the parallel`, `along a rhumb line`, `along a geodesic`), or set more
corners, so that it no longer matters; then accept the finding.

## Authority
Convention on the Law of the Sea, Articles 16 and 75: limits are given as lists of points with the geodetic datum; the
kind of line between them has to be said as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.drawn import coordinates, doubts
from treatylang.syntax import ast

SEVERITY = Severity.INFO
CATEGORY = Category.SCOPE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if not any(isinstance(node, ast.Polygon) for _, node in coordinates(draft)):
        return
    for path, doubt in doubts(world, draft, question):
        if doubt.kind == "edge-kind" and doubt.span is not None:
            yield Finding(
                "doubtful-edges",
                SEVERITY,
                doubt.message,
                doubt.span,
                remark="which lines?",
                help=(doubt.help, "or set more corners between, until it no longer matters"),
                node="/".join((draft.name, *path.split("."))),
            )
