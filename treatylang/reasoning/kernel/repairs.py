"""The cheapest set of changes that removes every conflict: exact, and said to be so only where it was proven.

Each change has a cost and the set of conflicts that it removes; one change may remove many, and most conflicts can be
removed by several. What is sought is a hitting set of least weight. In turn:

- what is *forced* or *dominated* is settled: the only change that removes a conflict is made; a conflict that goes
  whenever another goes is left out, and so is a change of which another does as much for no more;
- what shares no change is solved apart;
- a *bound* from below is set against the best set known: as long as each conflict offers a price, and no change is
  offered more than it costs, all prices together are no more than any set of changes costs. `prices` raises them;
- what the bound leaves open is decided by trying a change, then doing without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from treatylang.reasoning.kernel.conditions import bits
from treatylang.reasoning.kernel.prices import Prices, raised, risen

NODES = 20_000
"""How many changes are tried and done without, unless told otherwise, before the search ends without a proof."""
_DEEP = 150
"""How many changes may be tried one upon the other: each takes a few calls, and Python bounds those."""
_MANY = 24
"""From so many conflicts on the prices are raised by many small steps, which take longer and bound better."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A change, its cost (a positive integer, in any unit), and the conflicts that it removes, as bits."""

    name: str
    cost: int
    removes: int

    def __post_init__(self) -> None:
        if self.cost < 1:
            raise ValueError(f"`{self.name}` must cost something: its cost is {self.cost}")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Changes that together remove all conflicts but those that are ``stuck``: no change removes them (bits).

    ``proven`` tells whether no cheaper set does. If not, the search ended early, and what the cheapest set costs lies
    from ``least`` to ``cost``; if so, the two are equal. ``tried`` is the number of changes that were tried.
    """

    chosen: tuple[Repair, ...]
    cost: int
    least: int
    stuck: int
    tried: int

    @property
    def proven(self) -> bool:
        """Whether no set of changes that removes as much costs less."""
        return self.least == self.cost


def cheapest(repairs: Sequence[Repair], conflicts: int, limit: int = NODES) -> Repaired:
    """Return the set of changes of least cost that removes all conflicts (bits) that any change can remove.

    The same changes in the same order give the same set. ``limit`` bounds the changes that are tried.
    """
    wanted = [0] * conflicts.bit_length()
    for number, repair in enumerate(repairs):
        bit = 1 << number
        for conflict in bits(repair.removes & conflicts):
            wanted[conflict] |= bit
    stuck = sum(1 << conflict for conflict in bits(conflicts) if not wanted[conflict])
    search = _Search([repair.cost for repair in repairs], limit)
    cost, made, least = search.all_of([row for row in wanted if row])
    return Repaired(tuple(repairs[number] for number in bits(made)), cost, least, stuck, search.tried)


def greedy(repairs: Sequence[Repair], conflicts: int) -> tuple[Repair, ...]:
    """Return changes that remove what can be removed, each time the one that costs least for each conflict left."""
    left = conflicts
    chosen = []
    while left:
        able = [(repair.cost / (repair.removes & left).bit_count(), n) for n, repair in enumerate(repairs) if repair.removes & left]
        if not able:
            break
        repair = repairs[min(able)[1]]
        chosen.append(repair)
        left &= ~repair.removes
    return tuple(chosen)


# Below, a set of changes is an integer, a bit for each; a *row* is the set of the changes that remove one conflict.

_Rows = list[int]
_Found = tuple[int, int]
"""A cost, and the changes made for it."""


class _Search:
    """One search: costs, how many changes may still be tried, and whether any was left untried."""

    def __init__(self, costs: list[int], limit: int) -> None:
        self.costs = costs
        self.limit = limit
        self.tried = 0
        self.ended = False

    def all_of(self, rows: _Rows) -> tuple[int, int, int]:
        """Return the least cost found for some rows, the changes, and a cost that no set of changes is below."""
        rows, made = _settled(rows, self.costs)
        cost = least = self._sum(made)
        for part in _apart(rows):
            self.ended = False
            below = sum(self.costs)+1
            found = self.best(part, below, 0)
            assert found is not None
            cost += found[0]
            made |= found[1]
            least += self._bound if self.ended else found[0]
        return cost, made, least

    def _sum(self, made: int) -> int:
        return sum([self.costs[number] for number in bits(made)])
