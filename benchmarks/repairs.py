"""Random changes that remove conflicts, of the kinds and prices that `treaty cures` tries, as a cover of least cost."""

from __future__ import annotations

import random
from collections.abc import Iterable

from norms import WAYS, Problem, bits

from treatylang.reasoning.kernel.repairs import Repair

Unit = tuple[str, str, int]
"""A conflict: a commitment, a ban that forbids every way of it where both reach, and one party that both bind."""


def units(given: Problem) -> list[Unit]:
    """Return the pairs that meet in every dimension, once for each party that both bind; circumstances aside."""
    return [
        (duty.name, ban.name, party)
        for duty in given.commitments
        for ban in given.bans
        if not duty.ways & ~ban.ways and all(x & y for x, y in zip(duty.masks, ban.masks, strict=True))
        for party in bits(duty.bearers & ban.bearers)
    ]


def changes(given: Problem, of_law: int = 0) -> list[Repair]:
    """Return changes of which each removes some conflicts; it costs what is no longer promised: parties times places.

    A provision can be left to discretion, get a further way to perform it, or be reserved by a party; a party can
    make a reservation to all of the treaty. With ``of_law`` the law itself can be changed, at that cost for each ban.
    """
    every = units(given)
    number = {unit: n for n, unit in enumerate(every)}
    bans = {ban.name: ban for ban in given.bans}
    found: list[Repair] = []

    def put(name: str, cost: int, removed: Iterable[Unit]) -> None:
        mask = sum(1 << number[unit] for unit in removed)
        if mask:
            found.append(Repair(name, (cost,), mask))

    for duty in given.commitments:
        mine = [unit for unit in every if unit[0] == duty.name]
        parties, wide = duty.bearers.bit_count(), duty.masks[-1].bit_count()
        put(f"{duty.name} at discretion", parties * wide, mine)
        for way in (way for way in range(WAYS) if not duty.ways >> way & 1):
            cost = parties * wide // (duty.ways.bit_count() + 1)
            put(f"{duty.name} or by way {way}", cost, [u for u in mine if not bans[u[1]].ways >> way & 1])
        for party in bits(duty.bearers):
            put(f"{duty.name} reserved by {party}", wide, [u for u in mine if u[2] == party])
    drawn = random.Random(3)
    for party in range(given.states):
        promised = sum(duty.masks[-1].bit_count() for duty in given.commitments if duty.bearers >> party & 1)
        cost = round(promised * drawn.uniform(0.5, 1.5))
        put(f"all reserved by {party}", cost, [u for u in every if u[2] == party])
    for ban in given.bans if of_law else ():
        put(f"{ban.name} changed", of_law, [u for u in every if u[1] == ban.name])
    return found
