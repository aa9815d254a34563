"""How many situations a set has, in all and for each value of some of its dimensions: exact, in one walk of the set.

The walk meets each node of a set once, whatever the number of groups. Values that lead the same way stay together as
long as they do, so what it costs follows the texts; only the answer has an entry for each value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from treatylang.reasoning.kernel.diagram import EMPTY, Diagrams, Situations
from treatylang.reasoning.situations.frame import Frame

Values = tuple[int, ...]
"""For each dimension of a grouping the index of a value, in the order of the grouping."""

_Shares = Mapping[tuple[int, ...], int]
"""How many situations lie in each of some disjoint products of values (a mask for each grouped level)."""


class Measure:
    """Counts sets of situations over the dimensions and the circumstances on which some of the sets turn."""

    def __init__(self, frame: Frame, sets: Sequence[Situations]) -> None:
        diagrams = frame.diagrams
        mentioned = diagrams.mentions(diagrams.somehow(frame.possible, frame.space.manners()))
        for one in set(sets):
            mentioned |= diagrams.mentions(one)
        idle = [key for key in frame.space.facts if diagrams.level(key) not in mentioned]
        self._diagrams = diagrams
        self._idle = prod(len(diagrams.variables[level].values) for level in frame.space.anywhere()) << len(idle)
        self._walks: dict[tuple[int, ...], _Walk] = {}
        self.circumstances = tuple(fact.words for key, fact in frame.space.facts.items() if key not in idle)

    def count(self, where: Situations) -> int:
        """Return how many situations a set has that turns on nothing else."""
        return self._diagrams.count(where) // self._idle

    def groups(self, where: Situations, names: Sequence[str]) -> dict[Values, int]:
        """Return how many situations of such a set have each combination of values; those without any are left out."""
        levels = [self._diagrams.level(name) for name in names]
        order = tuple(sorted(levels))
        walk = self._walks.get(order)
        if walk is None:
            walk = self._walks[order] = _Walk(self._diagrams, order)
        places = [order.index(level) for level in levels]
        found: dict[Values, int] = {}
        for masks, count in walk.shares(where, 0).items():
            for values in product(*(_values(masks[place]) for place in places)):
                found[values] = found.get(values, 0) + count
        return {values: count // self._idle for values, count in found.items()}


class _Walk:
    """Counts for one grouping, kept by node: sets of one draft share most of their nodes."""

    def __init__(self, diagrams: Diagrams, levels: tuple[int, ...]) -> None:
        self._diagrams = diagrams
        self._grouped = frozenset(levels)
        self._last = max(levels, default=-1)
        self._sizes = [len(variable.values) for variable in diagrams.variables]
        self._below = [1] * (len(self._sizes) + 1)
        for level in range(len(self._sizes) - 1, -1, -1):
            self._below[level] = self._below[level + 1] * self._sizes[level]
        self._known: dict[tuple[Situations, int], _Shares] = {}
        self._counts: dict[Situations, int] = {}

    def shares(self, node: Situations, level: int) -> _Shares:
        """Return the shares of a set over the variables from a level on; it asks none of those before."""
        if node == EMPTY:
            return {}
        if level > self._last:
            return {(): self._count(node, level)}
        known = self._known.get((node, level))
        if known is None:
            asked = self._diagrams.level_of(node) == level
            edges = self._diagrams.edges(node) if asked else ((node, self._diagrams.variables[level].mask),)
            found: dict[tuple[int, ...], int] = {}
            for child, mask in edges:
                for masks, count in self.shares(child, level + 1).items():
                    key, times = ((mask, *masks), 1) if level in self._grouped else (masks, mask.bit_count())
                    found[key] = found.get(key, 0) + times * count
            known = self._known[node, level] = found
        return known

    def _count(self, node: Situations, level: int) -> int:
        """Return how many situations a set has over the variables from a level on."""
        known = self._counts.get(node)
        if known is None:
            asked = self._diagrams.level_of(node)
            known = self._counts[node] = self._diagrams.count(node) // (self._below[0] // self._below[asked])
        return known * (self._below[level] // self._below[self._diagrams.level_of(node)])


def _values(mask: int) -> tuple[int, ...]:
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
