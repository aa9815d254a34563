"""Remedies for all conflicts of a draft at once: the sets of changes of which none costs less and gains more.

A provision that collides with law is changed for all parties, or some of them make a reservation, or both. While there
are few ways to choose for each provision, all sets are tried, and what is left is the Pareto front over promise lost,
guarantee lost and guarantee gained. Where there are many, its ends are sought: what costs the fewest guarantees, the
fewest promises, and the fewest changes, each exactly. Every set is made on the model and looked at again as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby, product
from operator import or_

from treatylang.findings import Edit
from treatylang.model.instrument import Choice
from treatylang.reasoning.kernel.repairs import Repair, cheapest
from treatylang.reasoning.norms.bans import Weight
from treatylang.reasoning.remedies.cures import Remedy, remedies, tried
from treatylang.reasoning.remedies.prices import Price, together
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.verdicts.legality import Clash, ClashKind, clashes_of

MOST_SETS = 256
"""How many sets of remedies are tried at most; beyond that only the ends of the front are sought."""


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
    """The front under one combination of options.

    ``stuck`` are conflicts for which no remedy was found; the cures are those of all others.
    """

    choices: frozenset[Choice]
    conflicts: int
    cures: tuple[Cure, ...]
    stuck: tuple[Clash, ...]
    ends: bool = False
    """Whether these are only the ends of the front."""


def fronts(frame: Frame) -> tuple[Front, ...]:
    """Return the front of each combination of options that has conflicts with law."""
    found = []
    for choices in combinations(frame.draft, frame.question.options):
        case = replace(frame, choices=choices)
        clashes = [c for state in addressed(case) for c in clashes_of(case, state) if _counts(c)]
        if clashes:
            found.append(_front(case, clashes))
    return tuple(found)


def _counts(clash: Clash) -> bool:
    return clash.kind is ClashKind.CONFLICT and clash.weight is Weight.LAW and not clash.readings


def _front(case: Frame, clashes: Sequence[Clash]) -> Front:
    moves: dict[tuple[int, str], _Move] = {}
    for place, clash in enumerate(clashes):
        start = clash.duty.norm.span.start
        for remedy in remedies(case, clash):
            key = (start, remedy.change.message)
            cured = moves[key].cured if key in moves else 0
            moves[key] = _Move(start, remedy, cured | 1 << place)
    moves = {key: _for_all(case, move, clashes) for key, move in moves.items()}
    able = reduce(or_, (move.cured for move in moves.values()), 0)
    stuck = tuple(clash for place, clash in enumerate(clashes) if not able >> place & 1)
    groups = [list(group) for _, group in groupby(sorted(moves.values(), key=_place), key=_place)]
    sets = _all_sets(groups, able)
    tried = [_whole(case, chosen, stuck) for chosen in (sets if sets is not None else _ends(groups, able))]
    cures = [cure for cure in tried if cure is not None]
    best = [one for one in cures if not any(_dominates(case, other, one) for other in cures if other is not one)]
    return Front(case.choices, len(clashes), tuple(best), stuck, sets is None)


@dataclass(frozen=True)
class _Move:
    """A remedy, the place of its provision, and the clashes that it cures, as bits."""

    start: int
    remedy: Remedy
    cured: int

    @property
    def alters(self) -> bool:
        """Whether the sentence itself is changed: two such changes of one sentence do not go together."""
        return self.remedy.change.added is None


def _for_all(case: Frame, move: _Move, clashes: Sequence[Clash]) -> _Move:
    """Return a change with all clashes of its sentence that it cures: also of parties that did not ask for it."""
    cured = move.cured
    for place, clash in enumerate(clashes if move.alters else ()):
        if clash.duty.norm is move.remedy.clash.duty.norm and not cured >> place & 1:
            cured |= (tried(case, clash, move.remedy.change) is not None) << place
    return replace(move, cured=cured)


def _place(move: _Move) -> int:
    return move.start


def _all_sets(groups: list[list[_Move]], able: int) -> list[tuple[_Move, ...]] | None:
    """Return every choice of remedies, none of them idle, one way for each provision; None if there are too many."""
    ways = []
    size = 1
    for group in groups:
        ways.append(_ways(group, able & reduce(or_, (move.cured for move in group), 0)))
        size *= len(ways[-1])
        if size > MOST_SETS:
            return None
    return [tuple(move for way in chosen for move in way) for chosen in product(*ways)]


def _ways(group: list[_Move], wanted: int) -> list[tuple[_Move, ...]]:
    """Return the ways to cure one provision: one change of it or none, and the reservations of those it leaves."""
    reservations = [move for move in group if not move.alters]
    found: list[tuple[_Move, ...]] = []
    for changed in (*((move,) for move in group if move.alters), ()):
        left = wanted & ~reduce(or_, (move.cured for move in changed), 0)
        reserved = tuple(move for move in reservations if move.cured & left)
        # A party makes one reservation to a provision, whichever of several wordings comes first.
        kept = tuple(m for place, m in enumerate(reserved) if not any(m.cured & o.cured for o in reserved[:place]))
        if not left & ~reduce(or_, (move.cured for move in kept), 0):
            found.append((*changed, *kept))
    return found


def _ends(groups: list[list[_Move]], able: int) -> list[tuple[_Move, ...]]:
    """Return the cheapest sets by guarantees lost, by promises lost and by changes; the other measures decide ties."""
    moves = {str(place): move for place, move in enumerate(move for group in groups for move in group)}
    found: dict[tuple[str, ...], None] = {}
    for order in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        # Two changes of one sentence do not go together; reservations go with each other and with them.
        repairs = [
            Repair(name, _measured(move, order), move.cured, str(move.start) if move.alters else "")
            for name, move in moves.items()
        ]
        best = cheapest(repairs, able)
        if not best.stuck:
            found[tuple(repair.name for repair in best.chosen)] = None
    return [tuple(moves[name] for name in names) for names in found]


def _measured(move: _Move, order: tuple[int, int, int]) -> tuple[int, ...]:
    price = move.remedy.price
    measures = (len(price.guarantee_lost), len(price.promise_lost), 1)
    return tuple(measures[place] for place in order)


def _whole(case: Frame, chosen: tuple[_Move, ...], stuck: tuple[Clash, ...]) -> Cure | None:
    """Return a set of remedies made together with its price, ``None`` where another conflict with law is left."""
    draft = case.draft
    for move in chosen:
        draft = move.remedy.change.made(draft, move.remedy.clash.duty.norm)
    world = replace(case.world, instruments={**case.world.instruments, draft.name: draft})
    after = replace(case, draft=draft, world=world)
    known = {_key(clash) for clash in stuck}
    if any(_counts(c) and _key(c) not in known for state in addressed(after) for c in clashes_of(after, state)):
        return None
    taken = tuple(move.remedy for move in chosen)
    return Cure(case.choices, taken, together((remedy.price for remedy in taken), case))


def _key(clash: Clash) -> tuple[int, str]:
    return clash.duty.norm.span.start, clash.duty.bearer


def _dominates(case: Frame, one: Cure, other: Cure) -> bool:
    """Return whether one set costs no more and gains no less than another, and differs; of equals the first stays."""
    if not one.price.no_worse(other.price, case):
        return False
    if not other.price.no_worse(one.price, case):
        return True
    return _order(one) < _order(other)


def _order(cure: Cure) -> tuple[int, tuple[str, ...]]:
    return len(cure.edits), tuple(remedy.change.message for remedy in cure.remedies)
