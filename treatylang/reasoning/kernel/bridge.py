"""Between the two engines: a set of decision diagrams as a bundle of pieces, and a bundle as a set of diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.reasoning.kernel.conditions import ALWAYS, NEVER, Condition, all_of, any_of, contrary, drawn, fact
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Diagrams
from treatylang.reasoning.kernel.sets import Bundle, Piece, Space


def space_of(diagrams: Diagrams, dimensions: Sequence[str]) -> Space:
    """Return the space of a diagram's variables: the named ones are dimensions, all others circumstances.

    Raises ValueError for another variable that is not simply so or not so.
    """
    facts = [variable for variable in diagrams.variables if variable.name not in dimensions]
    for variable in facts:
        if len(variable.values) != 2:
            raise ValueError(f"`{variable.name}` has {len(variable.values)} values: it is no circumstance")
    named = tuple(diagrams.variables[diagrams.level(name)] for name in dimensions)
    return Space(named, tuple(variable.name for variable in facts))


def from_diagram(diagrams: Diagrams, where: int, dimensions: Sequence[str]) -> Bundle:
    """Return a set of situations of a diagram as a bundle over `space_of` the same dimensions.

    Sets in which dimensions are asked first, as all frames ask them, become one piece for each way through the
    dimensions, and what lies below is its condition. Otherwise each circumstance on the way joins the condition.
    """
    bridge = _Bridge(diagrams, dimensions)
    return Bundle(tuple(_merged(bridge.pieces(where))))


class _Bridge:
    """One passage from diagrams to pieces: what stands where, and which sets were made conditions before."""

    def __init__(self, diagrams: Diagrams, dimensions: Sequence[str]) -> None:
        self.diagrams = diagrams
        self.space = space_of(diagrams, dimensions)
        self.places = {diagrams.level(name): place for place, name in enumerate(dimensions)}
        others = (level for level in range(len(diagrams.variables)) if level not in self.places)
        self.facts = {level: fact(number) for number, level in enumerate(others)}
        self.last = max(self.places, default=-1)
        self._known: dict[int, Condition] = {EMPTY: NEVER, ALL: ALWAYS}

    def pieces(self, where: int) -> Iterator[Piece]:
        """Yield the disjoint pieces of a set."""
        stack: list[tuple[int, tuple[int, ...], Condition]] = [(where, self.space.full, ALWAYS)]
        while stack:
            node, masks, met = stack.pop()
            if node == EMPTY:
                continue
            level = self.diagrams.level_of(node)
            if level > self.last:
                yield Piece(masks, all_of(met, self.condition(node)))
                continue
            place = self.places.get(level)
            for child, mask in self.diagrams.edges(node):
                if place is None:
                    stack.append((child, masks, all_of(met, self._literal(level, mask))))
                else:
                    stack.append((child, (*masks[:place], masks[place] & mask, *masks[place + 1 :]), met))

    def condition(self, node: int) -> Condition:
        """Return a set that asks only circumstances as a condition; sets that share nodes share conditions."""
        known = self._known.get(node)
        if known is None:
            level = self.diagrams.level_of(node)
            known = any_of(
                *(
                    all_of(self._literal(level, mask), self.condition(child))
                    for child, mask in self.diagrams.edges(node)
                    if child != EMPTY
                )
            )
            self._known[node] = known
        return known

    def _literal(self, level: int, mask: int) -> Condition:
        return self.facts[level] if mask == 2 else contrary(self.facts[level])


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join pieces that differ in one dimension only, dimension by dimension: disjoint pieces stay disjoint."""
    these = list(pieces)
    width = len(these[0].masks) if these else 0
    for place in range(width - 1, -1, -1):
        alike: dict[tuple[object, ...], Piece] = {}
        for piece in these:
            key = (*piece.masks[:place], *piece.masks[place + 1 :], piece.condition)
            other = alike.get(key)
            mask = piece.masks[place] | (other.masks[place] if other is not None else 0)
            alike[key] = Piece((*piece.masks[:place], mask, *piece.masks[place + 1 :]), piece.condition)
        these = list(alike.values())
    yield from these


def to_diagram(diagrams: Diagrams, bundle: Bundle, dimensions: Sequence[str]) -> int:
    """Return a bundle over `space_of` the same dimensions as a set of the diagram."""
    levels = [diagrams.level(name) for name in dimensions]
    others = (level for level in range(len(diagrams.variables)) if level not in levels)
    leaves = {1 << number: diagrams.among(level, 2) for number, level in enumerate(others)}
    union = EMPTY
    for piece in bundle.pieces:
        where = drawn(piece.condition, diagrams, leaves)
        for level, mask in zip(levels, piece.masks, strict=True):
            where = diagrams.both(where, diagrams.among(level, mask))
        union = diagrams.either(union, where)
    return union
