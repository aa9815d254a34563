"""What each state may count on from each other, where the two drafts differ: under the law that is loaded."""

from __future__ import annotations

from collections.abc import Iterable

from treatylang.compare.common import Common
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.situations.space import ATTACKER
from treatylang.reasoning.verdicts.worth import worth

Pairs = dict[tuple[str, str], Situations]
"""(helper, victim) → the situations in which what the victim may be certain of differs."""


def guarantees(old: Common, new: Common, helpers: Iterable[str], victims: Iterable[str]) -> Pairs:
    """Return where guarantees differ, helper by helper: acts that are certain in only one of the two drafts."""
    diagrams = new.diagrams
    victims = tuple(victims)
    found: Pairs = {}
    for helper in helpers:
        before = worth(old, helper, (old.draft,)).certain
        after = worth(new, helper, (new.draft,)).certain
        differ = EMPTY
        for act in dict.fromkeys((*before, *after)):
            a, b = before.get(act, EMPTY), after.get(act, EMPTY)
            if a != b:
                differ = diagrams.any_of((differ, diagrams.less(a, b), diagrams.less(b, a)))
        if differ == EMPTY:
            continue
        for victim in victims:
            hit = diagrams.less(new.space.hits(victim), new.space.is_state(ATTACKER, victim))
            where = diagrams.both(differ, hit) if victim != helper else EMPTY
            if where != EMPTY:
                found[helper, victim] = where
    return found
