"""Large sets of norms against each other: situations as products of bit sets and a condition on circumstances.

A *piece* has for each dimension (date, event, attacker, victim, object, place) the set of values it allows, as the bits
of an integer, and a condition on circumstances. A *bundle* is a union of pieces that share no situation. Whether two
norms meet costs a few operations on integers, whatever the number of situations; none is ever written down but the
one that is shown as the witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import NamedTuple

from treatylang.reasoning.diagram import Variable
from treatylang.reasoning.kernel_conditions import ALWAYS, Condition, all_of, bits, contrary, together

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
                return Situation(tuple(map(_lowest, piece.masks)), true)
        raise ValueError("the empty set has no situation to choose")


def _lowest(mask: int) -> int:
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


# -- norms ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Norm:
    """A commitment or a ban.

    ``bearers`` are those bound, as bits; ``ways`` the ways by which a commitment can be performed, or that a ban
    forbids, as bits; ``where`` the situations in which it is awake.
    """

    name: str
    bearers: int
    ways: int
    where: Bundle


class Clash(NamedTuple):
    """A commitment every way of which a ban forbids to a bearer of both, and a situation in which it does."""

    commitment: Norm
    ban: Norm
    bearer: int
    witness: Situation


def conflicts(commitments: Iterable[Norm], bans: Sequence[Norm]) -> list[Clash]:
    """Return each commitment with each ban that alone forbids every way of it somewhere, in the order given.

    Every witness has been put back to both norms before it is returned.
    """
    register = _Register(bans)
    found: list[Clash] = []
    for commitment in commitments:
        met: dict[int, Clash] = {}
        for piece in commitment.where.pieces:
            for number, banned in register.meeting(commitment, piece.masks):
                if number in met:
                    continue
                true = together(piece.condition, banned.condition)
                if true is None:
                    continue
                ban = bans[number]
                values = tuple(
                    [((m := x & y) & -m).bit_length() - 1 for x, y in zip(piece.masks, banned.masks, strict=True)]
                )
                clash = Clash(commitment, ban, _lowest(commitment.bearers & ban.bearers), Situation(values, true))
                if not shows(clash):
                    raise AssertionError(f"{commitment.name} and {ban.name} do not clash in {clash.witness}")
                met[number] = clash
        found.extend(met[number] for number in sorted(met))
    return found


def shows(clash: Clash) -> bool:
    """Return whether a clash is one: its bearer is bound by both, every way is banned, and both norms are awake."""
    commitment, ban, bearer, witness = clash
    return (
        commitment.bearers >> bearer & 1 == 1
        and ban.bearers >> bearer & 1 == 1
        and commitment.ways & ~ban.ways == 0
        and commitment.where.holds(witness)
        and ban.where.holds(witness)
    )


def closed(commitment: Norm, bans: Iterable[Norm], bearer: int) -> Bundle:
    """Return where bans together forbid a bearer every way of a commitment that is awake there."""
    result = commitment.where if commitment.bearers >> bearer & 1 else Bundle()
    against = [ban for ban in bans if ban.bearers >> bearer & 1]
    for way in bits(commitment.ways):
        hit = Bundle()
        for ban in against:
            if ban.ways >> way & 1:
                hit = hit.either(ban.where.both(result))
        result = hit
        if result.is_empty():
            break
    return result


class _Register:
    """Pieces of bans, found by what they share with a commitment: sets of pieces are bits of an integer."""

    def __init__(self, bans: Sequence[Norm]) -> None:
        self._pieces = [(number, piece) for number, ban in enumerate(bans) for piece in ban.where.pieces]
        width = len(self._pieces[0][1].masks) if self._pieces else 0
        groups: list[dict[int, int]] = [{} for _ in range(width + 2)]
        for place, (number, piece) in enumerate(self._pieces):
            bit = 1 << place
            ban = bans[number]
            for group, mask in zip(groups, (*piece.masks, ban.bearers, ban.ways), strict=True):
                group[mask] = group.get(mask, 0) | bit
        self._ways = groups.pop()
        self._bearers = _Overlap(groups.pop())
        self._masks = [_Overlap(group) for group in groups]
        self._bound: dict[tuple[int, int], int] = {}

    def meeting(self, commitment: Norm, masks: Masks) -> Iterator[tuple[int, Piece]]:
        """Yield the pieces (with the number of their ban) that a piece of a commitment meets in every dimension."""
        key = (commitment.bearers, commitment.ways)
        left = self._bound.get(key)
        if left is None:
            able = sum(who for ways, who in self._ways.items() if not commitment.ways & ~ways)
            left = self._bound[key] = able & self._bearers.met(commitment.bearers)
        for overlap, mask in zip(self._masks, masks, strict=False):
            if not left:
                return
            left &= overlap.met(mask)
        while left:
            low = left & -left
            yield self._pieces[low.bit_length() - 1]
            left ^= low


class _Overlap:
    """Which pieces share a value of one dimension with a mask; pieces with the same values stand together.

    Dimensions of few values are looked up by value, those of many by the groups: what it costs is bounded by the
    number of norms, however many values there are.
    """

    def __init__(self, groups: dict[int, int]) -> None:
        self._groups = groups
        self._known: dict[int, int] = {}
        size = max((mask.bit_length() for mask in groups), default=0)
        self._by_value: list[int] | None = None
        if size <= len(groups):
            self._by_value = [0] * size
            for mask, who in groups.items():
                while mask:
                    low = mask & -mask
                    self._by_value[low.bit_length() - 1] |= who
                    mask ^= low

    def met(self, mask: int) -> int:
        """Return the pieces that allow some value of a mask."""
        found = self._known.get(mask)
        if found is None:
            found = 0
            if self._by_value is None:
                for other, who in self._groups.items():
                    if other & mask:
                        found |= who
            else:
                for value, who in enumerate(self._by_value):
                    if mask >> value & 1:
                        found |= who
            self._known[mask] = found
        return found
