"""Sets of situations as shared decision diagrams: exact, canonical, counted without a row ever being written down.

A situation gives every variable one of its values. A set of situations is a number: 0 is the empty set, 1 is all, any
other the node that asks for one variable and leads on by its value. Equal sets have equal numbers, so emptiness and
equality cost nothing; an operation on two sets costs at most the product of their nodes. (Bryant, Graph-Based
Algorithms for Boolean Function Manipulation, 1986, with variables of several values.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NewType

Situations = NewType("Situations", int)
"""A set of situations, by the number of its node; numbers of levels, values and counts are plain."""

EMPTY = Situations(0)
ALL = Situations(1)
LARGEST = 16_000_000
"""How much all sets of one list of variables may take together: two for each node and one for each of its edges.

A plain draft takes some thousands, 60 duties beside 80 bans of 40 states a million; this is about two gigabytes.
"""

_BITS = 30
"""Two numbers of nodes, each below `LARGEST`, stand in one number: the key under which their combination is kept."""

_FEW = 6
"""How many edges are looked through one by one for those that share a value with another."""


class TooLarge(Exception):
    """Sets depend on so many variables at once that they cannot be written down: raised before memory runs out."""


@dataclass(frozen=True, slots=True)
class Variable:
    """Something about which situations differ: ``values`` are what it can be, in the order of their bits."""

    name: str
    values: tuple[str, ...]

    @property
    def mask(self) -> int:
        """The mask of all values."""
        return (1 << len(self.values)) - 1


class Diagrams:
    """All sets over one list of variables. Variables may be added at any time; they are asked in their order."""

    def __init__(self) -> None:
        self.variables: list[Variable] = []
        self._levels: dict[str, int] = {}
        self._nodes: list[tuple[int, tuple[tuple[Situations, int], ...]]] = [(-1, ()), (-1, ())]
        self._index: dict[tuple[int, tuple[tuple[Situations, int], ...]], Situations] = {}
        self._both: dict[int, Situations] = {}
        self._either: dict[int, Situations] = {}
        self._tables: dict[Situations, dict[int, tuple[Situations, int]]] = {}
        self._negated: dict[Situations, Situations] = {EMPTY: ALL, ALL: EMPTY}
        self._size = 0
        self._folded: dict[tuple[str, frozenset[int]], dict[Situations, Situations]] = {}
        self._taken: dict[int, dict[Situations, int]] = {}
        self._asking: dict[Situations, int] = {}
        self._meet = self._combining(EMPTY, ALL, self._both)
        self._join = self._combining(ALL, EMPTY, self._either)

    # -- variables --

    def add(self, name: str, values: Iterable[str]) -> int:
        """Return the level of a variable, adding it where it is new."""
        level = self._levels.get(name)
        if level is None:
            level = len(self.variables)
            self.variables.append(Variable(name, tuple(values)))
            self._levels[name] = level
        return level

    def level(self, name: str) -> int:
        """Return the level of a variable that exists; KeyError otherwise."""
        return self._levels[name]

    def has(self, name: str) -> bool:
        """Return whether there is such a variable."""
        return name in self._levels

    def level_of(self, node: Situations) -> int:
        """Return the level that a set asks first; past the last variable for the empty set and for all."""
        return self._nodes[node][0] if node > ALL else len(self.variables)

    # -- sets --

    def among(self, level: int, mask: int) -> Situations:
        """Return the situations in which the variable has one of the values of a mask."""
        full = self.variables[level].mask
        mask &= full
        if mask == 0:
            return EMPTY
        if mask == full:
            return ALL
        return self._node(level, {ALL: mask, EMPTY: full & ~mask})

    def value(self, name: str, *values: str) -> Situations:
        """Return the situations in which a variable has one of the named values."""
        level = self._levels[name]
        known = self.variables[level].values
        mask = 0
        for value in values:
            mask |= 1 << known.index(value)
        return self.among(level, mask)

    def _node(self, level: int, by_child: Mapping[Situations, int]) -> Situations:
        if len(by_child) == 1:
            return next(iter(by_child))
        edges = tuple(sorted(by_child.items()))
        key = (level, edges)
        node = self._index.get(key)
        if node is None:
            self._size += 2 + len(edges)
            if self._size > LARGEST:
                raise TooLarge(f"{len(self._nodes):,} nodes over {len(self.variables)} variables")
            node = Situations(len(self._nodes))
            self._nodes.append(key)
            self._index[key] = node
        return node

    def edges(self, node: Situations) -> tuple[tuple[Situations, int], ...]:
        """Return the (child, mask of values) pairs of a set that asks a variable."""
        return self._nodes[node][1]

    def both(self, a: Situations, b: Situations) -> Situations:
        """Return the intersection."""
        if a == b or b == ALL:
            return a
        if a == ALL:
            return b
        if a == EMPTY or b == EMPTY:
            return EMPTY
        key = a << _BITS | b if a < b else b << _BITS | a
        known = self._both.get(key)
        return self._meet(a, b, key) if known is None else known

    def _table(self, node: Situations) -> dict[int, tuple[Situations, int]]:
        """Return the edges of a set by each of their values: with forty states, far fewer steps than edge by edge."""
        found = self._tables.get(node)
        if found is None:
            found = self._tables[node] = {}
            for edge in self._nodes[node][1]:
                mask = edge[1]
                while mask:
                    found[mask & -mask] = edge
                    mask &= mask - 1
        return found

    def outside(self, a: Situations) -> Situations:
        """Return the complement."""
        known = self._negated.get(a)
        if known is not None:
            return known
        level, edges = self._nodes[a]
        by_child: dict[Situations, int] = {}
        for child, mask in edges:
            result = self.outside(child)
            by_child[result] = by_child.get(result, 0) | mask
        node = self._node(level, by_child)
        self._negated[a] = node
        self._negated[node] = a
        return node

    def either(self, a: Situations, b: Situations) -> Situations:
        """Return the union."""
        if a == b or b == EMPTY:
            return a
        if a == EMPTY:
            return b
        if a == ALL or b == ALL:
            return ALL
        key = a << _BITS | b if a < b else b << _BITS | a
        known = self._either.get(key)
        return self._join(a, b, key) if known is None else known

    def _combining(
        self, ruling: Situations, neutral: Situations, known: dict[int, Situations]
    ) -> Callable[[Situations, Situations, int], Situations]:
        """Return what combines two sets that ask variables: ``ruling`` decides alone, ``neutral`` changes nothing.

        Most of the time of a check is spent there, so that what decides at once is looked at before the next step down.
        It calls itself: made anew for each combination, it would leave a circle behind each time for the collector.
        """
        nodes, node_of, table_of = self._nodes, self._node, self._table

        def visit(a: Situations, b: Situations, key: int) -> Situations:
            level, edges_a = nodes[a]
            level_b, edges_b = nodes[b]
            by_child: dict[Situations, int] = {}
            if level == level_b:
                if len(edges_a) < len(edges_b):
                    b, edges_a, edges_b = a, edges_b, edges_a
                table = table_of(b) if len(edges_b) > _FEW else None
                for child, mask in edges_a:
                    rest, turn = mask, 0
                    while rest:
                        other, other_mask = edges_b[turn] if table is None else table[rest & -rest]
                        turn += 1
                        shared = rest & other_mask
                        if not shared:
                            continue
                        rest ^= shared
                        if child == other or other == neutral:
                            found = child
                        elif child == neutral:
                            found = other
                        elif child == ruling or other == ruling:
                            found = ruling
                        else:
                            pair = child << _BITS | other if child < other else other << _BITS | child
                            before = known.get(pair)
                            found = visit(child, other, pair) if before is None else before
                        by_child[found] = by_child.get(found, 0) | shared
            else:
                if level < level_b:
                    edges, whole = edges_a, b
                else:
                    level, edges, whole = level_b, edges_b, a
                for child, mask in edges:
                    if child in (whole, neutral):
                        found = whole
                    elif child == ruling:
                        found = ruling
                    else:
                        pair = child << _BITS | whole if child < whole else whole << _BITS | child
                        before = known.get(pair)
                        found = visit(child, whole, pair) if before is None else before
                    by_child[found] = by_child.get(found, 0) | mask
            node = known[key] = node_of(level, by_child)
            return node

        return visit

    def less(self, a: Situations, b: Situations) -> Situations:
        """Return what is in ``a`` and not in ``b``."""
        return self.both(a, self.outside(b))

    def all_of(self, sets: Iterable[Situations]) -> Situations:
        """Return what is in every one of the sets."""
        result = ALL
        for one in sets:
            result = self.both(result, one)
            if result == EMPTY:
                break
        return result

    def any_of(self, sets: Iterable[Situations]) -> Situations:
        """Return what is in at least one of the sets."""
        rest = [one for one in sets if one != EMPTY]
        # In pairs, then pairs of pairs: small unions stay small as long as they can.
        while len(rest) > 1:
            if ALL in rest:
                return ALL
            paired = [self.either(rest[i], rest[i + 1]) for i in range(0, len(rest) - 1, 2)]
            rest = paired + rest[len(rest) - len(rest) % 2 :]
        return rest[0] if rest else EMPTY

    def within(self, a: Situations, b: Situations) -> bool:
        """Return whether every situation of ``a`` is in ``b``."""
        return self.less(a, b) == EMPTY

    # -- quantifiers --

    def _fold(
        self, a: Situations, levels: frozenset[int], combine: Callable[[Iterable[Situations]], Situations], name: str
    ) -> Situations:
        if a <= ALL or not levels:
            return a
        last = max(levels)
        # Sets share nodes, and what was folded once stays folded.
        known = self._folded.setdefault((name, levels), {})

        def visit(node: Situations) -> Situations:
            if node <= ALL or self._nodes[node][0] > last:
                return node
            found = known.get(node)
            if found is not None:
                return found
            level, edges = self._nodes[node]
            if level in levels:
                result = combine([visit(child) for child, _ in edges])
            else:
                by_child: dict[Situations, int] = {}
                for child, mask in edges:
                    inner = visit(child)
                    by_child[inner] = by_child.get(inner, 0) | mask
                result = self._node(level, by_child)
            known[node] = result
            return result

        return visit(a)

    def whatever(self, a: Situations, levels: Iterable[int]) -> Situations:
        """Return the situations that are in ``a`` whatever the values of some variables."""
        return self._fold(a, frozenset(levels), self.all_of, "all")

    def somehow(self, a: Situations, levels: Iterable[int]) -> Situations:
        """Return the situations that are in ``a`` for at least one choice of values of some variables."""
        return self._fold(a, frozenset(levels), self.any_of, "any")

    def mentions(self, a: Situations) -> frozenset[int]:
        """Return the levels of the variables on which a set depends."""
        asked, level, levels = self._asked(a), 0, []
        while asked:
            if asked & 1:
                levels.append(level)
            asked >>= 1
            level += 1
        return frozenset(levels)

    def _asked(self, a: Situations) -> int:
        """Return the levels on which a set depends, as a mask; sets share nodes, and a node always asks the same."""
        if a <= ALL:
            return 0
        found = self._asking.get(a)
        if found is None:
            level, edges = self._nodes[a]
            found = 1 << level
            for child, _ in edges:
                found |= self._asked(child)
            self._asking[a] = found
        return found

    def taken(self, a: Situations, level: int) -> int:
        """Return which values a variable has in the situations of a set, as a mask."""
        full = self.variables[level].mask
        known = self._taken.setdefault(level, {})

        def visit(node: Situations) -> int:
            """Return the values below a node; whatever is not empty has a situation for each of its ways down."""
            if node <= ALL:
                return full * node
            own, edges = self._nodes[node]
            if own > level:
                return full
            found = known.get(node)
            if found is None:
                found = 0
                for child, mask in edges:
                    if found != full and child != EMPTY:
                        found |= mask if own == level else visit(child)
                known[node] = found
            return found

        return visit(a)

    # -- counting and choosing --

    def count(self, a: Situations) -> int:
        """Return how many situations a set has, over all variables that exist now."""
        sizes = [len(variable.values) for variable in self.variables]
        below = [1] * (len(sizes) + 1)
        for level in range(len(sizes) - 1, -1, -1):
            below[level] = below[level + 1] * sizes[level]
        known: dict[Situations, int] = {}

        def visit(node: Situations) -> int:
            """Count over the variables from this node's own level on."""
            if node <= ALL:
                return node
            found = known.get(node)
            if found is not None:
                return found
            level, edges = self._nodes[node]
            total = 0
            for child, mask in edges:
                if child != EMPTY:
                    skipped = below[level + 1] // below[self.level_of(child)]
                    total += mask.bit_count() * visit(child) * skipped
            known[node] = total
            return total

        return visit(a) * (below[0] // below[self.level_of(a)])

    def holds(self, a: Situations, situation: Mapping[int, int]) -> bool:
        """Return whether a complete situation (level → index of its value) is in a set."""
        while a > ALL:
            level, edges = self._nodes[a]
            bit = 1 << situation[level]
            a = next(child for child, mask in edges if mask & bit)
        return a == ALL

    def fix(self, a: Situations, level: int, index: int) -> Situations:
        """Return the situations that would be in ``a`` if the variable had its ``index``-th value."""
        return self.somehow(self.both(a, self.among(level, 1 << index)), (level,))

    def choose(self, a: Situations, preferred: Mapping[int, Iterable[int]]) -> dict[int, int]:
        """Return one complete situation of a set that is not empty (level → index of its value).

        For each variable in turn the first preferred value is taken that leaves a situation: variables with a
        preference in the order in which these are given, then the others, which take their last possible value.
        """
        chosen: dict[int, int] = {}
        for level in dict.fromkeys((*preferred, *range(len(self.variables)))):
            order = [*preferred.get(level, ()), *range(len(self.variables[level].values) - 1, -1, -1)]
            for index in order:
                rest = self.both(a, self.among(level, 1 << index))
                if rest != EMPTY:
                    chosen[level] = index
                    a = rest
                    break
            else:
                raise ValueError("the empty set has no situation to choose")
        return chosen

    def products(self, a: Situations) -> Iterator[dict[int, int]]:
        """Yield disjoint products (level → mask of values) whose union is the set."""
        if a == EMPTY:
            return
        stack: list[tuple[Situations, dict[int, int]]] = [(a, {})]
        while stack:
            node, chosen = stack.pop()
            if node == ALL:
                yield chosen
                continue
            level, edges = self._nodes[node]
            stack.extend((child, {**chosen, level: mask}) for child, mask in edges if child != EMPTY)
