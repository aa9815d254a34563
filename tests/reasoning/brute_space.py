"""Every situation of three states, written down one by one, and sets of them as plain integers, one bit a situation.

Nothing here knows the engine. An atom of a condition is judged by a loop over the situations; the rest is and, or, not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

STATES = ("Japan", "Australia", "India")
OTHER, GANG, NOWHERE = "another state", "a non-state actor", "no state's territory"
ATTACKERS = (*STATES, OTHER, GANG)
VICTIMS = (*STATES, OTHER)
PLACES = (*STATES, OTHER, NOWHERE)
EVENTS = ("nothing", "attack", "raid")
OBJECTS = ("land", "ships")
DATES = (date(2026, 1, 1), date(2028, 1, 1))
JUDGED = "grave of Japan"
"""A circumstance that Japan itself judges."""
FACTS = ("cloud", "storm", JUDGED)
USUAL = {"storm": False}

Condition = tuple  # ("fact", name) | ("not", c) | ("and"|"or", c, c) | ("event", kind, on, object)


@dataclass(frozen=True)
class Situation:
    """One complete state of affairs."""

    day: date
    event: str
    attacker: str
    victim: str
    object: str
    place: str
    facts: frozenset[str]

    def struck(self, state: str) -> bool:
        """Whether the event hits a state: it owns what is hit, or is at home where it happens."""
        return state in (self.victim, self.place)


@dataclass(frozen=True)
class Space:
    """All situations that differ in some facts; facts vary fastest, in their order."""

    facts: tuple[str, ...]
    situations: tuple[Situation, ...]

    @property
    def everything(self) -> int:
        """All situations."""
        return (1 << len(self.situations)) - 1

    def where(self, holds: object) -> int:
        """Return the situations of which a predicate is true."""
        return sum(1 << i for i, s in enumerate(self.situations) if holds(s))  # type: ignore[operator]

    def either_way(self, found: int, fact: str) -> int:
        """Return the situations that are in a set whether or not a fact is so."""
        if fact not in self.facts:
            return found
        bit = 1 << self.facts.index(fact)
        without = self.where_fact(fact) ^ self.everything
        no, yes = found & without, (found >> bit) & without
        return (no & yes) | ((no & yes) << bit)

    def where_fact(self, fact: str) -> int:
        """Return the situations in which a fact is so."""
        return atom(self.facts, ("fact", fact), "")

    def read(self, found: int) -> Iterator[Situation]:
        """Yield the situations of a set."""
        return (s for i, s in enumerate(self.situations) if found >> i & 1)


@cache
def space(facts: tuple[str, ...]) -> Space:
    """Return the space of some facts: nobody attacks itself, and land lies where its owner is."""
    found = []
    for day, event, attacker, victim, thing, place in product(DATES, EVENTS, ATTACKERS, VICTIMS, OBJECTS, PLACES):
        if (attacker == victim and attacker in STATES) or (thing == "land" and place != victim):
            continue
        for bits in product((False, True), repeat=len(facts)):
            # The first fact is the lowest bit.
            held = frozenset(name for name, bit in zip(facts, reversed(bits), strict=True) if bit)
            found.append(Situation(day, event, attacker, victim, thing, place, held))
    return Space(facts, tuple(found))


@cache
def atom(facts: tuple[str, ...], c: Condition, bearer: str, members: tuple[tuple[str, int, int], ...] = ()) -> int:
    """Return where a fact or an event is so; ``members`` are the parties (state, first and last date) it speaks of."""
    if c[0] == "fact":
        return space(facts).where(lambda s: c[1] in s.facts)
    _, kind, on, thing = c

    def holds(s: Situation) -> bool:
        if s.event != kind and not (kind == "attack" and s.event == "raid"):
            return False
        today = DATES.index(s.day)
        states = tuple(m for m, since, last in members if since <= today <= last) if on == "any party" else (on,)
        states = (bearer,) if on == "self" else states
        if thing == "land":
            return any(s.place == state or (s.object == "land" and s.victim == state) for state in states)
        if thing:
            return any(s.object == thing and s.victim == state for state in states)
        return any(s.struck(state) for state in states)

    return space(facts).where(holds)


@cache
def plainly(facts: tuple[str, ...], what: str, *values: str) -> int:
    """Return where an aspect of the situation has one of some values; ``struck`` where the event hits one of them."""
    if what == "struck":
        return space(facts).where(lambda s: any(s.struck(value) for value in values))
    if what == "day":
        return space(facts).where(lambda s: str(DATES.index(s.day)) in values)
    return space(facts).where(lambda s: getattr(s, what) in values)


def mentioned(c: Condition | None) -> frozenset[str]:
    """Return the facts that a condition mentions."""
    if c is None or c[0] == "event":
        return frozenset()
    if c[0] == "fact":
        return frozenset({c[1]})
    return frozenset().union(*(mentioned(inner) for inner in c[1:]))
