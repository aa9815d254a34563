"""Many duties against many bans: which ban forbids every way of which duty, and a situation that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from treatylang.reasoning.kernel.conditions import bits, together
from treatylang.reasoning.kernel.sets import Bundle, Masks, Piece, Situation, lowest


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
                clash = Clash(commitment, ban, lowest(commitment.bearers & ban.bearers), Situation(values, true))
                if not shows(clash):
                    raise AssertionError(f"{commitment.name} and {ban.name} do not clash in {clash.witness}")
                met[number] = clash
        found.extend(met[number] for number in sorted(met))
    return found


def meetings(commitments: Iterable[Norm], bans: Sequence[Norm]) -> Iterator[tuple[Piece, Piece]]:
    """Yield where conflicts are, for who counts them: pieces of a commitment and of a ban that meet in every dimension.

    Their conditions may still exclude each other: no witness is sought.
    """
    register = _Register(bans)
    for commitment in commitments:
        for piece in commitment.where.pieces:
            for _, banned in register.meeting(commitment, piece.masks):
                yield piece, banned


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
