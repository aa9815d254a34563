"""In which order parts stand after a merge: as the side has it that moved them, with what the other side added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """The parts in order; ``asked`` are the orders of both sides where each changed it in its own way."""

    keys: tuple[int, ...]
    asked: tuple[Sequence[int], Sequence[int]] | tuple[()] = ()


def ordered(base: Sequence[int], ours: Sequence[int], theirs: Sequence[int], kept: Collection[int]) -> Order:
    """Return the parts that are kept, each once; this side's order stands where people have to choose."""
    wanted = set(kept)
    base, ours, theirs = ([key for key in side if key in wanted] for side in (base, ours, theirs))
    common = set(base) & set(ours) & set(theirs)
    a, b, c = ([key for key in side if key in common] for side in (base, ours, theirs))
    first, second = (theirs, ours) if b == a != c else (ours, theirs)
    asked = (b, c) if a not in (b, c) and b != c else ()
    keys = list(_woven(first, _behind(first, second), set(base)))
    keys = list(_woven(keys, _behind(keys, base), set(base)))  # what was taken out, and people are asked about
    return Order(tuple(keys), asked)


def _behind(first: Sequence[int], second: Sequence[int]) -> dict[int | None, list[int]]:
    """Return what only the second order has, by what stands before it there."""
    shared = set(first)
    behind: dict[int | None, list[int]] = {}
    last: int | None = None
    for key in second:
        if key in shared:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    return behind


def _woven(first: Sequence[int], behind: Mapping[int | None, Sequence[int]], base: set[int]) -> Iterator[int]:
    """Yield the first order with what only the other has, each after its neighbour and what was added there."""
    waiting: Sequence[int] = behind.get(None, ())
    for key in first:
        if waiting and key in base:
            yield from waiting
            waiting = ()
        yield key
        waiting = [*waiting, *behind.get(key, ())]
    yield from waiting
