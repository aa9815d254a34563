"""Question three: who would be drawn into which fight, by a promise of its own or by those of its partners.

A *link* is a promise of help: from a helper to the state that it helps, under one treaty, as a set of dates, attackers
and circumstances. A *chain* leads from an attack on a stranger to a duty to fight: each partner in between may come to
the aid of the next (its ceiling includes force), the attacker strikes it, and at the end somebody must fight (its floor
is force). A *circle* is a fight and its mirror that draw one state to both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatylang.model.instrument import Instrument
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.duties import Duty
from treatylang.reasoning.norms.obligations import duties_under
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed
from treatylang.reasoning.situations.space import ATTACKER, EVENT, NOWHERE, OBJECT, PLACE, VICTIM, Fact
from treatylang.reasoning.verdicts.abandonment import usually
from treatylang.reasoning.verdicts.worth import Promise, worth

FORCE = "use-of-force"
"""The matter that the vocabulary gives (``of``) to the acts that are fighting."""
FAULT = "fault"
"""What the vocabulary gives (``of``) to the circumstances in which an attack is the victim's own doing."""

LONGEST = 4
"""How many links a chain may have."""
MOST_WAYS = 3
"""In how many situations chains to one state under one treaty are followed: treaties of dozens have thousands."""


@dataclass(frozen=True)
class Link:
    """A promise of one state to help another; ``where`` are its dates, attackers and circumstances.

    ``must`` if it has to fight at the least, not only may.
    """

    helper: str
    helped: str
    treaty: Instrument
    duty: Duty
    where: Situations
    must: bool


@dataclass(frozen=True)
class Drawn:
    """A state that is drawn into a fight.

    ``kind`` is provoked, partner, outside or chain; ``links`` lead from the helper to whoever is attacked; ``where`` is
    a set of situations that shows it.
    """

    kind: str
    helper: str
    links: tuple[Link, ...]
    where: Situations
    words: str = ""


@dataclass(frozen=True)
class Circle:
    """One state that the same two opponents draw to both sides, each as the other's victim."""

    state: str
    first: tuple[Link, ...]
    second: tuple[Link, ...]

    @property
    def treaties(self) -> tuple[str, ...]:
        """The treaties that together make the circle."""
        return tuple(dict.fromkeys(link.treaty.name for link in (*self.first, *self.second)))


def fights(case: Frame) -> frozenset[str]:
    """Return the acts that are fighting."""
    lexicon = case.world.lexicon
    return frozenset(
        name for word in lexicon.words("act") if word.owner == FORCE for name in lexicon.narrower(word.name)
    )


# -- by one's own promise ------------------------------------------------------------------------------------------


def exposed(case: Frame) -> Iterator[Drawn]:
    """Yield, for each party and duty of the draft to fight, the fights that it may not have meant."""
    for state in addressed(case):
        for one in worth(case, state, (case.draft,)).promises:
            if one.ways <= fights(case):
                usual = usually(case, one.promised)
                yield from _provoked(case, state, one)
                yield from _against_partners(case, state, one, usual)
                yield from _outside(case, state, one, usual)


def _own(case: Frame, state: str, one: Promise, where: Situations, kind: str, words: str) -> Drawn:
    link = Link(state, "", case.draft, one.duty, where, must=True)
    return Drawn(kind, state, (link,), where, words)


def _provoked(case: Frame, state: str, one: Promise) -> Iterator[Drawn]:
    for word in case.world.lexicon.words("circumstance"):
        if word.owner == FAULT:
            fact = case.space.fact(Fact(word.name, "fact", "", word.say(), word.usual))
            where = case.diagrams.both(one.promised, fact)
            if where != EMPTY:
                yield _own(case, state, one, where, "provoked", word.say())


def _against_partners(case: Frame, state: str, one: Promise, usual: Situations) -> Iterator[Drawn]:
    for treaty in treaties_of(case, state):
        if treaty is case.draft:
            continue
        for partner in case.space.states:
            attacked_by = case.diagrams.both(usual, case.space.is_state(ATTACKER, partner))
            if partner == state or attacked_by == EMPTY:
                continue
            helped = any(
                case.diagrams.both(other.promised, _alone(case, partner)) != EMPTY
                for other in worth(case, state, (treaty,)).promises
            )
            if helped:
                yield _own(case, state, one, attacked_by, "partner", f"{partner}|{treaty.title}")


def _outside(case: Frame, state: str, one: Promise, usual: Situations) -> Iterator[Drawn]:
    """Yield a duty to fight in places that lie in none of the areas that the draft defines."""
    names = dict.fromkeys(area.name for area in case.draft.areas if area.kind == "area")
    if not names:
        return
    reader = Reader(case, case.draft, state)
    inside = case.diagrams.any_of(reader.named_area(name) for name in names)
    where = case.diagrams.less(usual, inside)
    if where != EMPTY:
        yield _own(case, state, one, where, "outside", ", ".join(names))


# -- by the promises of partners -----------------------------------------------------------------------------------


def links(case: Frame) -> tuple[Link, ...]:
    """Return the promises of help that may mean force, under any treaty in force, that a chain of treaties can use.

    A chain passes from one treaty to another at a state that is bound by both; links that touch no such state lead
    nowhere.
    """
    return case.memo.once(_LINKS, (case.supposed, id(case.draft)), lambda: tuple(_links(case)), case.draft)


_LINKS = Topic[tuple[Link, ...]]("promises of help that a chain of treaties can use")


def _links(case: Frame) -> Iterator[Link]:
    diagrams = case.diagrams
    what, where = ([diagrams.level(name) for name in names] for names in ((EVENT, OBJECT), (VICTIM, PLACE)))
    alone = {state: _alone(case, state) for state in case.space.states}
    force = fights(case)
    fighting: dict[str, list[tuple[Instrument, Duty]]] = {}
    for helper in case.space.states:
        for treaty in treaties_of(case, helper):
            if not treaty.every_state:
                found = [(treaty, duty) for duty in duties_under(case, treaty, helper) if duty.ceiling & force]
                fighting.setdefault(helper, []).extend((t, duty) for t, duty in found if duty.norm.triggers)
    # Several duties of a treaty that hold in the same situations are one link, under the first of them.
    known: set[tuple[str, str, str, Situations, bool]] = set()
    bridges = {state for state, those in fighting.items() if len({treaty.name for treaty, _ in those}) > 1}
    for helper, those in fighting.items():
        for treaty, duty in those:
            awake = diagrams.less(usually(case, duty.awake), case.space.is_state(ATTACKER, helper))
            # Whom an attack hits alone says nothing of its kind: that is left out once, not for each state.
            awake = diagrams.somehow(awake, what)
            must = duty.levels[0][1] <= force
            for helped in case.space.states if helper in bridges else sorted(bridges):
                if helped == helper:
                    continue
                hit = diagrams.both(awake, alone[helped])
                held = diagrams.somehow(hit, where)
                key = (helper, helped, treaty.name, held, must)
                if hit != EMPTY and key not in known:
                    known.add(key)
                    yield Link(helper, helped, treaty, duty, held, must)


def _alone(case: Frame, state: str) -> Situations:
    """Return the situations that hit one state and no other: its own, at home or on nobody's territory."""
    place = case.diagrams.either(case.space.is_state(PLACE, state), case.diagrams.value(PLACE, NOWHERE))
    return case.diagrams.both(case.space.is_state(VICTIM, state), place)


def chains(case: Frame, every: tuple[Link, ...]) -> Iterator[Drawn]:
    """Yield the shortest chain that leads each party to fight for each stranger; the draft is one of its links."""
    diagrams = case.diagrams
    onward: dict[str, list[Link]] = {}
    for link in every:
        onward.setdefault(link.helper, []).append(link)
    seen: set[tuple[str, str]] = set()
    for state in addressed(case):
        paths: list[tuple[tuple[Link, ...], Situations]] = [
            ((link,), link.where) for link in onward.get(state, ()) if link.must
        ]
        for _ in range(LONGEST - 1):
            longer: list[tuple[tuple[Link, ...], Situations]] = []
            for path, reached in paths:
                for link in onward.get(path[-1].helped, ()):
                    if link.helped in {state, *(one.helper for one in path)} or _same_bond(path[-1], link):
                        continue
                    where = diagrams.both(reached, link.where)
                    strangers = [
                        case.space.is_state(ATTACKER, s) for s in (state, link.helped, *(p.helper for p in path))
                    ]
                    where = diagrams.less(where, diagrams.any_of(strangers))
                    if where == EMPTY:
                        continue
                    grown = (*path, link)
                    longer.append((grown, diagrams.both(reached, link.where)))
                    key = (state, link.helped)
                    drafted = any(one.treaty is case.draft for one in grown)
                    if key not in seen and drafted and not _allied(case, state, link.helped):
                        seen.add(key)
                        yield Drawn("chain", state, grown, where)
            paths = _enough(longer)


def _allied(case: Frame, one: str, other: str) -> bool:
    """Return whether two states stand in one treaty of a few: then neither is a stranger to the other."""
    theirs = {treaty.name for treaty in treaties_of(case, other) if not treaty.every_state}
    return any(treaty.name in theirs for treaty in treaties_of(case, one))


def _same_bond(one: Link, other: Link) -> bool:
    """Return whether two links in a row stand under one treaty: then the first helper is bound to the last itself."""
    return one.treaty.name == other.treaty.name


def circles(case: Frame, every: tuple[Link, ...]) -> Iterator[Circle]:
    """Yield the parties that a fight between two others, and its mirror, draw to both sides under several treaties."""
    seen: set[str] = set()
    attackers: dict[int, tuple[str, ...]] = {}
    for state in addressed(case):
        ways = _drawn(case, state, every, attackers)
        for (one, other), path in ways.items():
            back = ways.get((other, one))
            if back is None or state in seen:
                continue
            circle = Circle(state, path, back)
            if len(circle.treaties) > 1 and case.draft.name in circle.treaties:
                seen.add(state)
                yield circle


def _drawn(
    case: Frame, state: str, every: tuple[Link, ...], attackers: dict[int, tuple[str, ...]]
) -> dict[tuple[str, str], tuple[Link, ...]]:
    """Return (attacked, attacker) → the shortest chain that draws a state to the side of the attacked.

    ``attackers`` keeps, by the values that the attacker can have, the states that are meant.
    """
    diagrams = case.diagrams
    level = diagrams.level(ATTACKER)
    onward: dict[str, list[Link]] = {}
    for link in every:
        onward.setdefault(link.helper, []).append(link)
    found: dict[tuple[str, str], tuple[Link, ...]] = {}
    paths: list[tuple[tuple[Link, ...], Situations]] = [((link,), link.where) for link in onward.get(state, ())]
    for _ in range(LONGEST):
        for path, where in paths:
            by = diagrams.taken(where, level)
            if by not in attackers:
                these = diagrams.among(level, by)
                attackers[by] = tuple(
                    one
                    for one in case.space.states
                    if diagrams.both(these, case.space.is_state(ATTACKER, one)) != EMPTY
                )
            passed = {state, path[-1].helped, *(one.helper for one in path)}
            for attacker in attackers[by]:
                if attacker not in passed:
                    found.setdefault((path[-1].helped, attacker), path)
        paths = _enough(
            (
                ((*path, link), both)
                for path, where in paths
                for link in onward.get(path[-1].helped, ())
                if link.helped not in {state, *(one.helper for one in path)}
                and not _same_bond(path[-1], link)
                and (both := diagrams.both(where, link.where)) != EMPTY
            ),
        )
    return found


def _enough(paths: Iterable[tuple[tuple[Link, ...], Situations]]) -> list[tuple[tuple[Link, ...], Situations]]:
    """Return as many paths as are followed: of dozens that reach one state under one treaty, the first few.

    Paths with the same end differ in their situations and in whom they have passed, who can neither attack nor be
    passed again. One in the situations of another is needed only if it has not passed somebody whom that one has.
    """
    kept: list[tuple[tuple[Link, ...], Situations]] = []
    ends: dict[tuple[str, str], dict[Situations, frozenset[str]]] = {}
    for path, where in paths:
        open_ = ends.setdefault((path[-1].helped, path[-1].treaty.name), {})
        own = frozenset(one.helper for one in path)
        known = open_.get(where)
        if (known is None and len(open_) < MOST_WAYS) or (known is not None and not known <= own):
            open_[where] = own if known is None else known & own
            kept.append((path, where))
    return kept
