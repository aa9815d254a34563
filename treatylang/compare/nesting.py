"""Belts within belts and claims within claims: of the places of two drafts, which hold wherever which others do."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from treatylang.compare.common import BELT, Common, Meant
from treatylang.compare.definitions import by_meaning
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.space import NOWHERE, PLACE


def nested(old: Common, new: Common) -> tuple[Common, Common]:
    """Return both frames without the situations that no globe has: what is narrower lies in what is wider.

    A belt holds what a narrower one around the same, or around a part of it, does; what is claimed by some is claimed
    by them or others.
    """
    for case in (old, new):
        for area in by_meaning(case.draft):
            Reader(case, case.draft, "").area(area)
    diagrams = old.diagrams
    known = [(meant, diagrams.value(key, "yes")) for meant, key in old.shared.meant.items() if len(meant) > 1]
    if not known:
        return old, new
    out = [
        diagrams.less(narrow, wide)
        for (inner, narrow), (outer, wide) in permutations(known, 2)
        if _holds(old, outer, inner)
    ]
    possible = diagrams.less(old.possible, diagrams.any_of(out))
    return replace(old, possible=possible), replace(new, possible=possible)


def _holds(case: Common, outer: Meant, inner: Meant) -> bool:
    """Return whether one circumstance of the place holds wherever another one does."""
    (kind, size, *wide), (other, share, *narrow) = outer, inner
    if kind != other or not all(case.diagrams.within(a, b) for a, b in zip(narrow, wide, strict=True)):
        return False
    if kind != BELT:
        return bool(share == size)
    # Belts run from the land in an area if it has any: waters with a coast added to them have another belt.
    ashore = case.diagrams.less(narrow[0], case.diagrams.value(PLACE, NOWHERE))
    return bool(share <= size) and (narrow == wide or ashore != EMPTY)
