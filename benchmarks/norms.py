"""Random problems of many norms for the benchmarks of the reasoning: commitments, bans, and a space of situations."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WAYS = 8
DIMENSIONS = ("date", "event", "attacker", "victim", "object", "place")

Condition = tuple  # type: ignore[type-arg]  # ("fact", n) | ("not", condition) | ("all" | "any", condition, condition)


@dataclass(frozen=True)
class Norm:
    """A commitment or a ban: who is bound, the ways of it, and when it is awake; all sets are bits.

    ``masks`` has one set of values for each dimension; ``condition`` is over circumstances.
    """

    name: str
    bearers: int
    ways: int
    masks: tuple[int, ...]
    condition: Condition


@dataclass(frozen=True)
class Problem:
    """Commitments and bans in one space: the sizes of its dimensions, and how many circumstances there are."""

    sizes: tuple[int, ...]
    circumstances: int
    commitments: tuple[Norm, ...]
    bans: tuple[Norm, ...]

    @property
    def states(self) -> int:
        """How many states can be bound: the victims are all states."""
        return self.sizes[3]


def problem(
    commitments: int, bans: int, *, states: int = 40, zones: int = 12, circumstances: int = 10, seed: int = 1
) -> Problem:
    """Return a problem of which one pair in ten or so clashes; a norm allows a share of all values, however many."""
    rng = random.Random(seed)
    sizes = (8, 5, states + 1, states, 6, zones)

    def norm(name: str, members: float, ways: int) -> Norm:
        bearers = some(rng, states, members)
        masks = tuple(some(rng, size, rng.choice((0.2, 0.4, 0.7))) for size in sizes)
        said = condition(rng, circumstances)
        return Norm(name, bearers, sum(1 << way for way in rng.sample(range(WAYS), ways)), masks, said)

    return Problem(
        sizes,
        circumstances,
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
    literals = [("fact", n) if rng.random() < 0.5 else ("not", ("fact", n)) for n in facts]
    return _tree(rng, literals)


def _tree(rng: random.Random, parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    cut = rng.randint(1, len(parts) - 1)
    join = "all" if rng.random() < 0.7 else "any"
    return (join, _tree(rng, parts[:cut]), _tree(rng, parts[cut:]))


def bits(mask: int) -> Iterator[int]:
    """Yield the members of a set, the least first."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1
