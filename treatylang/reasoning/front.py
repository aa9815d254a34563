"""Remedies for all conflicts of a draft at once: the sets of changes of which none costs less and gains more.

One remedy is chosen for each provision that collides with law; what is left is the Pareto front over promise lost,
guarantee lost and guarantee gained. Every set is made on the model and looked at again as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from treatylang.findings import Edit
from treatylang.model.instrument import Choice
from treatylang.reasoning.bans import Weight
from treatylang.reasoning.cures import Remedy, remedies
from treatylang.reasoning.diagram import EMPTY
from treatylang.reasoning.frame import Frame
from treatylang.reasoning.legality import Clash, clashes_of
from treatylang.reasoning.options import bound, combinations
from treatylang.reasoning.prices import Price

MOST_SETS = 512
"""How many sets of remedies are tried; beyond that only the cheapest few for each provision are combined."""


@dataclass(frozen=True)
class Cure:
    """A set of remedies that leaves no conflict with law, with the price of all of it together."""

    choices: frozenset[Choice]
    remedies: tuple[Remedy, ...]
    price: Price

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of all remedies, in the order of the text."""
        every = dict.fromkeys(edit for remedy in self.remedies for edit in remedy.change.edits)
        return tuple(sorted(every, key=lambda edit: (edit.span.start, edit.span.end)))


@dataclass(frozen=True)
class Front:
    """The front under one combination of options; ``stuck`` are conflicts for which no remedy was found."""

    choices: frozenset[Choice]
    conflicts: int
    cures: tuple[Cure, ...]
    stuck: tuple[Clash, ...]


def fronts(frame: Frame) -> tuple[Front, ...]:
    """Return the front of each combination of options that has conflicts with law."""
    found = []
    for choices in combinations(frame.draft, frame.question.options):
        case = replace(frame, choices=choices)
        clashes = [c for state in bound(case) for c in clashes_of(case, state) if _counts(c)]
        if clashes:
            found.append(_front(case, clashes))
    return tuple(found)


def _counts(clash: Clash) -> bool:
    return clash.kind == "conflict" and clash.weight is Weight.LAW and not clash.readings


def _front(case: Frame, clashes: Sequence[Clash]) -> Front:
    groups: list[tuple[Remedy, ...]] = []
    stuck = []
    taken: set[int] = set()
    for clash in clashes:
        start = clash.duty.norm.span.start
        if start in taken:
            continue
        taken.add(start)
        # What cures one party's conflict with a provision has to cure those of all others with it.
        here = [other for other in clashes if other.duty.norm.span.start == start]
        options = [r for other in here for r in remedies(case, other)]
        options = list({r.change.message: r for r in options}.values())
        if options:
            groups.append(tuple(options))
        else:
            stuck.append(clash)
    cures: list[Cure] = []
    for chosen in _sets(groups):
        price = _whole(case, chosen)
        if price is not None:
            cures.append(Cure(case.choices, chosen, price))
    best = [one for one in cures if not any(_dominates(case, other, one) for other in cures if other is not one)]
    return Front(case.choices, len(clashes), tuple(best), tuple(stuck))


def _sets(groups: list[tuple[Remedy, ...]]) -> list[tuple[Remedy, ...]]:
    size = 1
    for group in groups:
        size *= len(group)
    if size > MOST_SETS:
        groups = [group[:2] for group in groups]
    found = []
    for chosen in product(*groups) if groups else ():
        found.append(chosen)
        if len(found) >= MOST_SETS:
            break
    return found


def _whole(case: Frame, chosen: tuple[Remedy, ...]) -> Price | None:
    """Return the price of a set of remedies made together, ``None`` where a conflict with law is left."""
    draft = case.draft
    for remedy in chosen:
        draft = remedy.change.made(draft, remedy.clash.duty.norm)
    world = replace(case.world, instruments={**case.world.instruments, draft.name: draft})
    after = replace(case, draft=draft, world=world)
    if any(_counts(clash) for state in bound(after) for clash in clashes_of(after, state)):
        return None
    either = case.diagrams.either
    sums: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
    for remedy in chosen:
        parts = (remedy.price.promise_lost, remedy.price.guarantee_lost, remedy.price.guarantee_gained)
        for total, part in zip(sums, parts, strict=True):
            for act, where in part.items():
                total[act] = either(total.get(act, EMPTY), where)
    return Price(*sums)


def _dominates(case: Frame, one: Cure, other: Cure) -> bool:
    """Return whether one set costs no more and gains no less than another, and differs; of equals the first stays."""
    if not one.price.no_worse(other.price, case):
        return False
    if not other.price.no_worse(one.price, case):
        return True
    return _order(one) < _order(other)


def _order(cure: Cure) -> tuple[int, tuple[str, ...]]:
    return len(cure.edits), tuple(remedy.change.message for remedy in cure.remedies)
