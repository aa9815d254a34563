"""Remedies for a clash: small changes of the draft, each tried on the model and priced before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from treatylang.findings import Fix
from treatylang.model.instrument import Norm
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.remedies.changes import Change, changes_for, combined
from treatylang.reasoning.remedies.prices import Price, price
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import bound
from treatylang.reasoning.verdicts.legality import Clash, ClashKind, clashes_of
from treatylang.syntax import ast


@dataclass(frozen=True)
class Remedy:
    """A change that was tried and found to remove a clash and to add none, with its price."""

    clash: Clash
    change: Change
    price: Price

    def fix(self, case: Frame) -> Fix:
        """Return it as findings show it."""
        return Fix(self.change.message, self.change.edits, False, self.price.lines(case))


def cures(case: Frame, clash: Clash) -> tuple[Fix, ...]:
    """Return the smallest changes that remove a clash and add none, with their price, in order of what they cost.

    Changes of the draft come first, then what would have to change in the law itself.
    """
    case = replace(case, choices=clash.choices)
    return (*(remedy.fix(case) for remedy in remedies(case, clash)), *_of_law(clash))


def remedies(case: Frame, clash: Clash) -> tuple[Remedy, ...]:
    """Return the changes of the draft that remove a clash, the cheapest first.

    Single changes are tried first; only where none helps are pairs of them tried: cure sets are not upward closed, and
    a pair may help though neither of its changes does.
    """
    singles = list(changes_for(case, clash))
    found = [remedy for change in singles if (remedy := tried(case, clash, change)) is not None]
    if not found:
        for index, one in enumerate(singles):
            for other in singles[index + 1 :]:
                both = combined(one, other)
                remedy = tried(case, clash, both) if both is not None else None
                if remedy is not None:
                    found.append(remedy)
    return tuple(sorted(found, key=_cost))


def _cost(remedy: Remedy) -> tuple[bool, bool]:
    """Order remedies by what they cost: those that lose no guarantee first, then those that gain one."""
    return bool(remedy.price.guarantee_lost), not remedy.price.guarantee_gained


def _of_law(clash: Clash) -> Iterator[Fix]:
    """Yield the change of the law itself that its own text suggests, with the procedure that it takes: advice."""
    told = set()
    for ban in clash.bans:
        for line in ban.norm.cures:
            refs = [
                item.text
                for slot in line.slots
                if slot.values and isinstance(slot.value, ast.Words)
                for item in slot.value.items
                if isinstance(item, ast.Ref)
            ]
            steps = [norm for norm in ban.law.norms if norm.timing is not None and any(r in norm.labels for r in refs)]
            if refs and steps and ban.law.name not in told:
                told.add(ban.law.name)
                words = (" ".join(norm.node.predicate.span.text.split()) for norm in steps)
                price = tuple(f"{ban.law.state} {word.replace(chr(34), '')}".replace("-", " ") for word in words)
                yield Fix(f"change the law: {ban.law.title}, article {steps[0].number}", (), False, price)


# -- trying one ----------------------------------------------------------------------------------------------------


def tried(case: Frame, clash: Clash, change: Change) -> Remedy | None:
    """Return the remedy if the changed draft is without this clash and has no new one, for any party; else nothing."""
    effects, paid = _made(case, clash, change)
    for state, (before, now) in effects.items():
        if state == clash.duty.bearer and not _gone(now, clash):
            return None
        # A remedy may leave a tension, which is no error; it may add no conflict of any weight.
        added = (key for key, where in now.items() if case.diagrams.less(where, before.get(key, EMPTY)) != EMPTY)
        if any(kind == clash.kind or kind is ClashKind.CONFLICT for kind, _, _ in added):
            return None
    return Remedy(clash, change, paid())


def _made(case: Frame, clash: Clash, change: Change) -> tuple[_Effects, Callable[[], Price]]:
    """Make a change; return the clashes of each party before and after that it can touch, and what tells its price.

    One provision may collide with the law of many parties, and each asks for the same changes: they are made once.
    """
    norm = clash.duty.norm
    texts = tuple(edit.text for edit in change.edits)
    key = ("made", id(case.draft), id(norm), change.message, texts, case.supposed, case.choices)
    known = case.read.get(key)
    if known is None:
        draft = change.made(case.draft, norm)
        world = replace(case.world, instruments={**case.world.instruments, draft.name: draft})
        after = replace(case, draft=draft, world=world)
        effects = {}
        for state in bound(case):
            # A changed duty is nothing to the others: priority is a matter between two norms.
            old, new = change.touched(case.draft, norm)
            effects[state] = (_before(case, state, old), _weight_of(after, state, new))
        # A reservation is made by one party alone; a sentence is changed for all.
        payers = (clash.duty.bearer,) if change.added is not None else bound(case)
        paid = cache(lambda: price(case, after, norm, change.norm, payers))
        known = case.read[key] = ((case.draft, norm, effects, paid), 0)
    return known[0][2:]  # type: ignore[no-any-return, index]  # put there above


_Weights = dict[tuple[str, int, int], int]
_Effects = dict[str, tuple[_Weights, _Weights]]


def _before(case: Frame, state: str, only: tuple[Norm, ...]) -> _Weights:
    """Return what `_weight_of` does; many changes of the same sentences are held against it."""
    key = ("weight", id(case.draft), state, tuple(map(id, only)), case.supposed, case.choices)
    known = case.read.get(key)
    if known is None:
        known = case.read[key] = ((case.draft, only, _weight_of(case, state, only)), 0)
    return known[0][2]  # type: ignore[no-any-return, index]  # put there above


def _weight_of(case: Frame, state: str, only: tuple[Norm, ...]) -> _Weights:
    """Return the situations of each kind of clash of a party: (kind, weight, place of the sentence) → where."""
    found: _Weights = {}
    for clash in clashes_of(case, state, only):
        if not clash.readings:
            key = (clash.kind, int(clash.weight), clash.duty.norm.span.start)
            found[key] = case.diagrams.either(found.get(key, EMPTY), clash.where)
    return found


def _gone(now: _Weights, clash: Clash) -> bool:
    """Return whether a clash of this kind and weight is no more found at its sentence."""
    return not any(
        start == clash.duty.norm.span.start and kind == clash.kind and weight == int(clash.weight)
        for kind, weight, start in now
    )
