"""Conditions over circumstances: small trees, compiled into truth tables that are Python integers where they can be.

A circumstance is a number; which circumstances are true is a set of bits. Whether two conditions can hold together is
asked most often, and answered by the first of these that both allow:

- *cases*: a few lists of circumstances that must be so and must not be so; two cases agree unless one wants what the
  other does not. Most sentences have one to six cases.
- *tables*: one bit for each row, bit ``i`` the verdict where the ``k``-th of an order of circumstances is bit ``k`` of
  ``i``. Each condition casts its *shadow* on the circumstances that both mention (where the others can make it hold),
  and both can hold just where the shadows meet: no table is wider than one condition.
- python-sat, or decision diagrams where it is not installed, for conditions of more than ``NARROW`` circumstances.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Diagrams

NARROW = 14
"""Up to how many circumstances of its own a condition is a table: 2^14 rows are an integer of two kilobytes."""

FEW = 16
"""Up to how many cases a condition is taken by cases."""

Case = tuple[int, int]
"""The circumstances that must be so, and those that must not, as bits."""

_FACT, _NOT, _ALL, _ANY = "fact", "not", "all", "any"


class Condition:
    """A condition on circumstances: one of them, the contrary of a condition, all or any of several.

    ``facts`` is the set of the circumstances that it mentions, as bits. Conditions are compared by identity; share them
    rather than build them twice, since each keeps the tables that were made of it.
    """

    __slots__ = ("_by_cases", "_cases", "_rows", "_shadows", "_tables", "facts", "kind", "parts")

    def __init__(self, kind: str, parts: tuple[Condition, ...] = (), facts: int = 0) -> None:
        self.kind: str = kind
        self.parts: tuple[Condition, ...] = parts
        for part in parts:
            facts |= part.facts
        self.facts: int = facts
        self._cases: tuple[Case, ...] | None = None
        self._by_cases: bool | None = None
        self._tables: dict[tuple[int, ...], int] = {}
        self._shadows: dict[int, int] = {}
        self._rows: dict[tuple[int, int], int] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Travel without the tables: they are made again where they are needed."""
        return Condition, (self.kind, self.parts, self.facts)

    def __repr__(self) -> str:
        if self.kind == _FACT:
            return f"fact({self.facts.bit_length() - 1})"
        return f"{self.kind}({', '.join(map(repr, self.parts))})"

    @property
    def narrow(self) -> bool:
        """Whether it mentions few enough circumstances to be a table."""
        return self.facts.bit_count() <= NARROW

    def holds(self, true: int) -> bool:
        """Return whether it holds where just the circumstances in ``true`` are so: read off the tree, not a table."""
        kind = self.kind
        if kind == _FACT:
            return bool(self.facts & true)
        if kind == _NOT:
            return not self.parts[0].holds(true)
        # All: until one does not hold; any: until one does. Every witness is put back here, so no generator.
        final = kind == _ANY
        for part in self.parts:
            if (part.facts & true != 0 if part.kind == _FACT else part.holds(true)) is final:
                return final
        return not final

    def cases(self) -> tuple[Case, ...] | None:
        """Return cases of which it holds in at least one, and only then; None if it has more than ``FEW``."""
        if self._by_cases is None:
            self._cases = _split(self, False)
            self._by_cases = self._cases is not None
        return self._cases

    def table(self, order: tuple[int, ...]) -> int:
        """Return its truth table over an order of circumstances, which must have all that it mentions."""
        known = self._tables.get(order)
        if known is None:
            known = self._tables[order] = _compiled(self, order)
        return known

    def shadow(self, shared: int) -> int:
        """Return over ``shared``, some of its circumstances in rising order, where the others can make it hold."""
        known = self._shadows.get(shared)
        if known is None:
            known = self.table(self._order(shared))
            width = self.facts.bit_count()
            for size in range(width - 1, shared.bit_count() - 1, -1):
                half = 1 << size
                known = known & (1 << half) - 1 | known >> half
            self._shadows[shared] = known
        return known

    def row(self, shared: int, index: int) -> int:
        """Return circumstances under which it holds, in row ``index`` of its shadow over ``shared``.

        Raises ValueError if the shadow has no such row.
        """
        known = self._rows.get((shared, index))
        if known is None:
            order = self._order(shared)
            step = 1 << shared.bit_count()
            every = ((1 << (1 << len(order))) - 1) // ((1 << step) - 1)
            rows = self.table(order) >> index & every
            if not rows:
                raise ValueError("the condition does not hold there")
            row = index + (rows & -rows).bit_length() - 1
            known = sum(1 << fact for place, fact in enumerate(order) if row >> place & 1)
            self._rows[shared, index] = known
        return known

    def _order(self, shared: int) -> tuple[int, ...]:
        """Return its circumstances, the shared ones first, so that the others are folded away from the top."""
        return (*bits(shared), *bits(self.facts & ~shared))

    def model(self) -> int | None:
        """Return circumstances under which it holds, or None if there are none."""
        if self.narrow:
            return self.row(0, 0) if self.shadow(0) else None
        return _model_of_wide(self)

    def rows(self) -> int:
        """Return for how many rows of values of its own circumstances it holds."""
        if self.narrow:
            return self.table(tuple(bits(self.facts))).bit_count()
        diagrams, node = _as_diagram(self)
        return diagrams.count(node)


def fact(number: int) -> Condition:
    """Return the condition that a circumstance is so."""
    return Condition(_FACT, (), 1 << number)


def contrary(condition: Condition) -> Condition:
    """Return what holds where a condition does not."""
    if condition.kind == _NOT:
        return condition.parts[0]
    if not condition.facts:
        return NEVER if condition.holds(0) else ALWAYS
    return Condition(_NOT, (condition,))


def all_of(*conditions: Condition) -> Condition:
    """Return what holds where all of some conditions do; always, if there are none."""
    return _joined(_ALL, conditions)


def any_of(*conditions: Condition) -> Condition:
    """Return what holds where any of some conditions does; never, if there are none."""
    return _joined(_ANY, conditions)


ALWAYS = Condition(_ALL)
NEVER = Condition(_ANY)


def _joined(kind: str, conditions: tuple[Condition, ...]) -> Condition:
    neutral, final = (ALWAYS, NEVER) if kind == _ALL else (NEVER, ALWAYS)
    parts: dict[Condition, None] = {}
    for condition in conditions:
        # A condition of no circumstances is one of the two constants, also when it came from another process.
        if not condition.facts:
            if condition.holds(0) == final.holds(0):
                return final
        elif condition.kind == kind:
            parts.update(dict.fromkeys(condition.parts))
        else:
            parts[condition] = None
    if not parts:
        return neutral
    return next(iter(parts)) if len(parts) == 1 else Condition(kind, tuple(parts))


def bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits of a mask, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def together(one: Condition, other: Condition) -> int | None:
    """Return circumstances under which two conditions both hold, or None if they cannot."""
    ours, theirs = one.cases(), other.cases()
    if ours is not None and theirs is not None:
        for so, not_so in ours:
            for also, not_also in theirs:
                if not (so & not_also or not_so & also):
                    return so | also
        return None
    if not (one.narrow and other.narrow):
        return all_of(one, other).model()
    shared = one.facts & other.facts
    rows = one.shadow(shared) & other.shadow(shared)
    if not rows:
        return None
    row = (rows & -rows).bit_length() - 1
    return one.row(shared, row) | other.row(shared, row)


# -- cases ---------------------------------------------------------------------------------------------------------


def _split(condition: Condition, denied: bool) -> tuple[Case, ...] | None:
    """Return the cases of a condition, or of its contrary; None if they are more than a few."""
    if condition.kind == _FACT:
        return ((0, condition.facts),) if denied else ((condition.facts, 0),)
    if condition.kind == _NOT:
        return _split(condition.parts[0], not denied)
    parts = []
    for part in condition.parts:
        cases = _split(part, denied)
        if cases is None:
            return None
        parts.append(cases)
    if (condition.kind == _ANY) != denied:
        return _least(case for cases in parts for case in cases)
    joined: tuple[Case, ...] = ((0, 0),)
    for cases in parts:
        least = _least(
            (so | also, not_so | not_also)
            for so, not_so in joined
            for also, not_also in cases
            if not (so & not_also or not_so & also)
        )
        if least is None:
            return None
        joined = least
    return joined


def _least(cases: Iterable[Case]) -> tuple[Case, ...] | None:
    """Return cases without those that another contains; None if they are more than a few."""
    kept: list[Case] = []
    for so, not_so in cases:
        if any(not (s & ~so or n & ~not_so) for s, n in kept):
            continue
        kept = [(s, n) for s, n in kept if so & ~s or not_so & ~n]
        kept.append((so, not_so))
        if len(kept) > FEW:
            return None
    return tuple(kept)


# -- truth tables --------------------------------------------------------------------------------------------------


@cache
def _columns(width: int) -> tuple[int, ...]:
    """Return for each of ``width`` circumstances the rows in which it is so; last, all rows."""
    full = (1 << (1 << width)) - 1
    return (*(full // ((1 << (1 << place)) + 1) << (1 << place) for place in range(width)), full)


def _compiled(condition: Condition, order: tuple[int, ...]) -> int:
    columns = _columns(len(order))
    full = columns[-1]
    column_of = {1 << number: columns[place] for place, number in enumerate(order)}
    known: dict[Condition, int] = {}

    def visit(node: Condition) -> int:
        if node.kind == _FACT:
            return column_of[node.facts]
        result = known.get(node)
        if result is not None:
            return result
        if node.kind == _NOT:
            result = full ^ visit(node.parts[0])
        elif node.kind == _ALL:
            result = full
            for part in node.parts:
                result &= visit(part)
        else:
            result = 0
            for part in node.parts:
                result |= visit(part)
        known[node] = result
        return result

    return visit(condition)


# -- wide conditions -----------------------------------------------------------------------------------------------


def _model_of_wide(condition: Condition) -> int | None:
    try:
        solvers = import_module("pysat.solvers")
    except ImportError:
        return _by_diagram(condition)
    return _by_solver(condition, solvers)


def _by_diagram(condition: Condition) -> int | None:
    diagrams, node = _as_diagram(condition)
    if node == EMPTY:
        return None
    chosen = diagrams.choose(node, dict.fromkeys(range(len(diagrams.variables)), (0,)))
    return sum(1 << number for level, number in enumerate(bits(condition.facts)) if chosen[level])


def _as_diagram(condition: Condition) -> tuple[Diagrams, int]:
    """Return a condition as a decision diagram over its own circumstances in rising order."""
    diagrams = Diagrams()
    levels = {1 << number: diagrams.add(f"{number}", ("no", "yes")) for number in bits(condition.facts)}
    return diagrams, drawn(condition, diagrams, {number: diagrams.among(level, 2) for number, level in levels.items()})


def drawn(condition: Condition, diagrams: Diagrams, leaves: dict[int, int]) -> int:
    """Return a condition as a set of a diagram; ``leaves`` are the sets in which its circumstances (bits) are so."""
    known: dict[Condition, int] = {}

    def visit(node: Condition) -> int:
        if node.kind == _FACT:
            return leaves[node.facts]
        result = known.get(node)
        if result is not None:
            return result
        if node.kind == _NOT:
            result = diagrams.outside(visit(node.parts[0]))
        elif node.kind == _ALL:
            result = ALL
            for part in node.parts:
                result = diagrams.both(result, visit(part))
        else:
            result = EMPTY
            for part in node.parts:
                result = diagrams.either(result, visit(part))
        known[node] = result
        return result

    return visit(condition)


def _by_solver(condition: Condition, solvers: Any) -> int | None:
    """Ask python-sat, each node of the tree defined by clauses (Tseitin)."""
    clauses, root, names = clausal(condition)
    with solvers.Solver(name="cadical153", bootstrap_with=[*clauses, [root]]) as solver:
        if not solver.solve():
            return None
        model = set(solver.get_model())
    return sum(number for number, name in names.items() if name in model)


def clausal(
    condition: Condition, names: dict[int, int] | None = None, last: int = 0
) -> tuple[list[list[int]], int, dict[int, int]]:
    """Return clauses that define a condition, the literal that stands for it, and the literals of circumstances (bits).

    ``names`` are literals that circumstances already have; new literals come after ``last``.
    """
    clauses: list[list[int]] = []
    names = dict(names or {})
    known: dict[Condition, int] = {}

    def new() -> int:
        nonlocal last
        last += 1
        return last

    for number in bits(condition.facts):
        if 1 << number not in names:
            names[1 << number] = new()

    def visit(node: Condition) -> int:
        if node.kind == _FACT:
            return names[node.facts]
        if node.kind == _NOT:
            return -visit(node.parts[0])
        literal = known.get(node)
        if literal is None:
            parts = [visit(part) for part in node.parts]
            literal = known[node] = new()
            sign = 1 if node.kind == _ALL else -1
            clauses.extend([-sign * literal, sign * part] for part in parts)
            clauses.append([sign * literal, *(-sign * part for part in parts)])
        return literal

    return clauses, visit(condition), names
