"""A few treaties and laws among three states as plain data, and what the design makes of them, situation by situation.

Written from the design alone: floors, waivers, absorbed law, priority with its circles, displacement, contradiction,
what is promised, lawful and certain. Situations that agree in everything that any sentence looks at are judged once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from tests.reasoning.brute_space import DATES, FACTS, JUDGED, STATES, Condition, Space, atom, mentioned, plainly, space

NARROWER = {
    "help": {"help", "supply", "fight", "strike", "watch", "patrol"},
    "supply": {"supply"},
    "fight": {"fight", "strike"},
    "strike": {"strike"},
    "guard": {"watch", "patrol"},
    "watch": {"watch"},
    "patrol": {"patrol"},
    "talk": {"talk"},
}
"""An act → its least ways; the name of a wider one is its unnamed remainder, which `guard` has not."""
MANNER = "gently"
HARD, POLICY = ("constitution", "statute"), "policy"
ABSORBED = {"": (), "own-constitution": ("constitution",), "own-law": HARD}


@dataclass(frozen=True)
class Norm:
    """One sentence of a treaty; ``above`` and ``below`` are what it stands notwithstanding and is subject to.

    A kind is duty, ban, permission or waiver; a reference is a treaty (`U`), a norm of another (`U.n1`), or of its own
    treaty (`n1`). The sentence is written with `unless` before `if`, and `until` last.
    """

    kind: str
    bearer: str
    act: str
    event: tuple[str, str, str] | None = None
    also: Condition | None = None
    unless: Condition | None = None
    only_if: Condition | None = None
    until: Condition | None = None
    means: bool = False
    discretion: bool = False
    qualifier: str = ""
    above: str = ""
    below: str = ""

    def facts(self) -> frozenset[str]:
        """The facts on which it turns."""
        return frozenset().union(*(mentioned(c) for c in (self.also, self.unless, self.only_if, self.until)))


@dataclass(frozen=True)
class Order:
    """`SUBJECT prevails over OBJECT [if FACT]`, or yields to it; subject and object are references or `this`.

    With ``later`` it is the sentence on successive treaties among the same parties.
    """

    kind: str
    subject: str
    object: str
    fact: str = ""
    later: bool = False


@dataclass(frozen=True)
class Treaty:
    """A treaty: its parties as (state, index of the first date, of the last), its sentences, its orders of priority."""

    name: str
    parties: tuple[tuple[str, int, int], ...]
    norms: tuple[Norm, ...]
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A ban of law; with ``approved`` it ends at the approval of an organ: a procedure (ruling 18)."""

    act: str
    unless: Condition | None = None
    only_if: Condition | None = None
    until: Condition | None = None
    approved: bool = False


@dataclass(frozen=True)
class Law:
    """A law: its bans, and the acts before which an approval has to be had."""

    state: str
    rank: str
    rules: tuple[Rule, ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """Treaties in the order in which they were made, the last the draft; and laws."""

    treaties: tuple[Treaty, ...]
    laws: tuple[Law, ...] = ()

    @property
    def draft(self) -> Treaty:
        """The treaty that is being drafted."""
        return self.treaties[-1]

    def space(self) -> Space:
        """The situations that the sentences can tell apart, by the facts that they mention."""
        found: set[str] = set()
        for treaty in self.treaties:
            found |= frozenset().union(*(norm.facts() for norm in treaty.norms), ())
            found |= {order.fact for order in treaty.orders}
        for law in self.laws:
            for rule in law.rules:
                found |= mentioned(rule.unless) | mentioned(rule.only_if) | mentioned(rule.until)
        return space(tuple(fact for fact in FACTS if fact in found))


Name = tuple[str, int]
"""A sentence: its treaty and its number, from 1."""


def holds(facts: tuple[str, ...], c: Condition, bearer: str, manner: bool, treaty: Treaty | None) -> int:
    """Return where a condition is so, as it concerns a bearer that acts in a manner."""
    match c:
        case ("fact", name) if name == MANNER:
            return space(facts).everything if manner else 0
        case ("not", a):
            return space(facts).everything ^ holds(facts, a, bearer, manner, treaty)
        case ("and", a, b):
            return holds(facts, a, bearer, manner, treaty) & holds(facts, b, bearer, manner, treaty)
        case ("or", a, b):
            return holds(facts, a, bearer, manner, treaty) | holds(facts, b, bearer, manner, treaty)
        case ("event", _, "any party", _):
            return atom(facts, c, "", treaty.parties if treaty is not None else ())
    return atom(facts, c, bearer if "self" in c else "")


def closing(facts: tuple[str, ...], said: Norm | Rule, bearer: str, manner: bool, treaty: Treaty | None) -> int:
    """Return where the closing conditions leave a sentence in effect; `until` bounds the one before it, if any."""
    everything = space(facts).everything

    def so(c: Condition | None, otherwise: int) -> int:
        return holds(facts, c, bearer, manner, treaty) if c is not None else otherwise

    lapsed = so(said.until, 0)
    excepted, asked = so(said.unless, 0), so(said.only_if, everything)
    if said.only_if is not None:
        return asked & ~lapsed & ~excepted
    if said.unless is not None:
        return everything & ~(excepted & ~lapsed)
    return everything & ~lapsed


@dataclass
class Bearer:
    """What binds one state: where each of its sentences is awake, and which sentence is above which."""

    case: Case
    state: str
    facts: tuple[str, ...] = field(init=False)
    awake: dict[tuple[Name, bool], int] = field(default_factory=dict)
    norms: dict[Name, Norm] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = self.case.space().facts
        for treaty in self.case.treaties:
            for number, norm in enumerate(treaty.norms, 1):
                name = (treaty.name, number)
                for manner in (False, True):
                    self.awake[name, manner] = self._awake(treaty, norm, manner)
                if self.awake[name, False] | self.awake[name, True]:
                    self.norms[name] = norm

    def party(self, treaty: Treaty, state: str) -> int:
        """Return where a state is a party (ruling 7)."""
        found = 0
        for member, since, last in treaty.parties:
            if member == state:
                found |= plainly(self.facts, "day", *(str(i) for i in range(since, last + 1)))
        return found

    def _awake(self, treaty: Treaty, norm: Norm, manner: bool) -> int:
        where = self.party(treaty, self.state)
        if norm.bearer in STATES and norm.bearer != self.state:
            return 0
        if norm.bearer == "each other party":  # ruling 6
            where &= ~plainly(self.facts, "struck", self.state) & ~plainly(self.facts, "attacker", self.state)
        if norm.event is not None:
            where &= holds(self.facts, ("event", *norm.event), self.state, False, treaty)
        if norm.also is not None:
            where &= holds(self.facts, norm.also, self.state, manner, treaty)
        return where & closing(self.facts, norm, self.state, manner, treaty)

    # -- priority (ruling 17) --

    def covers(self, reference: str, speaker: str, name: Name) -> bool:
        """Whether a reference in a treaty means a sentence."""
        if reference == "this":
            return name[0] == speaker
        if "." in reference:
            return f"{name[0]}.n{name[1]}" == reference
        return reference == name[0] or (speaker == name[0] and reference == f"n{name[1]}")

    def declared(self, upper: Name, lower: Name) -> int:
        """Return where one sentence is above another: a text says so, or is silent and the one is of a later treaty."""
        said, later = self._told(upper, lower)
        return said | later & ~self._told(lower, upper)[0]

    def _told(self, upper: Name, lower: Name) -> tuple[int, int]:
        """Return where texts say so themselves, and where a sentence on successive treaties does."""
        found = later = 0
        if self._closing(upper, "above", lower) or self._closing(lower, "below", upper):
            found = space(self.facts).everything
        for treaty in self.case.treaties:
            for order in treaty.orders:
                binding = self.party(treaty, self.state)
                if order.fact:
                    binding &= holds(self.facts, ("fact", order.fact), self.state, False, None)
                if order.later:
                    later |= binding & self._later(upper[0], lower[0])
                    continue
                first, second = order.subject, order.object
                if order.kind == "yields":
                    first, second = second, first
                if self.covers(first, treaty.name, upper) and self.covers(second, treaty.name, lower):
                    found |= binding
        return found, later

    def _closing(self, name: Name, words: str, other: Name) -> bool:
        reference = getattr(self.norms[name], words)
        return bool(reference) and self.covers(reference, name[0], other)

    def _later(self, upper: str, lower: str) -> int:
        names = [treaty.name for treaty in self.case.treaties]
        if names.index(upper) <= names.index(lower):
            return 0
        one, other = (next(t for t in self.case.treaties if t.name == name) for name in (upper, lower))
        same = space(self.facts).everything
        for state in STATES:
            same &= ~(self.party(one, state) ^ self.party(other, state))
        return same


def partition(everything: int, sets: list[int]) -> Iterator[tuple[int, tuple[bool, ...]]]:
    """Yield groups of situations that no set tells apart, each with whether it lies in each of the sets."""
    groups: list[tuple[int, tuple[bool, ...]]] = [(everything, ())]
    for one in sets:
        split = []
        for group, bits in groups:
            for part, bit in ((group & ~one, False), (group & one, True)):
                if part:
                    split.append((part, (*bits, bit)))
        groups = split
    yield from groups


@dataclass
class Moment:
    """All that sentences look at, in one situation, as it concerns one state."""

    norms: Mapping[Name, Norm]
    awake: Mapping[tuple[Name, bool], bool]
    declared: frozenset[tuple[Name, Name]]
    law: Mapping[tuple[int, int, bool], bool]
    """Law, number of its rule, manner → whether the ban bites, its approval aside."""
    laws: tuple[Law, ...]
    state: str
    treaties: Mapping[str, Treaty]
    duties: dict[Name, bool] = field(default_factory=dict)

    # -- domestic law --

    def outlawed(self, way: str, manner: bool, ranks: tuple[str, ...], approvals: bool = True) -> bool:
        """Whether law of some ranks forbids a way; with ``approvals`` its organs approve what they have to."""
        for number, law in enumerate(self.laws):
            if law.state != self.state or law.rank not in ranks:
                continue
            for index, rule in enumerate(law.rules):
                if rule.approved and approvals:
                    continue
                if way in NARROWER[rule.act] and self.law[number, index, manner]:
                    return True
        return False

    def pending(self, way: str) -> bool:
        """Whether a procedure has to come before a way is used."""
        return any(law.state == self.state and way in NARROWER[act] for law in self.laws for act in law.before)

    # -- what is owed --

    def floor(self, name: Name) -> set[str] | None:
        """Return the ways of the floor, ``None`` where nothing is owed, displacement aside."""
        duty = self.norms[name]
        if duty.kind != "duty" or not self.awake[name, False]:
            return None
        plain = NARROWER[duty.act]
        levels = [plain & NARROWER["fight"] or NARROWER["fight"], plain] if duty.means else [plain]
        if duty.discretion:
            levels = [plain]
        waived = {way for way in NARROWER["help"] | {"talk"} if self._waived(name, way)}
        if not duty.qualifier and not any(level & waived for level in levels):
            return levels[0]
        for level in levels:
            for way, manner in product(level - waived, (False, True)):
                if not self.outlawed(way, manner, ABSORBED[duty.qualifier]):
                    return level
        return None

    def _waived(self, name: Name, way: str) -> bool:
        return any(
            norm.kind == "waiver" and other[0] == name[0] and self.awake[other, False] and way in NARROWER[norm.act]
            for other, norm in self.norms.items()
        )

    # -- priority and displacement --

    def strict(self, upper: Name, lower: Name) -> bool:
        """Whether one sentence prevails: it is said so, and no circle leads back."""
        return (upper, lower) in self.declared and not self._leads(lower, upper)

    def _leads(self, start: Name, goal: Name) -> bool:
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            for upper, lower in self.declared:
                if upper == here:
                    if lower == goal:
                        return True
                    if lower not in seen:
                        seen.add(lower)
                        todo.append(lower)
        return False

    def bans(self, way: str, manner: bool, name: Name) -> bool:
        """Whether a ban of a treaty forbids a way, permissions that prevail over it taken off (ruling 16)."""
        ban = self.norms[name]
        if ban.kind != "ban" or not self.awake[name, manner] or way not in NARROWER[ban.act]:
            return False
        return not any(
            norm.kind == "permission"
            and other[0] == name[0]
            and self.awake[other, manner]
            and way in NARROWER[norm.act]
            and self.strict(other, name)
            for other, norm in self.norms.items()
        )

    def closed(self, ways: set[str], hits: Callable[[str, bool], bool]) -> bool:
        """Whether every way is hit, whatever the manner."""
        return all(hits(way, manner) for way, manner in product(ways, (False, True)))

    def above(self, duty: Name) -> list[Name]:
        """Return the bans that prevail over a duty; that one yields to another duty does not matter (ruling 28)."""
        return [n for n, norm in self.norms.items() if norm.kind == "ban" and self.strict(n, duty)]

    def displaced(self, name: Name) -> bool:
        """Whether bans that prevail over a duty hit every way of its floor."""
        ways = self.floor(name)
        if ways is None:
            return False
        if name not in self.duties:
            above = self.above(name)
            self.duties[name] = self.closed(ways, lambda w, m: any(self.bans(w, m, ban) for ban in above))
        return self.duties[name]

    def owed(self, name: Name) -> set[str] | None:
        """Return the ways of what is owed at the least, ``None`` where nothing is."""
        return None if self.displaced(name) else self.floor(name)

    def standing(self, duty: Name, without: str = "") -> list[Name]:
        """Return the bans of treaties that stand against a duty: those over which it does not prevail."""
        return [
            n for n, norm in self.norms.items() if norm.kind == "ban" and n[0] != without and not self.strict(duty, n)
        ]

    # -- what comes of it --

    def conflict(self, duty: Name, ranks: tuple[str, ...] = HARD) -> bool:
        """Whether domestic law of some ranks forbids every way of what is owed."""
        ways = self.owed(duty)
        return ways is not None and self.closed(ways, lambda w, m: self.outlawed(w, m, ranks))

    def by_policy(self, duty: Name) -> bool:
        """Whether it takes declared policy to forbid every way of what is owed (ruling 20)."""
        return self.conflict(duty, (*HARD, POLICY)) and not self.conflict(duty)

    def tension(self, duty: Name) -> bool:
        """Whether all that a duty may call for is forbidden, and something is, though there is no conflict."""
        norm = self.norms[duty]
        if norm.kind != "duty" or not self.awake[duty, False] or self.displaced(duty):
            return False
        if self.conflict(duty, (*HARD, POLICY)):
            return False
        ceiling = NARROWER[norm.act] | (NARROWER["fight"] if norm.means else set())
        absorbed = ABSORBED[norm.qualifier]
        called = [way for way in product(ceiling, (False, True)) if not self.outlawed(*way, absorbed)]
        return bool(called) and all(self.outlawed(*way, HARD) for way in called)

    def contradicted(self, duty: Name, without: str = "") -> bool:
        """Whether bans of treaties over which it does not prevail hit every way of what is owed."""
        ways, against = self.owed(duty), self.standing(duty, without)
        return ways is not None and self.closed(ways, lambda w, m: any(self.bans(w, m, b) for b in against))

    def together(self, duty: Name, without: str = "") -> bool:
        """Whether only law and treaties jointly hit every way of what is owed."""
        ways, against = self.owed(duty), self.standing(duty, without)
        if ways is None or self.contradicted(duty) or self.conflict(duty):
            return False
        return self.closed(ways, lambda w, m: self.outlawed(w, m, HARD) or any(self.bans(w, m, b) for b in against))

    def keeps(self, duty: Name, certain: bool) -> bool:
        """Whether a way of what is owed is open, judgements aside; ``certain`` if no approval is taken for granted."""
        ways, against = self.owed(duty), self.standing(duty)
        return ways is not None and not self.closed(
            ways,
            lambda w, m: (
                self.outlawed(w, m, HARD, approvals=not certain)
                or (certain and self.pending(w))
                or any(self.bans(w, m, b) for b in against)
            ),
        )


def moments(case: Case, state: str) -> Iterator[tuple[int, Moment]]:
    """Yield groups of situations with what they are for a state, every situation in one group."""
    bearer = Bearer(case, state)
    facts = bearer.facts
    sets: dict[object, int] = dict(bearer.awake)
    for upper, lower in product(bearer.norms, repeat=2):
        if upper != lower and (where := bearer.declared(upper, lower)):
            sets["order", upper, lower] = where
    for number, law in enumerate(case.laws):
        for index, rule in enumerate(law.rules) if law.state == state else ():
            for manner in (False, True):
                sets["law", number, index, manner] = closing(facts, rule, state, manner, None)
    keys = list(sets)
    for group, bits in partition(space(facts).everything, list(sets.values())):
        so = dict(zip(keys, bits, strict=True))
        order = frozenset((key[1], key[2]) for key in keys if key[0] == "order" and so[key])  # type: ignore[index]
        law_bits = {key[1:]: so[key] for key in keys if key[0] == "law"}  # type: ignore[index]
        awake = {key: so[key] for key in bearer.awake}
        yield group, Moment(bearer.norms, awake, order, law_bits, case.laws, state, {t.name: t for t in case.treaties})


def judge(case: Case, state: str, asked: Callable[[Moment], bool]) -> int:
    """Return the situations in which something is so for a state."""
    return sum(group for group, moment in moments(case, state) if asked(moment))


def whatever_it_judges(case: Case, state: str, found: int) -> int:
    """Return the situations that are in a set however the state decides what is for it to judge."""
    return case.space().either_way(found, JUDGED) if state == "Japan" else found


def worth(
    case: Case, state: str, treaties: tuple[str, ...], act: str, *, settled: bool = False
) -> tuple[int, int, int]:
    """Return where an act, or a narrower one, is promised by a state, lawful, and certain.

    Where it is ``settled`` how a state judges, it need not be so whatever it judges.
    """
    promised = lawful = certain = 0
    for group, moment in moments(case, state):
        for name, norm in moment.norms.items():
            ways = moment.owed(name) if norm.kind == "duty" and name[0] in treaties else None
            if ways is None or not ways <= NARROWER[act]:
                continue
            promised |= group
            lawful |= group if moment.keeps(name, certain=False) else 0
            certain |= group if moment.keeps(name, certain=True) else 0
    if settled:
        return promised, lawful, certain
    return promised, whatever_it_judges(case, state, lawful), whatever_it_judges(case, state, certain)


def ambiguous(case: Case) -> bool:
    """Whether circles of priority lead through sentences that do not meet: of those the design says nothing."""
    for state in STATES:
        for _, moment in moments(case, state):
            for upper, lower in moment.declared:
                if (lower, upper) not in moment.declared and not moment.strict(upper, lower):
                    return True
    return False


LAST = len(DATES) - 1
