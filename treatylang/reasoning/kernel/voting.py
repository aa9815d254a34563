"""Voting games, exactly: who can block, which coalitions are the smallest, how much power each player has.

A game has players and criteria; a coalition wins if it reaches the quota of each criterion. Coalitions are counted by
their size and by how far they get towards each quota, so that forty players cost no more than their weights.
Power is the share of all swings (Banzhaf 1965) and of all orders in which a player is pivotal (Shapley, Shubik 1954).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import comb, factorial, prod

import numpy as np
from numpy.typing import NDArray

MOST_PLAYERS = 40
"""How many players are counted exactly: the number of coalitions must fit 63 bits, sums of them included."""
_MOST_STATES = 4_000_000
"""How many combinations of size and progress are kept at once, about 32 MB."""
_MOST_KINDS = 20_000
"""How many combinations of like players are looked at to tell coalitions in words."""

Counts = NDArray[np.int64]


class TooLarge(ValueError):
    """A game that cannot be counted exactly within bounds."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a coalition must reach: ``weights`` of the players in their order, and the ``quota`` of their sum."""

    weights: tuple[int, ...]
    quota: int


@dataclass(frozen=True)
class Game:
    """Players by number from 0 on, and the criteria, all of which a coalition must meet."""

    players: int
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        size = prod((self.players + 1, *(min(one.quota, sum(one.weights)) + 1 for one in self.criteria)))
        if self.players > MOST_PLAYERS or size > _MOST_STATES:
            raise TooLarge

    def wins(self, coalition: frozenset[int]) -> bool:
        """Return whether a coalition carries a decision."""
        return all(sum(c.weights[i] for i in coalition) >= c.quota for c in self.criteria)

    @property
    def can_be_won(self) -> bool:
        """Whether all players together carry a decision."""
        return self.wins(frozenset(range(self.players)))

    @property
    def blockers(self) -> tuple[int, ...]:
        """The players without whom nothing is carried; none where nothing ever is."""
        if not self.can_be_won:
            return ()
        everyone = frozenset(range(self.players))
        return tuple(i for i in range(self.players) if not self.wins(everyone - {i}))

    @property
    def idle(self) -> tuple[int, ...]:
        """The players whose vote never matters."""
        return tuple(i for i in range(self.players) if self.banzhaf[i] == 0)

    @cached_property
    def kinds(self) -> tuple[tuple[int, ...], ...]:
        """The players, those together that weigh the same by every criterion, by the first of each kind."""
        found: dict[tuple[int, ...], list[int]] = {}
        for i in range(self.players):
            found.setdefault(tuple(c.weights[i] for c in self.criteria), []).append(i)
        return tuple(tuple(players) for players in found.values())

    # -- coalitions --

    @property
    def smallest_winning(self) -> tuple[int, int]:
        """The size of the smallest coalitions that carry a decision, and their number; (0, 0) where none does."""
        return self._first(enumerate(self._winning))

    @property
    def smallest_blocking(self) -> tuple[int, int]:
        """The size of the smallest coalitions against which nothing is carried, and their number."""
        n = self.players
        return self._first((s, comb(n, s) - self._winning[n - s]) for s in range(n + 1))

    @staticmethod
    def _first(numbers: Iterator[tuple[int, int]]) -> tuple[int, int]:
        return next(((size, number) for size, number in numbers if number), (0, 0))

    def smallest_in_kinds(self, *, blocking: bool = False) -> tuple[tuple[int, ...], ...]:
        """Return the smallest winning, or blocking, coalitions as how many players of each kind they have.

        Empty where there are too many combinations of kinds to look at.
        """
        if prod(len(kind) + 1 for kind in self.kinds) > _MOST_KINDS:
            return ()
        size, _ = self.smallest_blocking if blocking else self.smallest_winning
        found = []
        for numbers in product(*(range(len(kind), -1, -1) for kind in self.kinds)):
            if sum(numbers) != size:
                continue
            chosen = {i for kind, number in zip(self.kinds, numbers, strict=True) for i in kind[:number]}
            rest = frozenset(range(self.players)) - chosen
            if self.wins(frozenset(chosen)) if not blocking else not self.wins(rest):
                found.append(numbers)
        return tuple(found)

    # -- power --

    @cached_property
    def banzhaf(self) -> tuple[Fraction, ...]:
        """Each player's share of all swings: coalitions that it alone turns into winning ones."""
        swings = [sum(one) for one in self._swings]
        total = sum(swings)
        return tuple(Fraction(one, total) if total else Fraction(0) for one in swings)

    @cached_property
    def shapley(self) -> tuple[Fraction, ...]:
        """Each player's share of all orders of joining in which it turns a coalition into a winning one."""
        n = self.players
        return tuple(
            Fraction(sum(number * factorial(k) * factorial(n - 1 - k) for k, number in enumerate(one)), factorial(n))
            for one in self._swings
        )

    @cached_property
    def _swings(self) -> tuple[tuple[int, ...], ...]:
        """For each player, how many coalitions of each size it turns into winning ones; like players share it."""
        found: dict[int, tuple[int, ...]] = {}
        for kind in self.kinds:
            without = self._counted([i for i in range(self.players) if i != kind[0]])
            joined = self._won(self._with(without, kind[0]))
            alone = self._won(without)
            counted = tuple(int(joined[k + 1]) - int(alone[k]) for k in range(self.players))
            found.update(dict.fromkeys(kind, counted))
        return tuple(found[i] for i in range(self.players))

    # -- counting --

    @cached_property
    def _winning(self) -> tuple[int, ...]:
        """How many coalitions of each size win."""
        return tuple(int(number) for number in self._won(self._counted(range(self.players))))

    def _counted(self, players: Sequence[int]) -> Counts:
        """Return how many coalitions of some players there are by size and by progress towards each quota."""
        counts = np.zeros((self.players + 1, *(one.quota + 1 for one in self._capped)), dtype=np.int64)
        counts[(0,) * counts.ndim] = 1
        for player in players:
            counts += self._with(counts, player)
        return counts

    def _with(self, counts: Counts, player: int) -> Counts:
        """Return the coalitions with one player more, what is beyond a quota counted as just reaching it."""
        moved = np.zeros_like(counts)
        moved[1:] = counts[:-1]
        for axis, criterion in enumerate(self._capped, 1):
            weight, quota = min(criterion.weights[player], criterion.quota), criterion.quota
            if weight == 0:
                continue
            before = np.moveaxis(moved, axis, 0)
            after = np.zeros_like(before)
            after[weight:] = before[: quota + 1 - weight]
            after[quota] += before[quota + 1 - weight :].sum(axis=0)
            moved = np.moveaxis(after, 0, axis)
        return moved

    def _won(self, counts: Counts) -> Counts:
        if not self.can_be_won:
            return np.zeros(self.players + 1, dtype=np.int64)
        for _ in self._capped:
            counts = counts[..., -1]
        return counts

    @cached_property
    def _capped(self) -> tuple[Criterion, ...]:
        """The criteria, a quota that nobody can reach lowered to one more than there is."""
        return tuple(Criterion(c.weights, min(c.quota, sum(c.weights) + 1)) for c in self.criteria)
