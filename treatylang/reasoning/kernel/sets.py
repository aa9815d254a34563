"""Sets of situations as unions of products: a bit set for each dimension and a condition on circumstances.

A *piece* has for each dimension (date, event, attacker, victim, object, place) the set of values it allows, as the bits
of an integer, and a condition on circumstances. A *bundle* is a union of pieces that share no situation. Whether two
norms meet costs a few operations on integers, whatever the number of situations; none is ever written down but the
one that is shown as the witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import NamedTuple

from treatylang.reasoning.kernel.conditions import ALWAYS, Condition, all_of, contrary, together
from treatylang.reasoning.kernel.diagram import Variable

Masks = tuple[int, ...]
"""For each dimension the values that are allowed, as bits."""


@dataclass(frozen=True)
class Space:
    """What situations are made of: dimensions with several values, and circumstances that are so or not."""

    dimensions: tuple[Variable, ...]
    facts: tuple[str, ...]

    @property
    def full(self) -> Masks:
        """The masks that allow every value."""
        return tuple(dimension.mask for dimension in self.dimensions)

    @property
    def size(self) -> int:
        """How many situations there are."""
        return prod(len(dimension.values) for dimension in self.dimensions) << len(self.facts)


class Situation(NamedTuple):
    """One situation: the index of the value in each dimension, and the circumstances that are so, as bits."""

    values: tuple[int, ...]
    true: int


class Piece(NamedTuple):
    """The situations whose values all lie in the masks and whose circumstances fulfil the condition."""

    masks: Masks
    condition: Condition

    def is_empty(self) -> bool:
        """Return whether no situation is in it."""
        return 0 in self.masks or self.condition.model() is None

    def holds(self, situation: Situation) -> bool:
        """Return whether a situation is in it; looks at nothing but the masks and the tree of the condition."""
        values, true = situation
        for mask, value in zip(self.masks, values, strict=True):
            if not mask >> value & 1:
                return False
        return self.condition.holds(true)

    def count(self, facts: int) -> int:
        """Return how many situations it has in a space of ``facts`` circumstances."""
        rows = self.condition.rows() << facts - self.condition.facts.bit_count()
        return prod(mask.bit_count() for mask in self.masks) * rows


@dataclass(frozen=True, slots=True)
class Bundle:
    """A set of situations: pieces, none of them empty, no two of which share a situation."""

    pieces: tuple[Piece, ...] = ()

    @staticmethod
    def of(pieces: Iterable[Piece]) -> Bundle:
        """Return the union of any pieces, empty and overlapping ones among them."""
        result = Bundle()
        for piece in pieces:
            if not piece.is_empty():
                result = result.either(Bundle((piece,)))
        return result

    @staticmethod
    def whole(space: Space) -> Bundle:
        """Return all situations of a space."""
        return Bundle((Piece(space.full, ALWAYS),))

    def is_empty(self) -> bool:
        """Return whether no situation is in it."""
        return not self.pieces

    def both(self, other: Bundle) -> Bundle:
        """Return the intersection."""
        return Bundle(tuple(piece for a in self.pieces for b in other.pieces if (piece := _shared(a, b)) is not None))

    def less(self, other: Bundle) -> Bundle:
        """Return what is in this set and not in the other."""
        rest = self.pieces
        for taken in other.pieces:
            rest = tuple(piece for one in rest for piece in _without(one, taken))
        return Bundle(rest)

    def either(self, other: Bundle) -> Bundle:
        """Return the union."""
        return Bundle((*self.pieces, *other.less(self).pieces))

    def outside(self, space: Space) -> Bundle:
        """Return the complement in a space."""
        return Bundle.whole(space).less(self)

    def holds(self, situation: Situation) -> bool:
        """Return whether a situation is in it."""
        return any([piece.holds(situation) for piece in self.pieces])  # noqa: C419  # mostly one: cheaper as a list

    def count(self, space: Space) -> int:
        """Return exactly how many situations of a space are in it."""
        return sum(piece.count(len(space.facts)) for piece in self.pieces)

    def choose(self) -> Situation:
        """Return one situation of it, always the same. Raises ValueError if there is none."""
        for piece in self.pieces:
            true = piece.condition.model()
            if true is not None:
                return Situation(tuple(map(lowest, piece.masks)), true)
        raise ValueError("the empty set has no situation to choose")


def lowest(mask: int) -> int:
    """Return the place of the lowest bit of a mask that has one."""
    return (mask & -mask).bit_length() - 1


def _shared(a: Piece, b: Piece) -> Piece | None:
    masks = tuple(x & y for x, y in zip(a.masks, b.masks, strict=True))
    if 0 in masks or together(a.condition, b.condition) is None:
        return None
    return Piece(masks, all_of(a.condition, b.condition))


def _without(piece: Piece, taken: Piece) -> Iterator[Piece]:
    """Yield disjoint pieces of what is left: beyond the taken one in each dimension, then what its condition spares."""
    if _shared(piece, taken) is None:
        yield piece
        return
    masks = list(piece.masks)
    for place, mask in enumerate(taken.masks):
        spared = masks[place] & ~mask
        if spared:
            yield Piece((*masks[:place], spared, *masks[place + 1 :]), piece.condition)
        masks[place] &= mask
    left = contrary(taken.condition)
    if together(piece.condition, left) is not None:
        yield Piece(tuple(masks), all_of(piece.condition, left))
