"""The space of situations: the variables in which situations differ, their values, and the circumstances met so far.

A circumstance is added where a text is first read that speaks of it. That changes no set that was made before: a set
says nothing of variables that it does not ask.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from treatylang.model.bodies import Body
from treatylang.model.instrument import Instrument, Period
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.kernel.diagram import EMPTY, Diagrams, Situations
from treatylang.syntax import ast

DATE, EVENT, ATTACKER, VICTIM, OBJECT, PLACE = "date", "event", "attacker", "victim", "object", "place"
"""Names of the six variables that every situation has."""
SITE = "site"
"""The variable for where an act is done, which is no part of a situation (ruling 9): no answer keeps it."""

ANOTHER_STATE = "another state"
NON_STATE = "a non-state actor"
NOWHERE = "no state's territory"
QUIET = "nothing"
"""The value of the event where none happens."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A circumstance of a situation: what is true or not of it.

    ``kind`` is fact, judgement, manner (a choice of the actor) or place; ``state`` whose it is, if anybody's;
    ``words`` how a reader is told that it holds; ``usual`` its value when nothing is said, if it has one. What it is
    known by: ``name``, the sense of its word (`@Law.grave` where that could be another); ``of``, what it is of besides
    a state; ``acted``, that a body has acted; ``body``, the body whose decision or act it is, ``matter`` on what, and
    ``called`` its title where another text than the draft sets it up.
    """

    key: str
    kind: str
    state: str
    words: str
    usual: bool | None
    name: str = ""
    of: str = ""
    acted: bool = False
    body: Body | None = None
    matter: str = ""
    called: str = ""

    @property
    def issue(self) -> str:
        """What something turns on: the circumstance by its name, and one of the place in words."""
        return f"whether {self.words}" if self.kind == "place" else self.key


@dataclass(frozen=True, slots=True)
class Location:
    """What a circumstance of the place means on the globe: an area in the words of an instrument.

    ``how`` says what counts: ``in`` the area, ``within`` it (for a sea, its islands too), ``beyond`` its parallel or
    meridian, or on soil of a kind (``soil``), whose it is told elsewhere.
    """

    instrument: Instrument
    area: ast.AreaExpr
    how: str = "in"


@dataclass
class Space:
    """The dates and states that situations tell apart, the sets over them, and the circumstances by their keys."""

    lexicon: Lexicon
    dates: tuple[Period, ...]
    states: tuple[str, ...]
    diagrams: Diagrams = field(default_factory=Diagrams)
    facts: dict[str, Fact] = field(default_factory=dict)
    spots: dict[str, Location] = field(default_factory=dict)
    """What the circumstances of the place mean on the globe."""
    sites: dict[str, int] = field(default_factory=dict)
    """What is said of the place of an act, with its level."""
    _periods: dict[Period, Situations] = field(default_factory=dict, repr=False)
    _actors: dict[tuple[str, str], Situations] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        # Where nearly everything turns on the date and "not the victim" on the attacker, sets are a third as large with
        # these two asked last.
        add, words = self.diagrams.add, self.lexicon.words
        add(EVENT, [QUIET, *(word.name for word in words("event"))])
        add(VICTIM, [*self.states, ANOTHER_STATE])
        add(OBJECT, [*(word.name for word in words("object"))] or ["territory"])
        add(PLACE, [*self.states, ANOTHER_STATE, NOWHERE])
        add(ATTACKER, [*self.states, ANOTHER_STATE, NON_STATE])
        add(DATE, [str(interval.since) for interval in self.dates])

    def fact(self, fact: Fact) -> Situations:
        """Return the situations in which a circumstance holds, adding it where it is new."""
        self.facts.setdefault(fact.key, fact)
        level = self.diagrams.add(fact.key, ("no", "yes"))
        return self.diagrams.among(level, 2)

    def place(self, words: str, spot: Location, usual: bool | None = None) -> Situations:
        """Return the situations whose place is somewhere that geometry decides, adding the circumstance where new."""
        self.spots.setdefault(words, spot)
        return self.fact(Fact(words, "place", "", f"the place is {words}", usual))

    def site(self, words: str) -> Situations:
        """Return where an act is done at a place that geometry decides, adding that circumstance where it is new."""
        level = self.diagrams.add(f"done {words}", ("no", "yes"))
        self.sites[f"done {words}"] = level
        return self.diagrams.among(level, 2)

    def anywhere(self) -> tuple[int, ...]:
        """Return the levels of all that is said of the place of an act, which whoever acts may choose."""
        return (*((self.diagrams.level(SITE),) if self.diagrams.has(SITE) else ()), *self.sites.values())

    def open_site(self) -> None:
        """Add the variable for where an act is done, once something has to be said of it."""
        self.diagrams.add(SITE, [*self.states, ANOTHER_STATE, NOWHERE])

    def on(self, period: Period) -> Situations:
        """Return the situations whose date lies in a period; no interval of this frame lies in it by half."""
        known = self._periods.get(period)
        if known is None:
            days = (interval.since or date.min for interval in self.dates)
            mask = sum(1 << index for index, day in enumerate(days) if period.covers(day))
            known = self._periods[period] = self.diagrams.among(self.diagrams.level(DATE), mask)
        return known

    def is_state(self, variable: str, state: str) -> Situations:
        """Return the situations in which the attacker, the victim or the state of the place is a given state."""
        known = self._actors.get((variable, state))
        if known is None:
            values = self.diagrams.variables[self.diagrams.level(variable)].values
            name = state if state in values else ANOTHER_STATE
            known = self.diagrams.value(variable, name) if name in values else EMPTY
            self._actors[variable, state] = known
        return known

    def hits(self, state: str) -> Situations:
        """Return the situations whose event hits a state: as owner of the object, or because it happens on its soil."""
        hit = self.diagrams.either(self.is_state(VICTIM, state), self.is_state(PLACE, state))
        return self.diagrams.less(hit, self.diagrams.value(EVENT, QUIET))

    def attacks(self, state: str) -> Situations:
        """Return the situations in which a state attacks; on a quiet day nobody does, and nobody is hit."""
        return self.diagrams.less(self.is_state(ATTACKER, state), self.diagrams.value(EVENT, QUIET))

    def consents(self, host: str) -> tuple[int, ...]:
        """Return the levels of what a state may be willing to do as host: `consent of the host`, or its own."""
        roles = {f"the {word.name}" for word in self.lexicon.words("role") if word.owner == "site"}
        wills = {w.name for w in self.lexicon.words("will") if "approval" not in self.lexicon.wider(w.name)}
        return tuple(
            self.diagrams.level(key)
            for key, fact in self.facts.items()
            if fact.of in roles or (fact.state == host and fact.name in wills)
        )

    def refused(self, host: str, refusing: Collection[tuple[str, str]]) -> tuple[str, ...]:
        """Return the keys of what a host does not want, where it, or whoever is the host, does not want some of it."""
        wills = {will for will, state in refusing if state in ("", host)}
        levels = set(self.consents(host))
        return tuple(k for k, fact in self.facts.items() if self.diagrams.level(k) in levels and fact.name in wills)

    def manners(self) -> tuple[int, ...]:
        """Return the levels of the circumstances that the actor chooses."""
        return tuple(self.diagrams.level(key) for key, fact in self.facts.items() if fact.kind == "manner")


def soil(lexicon: Lexicon) -> frozenset[str]:
    """Return the objects that are land: those that the vocabulary declares ``of place``."""
    roots = [word.name for word in lexicon.words("object") if word.owner == "place"]
    return frozenset(name for root in roots for name in lexicon.narrower(root))


def possible(space: Space, contested: tuple[str, str] | None = None) -> Situations:
    """Return the situations that can be: nobody attacks itself, and land lies where its state is.

    ``contested`` are a state and the holder of land that it claims: an attack there may be said to be on its territory.
    """
    diagrams = space.diagrams
    land = [value for value in diagrams.variables[diagrams.level(OBJECT)].values if value in soil(space.lexicon)]
    elsewhere = diagrams.outside(diagrams.value(OBJECT, *land) if land else EMPTY)
    # State by state, then joined: what one state rules out stays small until it meets the others.
    attacks = [diagrams.value(ATTACKER, ANOTHER_STATE, NON_STATE)]
    attacks += [diagrams.less(space.is_state(ATTACKER, s), space.is_state(VICTIM, s)) for s in space.states]
    hits = []
    for state in (*space.states, ANOTHER_STATE):
        at_home = diagrams.either(elsewhere, diagrams.value(PLACE, state))
        if contested is not None and contested[0] == state:
            at_home = diagrams.either(at_home, space.is_state(PLACE, contested[1]))
        hits.append(diagrams.both(diagrams.value(VICTIM, state), at_home))
    return diagrams.both(diagrams.any_of(attacks), diagrams.any_of(hits))
