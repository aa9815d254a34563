"""What a scenario describes: the event, and the circumstances that it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from treatylang.model.bodies import Body
from treatylang.model.circumstances import Sense
from treatylang.model.instrument import World
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.votes import expected
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import (
    ANOTHER_STATE,
    ATTACKER,
    EVENT,
    NOWHERE,
    OBJECT,
    PLACE,
    QUIET,
    VICTIM,
    Fact,
    possible,
    soil,
)
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.reasoning.areas.geometry import Holder

HIGH_SEAS = "high-seas"
"""What people write where an event happens on no state's territory."""


def given(frame: Frame, scenario: ast.Scenario, case: Situations) -> Situations:
    """Narrow a case by what the scenario gives, and by the usual values of what it leaves open.

    Where the event has a point on the map, what is true of that place is never taken as usual: the map decides it.
    """
    diagrams = frame.diagrams
    pointed = any(
        slot.word == "at" for line in scenario.lines if isinstance(line, ast.Event) for slot in line.phrase.slots
    )
    named: set[str] = set()
    quoted = quoted_in(scenario)
    for where, settled in settled_by(frame, scenario, quoted):
        named |= settled
        case = diagrams.both(case, where)
    for key, circumstance in frame.space.facts.items():
        if key not in named and circumstance.usual is not None and not (pointed and circumstance.kind == "place"):
            case = diagrams.both(case, diagrams.value(key, "yes" if circumstance.usual else "no"))
    for key, taken in expected(frame, case, named):
        case = diagrams.both(case, diagrams.value(key, "yes" if taken else "no"))
    return case


def placed(frame: Frame, scenario: ast.Scenario, case: Situations, levels: frozenset[int]) -> Situations:
    """Narrow a case to the point that a scenario names, if it names one: geometry tells what lies there.

    ``levels`` are the circumstances that matter. The point decides whose territory it is and in which areas it lies
    (ruling 39): where a description contradicts it, no situation is left.
    """
    point = point_of(scenario)
    if point is None or case == EMPTY:
        return case
    from treatylang.reasoning.areas.geometry import at_point

    return frame.diagrams.both(case, at_point(frame, *point, levels))


def settle_place(frame: Frame, scenario: ast.Scenario) -> Frame:
    """Return a frame that knows the point of a scenario; an attack may be on the land of a state that claims it."""
    point = point_of(scenario)
    frame = replace(frame, point=point) if point is not None else frame
    reader = Reader(frame, frame.draft, frame.draft.state)
    named = list(_claiming(reader, scenario))
    if point is None or not named:
        return frame
    from treatylang.geography import open_globe
    from treatylang.reasoning.areas.geometry import claimants_of, holder_on

    globe, day = open_globe(), frame.space.dates[0].since
    found = holder_on(globe, *point, day)
    holder = found.name
    if found.known and named[0] != holder and named[0] in claimants_of(globe, *point, day):
        contested = (named[0], holder)
        return replace(frame, contested=contested, possible=possible(frame.space, contested))
    return frame


def _claiming(reader: Reader, scenario: ast.Scenario) -> Iterator[str]:
    """Yield the states whose land an event is said to hit or to happen on."""
    for line in scenario.lines:
        for slot in line.phrase.slots if isinstance(line, ast.Event) else ():
            if slot.word not in ("on", "to", "in") or not slot.values or not isinstance(slot.value, ast.Node):
                continue
            state = _land_of(reader, slot.value)
            if state is not None:
                yield state


def _land_of(reader: Reader, value: ast.Node) -> str | None:
    """Return the state of whose land a phrase speaks, or that it names as a whole; ``None`` for ships and areas."""
    things, owner = target_of_event(value)
    return _one_state(reader, owner) if {*things} <= soil(reader.frame.world.lexicon) else None


def nobody_known(frame: Frame, scenario: ast.Scenario) -> bool:
    """Return whether a scenario names a point of which it is not known who held it on that day."""
    holder = _holder(scenario, frame.space.dates[0].since)
    return holder is not None and not holder.known


def held_by(scenario: ast.Scenario, day: date | None) -> str:
    """Say who held the point that a scenario names on a day; empty where it names none, or one that nobody held."""
    holder = _holder(scenario, day)
    if holder is None or not holder.name:
        return ""
    return f"the place was held by {the(holder.name)}{f' on {day}' if day is not None else ''}"


def _holder(scenario: ast.Scenario, day: date | None) -> Holder | None:
    point = point_of(scenario)
    if point is None:
        return None
    from treatylang.geography import open_globe
    from treatylang.reasoning.areas.geometry import holder_on

    return holder_on(open_globe(), *point, day)


def point_of(scenario: ast.Scenario) -> tuple[float, float] | None:
    """Return the latitude and longitude at which the event of a scenario happens, if it says so."""
    for line in scenario.lines:
        for slot in line.phrase.slots if isinstance(line, ast.Event) else ():
            angles = [value for value in slot.values if isinstance(value, ast.Angle)]
            if slot.word == "at" and len(angles) == 2:
                first, second = angles if angles[0].is_latitude else angles[::-1]
                if first.is_latitude and not second.is_latitude:
                    return first.degrees, second.degrees
    return None


def names(scenario: ast.Scenario) -> Iterator[str]:
    """Yield whatever in a scenario may be the name of a state."""
    for node in ast.walk(scenario):
        if isinstance(node, (ast.Name, ast.Text)) and node.text[:1].isupper():
            yield node.text


def refused(world: World, scenario: ast.Scenario) -> bool:
    """Return whether the scenario says that help was not asked for: by whoever is attacked, not by some other state."""
    hit = {
        state
        for line in scenario.lines
        for slot in (line.phrase.slots if isinstance(line, ast.Event) else ())
        for node in (ast.walk(slot) if slot.word != "by" else ())
        if isinstance(node, (ast.Name, ast.Text)) and (state := world.lexicon.state(node.text)) is not None
    }
    denied = (fact.of.text for fact in _denied(world, scenario, "request") if fact.of is not None)
    return any((state := world.lexicon.state(name)) is None or state in hit for name in denied)


def unwilling(world: World, scenario: ast.Scenario) -> frozenset[tuple[str, str]]:
    """Return what states do not want, as a scenario says: the act of will, and the state where one is named."""
    found = set()
    sites = {f"the {word.name}" for word in world.lexicon.words("role") if word.owner == "site"}
    for line in scenario.lines:
        for fact in line.facts if isinstance(line, ast.Given) else ():
            if not fact.positive and world.lexicon.get(fact.word.text, "will") is not None:
                state = world.lexicon.state(fact.of.text) if isinstance(fact.of, (ast.Name, ast.Text)) else None
                site = isinstance(fact.of, (ast.Name, ast.Text)) and fact.of.text in sites
                if state is not None or site:
                    found.add((fact.word.text, state or ""))
    return frozenset(found)


def unapproved(world: World, scenario: ast.Scenario) -> bool:
    """Return whether, as is said, a state's own organ has not approved: ``given not approval of "the Diet"``."""
    return any(fact.of is None or isinstance(fact.of, ast.Text) for fact in _denied(world, scenario, "approval"))


def _denied(world: World, scenario: ast.Scenario, will: str) -> Iterator[ast.Fact]:
    """Yield what the scenario says that nobody wants, of one kind of will."""
    for line in scenario.lines:
        for fact in line.facts if isinstance(line, ast.Given) else ():
            known = world.lexicon.get(fact.word.text, "will") is not None
            if not fact.positive and known and will in world.lexicon.wider(fact.word.text):
                yield fact


def described(frame: Frame, reader: Reader, scenario: ast.Scenario) -> Situations:
    """Return the situations that a scenario describes."""
    diagrams = frame.diagrams
    result = frame.possible
    if not any(isinstance(line, ast.Event) for line in scenario.lines):
        return diagrams.both(result, diagrams.value(EVENT, QUIET))
    return diagrams.all_of((result, *(part for _, part in parts(frame, reader, scenario))))


def parts(frame: Frame, reader: Reader, scenario: ast.Scenario) -> Iterator[tuple[str, Situations]]:
    """Yield each part of the event that a scenario describes, in its words, with the situations that it leaves."""
    for line in scenario.lines:
        for words, part in _event(frame, reader, line.phrase) if isinstance(line, ast.Event) else ():
            yield " ".join(words.span.text.split()), part


def _event(frame: Frame, reader: Reader, phrase: ast.Phrase) -> Iterator[tuple[ast.Node, Situations]]:
    diagrams = frame.diagrams
    head = phrase.head
    name = head.items[0].text if isinstance(head, ast.Words) else ""
    # A scenario tells of exactly this kind of event, not of a narrower one.
    yield head, diagrams.value(EVENT, name) if frame.world.lexicon.get(name, "event") is not None else EMPTY
    for slot in phrase.slots:
        value = slot.value if slot.values else None
        if isinstance(value, ast.Day):
            continue  # the day of the scenario
        if slot.word in ("on", "to") and isinstance(value, ast.Node):
            objects, owner = target_of_event(value)
            victim = _one_state(reader, owner)
            if victim is not None:
                yield slot, frame.space.is_state(VICTIM, victim)
            elif owner is not None:
                yield slot, reader.whose(VICTIM, owner)
            things = [o for o in objects if o in diagrams.variables[diagrams.level(OBJECT)].values]
            if things:
                yield slot, diagrams.value(OBJECT, *things)
            elif not objects and not any(other.word == "at" for other in phrase.slots):
                # At a point, what is hit there is whatever can be: a ship at sea, land on land.
                yield slot, diagrams.value(OBJECT, *sorted(soil(frame.world.lexicon)))
        elif slot.word == "by" and isinstance(value, ast.Node):
            known = _one_state(reader, value)
            yield slot, frame.space.is_state(ATTACKER, known) if known is not None else reader.attacker(value)
        elif slot.word == "in" and isinstance(value, ast.Node):
            at_sea = isinstance(value, ast.Words) and [item.text for item in value.items] == [HIGH_SEAS]
            if frame.contested is not None and _land_of(reader, value) == frame.contested[0]:
                continue  # whose soil it is, the point decides
            if _is_another(target_of_event(value)[1]):
                yield slot, diagrams.value(PLACE, ANOTHER_STATE)
            else:
                yield slot, diagrams.value(PLACE, NOWHERE) if at_sea else reader.area(value)  # type: ignore[arg-type]  # a place
        elif slot.word != "at":
            yield slot, reader.slot(slot)


def _is_another(value: ast.Node | None) -> bool:
    """Return whether a phrase is "another state": one that no text names, as witnesses tell of it."""
    return (
        isinstance(value, ast.Words) and isinstance(value.items[0], ast.Text) and value.items[0].text == ANOTHER_STATE
    )


def _one_state(reader: Reader, value: ast.Node | None) -> str | None:
    """Return the state that is named, be it "another state"."""
    if _is_another(value):
        return ANOTHER_STATE
    return reader.one_state(value) if value is not None else None  # type: ignore[arg-type]  # a noun phrase


def target_of_event(value: ast.Node) -> tuple[tuple[str, ...], ast.NounPhrase | None]:
    """Return the kinds of things that a phrase after `on` names, and whose they are, if anybody's."""
    if isinstance(value, ast.Of) and isinstance(value.head, ast.Words):
        return tuple(item.text for item in value.head.items), value.owner
    return (), value if isinstance(value, (ast.Words, ast.Self)) else None


def settled_by(frame: Frame, scenario: ast.Scenario, quoted: frozenset[str]) -> list[tuple[Situations, frozenset[str]]]:
    """Return what each given fact of a description comes to; what one of them brings up, the others settle too."""
    facts = [fact for line in scenario.lines if isinstance(line, ast.Given) for fact in line.facts]
    known = -1
    while known != len(frame.space.facts):
        known = len(frame.space.facts)
        found = [settles(frame, fact, quoted) for fact in facts]
    named = frozenset(
        key for fact, (_, settled) in zip(facts, found, strict=True) if not _of_host(frame, fact) for key in settled
    )
    return [
        _every_host(frame, fact, one, named) if _of_host(frame, fact) else one
        for fact, one in zip(facts, found, strict=True)
    ]


def _of_host(frame: Frame, fact: ast.Fact) -> bool:
    sites = {f"the {word.name}" for word in frame.world.lexicon.words("role") if word.owner == "site"}
    return isinstance(fact.of, ast.Name | ast.Text) and fact.of.text in sites


def _every_host(
    frame: Frame, fact: ast.Fact, found: tuple[Situations, frozenset[str]], named: frozenset[str]
) -> tuple[Situations, frozenset[str]]:
    """Return what is given of `the host` with the same said of every state that is not named: each may be the host."""
    where, settled = found
    sense = meant(frame, fact)
    name = sense.key if sense is not None else fact.word.text
    theirs = frozenset(one.key for one in frame.space.facts.values() if one.state and one.name == name) - named
    value = "yes" if fact.positive else "no"
    given = frame.diagrams.all_of(frame.diagrams.value(key, value) for key in sorted(theirs))
    return frame.diagrams.both(where, given), settled | theirs


def settles(frame: Frame, fact: ast.Fact, quoted: frozenset[str] = frozenset()) -> tuple[Situations, frozenset[str]]:
    """Return the situations in which a given fact is so, and the circumstances that it settles.

    What is ``quoted`` in the same description, as answers quote it, is said there and settled by nothing else.

    What a text defines by a condition is given as that condition, met in some manner or in none: the manner is for the
    actor to choose.
    """
    diagrams = frame.diagrams
    sense = meant(frame, fact)
    if sense is not None and sense.condition is not None and sense.text is not None:
        name = fact.of.text if fact.of is not None else ""
        of = frame.draft.alias_of(name) or frame.world.lexicon.state(name) or sense.text.state
        where = diagrams.somehow(Reader(frame, sense.text, of).condition(sense.condition), frame.space.manners())
        levels = diagrams.mentions(where)
        settled = frozenset(key for key in frame.space.facts if diagrams.level(key) in levels)
        return where if fact.positive else diagrams.outside(where), settled
    name = sense.key if sense is not None else fact.word.text
    others = quoted - {name}
    known = [one for one in frame.space.facts.values() if one.key.replace('"', "'") not in others]
    settled = frozenset(one.key for one in matching(known, fact, name, _owner(frame, fact)))
    value = "yes" if fact.positive else "no"
    return diagrams.all_of(diagrams.value(key, value) for key in sorted(settled)), settled


def quoted_in(scenario: ast.Scenario) -> frozenset[str]:
    """Return the circumstances that a description gives in quotes."""
    facts = (fact for line in scenario.lines if isinstance(line, ast.Given) for fact in line.facts)
    return frozenset(fact.word.text for fact in facts if " " in fact.word.text)  # no bare word has a space in it


def _owner(frame: Frame, fact: ast.Fact) -> str:
    """Return the usual name of the state that a given fact is of, else the words after `of`."""
    name = fact.of.text if fact.of is not None else ""
    return frame.draft.alias_of(name) or frame.world.lexicon.state(name) or name


def meant(frame: Frame, fact: ast.Fact) -> Sense | None:
    """Return which circumstance a given fact names: by its own reference, or as the texts that are asked about do."""
    senses = frame.senses
    if isinstance(fact.word, ast.Ref):
        return senses.named(fact.word.text)
    name = fact.of.text if fact.of is not None else ""
    owner = frame.draft.alias_of(name) or frame.world.lexicon.state(name) or ""
    return senses.of(fact.word.text, frame.draft, owner)


def _is(body: Body, reference: str) -> bool:
    """Return whether a reference means a body: `@Rio-1947.Organ`, `@council`."""
    text, _, label = reference.rpartition(".")
    return body.name == label and (not text or body.instrument in ("", text))


def matching(known: Iterable[Fact], fact: ast.Fact, name: str, owner: str = "") -> Iterator[Fact]:
    """Yield the circumstances, of those that are known, that a given fact settles.

    ``name`` is the sense of its word. Without an owner it settles those of everybody, and those of every provision:
    ``measures`` for ``measures under article 5``.
    """
    of = owner or (fact.of.text if fact.of is not None else "")
    about = f" on {fact.on.text}" if fact.on is not None else ""
    if isinstance(fact.of, ast.Ref):
        known, of = [one for one in known if one.body is not None and _is(one.body, fact.of.text)], ""
    for one in known:
        first = one.name or one.key
        if one.key.replace('"', "'") == name:
            yield one  # quoted as the answers quote it, the names of bodies and events in it with one mark
            continue
        if about and not one.key.partition(" (")[0].endswith(about):
            continue
        if fact.acted:
            # `security-council acted`, `action of security-council`: the body itself is the word.
            if (first == name and one.acted) or (one.of == name and one.body is not None):
                yield one
        elif first != name and one.key != name:
            continue
        elif not of:
            if not one.acted:
                yield one
        elif of in (one.state, one.of) or one.of == "that state" or (fact.positive and one.of == "any party"):
            # What one of them does, some party does.
            yield one
