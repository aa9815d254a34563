"""Voting games, exactly: who can block, which coalitions are the smallest, how much power each player has.

A game has players and criteria; a coalition wins if it reaches the quota of each criterion. Coalitions are counted by
their size and by how far they get towards each quota, so that forty players cost no more than their weights.
Coalitions are counted as if all others voted against; what an abstention does is said of each criterion.
Power is the share of all swings (Banzhaf 1965) and of all orders in which a player is pivotal (Shapley, Shubik 1954).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import ceil, comb, factorial, floor, prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy takes as long to load as all else that a check needs, and most checks count no coalitions
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

MOST_PLAYERS = 40
"""How many players are counted exactly: the number of coalitions must fit 63 bits, sums of them included."""
_MOST_STATES = 4_000_000
"""How many combinations of size and progress are kept at once, about 32 MB."""
_MOST_KINDS = 20_000
"""How many combinations of like players are looked at to tell coalitions in words."""


class TooLarge(ValueError):
    """A game that cannot be counted exactly within bounds."""


class Abstention(Enum):
    """What an abstention does to a criterion."""

    AGAINST = "counts against"
    ASIDE = "is not counted"
    FOR = "is no objection"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a coalition must reach: ``weights`` of the players in their order, and the ``quota`` of their sum.

    ``share`` is what of all votes cast must be for it where abstentions are not counted, ``more`` if it must be
    exceeded; the quota is then that of all votes.
    """

    weights: tuple[int, ...]
    quota: int
    abstention: Abstention = Abstention.AGAINST
    share: Fraction = Fraction(0)
    more: bool = False

    def met(self, yes: Iterable[int], abstaining: Iterable[int] = ()) -> bool:
        """Return whether those who vote for it suffice, if some abstain and all others vote against."""
        return self.reached(sum(self.weights[i] for i in yes), sum(self.weights[i] for i in abstaining))

    def reached(self, votes: int, aside: int) -> bool:
        """Return whether so many votes for it suffice, where so many more are not cast at all."""
        match self.abstention:
            case Abstention.AGAINST:
                return votes >= self.quota
            case Abstention.FOR:
                return votes + aside >= self.quota
            case Abstention.ASIDE:
                needed = quota_of(self.share, sum(self.weights) - aside, more=self.more)
                return votes >= max(needed, min(1, self.quota))

    @property
    def if_rest_abstain(self) -> Criterion:
        """The criterion for coalitions whose others all abstain."""
        quota = {Abstention.AGAINST: self.quota, Abstention.ASIDE: min(1, self.quota), Abstention.FOR: 0}
        return Criterion(self.weights, quota[self.abstention])


def quota_of(share: Fraction, total: int, *, more: bool) -> int:
    """Return how many votes of a total are a share of it, or more than that share."""
    return floor(share * total) + 1 if more else ceil(share * total)


@dataclass(frozen=True)
class Game:
    """Players by number from 0 on, and the criteria, all of which a coalition must meet.

    ``quorum`` is what those present have to reach, whatever they vote; coalitions are counted with everybody present.
    """

    players: int
    criteria: tuple[Criterion, ...]
    quorum: Criterion | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        size = prod((self.players + 1, *(min(one.quota, sum(one.weights)) + 1 for one in self.criteria)))
        if self.players > MOST_PLAYERS or size > _MOST_STATES:
            raise TooLarge

    def wins(
        self,
        coalition: frozenset[int],
        abstaining: frozenset[int] = frozenset(),
        absent: frozenset[int] = frozenset(),
    ) -> bool:
        """Return whether a coalition carries a decision, if some abstain or stay away and all others vote against it.

        Whoever stays away is counted as whoever abstains, but not for the quorum.
        """
        return self.meets(absent) and all(one.met(coalition, abstaining | absent) for one in self.criteria)

    def meets(self, absent: frozenset[int]) -> bool:
        """Return whether there is a quorum where some stay away."""
        return self.quorum is None or self.quorum.met(i for i in range(self.players) if i not in absent)

    @property
    def missing(self) -> int:
        """How many have to stay away, at the least, so that there is no quorum; 0 where none is asked for."""
        if self.quorum is None:
            return 0
        heaviest = sorted(range(self.players), key=lambda i: -self.quorum.weights[i])  # type: ignore[union-attr]
        return next(n for n in range(self.players + 1) if not self.meets(frozenset(heaviest[:n])))

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
        alone = (frozenset({i}) for i in range(self.players))
        return tuple(i for i, one in enumerate(alone) if not self.wins(everyone - one) or not self.meets(one))

    @property
    def held_up(self) -> tuple[int, ...]:
        """The players whose mere abstention blocks what all others vote for; none where nothing is ever carried."""
        if not self.can_be_won:
            return ()
        everyone = frozenset(range(self.players))
        return tuple(i for i in range(self.players) if not self.wins(everyone - {i}, frozenset({i})))

    @cached_property
    def if_rest_abstain(self) -> Game:
        """The game of coalitions whose others abstain, none of whom votes against."""
        return replace(self, criteria=tuple(one.if_rest_abstain for one in self.criteria))

    @property
    def abstentions(self) -> tuple[Abstention, ...]:
        """What an abstention does, by one criterion or another, in the order of `Abstention`."""
        return tuple(kind for kind in Abstention if any(one.abstention is kind for one in self.criteria))

    @property
    def idle(self) -> tuple[int, ...]:
        """The players whose vote never matters."""
        return tuple(i for i in range(self.players) if self.banzhaf[i] == 0)

    @cached_property
    def kinds(self) -> tuple[tuple[int, ...], ...]:
        """The players, those together that weigh the same by every criterion and for the quorum, in order."""
        found: dict[tuple[int, ...], list[int]] = {}
        for i in range(self.players):
            weights = (c.weights[i] for c in (*self.criteria, *([self.quorum] if self.quorum is not None else [])))
            found.setdefault(tuple(weights), []).append(i)
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
        import numpy as np

        counts = np.zeros((self.players + 1, *(one.quota + 1 for one in self._capped)), dtype=np.int64)
        counts[(0,) * counts.ndim] = 1
        for player in players:
            counts += self._with(counts, player)
        return counts

    def _with(self, counts: Counts, player: int) -> Counts:
        """Return the coalitions with one player more, what is beyond a quota counted as just reaching it."""
        import numpy as np

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
            import numpy as np

            return np.zeros(self.players + 1, dtype=np.int64)
        for _ in self._capped:
            counts = counts[..., -1]
        return counts

    @cached_property
    def _capped(self) -> tuple[Criterion, ...]:
        """The criteria, a quota that nobody can reach lowered to one more than there is."""
        return tuple(replace(c, quota=min(c.quota, sum(c.weights) + 1)) for c in self.criteria)
