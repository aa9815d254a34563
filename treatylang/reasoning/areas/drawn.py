"""The areas that a draft writes down, wherever they stand, and what geometry doubts about their coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.memo import Topic
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import context_of
from treatylang.reasoning.areas.ground import with_belts
from treatylang.reasoning.areas.scopes import day_of
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.geography.doubts import Doubt


def coordinates(draft: Instrument) -> Iterator[tuple[str, ast.Polygon | ast.AreaClip]]:
    """Yield the polygons, parallels and meridians of a draft, each once, with the path of where it stands."""
    places: list[tuple[str, ast.Node]] = [(defined.name, defined.value) for defined in draft.areas]
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        places += [(sentence.path, sentence.node), *((sentence.path, trigger) for trigger in sentence.triggers)]
    seen: set[tuple[int, int]] = set()
    for path, place in places:
        # Asking the text first spares a walk through every sentence of a long treaty.
        text = place.span.text
        if "polygon" not in text and " of " not in text:
            continue
        for node in (place, *ast.walk(place)):
            if isinstance(node, (ast.Polygon, ast.AreaClip)) and (node.span.start, node.span.end) not in seen:
                seen.add((node.span.start, node.span.end))
                yield path, node


def doubts(world: World, draft: Instrument, question: Question) -> tuple[tuple[str, Doubt], ...]:
    """Return what is doubtful about the coordinates of a draft, each with the path of where it stands."""
    day = day_of(draft, question)

    def found() -> tuple[tuple[str, Doubt], ...]:
        return tuple((path, doubt) for path, node in coordinates(draft) for doubt in _doubts(draft, node, day))

    return world.memo.once(_DOUBTS, (draft.name, day), found)


_DOUBTS = Topic[tuple[tuple[str, "Doubt"], ...]]("what is doubtful about coordinates")


def _doubts(draft: Instrument, node: ast.Polygon | ast.AreaClip, day: date) -> list[Doubt]:
    from treatylang.geography.doubts import of_clip

    if isinstance(node, ast.AreaClip):
        wrong = of_clip(node)
        return [wrong] if wrong is not None else _opposite(draft, node, day)
    from treatylang.geography.corners import corners_of, of_edges
    from treatylang.geography.sphere import polygon

    corners, found = corners_of(node)
    if not any(doubt.fatal for doubt in found):
        slipped = {doubt.kind for doubt in found} & {"wrong-hemisphere", "half-way-round"}
        joined = of_edges(corners, node.edge, polygon(corners, node.edge), node.span)
        # What a slip did to the edges is not a finding of its own.
        found = [*found, *(doubt for doubt in joined if not slipped)]
    return found


def _opposite(draft: Instrument, node: ast.AreaClip, day: date) -> list[Doubt]:
    """Return whether an area also crosses the meridian opposite to the one that cuts it; no belt is drawn for that."""
    if node.side in ("north", "south") or with_belts(draft, node, day):
        return []
    from treatylang.geography import open_globe, read

    shape = read(open_globe(), node, context_of(draft, day))
    return [doubt for doubt in shape.doubts if doubt.kind == "far-meridian" and doubt.span == node.span]
