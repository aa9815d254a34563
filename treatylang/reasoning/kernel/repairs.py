"""The cheapest changes that remove every conflict: a cover of least cost, found by HiGHS and counted again here.

Each change has a price and the set of conflicts that it removes; one change may remove many, and most conflicts can be
removed by several. A price may have several parts: of the ways that cost least in the first part, those that cost
least in the second are sought, and so on. Of changes that remove the same at the same price the first is taken.
Changes of one place exclude each other: a sentence is written in one way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any


def bits(mask: int) -> Iterator[int]:
    """Yield the members of a set of conflicts, the least first."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


LIMIT = 20_000
"""How many branches are looked at for each part of a price, unless told otherwise, before the search is broken off."""

DEAREST = 10**6
"""What each part of a price stays below: the library computes with floating point, and has to tell apart whole sums."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A change, its price (whole numbers, none below zero, the most important first), and what it removes, as bits.

    Of the changes of one ``place`` one at most can be made; those of no place go with all others.
    Raises ValueError for a part of a price that is below zero or not below ``DEAREST``.
    """

    name: str
    price: tuple[int, ...]
    removes: int
    place: str = ""

    def __post_init__(self) -> None:
        if not all(0 <= part < DEAREST for part in self.price):
            raise ValueError(f"`{self.name}` costs {self.price}: each part is to be from 0 to {DEAREST - 1}")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Changes, in the order given, that remove all conflicts but the ``stuck`` ones (bits).

    Those are the ones that no change removes, and as few as can be where changes of one place exclude each other.

    ``price`` is the sum of their prices, and ``least`` what no such changes cost less than in the first part that is
    not proven, and as much as ``price`` in those before; if all is proven, it is the price.
    """

    chosen: tuple[Repair, ...]
    price: tuple[int, ...]
    least: tuple[int, ...]
    stuck: int

    @property
    def proven(self) -> bool:
        """Whether it is proven that no changes that remove as much cost less."""
        return self.least == self.price


def cheapest(repairs: Sequence[Repair], conflicts: int, limit: int = LIMIT) -> Repaired:
    """Return changes of the least price that remove all conflicts (bits), or as many as changes can together.

    The same changes in the same order give the same answer. After ``limit`` branches in one part of the price the
    best that is known by then is taken. Raises ValueError for prices of different lengths.
    """
    if len({len(repair.price) for repair in repairs}) > 1:
        raise ValueError("prices are compared part by part: all are to have the same number of parts")
    able = reduce(or_, (repair.removes for repair in repairs), 0) & conflicts
    stuck = conflicts & ~able
    first: dict[tuple[int, str], Repair] = {}
    for repair in repairs:
        key = (repair.removes & able, repair.place)
        same = first.get(key)
        if key[0] and (same is None or repair.price < same.price):
            first[key] = repair
    taken = set(map(id, first.values()))
    useful = [repair for repair in repairs if id(repair) in taken]
    if not useful:
        width = len(repairs[0].price) if repairs else 0
        return Repaired((), (0,) * width, (0,) * width, stuck)
    found, least = _searched(useful, _alike(useful, able), limit)
    chosen = _needed(found, able)
    price = tuple(sum(repair.price[part] for repair in chosen) for part in range(len(useful[0].price)))
    left = able & ~reduce(or_, (repair.removes for repair in chosen), 0)
    return Repaired(tuple(chosen), price, least or price, stuck | left)


def _needed(chosen: Sequence[Repair], conflicts: int) -> list[Repair]:
    """Leave out changes that others make idle, the last ones first: what costs nothing may be chosen for nothing."""
    times = Counter(conflict for repair in chosen for conflict in bits(repair.removes & conflicts))
    kept = []
    for repair in reversed(chosen):
        removed = list(bits(repair.removes & conflicts))
        if all(times[conflict] > 1 for conflict in removed):
            times.subtract(removed)
        else:
            kept.append(repair)
    return kept[::-1]


def _alike(repairs: Sequence[Repair], conflicts: int) -> dict[tuple[int, ...], int]:
    """Return the changes for each conflict, by their numbers, with the number of conflicts that have just these."""
    able: dict[int, list[int]] = {conflict: [] for conflict in bits(conflicts)}
    for number, repair in enumerate(repairs):
        for conflict in bits(repair.removes & conflicts):
            able[conflict].append(number)
    return Counter(map(tuple, able.values()))


def _searched(
    repairs: Sequence[Repair], wanted: Mapping[tuple[int, ...], int], limit: int
) -> tuple[list[Repair], tuple[int, ...] | None]:
    """Return the changes, and the bound where it is below what they cost."""
    places: dict[str, list[int]] = {}
    for number, repair in enumerate(repairs):
        if repair.place:
            places.setdefault(repair.place, []).append(number)
    apart = [tuple(numbers) for numbers in places.values() if len(numbers) > 1]
    exclusive = {number for numbers in apart for number in numbers}
    # Only a conflict that nothing else removes may have to be left, and leaving it costs more than all else.
    left = [row for row, numbers in enumerate(wanted) if exclusive.issuperset(numbers)]
    cover = _Cover(len(repairs), list(wanted), apart, left, limit)
    widths = range(len(repairs[0].price))
    levels = [[repair.price[part] for repair in repairs] for part in widths]
    spent: list[int] = []
    if left:
        every = list(wanted.values())
        costs = [0] * len(repairs) + [every[row] for row in left]
        if cover.settle(costs) < sum(costs[number] for number in cover.chosen):
            return cover.changes(repairs), (0,) * len(widths)
    for costs in (each + [0] * len(left) for each in levels):
        least = cover.settle(costs)
        spent.append(sum(costs[number] for number in cover.chosen))
        if least < spent[-1]:
            found = cover.changes(repairs)
            rest = [sum(repair.price[part] for repair in found) for part in widths[len(spent) :]]
            return found, (*spent[:-1], least, *rest)
    return cover.changes(repairs), None


class _Cover:
    """One problem in the library: a column of nought or one for each change, a row for each conflict.

    ``apart`` are changes of which one at most can be made; each has a row too. ``left`` are rows that need not be met,
    which a further column for each stands for.
    """

    def __init__(
        self,
        changes: int,
        wanted: Sequence[tuple[int, ...]],
        apart: Sequence[tuple[int, ...]],
        left: Sequence[int],
        limit: int,
    ) -> None:
        # Here and not above: it takes a quarter of a second to load, which no other command should wait for.
        import highspy
        import numpy as np

        self._np: Any = np
        self._highs: Any = highspy
        given_up = {row: changes + number for number, row in enumerate(left)}
        self._wanted = [(*row, given_up[n]) if n in given_up else row for n, row in enumerate(wanted)]
        self._apart = apart
        self._width = width = changes + len(left)
        excluded = {number for numbers in apart for number in numbers}
        # What can be done without a search: everything, but of changes that exclude each other none.
        self.chosen: tuple[int, ...] = tuple(number for number in range(width) if number not in excluded)
        problem = highspy.HighsLp()
        rows = [*self._wanted, *apart]
        problem.num_col_, problem.num_row_ = width, len(rows)
        problem.col_cost_ = np.zeros(width)
        problem.col_lower_, problem.col_upper_ = np.zeros(width), np.ones(width)
        most = np.full(len(rows), highspy.kHighsInf)
        most[len(wanted) :] = 1
        problem.row_lower_ = np.concatenate((np.ones(len(wanted)), np.zeros(len(apart))))
        problem.row_upper_ = most
        lengths = [len(row) for row in rows]
        problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        problem.a_matrix_.start_ = np.concatenate(([0], np.cumsum(lengths)))
        problem.a_matrix_.index_ = np.concatenate([np.array(row) for row in rows])
        problem.a_matrix_.value_ = np.ones(sum(lengths))
        problem.integrality_ = [highspy.HighsVarType.kInteger] * width
        # Not `Highs` itself: it prints who it is when it is made, before it can be told not to.
        self._model: Any = highspy._Highs()  # type: ignore[attr-defined]  # left out of its stubs
        # One thread and a bound on branches, not on seconds: the answer is the same on every machine.
        options = highspy.HighsOptions()
        options.output_flag = False
        options.threads, options.parallel = 1, "off"
        options.mip_max_nodes = limit
        # All prices are whole: what is less than one below is proven.
        options.mip_rel_gap, options.mip_abs_gap = 0.0, 0.99
        self._model.passOptions(options)
        self._model.passModel(problem)

    def changes(self, repairs: Sequence[Repair]) -> list[Repair]:
        """Return the changes among what is chosen."""
        return [repairs[number] for number in self.chosen if number < len(repairs)]

    def settle(self, costs: Sequence[int]) -> int:
        """Choose what costs least, keep all later choices to that, and return what none costs less than."""
        np, model = self._np, self._model
        every = np.arange(self._width)
        model.changeColsCost(self._width, every, np.array(costs, float))
        model.run()
        told = model.getInfo()
        values = np.asarray(model.getSolution().col_value)
        before = sum(costs[number] for number in self.chosen)
        bound = 0.0
        if len(values) == self._width:
            found = tuple(np.flatnonzero(values > 0.5).tolist())
            # The library's word is not taken for it: a row that is not met, or a worse sum, and it is not used.
            known = sum(costs[number] for number in found)
            if self._meets(found) and known <= before:
                self.chosen = found
            # With a solution to start from its sums were seen to be wrong; where they are, nothing is proven.
            if abs(told.objective_function_value - known) < 0.5:
                bound = float(told.mip_dual_bound)
        cost = sum(costs[number] for number in self.chosen)
        used = [number for number, price in enumerate(costs) if price]
        model.addRow(-self._highs.kHighsInf, cost, len(used), np.array(used), np.array([costs[n] for n in used], float))
        # A thousandth for rounding: costs are whole, so it stands for no change.
        least = int(np.ceil(bound - 1e-3)) if np.isfinite(bound) else 0
        return min(max(least, 0), cost)

    def _meets(self, found: tuple[int, ...]) -> bool:
        made = set(found)
        met = all(not made.isdisjoint(row) for row in self._wanted)
        return met and all(len(made.intersection(row)) <= 1 for row in self._apart)
