"""Exact counts of the union of any number of overlapping pieces, without a row being written down.

The dimensions with the most values are walked value by value, with the set of pieces that are still possible; what is
left, the small dimensions and all circumstances, is one integer for each piece with a bit for each combination, so
that the union of the pieces is an `or` and its size the number of its bits. Equal sets of pieces are counted once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from treatylang.reasoning.diagram import EMPTY, Diagrams
from treatylang.reasoning.kernel.conditions import bits, drawn
from treatylang.reasoning.kernel.sets import Piece, Space

_BLOCK = 1 << 17
"""How many combinations one integer may tell apart: 16 kilobytes stay in the nearest cache of a processor."""
_FACTS = 20
"""Beyond so many circumstances in all the pieces together, decision diagrams count."""


def count_of_union(space: Space, pieces: Iterable[Piece]) -> int:
    """Return how many situations of a space are in at least one of some pieces."""
    these = [piece for piece in pieces if 0 not in piece.masks]
    mentioned = reduce(or_, (piece.condition.facts for piece in these), 0)
    if mentioned.bit_count() > _FACTS:
        return by_diagram(space, these)
    order = tuple(bits(mentioned))
    # A table must fill whole bytes: circumstances that nobody mentions are added, and divided out at the end.
    idle = max(0, 3 - len(order))
    inner, outer = _split(space, len(order) + idle)
    blocks = [_block(space, piece, inner, order, idle) for piece in these]
    counted = _walk(space, these, blocks, outer)
    return (counted >> idle) << len(space.facts) - len(order)


def _split(space: Space, facts: int) -> tuple[list[int], list[int]]:
    """Return the dimensions that go into the blocks, the smallest first, and those that are walked."""
    inner: list[int] = []
    room = _BLOCK >> facts
    for place in sorted(range(len(space.dimensions)), key=lambda place: len(space.dimensions[place].values)):
        room //= len(space.dimensions[place].values)
        if room == 0:
            break
        inner.append(place)
    return inner, [place for place in range(len(space.dimensions)) if place not in inner]


def _block(space: Space, piece: Piece, inner: list[int], order: tuple[int, ...], idle: int) -> int:
    """Return the combinations of the inner dimensions and the circumstances that a piece allows, as bits."""
    size = 1 << len(order)
    table = piece.condition.table(order)
    for _ in range(idle):
        table |= table << size
        size *= 2
    block = table.to_bytes(size // 8, "little")
    for place in inner:
        mask = piece.masks[place]
        nothing = bytes(len(block))
        block = b"".join(
            block if mask >> value & 1 else nothing for value in range(len(space.dimensions[place].values))
        )
    return int.from_bytes(block, "little")


def _walk(space: Space, pieces: list[Piece], blocks: list[int], outer: list[int]) -> int:
    """Sum the bits of the unions over all values of the outer dimensions."""
    having = []
    for place in outer:
        by_value = [0] * len(space.dimensions[place].values)
        for number, piece in enumerate(pieces):
            for value in bits(piece.masks[place]):
                by_value[value] |= 1 << number
        # Values that the same pieces allow are alike.
        alike: dict[int, int] = {}
        for who in by_value:
            if who:
                alike[who] = alike.get(who, 0) + 1
        having.append(alike)
    cells = {(1 << len(pieces)) - 1: 1}
    for alike in having:
        further: dict[int, int] = {}
        for left, times in cells.items():
            for who, many in alike.items():
                both = left & who
                if both:
                    further[both] = further.get(both, 0) + times * many
        cells = further
    total = 0
    for left, times in cells.items():
        union = 0
        for number in bits(left):
            union |= blocks[number]
        total += times * union.bit_count()
    return total


def by_diagram(space: Space, pieces: list[Piece]) -> int:
    """Return the same count by decision diagrams, whatever the number of circumstances."""
    diagrams = Diagrams()
    levels = [diagrams.add(f"d{place}", variable.values) for place, variable in enumerate(space.dimensions)]
    leaves = {1 << number: diagrams.among(diagrams.add(f"f{number}", "ny"), 2) for number in range(len(space.facts))}
    union = EMPTY
    for piece in pieces:
        where = drawn(piece.condition, diagrams, leaves)
        for level, mask in zip(levels, piece.masks, strict=True):
            where = diagrams.both(where, diagrams.among(level, mask))
        union = diagrams.either(union, where)
    return diagrams.count(union)
