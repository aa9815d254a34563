"""Remedies for a clash: small changes of the draft, each tried on the model and priced before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from treatylang.findings import Fix
from treatylang.model.instrument import Instrument, Norm, Reading
from treatylang.model.memo import Topic
from treatylang.reasoning.areas.terrain import exists
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, fitted, law_on
from treatylang.reasoning.norms.displacement import deferred, displaced
from treatylang.reasoning.norms.relevance import meeting
from treatylang.reasoning.remedies.changes import Change, changes_for, combined
from treatylang.reasoning.remedies.prices import Price, price
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed
from treatylang.reasoning.situations.readings import PROPOSED
from treatylang.reasoning.verdicts.legality import Clash, ClashKind, clashes_of, conflicts
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


@dataclass(frozen=True)
class Amendment:
    """What a change of a law does about a clash: its steps, and the proposed readings that end it or leave it."""

    law: Instrument
    steps: tuple[Norm, ...]
    ends: tuple[Reading, ...]
    leaves: tuple[Reading, ...]

    def fix(self) -> Fix:
        """Return it as findings show it: advice, since it is outside the draft."""
        by = f", by article {self.steps[0].number}" if self.steps else ""
        told = [f"{_named(self.ends)} would remove this conflict"] if self.ends else []
        told += [f"{_named(self.leaves)} would not"] if self.leaves else []
        of = f": {', while '.join(told)}" if told else ""
        return Fix(f"change the law ({self.law.title}{by}){of}", (), False, tuple(dict.fromkeys(self._price())))

    def _price(self) -> Iterator[str]:
        for norm in self.steps:
            words = " ".join(norm.node.predicate.span.text.split()).replace('"', "").replace("-", " ")
            yield words.removeprefix("shall obtain ") if words.startswith("shall ") else f"{self.law.state} {words}"


def _named(readings: tuple[Reading, ...]) -> str:
    """Name proposed readings with what they say: *the proposal `new` (the second paragraph deleted)*."""
    names = [f"`{one.name}` ({one.words})" if one.words else f"`{one.name}`" for one in readings]
    joined = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"the {'proposals' if len(names) > 1 else 'proposal'} {joined}"


def cures(case: Frame, clash: Clash) -> tuple[Fix, ...]:
    """Return the smallest changes that remove a clash and add none, with their price, in order of what they cost.

    Changes of the draft come first, then what would have to change in the law itself.
    """
    case = replace(case, choices=clash.choices)
    return (*(remedy.fix(case) for remedy in remedies(case, clash)), *(one.fix() for one in amendments(case, clash)))


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


def amendments(case: Frame, clash: Clash) -> tuple[Amendment, ...]:
    """Return what a change of the forbidding law would do: by the procedure that its text names, by what is proposed.

    Each article that forbids is told once. A proposed reading removes the conflict if, were the article read so on
    every day, the duty would meet none.
    """
    case = replace(case, choices=clash.choices)
    found: dict[tuple[str, str], Amendment] = {}
    for ban in clash.bans:
        text = ban.law
        article = ban.reading.article if ban.reading is not None else ""
        proposed = [r for r in text.readings if r.article == article and r.standing == PROPOSED] if article else []
        steps = tuple(_procedure(ban))
        if text.kind != "law" or not (steps or proposed) or (text.name, article) in found:
            continue
        ends = tuple(r for r in proposed if not _left(case, clash, r))
        leaves = tuple(r for r in proposed if not any(r is one for one in ends))
        found[text.name, article] = Amendment(text, steps, ends, leaves)
    return tuple(found.values())


def _procedure(ban: Ban) -> Iterator[Norm]:
    """Yield the steps by which a law is changed, as the cures of its own text refer to them: `cure amend @article`."""
    for line in ban.norm.cures:
        refs = [
            item.text
            for slot in line.slots
            if slot.values and isinstance(slot.value, ast.Words)
            for item in slot.value.items
            if isinstance(item, ast.Ref)
        ]
        yield from (n for n in ban.law.norms if n.timing is not None and any(ref in n.labels for ref in refs))


def _left(case: Frame, clash: Clash, reading: Reading) -> bool:
    """Return whether a duty still meets law of the weight of a clash, were an article read in one way on every day."""
    duty = clash.duty
    bans, readings = law_on(case, duty.bearer)
    own = meeting(case, duty, fitted(case, bans, duty.conduct(case.draft)))
    binding = tuple(ban for ban in own if ban.weight <= clash.weight)
    gone = displaced(case, case.draft, duty, own, readings)
    weighed = (*own, *deferred(case, case.draft, duty))
    left = (case.diagrams.less(c.where, gone) for c in conflicts(case, duty, binding, weighed, readings, reading))
    return any(exists(case, where) for where in left)


# -- trying one ----------------------------------------------------------------------------------------------------


def tried(case: Frame, clash: Clash, change: Change) -> Remedy | None:
    """Return the remedy if the changed draft is without this clash and has no new one, for any party; else nothing."""
    effects, paid = _made(case, clash, change)
    for state, (before, now) in effects.items():
        if state == clash.duty.bearer and not _gone(now, clash):
            return None
        # A remedy may leave a tension, which is not an error; it may add no conflict of any weight.
        added = (key for key, where in now.items() if case.diagrams.less(where, before.get(key, EMPTY)) != EMPTY)
        if any(kind == clash.kind or kind is ClashKind.CONFLICT for kind, _, _ in added):
            return None
    return Remedy(clash, change, paid())


_Weights = dict[tuple[str, int, int], Situations]
_Effects = dict[str, tuple[_Weights, _Weights]]
_MADE = Topic[tuple[_Effects, Callable[[], Price]]]("what a change does")
_BEFORE = Topic[_Weights]("clashes before a change")


def _made(case: Frame, clash: Clash, change: Change) -> tuple[_Effects, Callable[[], Price]]:
    """Make a change; return the clashes of each party before and after that it can touch, and what tells its price.

    One provision may collide with the law of many parties, and each asks for the same changes: they are made once.
    """
    norm = clash.duty.norm
    texts = tuple(edit.text for edit in change.edits)
    key = (id(case.draft), id(norm), change.message, texts, case.supposed, case.choices)

    def made() -> tuple[_Effects, Callable[[], Price]]:
        draft = change.made(case.draft, norm)
        world = replace(case.world, instruments={**case.world.instruments, draft.name: draft})
        after = replace(case, draft=draft, world=world)
        effects = {}
        for state in addressed(case):
            # A changed duty is nothing to the others: priority is a matter between two norms.
            old, new = change.touched(case.draft, norm)
            effects[state] = (_before(case, state, old), _weight_of(after, state, new))
        # A reservation is made by one party alone; a sentence is changed for all.
        payers = (clash.duty.bearer,) if change.added is not None else addressed(case)
        return effects, cache(lambda: price(case, after, norm, change.norm, payers))

    return case.memo.once(_MADE, key, made, case.draft, norm)


def _before(case: Frame, state: str, only: tuple[Norm, ...]) -> _Weights:
    """Return what `_weight_of` does; many changes of the same sentences are held against it."""
    key = (id(case.draft), state, tuple(map(id, only)), case.supposed, case.choices)
    return case.memo.once(_BEFORE, key, lambda: _weight_of(case, state, only), case.draft, only)


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
