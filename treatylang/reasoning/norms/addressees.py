"""Whom a norm addresses, and in which situations it speaks: in force, woken, and not set aside by its own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.model.lexicon import Word
from treatylang.model.memo import Topic
from treatylang.model.reservations import prohibits
from treatylang.model.windows import windows
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.reference import phrase_refers_to
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import governed
from treatylang.syntax import ast

TEXT = "text"
"""What the vocabulary says with ``of`` of a standing that comes with the text, before it is in force: signed."""


def applies(reader: Reader, norm: Norm) -> Situations:
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
        spared = diagrams.either(reader.frame.space.hits(reader.bearer), reader.frame.space.attacks(reader.bearer))
        result = diagrams.less(result, spared)
    return result


def _narrowed(reader: Reader, slot: ast.Slot) -> Situations:
    """Return where what stands after a bearer leaves it in: `each party except Japan`, `each party within Europe`."""
    diagrams = reader.frame.diagrams
    value: ast.AreaExpr = slot.value  # type: ignore[assignment]  # told by who asks
    if slot.word == "except":
        return diagrams.outside(reader.member(value, reader.bearer))
    if slot.word == "by":
        return reader.member(value, reader.bearer)
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


def speaks(reader: Reader, instrument: Instrument, norm: Norm) -> Situations:
    """Return the possible situations in which a norm is in force for the bearer and its conditions hold.

    What has to come first in time (`after consult`) is looked at elsewhere.
    """
    diagrams = reader.frame.diagrams
    result = diagrams.all_of((reader.frame.possible, applies(reader, norm), stands(reader, instrument, norm)))
    # A party in what a protocol inserts is one of the protocol's own: between others nothing changes (VCLT 40(4)).
    within = replace(reader, roster=norm.protocol) if norm.protocol else reader
    for trigger in norm.triggers:
        if result == EMPTY:
            return EMPTY
        result = diagrams.both(result, within.condition(trigger))
    result = diagrams.both(result, within.qualified(norm.qualifications))
    return _limited(reader, instrument, norm, result)


def stands(reader: Reader, instrument: Instrument, norm: Norm) -> Situations:
    """Return the situations on whose date a norm is law for the bearer, whatever its conditions.

    The instrument is in force, the bearer is a party of it (a name in a sentence gives no membership, ruling 29), and
    the reading in which the norm stands governs. A draft binds its parties from whatever day is asked about.
    """
    frame = reader.frame
    days = reader.days(windows(norm, instrument.lexicon, instrument.entry))
    days = frame.diagrams.both(days, frame.space.on(norm.period))
    if instrument.kind == "law":
        return frame.diagrams.both(frame.space.on(instrument.force), days)
    binding = instrument.binds
    force = instrument.force if binding else replace(instrument.force, since=None)
    # What a protocol inserts binds its own parties; what it takes out for them still binds the others (ruling 38).
    member = replace(reader, roster=norm.protocol).party(reader.bearer)
    if norm.besides:
        member = frame.diagrams.less(member, _taken_out(reader, instrument, norm))
    member = frame.diagrams.less(member, _replaced(reader, norm))
    member = frame.diagrams.both(member, frame.space.on(force))
    for standing in standings_of(instrument, norm):
        # Whoever has signed is addressed before the text is in force, all others under it.
        near = reader.near(standing.name, reader.bearer)
        near = near if standing.owner == TEXT else frame.diagrams.both(near, frame.space.on(force))
        member = frame.diagrams.either(member, near)
    return frame.diagrams.all_of((member, governed(frame, instrument, norm), days))


def _taken_out(reader: Reader, instrument: Instrument, norm: Norm) -> Situations:
    """Return where protocols took a norm out for a bearer: between their parties (VCLT 40(4), 30(4)(b)).

    Towards a state that is no party of the protocol, its parties owe what an event woke before, as that state does.
    """
    diagrams = reader.frame.diagrams
    before = replace(reader, roster=norm.protocol)
    hit = [one for one in reader.frame.space.states if before.party(one) != EMPTY] if woken(norm, instrument) else []
    gone = EMPTY
    for protocol in norm.besides:
        after = replace(reader, roster=protocol)
        others = (diagrams.less(before.party(one), after.party(one)) for one in hit)
        towards = (diagrams.both(other, reader.frame.space.hits(one)) for one, other in zip(hit, others, strict=True))
        gone = diagrams.either(gone, diagrams.less(after.party(reader.bearer), diagrams.any_of(towards)))
    return gone


def standings_of(instrument: Instrument, norm: Norm) -> Iterator[Word]:
    """Yield the standings near a treaty by which a norm names whom it addresses: `each observer state`."""
    lexicon = instrument.lexicon
    for node in ast.walk(norm.bearer.head):
        role = lexicon.get(node.text, "role") if isinstance(node, ast.Name) else None
        standing = lexicon.get(role.owner, "standing") if role is not None and role.owner else None
        if standing is not None:
            yield standing


def _replaced(reader: Reader, norm: Norm) -> Situations:
    """Return where a later treaty that binds the bearer says that it replaces a text or provision (VCLT 59)."""
    frame = reader.frame
    found = EMPTY
    for text, statement in _replacing(frame):
        over = statement.object.head if statement.object is not None else None
        if text.name == norm.instrument or not phrase_refers_to(over, text.name, norm):
            continue
        successor = replace(reader, instrument=text, roster="")
        where = frame.diagrams.both(successor.party(reader.bearer), successor.stated(statement))
        if text.binds:
            where = frame.diagrams.both(where, frame.space.on(text.force))
        found = frame.diagrams.either(found, where)
    return found


def _replacing(frame: Frame) -> tuple[tuple[Instrument, Statement], ...]:
    """Return the sentences by which treaties that are asked about or in force replace other texts."""

    def found() -> Iterator[tuple[Instrument, Statement]]:
        texts = [frame.draft, *(t for t in frame.world.instruments.values() if t.name != frame.draft.name)]
        for text in texts:
            asked = text is frame.draft or text.name in frame.together
            if text.kind == "treaty" and (asked or text.binds):
                for one in text.statements:
                    if one.kind == "replaces" and frame.stands(text, one.choices, elsewhere=False):
                        yield text, one

    return frame.memo.once(_REPLACING, (frame.read_under, id(frame.draft)), lambda: tuple(found()), frame.draft)


_REPLACING = Topic[tuple[tuple[Instrument, Statement], ...]]("replacing")


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


def _limited(reader: Reader, instrument: Instrument, norm: Norm, result: Situations) -> Situations:
    """Return where a norm still stands after `@x applies …` and `@x does not apply …` (rulings 36 and 37).

    `applies` in the text itself leaves nothing but what it names; in a declaration it speaks of its maker alone.
    """
    diagrams = reader.frame.diagrams
    kept: dict[tuple[bool, bool], tuple[Situations, Situations]] = {}
    for statement in applications(reader, instrument, norm):
        named = bool(_members_of(statement)), bool(areas_of(statement)) and woken(norm, instrument)
        if areas_of(statement) and not any(named):
            continue  # no event wakes it: the places where its acts are done are narrowed instead
        maker = maker_of(instrument, statement.statement)
        speaker = replace(reader, bearer=maker) if maker and maker != reader.bearer else reader
        scope = _scope(speaker, instrument, norm, statement)
        governs, holds = speaker.governs(statement), speaker.holds(statement)
        if statement.kind == "applies" and not statement.statement:
            # Where its reading does not govern, the sentence is not there, and narrows nothing.
            left, limited = kept.get(named, (EMPTY, EMPTY))
            applied = diagrams.all_of((governs, scope, holds))
            kept[named] = diagrams.either(left, applied), diagrams.either(limited, governs)
            continue
        waived = diagrams.less(scope, holds) if statement.kind == "applies" else diagrams.both(scope, holds)
        waived = diagrams.both(waived, governs)
        if speaker is not reader:
            # What a reservation takes from its maker it takes from the others towards the maker (VCLT 21(1)(b)), and
            # between those nothing changes (21(2)).
            waived = diagrams.both(waived, reader.frame.space.hits(maker))
        result = diagrams.less(result, waived)
    for left, limited in kept.values():
        result = diagrams.less(result, diagrams.less(limited, left))
    return result


def _scope(reader: Reader, instrument: Instrument, norm: Norm, statement: Statement) -> Situations:
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
