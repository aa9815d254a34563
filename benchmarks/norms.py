"""Random problems of many norms for the benchmarks of the reasoning: commitments, bans, and a space of situations."""

from __future__ import annotations

import pickle
import random
from collections.abc import Sequence
from dataclasses import dataclass

from treatylang.reasoning.kernel.conditions import Condition, all_of, any_of, contrary, fact
from treatylang.reasoning.kernel.diagram import Variable
from treatylang.reasoning.kernel.norms import Norm
from treatylang.reasoning.kernel.sets import Bundle, Piece, Space

WAYS = 8


@dataclass(frozen=True)
class Problem:
    """Commitments and bans in one space."""

    space: Space
    commitments: tuple[Norm, ...]
    bans: tuple[Norm, ...]
    bearer: int = 3
    """The dimension whose values are those that can be bearers: the victims are all states."""

    def fresh(self) -> Problem:
        """Return the same problem with nothing compiled yet."""
        return pickle.loads(pickle.dumps(self))

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs in which the ban reaches every way of the commitment and binds one of its bearers."""
        return [
            (i, j)
            for i, c in enumerate(self.commitments)
            for j, b in enumerate(self.bans)
            if not c.ways & ~b.ways and c.bearers & b.bearers
        ]


def space_of(states: int, zones: int, circumstances: int, dates: int = 8) -> Space:
    sizes = {"date": dates, "event": 5, "attacker": states + 1, "victim": states, "object": 6, "place": zones}
    return Space(
        tuple(Variable(name, tuple(map(str, range(size)))) for name, size in sizes.items()),
        tuple(f"f{number}" for number in range(circumstances)),
    )


def problem(
    commitments: int, bans: int, *, states: int = 40, zones: int = 12, circumstances: int = 10, seed: int = 1
) -> Problem:
    """Return a problem of which one pair in ten or so clashes; a norm allows a share of all values, however many."""
    rng = random.Random(seed)
    space = space_of(states, zones, circumstances)

    def norm(name: str, members: float, ways: int) -> Norm:
        bearers = some(rng, states, members)
        piece = Piece(
            tuple(some(rng, len(d.values), rng.choice((0.2, 0.4, 0.7))) for d in space.dimensions),
            condition(rng, circumstances),
        )
        return Norm(name, bearers, sum(1 << way for way in rng.sample(range(WAYS), ways)), Bundle((piece,)))

    return Problem(
        space,
        tuple(norm(f"c{number}", 0.4, rng.choice((1, 1, 2, 3))) for number in range(commitments)),
        tuple(norm(f"b{number}", 0.1, rng.randint(3, 7)) for number in range(bans)),
    )


def some(rng: random.Random, size: int, share: float) -> int:
    """Return a set of about that share of ``size`` values, at least one."""
    chosen = rng.sample(range(size), max(1, round(size * share)))
    return sum(1 << value for value in chosen)


def condition(rng: random.Random, circumstances: int) -> Condition:
    """Return a condition on two to six circumstances, as `when … and …, unless … or …, only if …` make it."""
    facts = rng.sample(range(circumstances), min(circumstances, rng.randint(2, 6)))
    literals = [fact(n) if rng.random() < 0.5 else contrary(fact(n)) for n in facts]
    return _tree(rng, literals)


def _tree(rng: random.Random, parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    cut = rng.randint(1, len(parts) - 1)
    join = all_of if rng.random() < 0.7 else any_of
    return join(_tree(rng, parts[:cut]), _tree(rng, parts[cut:]))
