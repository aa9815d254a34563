"""Question two: who may be sure of whose help, as a matrix of helpers and victims.

A cell looks at an attack on a victim as a reader asks for it: the event, what it hits, where, by whom. What is not
asked for ranges: over every attacker that is not a party, for the worst case or the best. Circumstances take their
usual value, if they have one; what depends on others is named with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.terrain import allowed
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, law_on
from treatylang.reasoning.norms.knowledge import Unheld, holding
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.norms.votes import Vote, votes
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import addressed, assume, bound, combinations
from treatylang.reasoning.situations.space import (
    ANOTHER_STATE,
    ATTACKER,
    DATE,
    EVENT,
    NON_STATE,
    NOWHERE,
    OBJECT,
    PLACE,
    VICTIM,
    Fact,
    soil,
)
from treatylang.reasoning.verdicts.legality import governing
from treatylang.reasoning.verdicts.worth import Promise, Worth, specific, worth

ATTACK = "attack"
"""What the vocabulary says with ``of`` of the events that are attacks."""


@dataclass(frozen=True)
class Setting:
    """The attack that is asked about; empty fields range.

    ``place`` is a state or ``NOWHERE``, by default the victim's own territory; ``attacker`` a state; ``thing`` the
    object that is hit, by default land; ``given`` are circumstances that are settled (key → whether they hold).
    """

    event: str = ""
    attacker: str = ""
    place: str = ""
    thing: str = ""
    best: bool = False
    every_treaty: bool = False
    given: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """Why a cell says what it says: a provision that gives, or one that takes away."""

    gives: bool
    promise: Promise
    ban: Ban | None = None


@dataclass(frozen=True)
class Cell:
    """What one state may expect of another.

    Each tuple holds the most specific acts: ``promised`` at the least, ``lawful`` if the helper's organs approve,
    ``certain`` in any case. Of those that are ``unknown`` nothing held forbids any, but the law that could is not held.
    ``depends`` maps an act that is not certain to the circumstances that decide it; ``until`` an act that is certain
    to the decisions that would end it. ``either`` are acts that depend on several circumstances, any one of which is
    enough; ``unknown_if`` maps what is not known to the circumstances that decide whether it is promised at all.
    ``beside`` is the same for the promises of other treaties, where they are asked
    for.
    """

    helper: str
    victim: str
    promised: tuple[str, ...]
    lawful: tuple[str, ...]
    certain: tuple[str, ...]
    depends: tuple[tuple[str, tuple[str, ...]], ...]
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...] = ()
    beside: Cell | None = None
    until: tuple[tuple[str, tuple[str, ...]], ...] = ()
    either: tuple[str, ...] = ()
    unknown_if: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def hollow(self) -> bool:
        """Whether less is certain than is promised."""
        return self.promised != self.certain


@dataclass(frozen=True)
class Matrix:
    """All cells of one text under one choice of options, in the order of the parties.

    ``others`` are states that promise help without being parties: guarantors. ``assumed`` are usual values; ``issues``
    are the circumstances on which cells depend; ``day`` is the one looked at. ``unheld`` says which law is not held of
    a helper on whom something is not known.
    """

    options: str
    parties: tuple[str, ...]
    cells: tuple[Cell, ...]
    event: str
    assumed: tuple[tuple[Fact, bool], ...]
    issues: Mapping[str, Fact] = field(default_factory=dict)
    day: date | None = None
    unheld: Mapping[str, Unheld] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    votes: Mapping[str, Vote] = field(default_factory=dict)
    """The decisions of bodies on which cells depend, with those who can block each, by the circumstance."""

    def cell(self, helper: str, victim: str) -> Cell | None:
        """Return the cell of a pair of states, ``None`` for a state and itself or for one that is not a party."""
        return next((c for c in self.cells if (c.helper, c.victim) == (helper, victim)), None)


def matrices(world: World, draft: Instrument, question: Question, setting: Setting) -> Iterator[Matrix]:
    """Yield the matrix of guarantees for each combination of options that gives another one."""
    named = [n for n in (setting.attacker, setting.place) if n and n not in (NOWHERE, NON_STATE, ANOTHER_STATE)]
    frame = frame_of(world, draft, question, beside=beside(world, draft, question), named=named)
    frame = assume(frame)
    seen: dict[tuple[Cell, ...], Matrix] = {}
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        words = ", ".join(f"{c.bracket} {c.option}" for c in sorted(choices, key=str))
        found = matrix(case, setting, words)
        key = tuple(_bare(cell) for cell in found.cells)
        known = seen.get(key)
        if known is None:
            seen[key] = found
        else:
            seen[key] = replace(known, options=f"{known.options}; {found.options}")
    yield from seen.values()


def _bare(cell: Cell) -> Cell:
    """Return a cell without its reasons: what two texts have to share for one matrix to do for both."""
    return replace(cell, reasons=(), beside=_bare(cell.beside) if cell.beside is not None else None)


def matrix(case: Frame, setting: Setting, options: str = "") -> Matrix:
    """Return the matrix of guarantees under the options of the frame."""
    case = replace(case, given=frozenset(setting.given))
    parties = _members(case)
    event = setting.event or first_attack(case)
    helpers = (*parties, *_guarantors(case, parties))
    values = {helper: worth(case, helper, (case.draft,)) for helper in helpers}
    others: dict[str, Worth] = {}
    if setting.every_treaty:
        others = {h: worth(case, h, tuple(t for t in treaties_of(case, h) if t is not case.draft)) for h in helpers}
    cells = tuple(
        replace(
            _cell(case, helper, victim, values[helper], setting, event),
            beside=_cell(case, helper, victim, others[helper], setting, event) if helper in others else None,
        )
        for helper in helpers
        for victim in parties
        if helper != victim
    )
    shown = [one for cell in cells for one in (cell, cell.beside) if one is not None]
    turning = {key for cell in shown for _, keys in (*cell.depends, *cell.until, *cell.unknown_if) for key in keys}
    issues = {key: fact for key, fact in case.space.facts.items() if key in turning}
    decided = {vote.key: vote for vote in votes(case) if vote.key in turning or vote.carried != EMPTY}
    assumed = tuple(_assumed(case, setting, (*values.values(), *others.values())))
    unheld = {h: gone for h in helpers if (gone := _unheld(case, h, shown)) is not None}
    return Matrix(
        options,
        parties,
        cells,
        event,
        assumed,
        issues,
        case.space.dates[0].since,
        unheld,
        helpers[len(parties) :],
        decided,
    )


def _unheld(case: Frame, helper: str, cells: Iterable[Cell]) -> Unheld | None:
    """Return which law is not held of a helper, on what it promises; ``None`` where all is known."""
    acts = {act for cell in cells if cell.helper == helper for act in cell.unknown}
    subjects = frozenset(name for act in acts for name in case.world.lexicon.subjects(act))
    return holding(case, helper, subjects).unheld(case, case.diagrams.among(case.diagrams.level(DATE), 1))


def _members(case: Frame) -> tuple[str, ...]:
    """Return the parties on the day that is looked at, the first of the frame."""
    today = case.diagrams.among(case.diagrams.level(DATE), 1)
    days = {state: Reader(case, case.draft, state).party(state) for state in bound(case)}
    return tuple(state for state, where in days.items() if case.diagrams.both(where, today) != EMPTY)


def _guarantors(case: Frame, parties: tuple[str, ...]) -> Iterator[str]:
    """Yield the states near the treaty that promise help on the day that is looked at, without being parties."""
    today = case.diagrams.among(case.diagrams.level(DATE), 1)
    for state in addressed(case):
        if state not in parties:
            promised = worth(case, state, (case.draft,)).promised.values()
            if any(case.diagrams.both(where, today) != EMPTY for where in promised):
                yield state


def first_attack(case: Frame) -> str:
    """Return the attack that the draft's duties answer, the first of the vocabulary among them."""
    lexicon = case.world.lexicon
    kinds = attacks(case)
    for name in kinds:
        happens = case.diagrams.value(EVENT, name)
        for state in bound(case):
            promised = worth(case, state, (case.draft,)).promised
            if any(case.diagrams.both(where, happens) != EMPTY for where in promised.values()):
                return name
    return kinds[0] if kinds else lexicon.words("event")[0].name


def attacks(case: Frame) -> tuple[str, ...]:
    """Return the events that are attacks, the widest first, in the order of the vocabulary."""
    lexicon = case.world.lexicon
    roots = [word.name for word in lexicon.words("event") if word.owner == ATTACK]
    kinds = [w.name for w in lexicon.words("event") if any(lexicon.is_a(w.name, root) for root in roots)]
    return tuple(sorted(kinds, key=lambda name: (name not in roots, kinds.index(name))))


def setting_of(case: Frame, victim: str, setting: Setting, event: str) -> Situations:
    """Return the situations in which a victim is attacked as asked for; the usual values are not yet taken."""
    diagrams = case.diagrams
    lands = sorted(soil(case.world.lexicon))
    roots = [w.name for w in case.world.lexicon.words("object") if w.owner == "place"]
    parties = frozenset(_members(case))
    attackers = [setting.attacker] if setting.attacker else usual_attackers(case, parties)
    things = [setting.thing] if setting.thing else roots or lands
    where = diagrams.all_of(
        (
            case.possible,
            diagrams.among(diagrams.level(DATE), 1),
            diagrams.value(EVENT, event),
            case.space.is_state(VICTIM, victim),
            diagrams.value(ATTACKER, *attackers),
            diagrams.value(OBJECT, *things) if things else case.possible,
        )
    )
    place = setting.place or ("" if setting.thing else victim)
    if place:
        where = diagrams.both(where, diagrams.value(PLACE, place if place == NOWHERE else _known(case, place)))
    for key, holds in setting.given.items():
        if key in case.space.facts:
            where = diagrams.both(where, diagrams.value(key, "yes" if holds else "no"))
    return where


def usual_attackers(case: Frame, parties: Iterable[str]) -> list[str]:
    """Return who attacks where nothing is said: any state that is not a party. Who acts for no state is asked about."""
    members = {*parties, NON_STATE}
    return [value for value in case.diagrams.variables[case.diagrams.level(ATTACKER)].values if value not in members]


def _known(case: Frame, state: str) -> str:
    values = case.diagrams.variables[case.diagrams.level(PLACE)].values
    return state if state in values else "another state"


def _usual(case: Frame, given: Mapping[str, bool]) -> Iterator[tuple[str, bool]]:
    """Yield the circumstances that are settled by their usual value: those that nobody judges or gave."""
    for key, fact in case.space.facts.items():
        if fact.usual is not None and fact.kind != "judgement" and key not in given:
            yield key, fact.usual


def _assumed(case: Frame, setting: Setting, values: Iterable[Worth]) -> Iterator[tuple[Fact, bool]]:
    """Yield the usual values on which something in the matrix turns."""
    levels: set[int] = set()
    for one in values:
        for where in (*one.promised.values(), *one.certain.values()):
            levels |= case.diagrams.mentions(where)
    for key, holds in _usual(case, setting.given):
        if case.diagrams.level(key) in levels:
            yield case.space.facts[key], holds


def _cell(case: Frame, helper: str, victim: str, value: Worth, setting: Setting, event: str) -> Cell:
    diagrams = case.diagrams
    where = setting_of(case, victim, setting, event)
    where = diagrams.less(where, case.space.is_state(ATTACKER, helper))
    for key, holds in _usual(case, setting.given):
        where = diagrams.both(where, diagrams.value(key, "yes" if holds else "no"))
    # Where a promise turns on areas, only places that there are count.
    turning = diagrams.any_of(diagrams.less(where, s) for s in (*value.promised.values(), *value.certain.values()))
    where = diagrams.both(where, allowed(case, turning))
    if where == EMPTY:
        return Cell(helper, victim, (), (), (), (), ())

    def sure(found: Mapping[str, Situations]) -> frozenset[str]:
        if setting.best:
            return frozenset(a for a, s in found.items() if diagrams.both(settled, s) != EMPTY)
        return frozenset(a for a, s in found.items() if diagrams.within(settled, s))

    # What those who are bound to vote for it carry is decided; nothing else is, as long as nobody says so.
    where, undecided = _decided(case, where, setting)
    settled = where if setting.best else diagrams.both(where, undecided)

    unheld = {act: gone for act, s in value.unknown.items() if (gone := diagrams.both(where, s)) != EMPTY}
    lawful = {act: diagrams.less(s, unheld.get(act, EMPTY)) for act, s in value.lawful.items()}
    votable = {act: diagrams.less(s, unheld.get(act, EMPTY)) for act, s in value.votable.items()}
    firm = {act: diagrams.less(s, unheld.get(act, EMPTY)) for act, s in value.certain.items()}
    certain = sure(firm)

    def depending(found: Mapping[str, Situations]) -> list[tuple[str, tuple[str, ...]]]:
        acts = frozenset(act for act, s in found.items() if act not in certain and diagrams.both(where, s) != EMPTY)
        lexicon = case.world.lexicon
        # A narrower act stands for a wider one only where it may be expected wherever the wider one may.
        shadowed = {
            act
            for act in acts
            for other in acts
            if other != act
            and lexicon.is_a(other, act)
            and diagrams.within(diagrams.both(where, found[act]), found[other])
        }
        told = ((act, _decisive(case, where, found[act])) for act in sorted(acts - shadowed))
        return [(act, facts) for act, facts in told if facts]

    depends = tuple(depending(votable))
    # What would be lawful, always or depending on something, were the law held that could forbid it.
    waiting = depending(value.votable) if unheld else []
    maybe = {*sure(value.lawful), *(act for act, _ in waiting)} if unheld else set[str]()
    reasons = tuple(_reasons(case, where, value))
    ends = tuple((act, facts) for act in specific(case, certain) if (facts := _ending(case, settled, where, firm[act])))
    return Cell(
        helper,
        victim,
        specific(case, sure(value.promised)),
        specific(case, sure(lawful)),
        specific(case, certain),
        depends,
        reasons,
        specific(case, frozenset(act for act in maybe if act in unheld and act not in sure(lawful))),
        until=() if setting.best else ends,
        either=tuple(
            act for act, facts in (*depends, *waiting) if _any_is_enough(case, where, value.votable[act], facts)
        ),
        unknown_if=tuple((act, facts) for act, facts in waiting if act not in sure(value.lawful)),
    )


def _any_is_enough(case: Frame, where: Situations, wanted: Situations, facts: tuple[str, ...]) -> bool:
    """Return whether each of several circumstances suffices by itself, by one of its values, for some situations."""
    diagrams = case.diagrams

    def enough(key: str) -> bool:
        return any(
            (here := diagrams.both(where, diagrams.value(key, value))) != EMPTY and diagrams.within(here, wanted)
            for value in ("yes", "no")
        )

    return len(facts) > 1 and all(map(enough, facts))


def _decided(case: Frame, where: Situations, setting: Setting) -> tuple[Situations, Situations]:
    """Return situations with every decision taken that is owed, and where none is taken that is not owed."""
    diagrams = case.diagrams
    undecided: Situations = ALL
    for vote in votes(case):
        if vote.key in setting.given:
            continue
        taken = diagrams.among(vote.level, 2)
        where = diagrams.less(where, diagrams.less(vote.carried, taken))
        undecided = diagrams.both(undecided, diagrams.either(vote.carried, diagrams.outside(taken)))
    return where, undecided


def _ending(case: Frame, settled: Situations, where: Situations, held: Situations) -> tuple[str, ...]:
    """Return the decisions, not taken so far, each of which would end what is so in some situations."""
    diagrams = case.diagrams
    found = []
    for vote in votes(case):
        if vote.level not in diagrams.mentions(held):
            continue
        still = diagrams.somehow(settled, (vote.level,))
        taken = diagrams.all_of((still, where, diagrams.among(vote.level, 2)))
        if not diagrams.within(diagrams.less(taken, vote.carried), held):
            found.append(vote.key)
    return tuple(found)


def _decisive(case: Frame, where: Situations, wanted: Situations) -> tuple[str, ...]:
    """Return the circumstances on which it depends whether a situation of one set lies in another."""
    diagrams = case.diagrams
    inside = diagrams.both(where, wanted)
    levels = diagrams.mentions(inside) - diagrams.mentions(where)
    names = {diagrams.level(key): key for key in case.space.facts}
    return tuple(names[level] for level in sorted(levels) if level in names)


def _reasons(case: Frame, where: Situations, value: Worth) -> Iterator[Reason]:
    diagrams = case.diagrams
    for promise in value.promises:
        if diagrams.both(promise.promised, where) == EMPTY:
            continue
        yield Reason(True, promise)
        short = diagrams.less(diagrams.both(promise.promised, where), promise.lawful)
        if short == EMPTY:
            continue
        told = set()
        _, readings = law_on(case, promise.duty.bearer)
        for ban in promise.bans:
            days = governing(case, ban, readings) if ban.law.kind == "law" else ALL
            biting = diagrams.both(short, days)
            hit = any(diagrams.both(biting, ban.against(way, diagrams)) != EMPTY for way in sorted(promise.ways))
            if hit and ban.norm.span.start not in told:
                told.add(ban.norm.span.start)
                yield Reason(False, promise, ban)
