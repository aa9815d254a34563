"""The cheapest changes that remove every conflict: a cover of least cost, found by HiGHS and counted again here.

Each change has a price and the set of conflicts that it removes; one change may remove many, and most conflicts can be
removed by several. A price may have several parts: of the ways that cost least in the first part, those that cost
least in the second are sought, and so on. Of changes that remove the same at the same price the first is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from treatylang.reasoning.kernel.conditions import bits

LIMIT = 20_000
"""How many branches are looked at for each part of a price, unless told otherwise, before the search is broken off."""

DEAREST = 10**6
"""What each part of a price stays below: the library computes with floating point, and has to tell apart whole sums."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A change, its price (whole numbers, none below zero, the most important first), and what it removes, as bits.

    Raises ValueError for a part of a price that is below zero or not below ``DEAREST``.
    """

    name: str
    price: tuple[int, ...]
    removes: int

    def __post_init__(self) -> None:
        if not all(0 <= part < DEAREST for part in self.price):
            raise ValueError(f"`{self.name}` costs {self.price}: each part is to be from 0 to {DEAREST - 1}")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Changes, in the order given, that remove all conflicts but the ``stuck`` ones (bits), which none removes.

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
    """Return changes of the least price that remove all conflicts (bits) that any of the changes removes.

    The same changes in the same order give the same answer. After ``limit`` branches in one part of the price the
    best that is known by then is taken. Raises ValueError for prices of different lengths.
    """
    if len({len(repair.price) for repair in repairs}) > 1:
        raise ValueError("prices are compared part by part: all are to have the same number of parts")
    able = reduce(or_, (repair.removes for repair in repairs), 0) & conflicts
    stuck = conflicts & ~able
    first: dict[int, Repair] = {}
    for repair in repairs:
        same = first.get(repair.removes & able)
        if same is None or repair.price < same.price:
            first[repair.removes & able] = repair
    first.pop(0, None)
    taken = set(map(id, first.values()))
    useful = [repair for repair in repairs if id(repair) in taken]
    if not useful:
        width = len(repairs[0].price) if repairs else 0
        return Repaired((), (0,) * width, (0,) * width, stuck)
    found, least = _searched(useful, _alike(useful, able), limit)
    chosen = _needed(found, able)
    price = _sum(chosen)
    return Repaired(tuple(chosen), price, least or price, stuck)


def _sum(chosen: Sequence[Repair]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(repair.price for repair in chosen), strict=True)))


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


def _alike(repairs: Sequence[Repair], conflicts: int) -> list[tuple[int, ...]]:
    """Return the changes for each conflict, by their numbers; conflicts with the same ones are given once."""
    able: dict[int, list[int]] = {conflict: [] for conflict in bits(conflicts)}
    for number, repair in enumerate(repairs):
        for conflict in bits(repair.removes & conflicts):
            able[conflict].append(number)
    return list(dict.fromkeys(map(tuple, able.values())))


def _searched(
    repairs: Sequence[Repair], wanted: Sequence[tuple[int, ...]], limit: int
) -> tuple[list[Repair], tuple[int, ...] | None]:
    """Return the changes, and the bound where it is below what they cost."""
    cover = _Cover(len(repairs), wanted, limit)
    widths = range(len(repairs[0].price))
    levels = [[repair.price[part] for repair in repairs] for part in widths]
    spent: list[int] = []
    for costs in levels:
        least = cover.settle(costs)
        spent.append(sum(costs[number] for number in cover.chosen))
        if least < spent[-1]:
            rest = [sum(costs[number] for number in cover.chosen) for costs in levels[len(spent) :]]
            return [repairs[number] for number in cover.chosen], (*spent[:-1], least, *rest)
    return [repairs[number] for number in cover.chosen], None


class _Cover:
    """One problem in the library: a column of nought or one for each change, a row for each conflict."""

    def __init__(self, changes: int, wanted: Sequence[tuple[int, ...]], limit: int) -> None:
        # Here and not above: it takes a quarter of a second to load, which no other command should wait for.
        import highspy
        import numpy as np

        self._np: Any = np
        self._highs: Any = highspy
        self._wanted = wanted
        self._changes = changes
        self.chosen: tuple[int, ...] = tuple(range(changes))
        problem = highspy.HighsLp()
        problem.num_col_, problem.num_row_ = changes, len(wanted)
        problem.col_cost_ = np.zeros(changes)
        problem.col_lower_, problem.col_upper_ = np.zeros(changes), np.ones(changes)
        problem.row_lower_ = np.ones(len(wanted))
        problem.row_upper_ = np.full(len(wanted), highspy.kHighsInf)
        lengths = [len(row) for row in wanted]
        problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        problem.a_matrix_.start_ = np.concatenate(([0], np.cumsum(lengths)))
        problem.a_matrix_.index_ = np.concatenate([np.array(row) for row in wanted])
        problem.a_matrix_.value_ = np.ones(sum(lengths))
        problem.integrality_ = [highspy.HighsVarType.kInteger] * changes
        # Not `Highs` itself: it prints who it is when it is made, before it can be told not to.
        self._model: Any = highspy._Highs()  # type: ignore[attr-defined]  # left out of its stubs
        # One thread and a bound on branches, not on seconds: the answer is the same on every machine.
        options = highspy.HighsOptions()
        options.output_flag = False
        options.threads, options.parallel = 1, "off"
        options.mip_max_nodes = limit
        # All prices are whole: what is less than one below is proven.
        options.mip_rel_gap, options.mip_abs_gap = 0.0, 0.999
        self._model.passOptions(options)
        self._model.passModel(problem)

    def settle(self, costs: Sequence[int]) -> int:
        """Choose what costs least, keep all later choices to that, and return what none costs less than."""
        np, model = self._np, self._model
        every = np.arange(self._changes)
        model.changeColsCost(self._changes, every, np.array(costs, float))
        model.setSolution(self._as_solution())
        model.run()
        bound = float(model.getInfo().mip_dual_bound)
        values = np.asarray(model.getSolution().col_value)
        before = sum(costs[number] for number in self.chosen)
        if len(values) == self._changes:
            found = tuple(np.flatnonzero(values > 0.5).tolist())
            # The library's word is not taken for it: a row that is not met, or a worse sum, and it is not used.
            if self._meets(found) and sum(costs[number] for number in found) <= before:
                self.chosen = found
        cost = sum(costs[number] for number in self.chosen)
        used = [number for number, price in enumerate(costs) if price]
        model.addRow(-self._highs.kHighsInf, cost, len(used), np.array(used), np.array([costs[n] for n in used], float))
        # A thousandth for rounding: costs are whole, so it stands for no change.
        least = int(np.ceil(bound - 1e-3)) if np.isfinite(bound) else 0
        return min(max(least, 0), cost)

    def _as_solution(self) -> Any:
        solution = self._highs.HighsSolution()
        values = self._np.zeros(self._changes)
        values[list(self.chosen)] = 1
        solution.col_value = values.tolist()
        return solution

    def _meets(self, found: tuple[int, ...]) -> bool:
        made = set(found)
        return all(not made.isdisjoint(row) for row in self._wanted)
