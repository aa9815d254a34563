"""An evaluator written from the design alone: it loops over concrete situations and knows nothing of the engine.

A small treaty and small laws are described by plain data (``Case``), printed as a `.treaty` text for the engine, and
judged here situation by situation: floor, ways, bans, readings, waivers, doctrine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

PARTIES = ("Japan", "Australia")
VICTIMS = (*PARTIES, "another state")
ATTACKERS = (*PARTIES, "another state", "a non-state actor")
PLACES = (*PARTIES, "another state", "no state's territory")
EVENTS = ("nothing", "attack", "raid")
OBJECTS = ("land", "ships")
FACTS = ("cloud", "storm")
MANNER = "gently"
DATES = (date(2026, 1, 1), date(2028, 1, 1))

NARROWER = {
    "help": {"help", "supply", "fight", "strike"},
    "supply": {"supply"},
    "fight": {"fight", "strike"},
    "strike": {"strike"},
    "talk": {"talk"},
}
RANKS = ("constitution", "statute", "judgment", "policy")

VOCABULARY = """
vocabulary small "Words of the tests" {
  act help "help"; act supply "supply" is help; act fight "fight" is help; act strike "strike" is fight;
  act talk "talk" exactly;
  event attack "an attack" takes on, by, in; event raid "a raid" is attack takes on, by, in;
  circumstance cloud "it is cloudy"; circumstance storm "there is a storm"; manner gently "it is done gently";
  object land "the land" of place; object ships "ships";
  means arms "arms" floor fight ceiling fight;
  qualifier own-constitution "its constitution" floor constitution ceiling constitution;
  qualifier own-law "its law" floor law ceiling law;
  role attacked "the attacked party" of victim;
  rank constitution "a constitution"; rank statute "a statute"; rank judgment "a judgment";
  rank policy "a policy" floor none;
  heading drawn-up "drawn up"; heading languages "languages"; heading rank "rank"; heading in-force "in force";
}
"""

Condition = tuple  # ("fact", name) | ("not", c) | ("and"|"or", c, c) | ("event", kind, on, object) | ("true",)


@dataclass(frozen=True)
class Situation:
    day: date
    event: str
    attacker: str
    victim: str
    object: str
    place: str
    facts: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """A ban of law: `STATE shall not ACT [unless …]`, in a reading or in none."""

    act: str
    unless: Condition | None
    only_if: Condition | None
    reading: str = ""


@dataclass(frozen=True)
class Law:
    state: str
    rank: str
    rules: tuple[Rule, ...]
    readings: tuple[tuple[str, int, bool], ...] = ()
    """Name, index of the date from which it prevails, whether it prevails at all."""


@dataclass(frozen=True)
class Obligation:
    """`when EVENT [and C] BEARER shall ACT …`."""

    event: str
    on: str
    object: str
    also: Condition | None
    bearer: str
    act: str
    means: bool
    qualifier: str
    discretion: bool
    unless: Condition | None


def armed(o: Obligation) -> Obligation:
    """Leave arms to acts of which they are a way: elsewhere they are owed besides, no question of this loop."""
    return o if o.act in ("help", "fight") else replace(o, means=False)


@dataclass(frozen=True)
class Waiver:
    state: str
    act: str
    unless: Condition


@dataclass(frozen=True)
class Case:
    obligation: Obligation
    laws: tuple[Law, ...]
    waiver: Waiver | None
    doctrine: bool


def situations() -> Iterator[Situation]:
    """Every situation that can be: nobody attacks itself, and land lies where its owner is."""
    for day, event, attacker, victim, thing, place in product(DATES, EVENTS, ATTACKERS, VICTIMS, OBJECTS, PLACES):
        if attacker == victim and attacker in PARTIES:
            continue
        if thing == "land" and place != victim:
            continue
        for bits in product((False, True), repeat=len(FACTS)):
            facts = frozenset(name for name, held in zip(FACTS, bits, strict=True) if held)
            yield Situation(day, event, attacker, victim, thing, place, facts)


def hit(s: Situation, state: str) -> bool:
    return state in (s.victim, s.place)


def holds(c: Condition, s: Situation, manner: bool, bearer: str) -> bool:
    match c:
        case ("true",):
            return True
        case ("fact", name):
            return manner if name == MANNER else name in s.facts
        case ("not", a):
            return not holds(a, s, manner, bearer)
        case ("and", a, b):
            return holds(a, s, manner, bearer) and holds(b, s, manner, bearer)
        case ("or", a, b):
            return holds(a, s, manner, bearer) or holds(b, s, manner, bearer)
        case ("event", kind, on, thing):
            return happens(s, kind, on, thing, bearer)
    raise AssertionError(c)


def happens(s: Situation, kind: str, on: str, thing: str, bearer: str) -> bool:
    if s.event != kind and not (kind == "attack" and s.event == "raid"):
        return False
    states = {"any party": PARTIES, "self": (bearer,)}.get(on, (on,))
    if not thing:
        return any(hit(s, state) for state in states)
    if thing == "land":
        return any(s.place == state or (s.object == "land" and s.victim == state) for state in states)
    return any(s.object == thing and s.victim == state for state in states)


def awake(o: Obligation, s: Situation, bearer: str) -> bool:
    if o.bearer == "each other party":
        if hit(s, bearer) or s.attacker == bearer:
            return False
    elif o.bearer not in ("each party", bearer):
        return False
    if not happens(s, o.event, o.on, o.object, bearer):
        return False
    if o.also is not None and not holds(o.also, s, False, bearer):
        return False
    return o.unless is None or not holds(o.unless, s, False, bearer)


def ban_bites(rule: Rule, s: Situation, manner: bool, bearer: str) -> bool:
    if rule.unless is not None and holds(rule.unless, s, manner, bearer):
        return False
    return rule.only_if is None or holds(rule.only_if, s, manner, bearer)


def forbidden(case: Case, s: Situation, way: str, manner: bool, bearer: str, ranks: set[str]) -> bool:
    for law in case.laws:
        if law.state != bearer or law.rank not in ranks:
            continue
        prevailing = [name for name, since, prevails in law.readings if prevails and DATES[since] <= s.day]
        verdicts = {name: False for name, _, _ in law.readings}
        for rule in law.rules:
            if way not in NARROWER[rule.act] or not ban_bites(rule, s, manner, bearer):
                continue
            if not rule.reading:
                return True
            verdicts[rule.reading] = True
        # One reading prevails: it decides. Several, or none: only what they share is a verdict, and a reading is none
        # before its first day (ruling 33); the text dates only those that prevail.
        deciding = prevailing or [
            name for name, since, prevails in law.readings if not prevails or DATES[since] <= s.day
        ]
        if deciding and all(verdicts[name] for name in deciding):
            return True
    return False


def floor(case: Case, s: Situation, bearer: str) -> set[str] | None:
    """The ways of the floor, None where nothing is owed."""
    o = case.obligation
    if not awake(o, s, bearer):
        return None
    plain = NARROWER[o.act]
    levels = [plain]
    if o.means and not o.discretion:
        levels = [plain & NARROWER["fight"] or NARROWER["fight"], plain]
    absorbed = {"": set(), "own-constitution": {"constitution"}, "own-law": {"constitution", "statute", "judgment"}}[
        o.qualifier
    ]
    w = case.waiver
    waives = w is not None and w.state == bearer and not holds(w.unless, s, False, bearer)
    relevant = waives and any(way in NARROWER[w.act] for ways in levels for way in ways)
    if not absorbed and not relevant:
        return levels[0]
    for ways in levels:
        for way in ways:
            for manner in (False, True):
                if waives and way in NARROWER[w.act]:
                    continue
                if not forbidden(case, s, way, manner, bearer, absorbed):
                    return ways
    return None


def conflict(case: Case, s: Situation, bearer: str) -> str:
    """'' (none) or the heaviest weight of law that suffices: LAW, POLICY, OUTRANKED."""
    ways = floor(case, s, bearer)
    if ways is None:
        return ""
    outranked = {"statute", "judgment", "policy"} if case.doctrine else set()
    for weight, ranks in (
        ("LAW", set(RANKS) - {"policy"} - outranked),
        ("POLICY", (set(RANKS) - outranked) | {"policy"}),
        ("OUTRANKED", set(RANKS)),
    ):
        if all(forbidden(case, s, way, manner, bearer, ranks) for way in ways for manner in (False, True)):
            return weight
    return ""


def tension(case: Case, s: Situation, bearer: str) -> bool:
    """No conflict of any weight, yet every way that is called for is forbidden, and at least one is called for."""
    o = case.obligation
    if not awake(o, s, bearer) or conflict(case, s, bearer):
        return False
    absorbed = {"": set(), "own-constitution": {"constitution"}, "own-law": {"constitution", "statute", "judgment"}}[
        o.qualifier
    ]
    outranked = {"statute", "judgment", "policy"} if case.doctrine else set()
    hard = set(RANKS) - {"policy"} - outranked
    ceiling = NARROWER[o.act] | (NARROWER["fight"] if o.means else set())
    called = [
        (way, manner)
        for way in ceiling
        for manner in (False, True)
        if not forbidden(case, s, way, manner, bearer, absorbed)
    ]
    return bool(called) and all(forbidden(case, s, way, manner, bearer, hard) for way, manner in called)


# -- printing ------------------------------------------------------------------------------------------------------


def text(c: Condition) -> str:
    match c:
        case ("fact", name):
            return name
        case ("not", a):
            return f"not ({text(a)})"
        case ("and" | "or", a, b):
            return f"({text(a)}) {c[0]} ({text(b)})"
        case ("event", kind, on, thing):
            return f"{kind} on {thing} of {on}" if thing else f"{kind} on {on}"
    raise AssertionError(c)


def as_treaty(case: Case) -> str:
    o = case.obligation
    on = f"{o.object} of {o.on}" if o.object else o.on
    also = f" and ({text(o.also)})" if o.also is not None else ""
    parts = [f"{o.bearer} shall {o.act}"]
    if o.means:
        parts.append("with arms")
    if o.discretion:
        parts.append("as it deems necessary")
    if o.qualifier:
        parts.append(f"in accordance with {o.qualifier}")
    if o.unless is not None:
        parts.append(f"unless {text(o.unless)}")
    lines = [
        'treaty T "Test" {',
        f'  drawn-up at "Rome" on {DATES[0]};',
        f"  party {', '.join(PARTIES)};",
        "  article as duty {",
        f"    when {o.event} on {on}{also} {' '.join(parts)};",
    ]
    if case.waiver is not None:
        lines.append(f"    {case.waiver.state} need not {case.waiver.act} unless {text(case.waiver.unless)};")
    lines += ["  }", "}"]
    for number, law in enumerate(case.laws):
        lines.append(f'law L{number} "Law {number}" of {law.state} {{')
        lines.append(f"  rank {law.rank}; in-force from 1950-01-01;")
        if case.doctrine:
            lines.append("  treaties rank above statute below constitution;")
        lines.append("  article 1 as only {")
        for rule in law.rules:
            if not rule.reading:
                lines.append("    " + ban_text(law, rule))
        for name, since, prevails in law.readings:
            standing = f" from {DATES[since]} prevailing" if prevails else ""
            inner = " ".join(ban_text(law, rule) for rule in law.rules if rule.reading == name)
            lines.append(f"    reading {name}{standing} {{ {inner} }}")
        lines += ["  }", "}"]
    return "\n".join(lines)


def ban_text(law: Law, rule: Rule) -> str:
    unless = f" unless {text(rule.unless)}" if rule.unless is not None else ""
    only_if = f" if {text(rule.only_if)}" if rule.only_if is not None else ""
    return f"{law.state} shall not {rule.act}{unless}{only_if};"
