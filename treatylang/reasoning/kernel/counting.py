"""Exact counts of the union of any number of overlapping pieces, without a row being written down.

Some dimensions are walked value by value, with the set of pieces that are still possible; what is left, the other
dimensions and all circumstances, is one integer for each piece with a bit for each combination, so that the union of
the pieces is an `or` and its size the number of its bits. Equal sets of pieces are counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import combinations
from math import prod
from operator import and_, or_

from treatylang.reasoning.kernel.conditions import all_of, bits, drawn
from treatylang.reasoning.kernel.diagram import EMPTY, Diagrams
from treatylang.reasoning.kernel.sets import Masks, Piece, Space

_BLOCK = 1 << 17
"""How many combinations one integer may tell apart: 16 kilobytes stay in the nearest cache of a processor."""
_FACTS = 20
"""Beyond so many circumstances in all the pieces together, decision diagrams count."""
_LIKELY = 8
"""Of so many dimensions, those with the fewest values, the best ones for the blocks are sought."""
_HANDLING = 1 << 15
"""In how many bits an `or` takes as long as finding out which two integers it is for."""
_COUNTING = 8
"""How many times as long as an `or` it takes to count the bits of an integer."""


def count_of_union(space: Space, pieces: Iterable[Piece]) -> int:
    """Return how many situations of a space are in at least one of some pieces."""
    return count_of_meetings(space, ((piece,) for piece in pieces))


def count_of_meetings(space: Space, meetings: Iterable[Sequence[Piece]]) -> int:
    """Return how many situations of a space are in all pieces of at least one meeting.

    A piece may take part in many meetings: share it rather than build it twice, its block is made once.
    """
    these = [(meeting, masks) for meeting in meetings if 0 not in (masks := _common(space, meeting))]
    facts = (piece.condition.facts for meeting, _ in these for piece in meeting)
    mentioned = reduce(or_, facts, 0)
    if mentioned.bit_count() > _FACTS:
        return by_diagram(space, [Piece(masks, all_of(*(p.condition for p in meeting))) for meeting, masks in these])
    order = tuple(bits(mentioned))
    # A table must fill whole bytes: circumstances that nobody mentions are added, and divided out at the end.
    idle = max(0, 3 - len(order))
    inner = _inner(space, [masks for _, masks in these], len(order) + idle)
    outer = [place for place in range(len(space.dimensions)) if place not in inner]
    made: dict[int, int] = {}
    where: list[Masks] = []
    blocks: list[int] = []
    for meeting, masks in these:
        for piece in meeting:
            if id(piece) not in made:
                made[id(piece)] = _block(space, piece, inner, order, idle)
        # Pieces whose conditions exclude each other meet nowhere.
        block = reduce(and_, [made[id(piece)] for piece in meeting])
        if block:
            where.append(masks)
            blocks.append(block)
    counted = _walk(space, where, blocks, outer)
    return (counted >> idle) << len(space.facts) - len(order)


def _common(space: Space, meeting: Sequence[Piece]) -> Masks:
    """Return the values that all pieces of a meeting allow."""
    if len(meeting) == 1:
        return meeting[0].masks
    return tuple([reduce(and_, masks) for masks in zip(space.full, *[piece.masks for piece in meeting], strict=True)])


def _inner(space: Space, where: list[Masks], facts: int) -> tuple[int, ...]:
    """Return the dimensions that go into the blocks: those with which the least work is left, by mean sizes.

    A dimension in the blocks saves walking its values, but of a block most is empty where pieces allow few of them.
    """
    sizes = [len(dimension.values) for dimension in space.dimensions]
    likely = sorted(range(len(sizes)), key=lambda place: sizes[place])[:_LIKELY]
    count = len(where) or 1
    means = [sum([masks[place].bit_count() for masks in where]) / count for place in range(len(sizes))]

    def work(inner: tuple[int, ...]) -> float:
        block = prod(sizes[place] for place in inner) << facts
        walked = [place for place in range(len(sizes)) if place not in inner]
        unions = count * prod(means[place] for place in walked)
        cells = min(unions, prod(sizes[place] for place in walked))
        return unions * (_HANDLING + block) + cells * _COUNTING * block

    choices = (inner for number in range(len(likely) + 1) for inner in combinations(likely, number))
    fitting = (inner for inner in choices if not inner or prod(sizes[place] for place in inner) << facts <= _BLOCK)
    return min(fitting, key=work)


def _block(space: Space, piece: Piece, inner: tuple[int, ...], order: tuple[int, ...], idle: int) -> int:
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


def _walk(space: Space, where: list[Masks], blocks: list[int], outer: list[int]) -> int:
    """Sum the bits of the unions over all values of the outer dimensions."""
    cells = {(1 << len(blocks)) - 1: 1}
    for place in outer:
        by_value = [0] * len(space.dimensions[place].values)
        for number, masks in enumerate(where):
            bit = 1 << number
            for value in bits(masks[place]):
                by_value[value] |= bit
        # Values that the same pieces allow are alike.
        alike: dict[int, int] = {}
        for who in by_value:
            if who:
                alike[who] = alike.get(who, 0) + 1
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
