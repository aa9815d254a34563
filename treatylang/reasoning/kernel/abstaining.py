"""Power in a voting game whose members may abstain, exactly: every way in which the others can vote is counted.

These are the ternary voting games of Felsenthal and Machover (International Journal of Game Theory 26, 1997): each
member votes yes, abstains or votes no, each equally likely. A vote decides where the decision is carried with its yes
and not with its no; a member's share of all such cases is its Banzhaf index. Its Shapley–Shubik index is the share of
roll-calls, in all orders and with all votes, in which the outcome is settled by its vote, whatever comes after.
Where a quorum is asked for, staying away is a fourth way to act, and a vote decides where it does so by any of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, factorial, gcd, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatylang.reasoning.kernel.voting import Abstention, Criterion, Game

_MOST_WORK = 400_000_000
"""How many sums are formed at the most, some seconds."""
_SLOW = 30
"""How much longer a sum of numbers takes that do not fit 63 bits."""

Counts = NDArray[Any]


@dataclass(frozen=True, slots=True)
class _Sum:
    """What must be reached: ``steps`` say for each player what each of its ways to act adds, ``quota`` how much."""

    steps: tuple[tuple[int, ...], ...]
    quota: int

    def least(self, player: int) -> int:
        return min(self.steps[player])

    def most(self, player: int) -> int:
        return max(self.steps[player])


def matters(game: Game) -> bool:
    """Return whether an abstention can have another effect than a no, or staying away one of its own."""
    return game.quorum is not None or any(one.abstention is not Abstention.AGAINST for one in game.criteria)


@lru_cache(maxsize=256)
def banzhaf(game: Game) -> tuple[Fraction, ...] | None:
    """Return each player's share of all votes that decide; ``None`` where there are too many to count."""
    sums = _sums(game)
    ways = len(sums[0].steps[0])
    if not _countable(game, sums, 1, ways):
        return None
    found: dict[int, int] = {}
    for kind in game.kinds:
        others = _Counting(sums, ways, game.players, by_size=False)
        for player in range(game.players):
            if player != kind[0]:
                others.voted(player)
        score = others.reached(kind[0], _Sum.most) - others.reached(kind[0], _Sum.least)
        found.update(dict.fromkeys(kind, int(score[0])))
    total = sum(found.values())
    return tuple(Fraction(found[i], total) if total else Fraction(0) for i in range(game.players))


@lru_cache(maxsize=256)
def shapley(game: Game) -> tuple[Fraction, ...] | None:
    """Return each player's share of roll-calls that its vote settles; ``None`` where there are too many to count."""
    sums = _sums(game)
    ways, n = len(sums[0].steps[0]), game.players
    if not _countable(game, sums, n + 1, ways + 1):
        return None
    found: dict[int, Fraction] = {}
    for kind in game.kinds:
        share = Fraction(0)
        for rest, sign in ((_Sum.least, 1), (_Sum.most, -1)):  # settled as carried, and as lost
            counting = _Counting(sums, ways, n, by_size=True)
            for player in range(n):
                if player != kind[0]:
                    counting.voted_or(player, rest)
            before = counting.reached(kind[0], rest)
            after = [sum(way) for way in zip(*(counting.added(kind[0], way) for way in range(ways)), strict=True)]
            for k in range(n):
                every = comb(n - 1, k) * ways**k if sign < 0 else 0
                settled = Fraction(every + sign * int(before[k]), ways**k)
                then = Fraction(every * ways + sign * int(after[k]), ways ** (k + 1))
                share += (then - settled) * factorial(k) * factorial(n - 1 - k) / factorial(n)
        found.update(dict.fromkeys(kind, share))
    return tuple(found[i] for i in range(n))


# -- ways to act -----------------------------------------------------------------------------------------------------


def _sums(game: Game) -> tuple[_Sum, ...]:
    """Return what votes add up to: for it, aside, against; and away, where a quorum is asked for."""
    found = [one for criterion in game.criteria for one in _of(criterion)]
    if game.quorum is None:
        return tuple(found)
    away = [_Sum(tuple((*steps, steps[1]) for steps in one.steps), one.quota) for one in found]
    return (*away, _Sum(tuple((w, w, w, 0) for w in game.quorum.weights), game.quorum.quota))


def _of(criterion: Criterion) -> Iterator[_Sum]:
    """Yield what a criterion asks, as sums over votes for it, aside and against.

    A share of the votes cast is linear too: yes ≥ share · (all − aside), and at least one yes.
    """
    weights = criterion.weights
    match criterion.abstention:
        case Abstention.AGAINST:
            yield _Sum(tuple((w, 0, 0) for w in weights), criterion.quota)
        case Abstention.FOR:
            yield _Sum(tuple((w, w, 0) for w in weights), criterion.quota)
        case Abstention.ASIDE:
            part, whole = criterion.share.numerator, criterion.share.denominator
            scale = gcd(*(w * whole for w in weights), *(w * part for w in weights)) or 1
            needed = part * sum(weights) + (1 if criterion.more else 0)
            yield _Sum(tuple((w * whole // scale, w * part // scale, 0) for w in weights), -(-needed // scale))
            yield _Sum(tuple((w, 0, 0) for w in weights), min(1, criterion.quota))


# -- counting --------------------------------------------------------------------------------------------------------


def _countable(game: Game, sums: Sequence[_Sum], sizes: int, ways: int) -> bool:
    states = sizes * prod(one.quota + 1 for one in _capped(sums))
    slow = 1 if ways**game.players < 2**63 else _SLOW
    return len(game.kinds) * game.players * ways * states * slow <= _MOST_WORK


def _capped(sums: Sequence[_Sum]) -> list[_Sum]:
    """Return the sums, a quota that nothing reaches lowered to one more than there is."""
    return [_Sum(one.steps, min(one.quota, sum(map(max, one.steps)) + 1)) for one in sums]


class _Counting:
    """Ways in which players act, counted by how many have voted, and by progress towards each quota."""

    def __init__(self, sums: Sequence[_Sum], ways: int, players: int, *, by_size: bool) -> None:
        self.sums = _capped(sums)
        self.ways = ways
        sizes = players + 1 if by_size else 1
        kind = np.int64 if (ways + by_size) ** players < 2**63 else object
        self.counts: Counts = np.zeros((sizes, *(one.quota + 1 for one in self.sums)), dtype=kind)
        self.counts[(0,) * self.counts.ndim] = 1

    def voted(self, player: int) -> None:
        """Let a player act in each of its ways."""
        self.counts = sum(self._moved(self._steps(player, way)) for way in range(self.ways))  # type: ignore[assignment]

    def voted_or(self, player: int, rest: Any) -> None:
        """Let a player act in each of its ways, or not yet: then what it may still do counts."""
        waiting = self._moved([rest(one, player) for one in self.sums])
        acted = sum(self._moved(self._steps(player, way)) for way in range(self.ways))
        waiting[1:] += acted[:-1]  # type: ignore[index]
        self.counts = waiting

    def reached(self, player: int, rest: Any) -> Counts:
        """Return how many reach every quota by size, with what a player may do at the most or at the least."""
        return self._full(self._moved([rest(one, player) for one in self.sums]))

    def added(self, player: int, way: int) -> Counts:
        """Return how many reach every quota by size, if a player acts in one of its ways."""
        return self._full(self._moved(self._steps(player, way)))

    def _steps(self, player: int, way: int) -> list[int]:
        return [one.steps[player][way] for one in self.sums]

    def _full(self, counts: Counts) -> Counts:
        for _ in self.sums:
            counts = counts[..., -1]
        return counts

    def _moved(self, steps: Sequence[int]) -> Counts:
        """Return the counts moved on by some steps, what is beyond a quota counted as just reaching it."""
        counts = self.counts.copy()
        for axis, (step, one) in enumerate(zip(steps, self.sums, strict=True), 1):
            step = min(step, one.quota)
            if step == 0:
                continue
            before = np.moveaxis(counts, axis, 0)
            after = np.zeros_like(before)
            after[step:] = before[: one.quota + 1 - step]
            after[one.quota] += before[one.quota + 1 - step :].sum(axis=0)
            counts = np.moveaxis(after, 0, axis)
        return counts
