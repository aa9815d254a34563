"""Whom a norm addresses, and in which situations it speaks: in force, woken, and not set aside by its own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.model.reservations import prohibits
from treatylang.model.windows import windows
from treatylang.reasoning.kernel.diagram import ALL, EMPTY
from treatylang.reasoning.norms.readings import governed
from treatylang.reasoning.norms.reference import phrase_refers_to
from treatylang.reasoning.situations.frame import Fact, Frame
from treatylang.reasoning.situations.meaning import Reader
from treatylang.syntax import ast


def applies(reader: Reader, norm: Norm) -> int:
    """Return the situations in which a norm addresses the reader's bearer at all (ruling 6)."""
    diagrams = reader.frame.diagrams
    head = norm.bearer.head
    law = reader.instrument
    result = replace(reader, roster=norm.protocol).member(_whoever(head), reader.bearer)
    for slot in norm.bearer.slots:
        if slot.values and isinstance(slot.value, ast.Node) and not isinstance(slot.value, ast.Day):
            result = diagrams.both(result, _narrowed(reader, slot))
    if law.kind == "law":
        # In a law, `any other state` is any but its own.
        other = isinstance(head, (ast.Quantified, ast.EachOther)) and _is_other(head)
        return EMPTY if other and reader.bearer == law.state else result
    if isinstance(head, (ast.Quantified, ast.EachOther)) and _is_other(head):
        # The victim helps itself by right, not by this duty; an attacker is never an "other party".
        spared = diagrams.either(reader.frame.hits(reader.bearer), reader.frame.attacks(reader.bearer))
        result = diagrams.less(result, spared)
    return result


def _narrowed(reader: Reader, slot: ast.Slot) -> int:
    """Return where what stands after a bearer leaves it in: `each party except Japan`, `each party within Europe`."""
    diagrams = reader.frame.diagrams
    value: ast.AreaExpr = slot.value  # type: ignore[assignment]  # told by who asks
    if slot.word == "except":
        return diagrams.outside(reader.member(value, reader.bearer))
    if slot.word in ("in", "within", "outside"):
        everywhere = ast.Quantified(slot.span, "any", "", None, "state")
        within = reader.member(ast.AreaWithin(slot.span, everywhere, value), reader.bearer)
        return diagrams.outside(within) if slot.word == "outside" else within
    return ALL


def _is_other(head: ast.Quantified | ast.EachOther) -> bool:
    return isinstance(head, ast.EachOther) or head.adjective == "other"


def _whoever(head: ast.NounPhrase) -> ast.NounPhrase:
    """Drop `other` from a bearer: it leaves out the victim, not the bearer itself."""
    if isinstance(head, ast.Quantified) and head.adjective == "other":
        return ast.Quantified(head.span, head.determiner, "", head.role, head.noun)
    return head


def speaks(reader: Reader, instrument: Instrument, norm: Norm) -> int:
    """Return the possible situations in which a norm is in force for the bearer and its conditions hold.

    What has to come first in time (`after consult`) is looked at elsewhere.
    """
    diagrams = reader.frame.diagrams
    result = diagrams.all_of((reader.frame.possible, applies(reader, norm), stands(reader, instrument, norm)))
    for trigger in norm.triggers:
        if result == EMPTY:
            return EMPTY
        result = diagrams.both(result, reader.condition(trigger))
    result = diagrams.both(result, reader.qualified(norm.qualifications))
    return _limited(reader, instrument, norm, result)


def stands(reader: Reader, instrument: Instrument, norm: Norm) -> int:
    """Return the situations on whose date a norm is law for the bearer, whatever its conditions.

    The instrument is in force, the bearer is a party of it (a name in a sentence gives no membership, ruling 29), and
    the reading in which the norm stands governs. A draft binds its parties from whatever day is asked about.
    """
    frame = reader.frame
    days = _days(reader, instrument, norm)
    if instrument.kind == "law":
        return frame.diagrams.both(frame.on(instrument.force), days)
    binding = instrument.status.startswith("in-force")
    force = instrument.force if binding else replace(instrument.force, since=None)
    # What a protocol inserts binds its own parties; what it takes out for them still binds the others (ruling 38).
    member = replace(reader, roster=norm.protocol).party(reader.bearer)
    for protocol in norm.besides:
        member = frame.diagrams.less(member, replace(reader, roster=protocol).party(reader.bearer))
    member = frame.diagrams.less(member, _replaced(reader, norm))
    return frame.diagrams.all_of((frame.on(force), member, governed(frame, instrument, norm), days))


def _replaced(reader: Reader, norm: Norm) -> int:
    """Return where a later treaty that binds the bearer says that it replaces a text or provision (VCLT 59)."""
    frame = reader.frame
    found = EMPTY
    for text, statement in _replacing(frame):
        over = statement.object.head if statement.object is not None else None
        if text.name == norm.instrument or not phrase_refers_to(over, text.name, norm):
            continue
        successor = replace(reader, instrument=text, roster="")
        where = frame.diagrams.both(successor.party(reader.bearer), successor.qualified(statement.qualifications))
        if text.status.startswith("in-force"):
            where = frame.diagrams.both(where, frame.on(text.force))
        found = frame.diagrams.either(found, where)
    return found


def _replacing(frame: Frame) -> tuple[tuple[Instrument, Statement], ...]:
    """Return the sentences by which treaties that are asked about or in force replace other texts."""
    key = ("replacing", frame.supposed, id(frame.draft))
    known = frame.read.get(key)
    if known is None:
        texts = [frame.draft, *(t for t in frame.world.instruments.values() if t.name != frame.draft.name)]
        found = tuple(
            (text, one)
            for text in texts
            if text.kind == "treaty"
            and (text is frame.draft or text.name in frame.together or text.status.startswith("in-force"))
            for one in text.statements
            if one.kind == "replaces" and frame.stands(text, one.choices, elsewhere=False)
        )
        known = frame.read[key] = ((frame.draft, found), 0)
    return known[0][1]  # type: ignore[no-any-return, index]  # put there above


def _days(reader: Reader, instrument: Instrument, norm: Norm) -> int:
    """Return the situations on whose date the slots of a norm let it speak: `from 2030-01-01`, `for 10 years`."""
    frame = reader.frame
    result = ALL
    for window in windows(norm, instrument.lexicon, instrument.entry):
        result = frame.diagrams.both(result, frame.on(window.period))
        if window.since is not None:
            # Nobody knows the day that the period counts from: whether it is over is a circumstance.
            event = " ".join(item.text.replace("-", " ") for item in window.since.items)
            key = f"time of {instrument.name} since {event}, {window.length}"
            words = f"the period of {instrument.title} that counts from {event} allows it"
            result = frame.diagrams.both(result, frame.fact(Fact(key, "fact", "", words, None)))
    return result


def woken(norm: Norm, instrument: Instrument) -> bool:
    """Return whether an event wakes a norm."""
    lexicon = instrument.lexicon
    return any(
        isinstance(node, ast.Name) and lexicon.get(node.text, "event") is not None
        for trigger in norm.triggers
        for node in ast.walk(trigger)
    )


# -- where and for whom a text lets its own provisions apply -------------------------------------------------------


def applications(reader: Reader, instrument: Instrument, norm: Norm) -> Iterator[Statement]:
    """Yield the sentences that say where, to whom or when a norm applies or does not; no prohibited reservation."""
    for statement in instrument.statements:
        if statement.kind not in ("applies", "not-applies") or not reader.chosen(statement.choices):
            continue
        head = statement.subject.head
        whole = isinstance(head, ast.This) and head.noun in ("treaty", "law")
        if not whole and not phrase_refers_to(head, instrument.name, norm):
            continue
        if statement.statement and prohibits(instrument, norm.labels):
            continue
        yield statement


def _limited(reader: Reader, instrument: Instrument, norm: Norm, result: int) -> int:
    """Return where a norm still stands after `@x applies …` and `@x does not apply …` (rulings 36 and 37).

    `applies` in the text itself leaves nothing but what it names; in a declaration it speaks of its maker alone.
    """
    diagrams = reader.frame.diagrams
    kept: dict[tuple[bool, bool], int] = {}
    for statement in applications(reader, instrument, norm):
        named = bool(_members_of(statement)), bool(areas_of(statement)) and woken(norm, instrument)
        if areas_of(statement) and not any(named):
            continue  # no event wakes it: the places where its acts are done are narrowed instead
        scope = _scope(reader, instrument, norm, statement)
        holds = _holds(reader, statement)
        if statement.kind == "applies":
            if statement.statement:
                result = diagrams.less(result, diagrams.less(scope, holds))
            else:
                kept[named] = diagrams.either(kept.get(named, EMPTY), diagrams.both(scope, holds))
            continue
        result = diagrams.less(result, diagrams.both(scope, holds))
        maker = maker_of(instrument, statement.statement)
        if maker and maker != reader.bearer:
            # What a reservation takes from its maker it takes from the others towards the maker (VCLT 21(1)(b)).
            theirs = replace(reader, bearer=maker)
            excused = diagrams.both(_scope(theirs, instrument, norm, statement), _holds(theirs, statement))
            result = diagrams.less(result, diagrams.both(excused, reader.frame.hits(maker)))
    return diagrams.all_of((result, *kept.values()))


def _scope(reader: Reader, instrument: Instrument, norm: Norm, statement: Statement) -> int:
    """Return the situations that a sentence on application speaks of: to whom, and where the event happens."""
    diagrams = reader.frame.diagrams
    result = ALL
    members = _members_of(statement)
    if members:
        result = diagrams.any_of(reader.member(one, reader.bearer) for one in members)
    areas = areas_of(statement)
    if areas and woken(norm, instrument):
        here = [reader.area(area) for area, inside in areas if inside]
        there = (diagrams.outside(reader.area(area)) for area, inside in areas if not inside)
        result = diagrams.all_of((result, diagrams.any_of(here) if here else ALL, *there))
    return result


def _holds(reader: Reader, statement: Statement) -> int:
    conditions = (reader.condition(trigger) for trigger in statement.triggers)
    return reader.frame.diagrams.all_of((reader.qualified(statement.qualifications), *conditions))


def _members_of(statement: Statement) -> tuple[ast.NounPhrase, ...]:
    slots = (slot.value for slot in statement.slots if slot.word in ("to", "for") and slot.values)
    return tuple(value for value in slots if isinstance(value, ast.Node))  # type: ignore[misc]  # noun phrases


def areas_of(statement: Statement) -> tuple[tuple[ast.AreaExpr, bool], ...]:
    """Return the areas of a sentence on where a provision applies or not; with each, whether it means inside it."""
    slots = (slot for slot in statement.slots if slot.word in ("in", "within", "outside") and slot.values)
    return tuple(
        (slot.value, slot.word != "outside")  # type: ignore[misc]  # places
        for slot in slots
        if isinstance(slot.value, ast.Node)
    )


def maker_of(instrument: Instrument, statement: str) -> str:
    """Return the state that makes a reservation or declaration, by the name of its sentences; empty for the text."""
    if not statement:
        return ""
    for block, name in instrument.statements_made:
        if name == statement:
            maker = block.by[0].text
            return instrument.alias_of(maker) or instrument.lexicon.state(maker) or maker
    return ""
