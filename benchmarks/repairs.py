"""What could be changed about many norms that conflict: the changes, what each costs, and norms with some made."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from norms import WAYS, Problem

from treatylang.reasoning.kernel.conditions import bits
from treatylang.reasoning.kernel.norms import Norm, conflicts
from treatylang.reasoning.kernel.repairs import Repair
from treatylang.reasoning.kernel.sets import Bundle

Unit = tuple[str, str, int]
"""A conflict: a commitment, the ban that forbids every way of it, and one party that both bind."""

Made = Callable[[Norm], Norm | None]
"""What a change makes of a norm; None where nothing is left of it."""


@dataclass(frozen=True)
class Repairable:
    """A problem, its conflicts, and changes of which each removes some of them."""

    problem: Problem
    units: tuple[Unit, ...]
    repairs: tuple[Repair, ...]
    makes: dict[str, Made]

    def repaired(self, chosen: Iterable[Repair]) -> Problem:
        """Return the problem with some changes made to its norms."""
        commitments, bans = list(self.problem.commitments), list(self.problem.bans)
        for repair in chosen:
            make = self.makes[repair.name]
            commitments = [made for norm in commitments if (made := make(norm)) is not None]
            bans = [made for norm in bans if (made := make(norm)) is not None]
        return replace(self.problem, commitments=tuple(commitments), bans=tuple(bans))


def repairable(given: Problem, *, of_law: int | None = None, seed: int = 3) -> Repairable:
    """Return what `treaty cures` tries for a provision, and two changes that reach over many provisions.

    A change costs what is no longer promised: parties times places. A provision can be left to discretion, get a
    further way to perform it, leave out the places of one of its conflicts, or be reserved by a party. A party can
    make a reservation to all of the treaty, which costs about as much as all that it promises. With ``of_law`` the law
    itself can be changed, at that cost for each ban.
    """
    found = _Finder(given)
    drawn = random.Random(seed)
    place = len(given.space.dimensions) - 1
    bans = {ban.name: ban for ban in given.bans}
    for norm in given.commitments:
        units = found.units_of(0, norm.name)
        places = norm.where.pieces[0].masks[place]
        parties, wide = norm.bearers.bit_count(), places.bit_count()
        found.put(f"{norm.name} at discretion", parties * wide, units, _on(norm, lambda _: None))
        for way in range(WAYS):
            if not norm.ways >> way & 1:
                cost = parties * wide // (norm.ways.bit_count() + 1)
                left = [unit for unit in units if not bans[unit[1]].ways >> way & 1]
                found.put(f"{norm.name} or by way {way}", cost, left, _on(norm, _with_way(way)))
        common = {name: places & bans[name].where.pieces[0].masks[place] for _, name, _ in units}
        for out in dict.fromkeys(mask for mask in common.values() if mask != places):
            left = [unit for unit in units if not common[unit[1]] & ~out]
            found.put(f"{norm.name} without places {out}", parties * out.bit_count(), left, _on(norm, _without(out)))
        for party in bits(norm.bearers):
            mine = [unit for unit in units if unit[2] == party]
            found.put(f"{norm.name} reserved by {party}", wide, mine, _on(norm, _not_for(party)))
    names = frozenset(norm.name for norm in given.commitments)
    for party in range(len(given.space.dimensions[given.bearer].values)):
        promised = sum(n.where.pieces[0].masks[place].bit_count() for n in given.commitments if n.bearers >> party & 1)
        cost = round(promised * drawn.uniform(0.5, 1.5))
        found.put(f"all reserved by {party}", cost, found.units_of(2, party), _among(names, _not_for(party)))
    for ban in given.bans if of_law is not None else ():
        found.put(f"{ban.name} changed", of_law or 0, found.units_of(1, ban.name), _on(ban, lambda _: None))
    return Repairable(given, tuple(found.number), tuple(found.repairs), found.makes)


class _Finder:
    """Conflicts by their numbers, and the changes found so far."""

    def __init__(self, given: Problem) -> None:
        clashes = conflicts(given.commitments, given.bans)
        units = [
            (c.commitment.name, c.ban.name, who) for c in clashes for who in bits(c.commitment.bearers & c.ban.bearers)
        ]
        self.number: dict[Unit, int] = {unit: number for number, unit in enumerate(units)}
        self._of: dict[tuple[int, object], list[Unit]] = {}
        for unit in units:
            for part in range(3):
                self._of.setdefault((part, unit[part]), []).append(unit)
        self.repairs: list[Repair] = []
        self.makes: dict[str, Made] = {}

    def units_of(self, part: int, value: object) -> list[Unit]:
        return self._of.get((part, value), [])

    def put(self, name: str, cost: int, removed: list[Unit], make: Made) -> None:
        if removed:
            self.repairs.append(Repair(name, (cost,), sum(1 << self.number[unit] for unit in removed)))
            self.makes[name] = make


def _on(norm: Norm, make: Made) -> Made:
    return lambda one: make(one) if one.name == norm.name else one


def _among(names: frozenset[str], make: Made) -> Made:
    return lambda one: make(one) if one.name in names else one


def _with_way(way: int) -> Made:
    return lambda norm: replace(norm, ways=norm.ways | 1 << way)


def _not_for(party: int) -> Made:
    return lambda norm: replace(norm, bearers=norm.bearers & ~(1 << party))


def _without(out: int) -> Made:
    def make(norm: Norm) -> Norm | None:
        (piece,) = norm.where.pieces
        *others, places = piece.masks
        left = places & ~out
        return replace(norm, where=Bundle((piece._replace(masks=(*others, left)),))) if left else None

    return make
