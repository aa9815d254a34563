"""What has to come first in time: duties that are owed after an act of others, or after a period (ruling 42).

What is owed is taken as done, unless it is forbidden to whoever owes it; where the duty to do it sleeps, so does what
follows. What a body has to do is owed by the body. What nobody is obliged to do is a circumstance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.model.calendar import length_of
from treatylang.model.circumstances import FACTS
from treatylang.model.instrument import Instrument, Norm, Period
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.addressees import speaks
from treatylang.reasoning.norms.bans import fitted, forbidden, law_on
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.priority import priority
from treatylang.reasoning.norms.treaty_bans import forbidding, treaty_ban
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.designation import split
from treatylang.reasoning.situations.space import Fact
from treatylang.syntax import ast

FAILING = "failing"
"""The order of a sentence that speaks where what was owed first has not been done."""


def staged(reader: Reader, instrument: Instrument, norm: Norm, seen: frozenset[int] = frozenset()) -> Situations:
    """Return the situations in which what a norm comes after has been done, or its period has passed.

    A norm that speaks `failing` an act is put where that act is owed and has not been done.

    ``seen`` are the places of the norms that wait for it: what waits for itself never comes.
    """
    assert norm.stage is not None
    frame, diagrams = reader.frame, reader.frame.diagrams
    if norm.span.start in seen:
        return EMPTY
    if (length := length_of(norm.stage.head)) is not None:
        if norm.triggers:
            return ALL  # it is owed, so long after what wakes it
        day = length.after(instrument.entry) if instrument.entry is not None else None
        return frame.space.on(Period(day, None)) if day is not None else _open(reader, norm.stage)
    failing = norm.timing is not None and norm.timing[0] == FAILING
    if _waits(norm.stage, instrument.lexicon):
        # What is no act is so or not: `after decision of council the parties shall consult`.
        held = reader.condition(ast.Atom(norm.stage.span, norm.stage, acted=False))
        return diagrams.outside(held) if failing else held
    first = tuple(one for one in owing(instrument, norm) if frame.stands(instrument, one.choices))
    if not first:
        opened = _open(reader, norm.stage)
        return diagrams.outside(opened) if failing else opened
    due = undone = EMPTY
    for state in frame.space.states:
        for other in first:
            theirs = Reader(frame, instrument, state, other.labels)
            where = speaks(theirs, instrument, other)
            if where != EMPTY and other.stage is not None:
                where = diagrams.both(where, staged(theirs, instrument, other, seen | {norm.span.start}))
            if where == EMPTY:
                continue
            due = diagrams.either(due, where)
            shut = _shut(reader, instrument, state, other, seen | {norm.span.start})
            left = diagrams.either(shut, diagrams.outside(_done(reader, state, norm)))
            undone = diagrams.either(undone, diagrams.both(where, left))
    for other, organ in ((one, organ_of(instrument, one)) for one in first):
        if organ:
            where = _called(reader, instrument, other, seen | {norm.span.start})
            due = diagrams.either(due, where)
            undone = diagrams.either(undone, diagrams.less(where, _done(reader, organ, norm)))
    return undone if failing else diagrams.less(due, undone)


def _waits(phrase: ast.Phrase, lexicon: Lexicon) -> bool:
    """Return whether a phrase names what is so or not, and no act: a decision, a request, a circumstance."""
    names = acts_of(phrase)
    return bool(names) and all(
        lexicon.get(one, "act") is None and lexicon.get(one, *FACTS) is not None for one in names
    )


def owing(instrument: Instrument, norm: Norm) -> Iterator[Norm]:
    """Yield the norms of the text that oblige somebody to the act that a norm comes after."""
    wanted = acts_of(norm.stage) if norm.stage is not None else ()
    lexicon = instrument.lexicon
    for other in instrument.norms:
        asked = other is not norm and other.modality.obliges and not other.procedural
        if asked and any(lexicon.is_a(own, act) for own in other.acts for act in wanted):
            yield other


def organ_of(instrument: Instrument, norm: Norm) -> str:
    """Return the body that a norm addresses, as the text calls it; empty where it addresses states."""
    head = norm.bearer.head
    item: ast.Name | ast.Text | ast.Ref | None = None
    if isinstance(head, ast.Words) and len(head.items) == 1:
        item = head.items[0]
    elif isinstance(head, ast.Quantified) and not head.noun:
        item = head.role
    if (
        item is None
        or isinstance(item, ast.Ref)
        or instrument.alias_of(item.text)
        or instrument.lexicon.state(item.text)
    ):
        return ""
    label, lexicon = instrument.labels.get(item.text), instrument.lexicon
    if label is not None:
        return item.text if label.kind == "council" else ""
    role = lexicon.get(item.text, "role")
    none = role is not None and role.owner == "none"
    return item.text if none or isinstance(item, ast.Text) or lexicon.get(item.text, "body") is not None else ""


def _called(reader: Reader, instrument: Instrument, norm: Norm, seen: frozenset[int]) -> Situations:
    """Return where a body has to act: what wakes its duty is so, and what the duty itself comes after has been done."""
    diagrams = reader.frame.diagrams
    own = Reader(reader.frame, instrument, "", norm.labels)
    where = diagrams.all_of(
        (reader.frame.space.on(norm.period), own.qualified(norm.qualifications), *map(own.condition, norm.triggers))
    )
    return where if norm.stage is None else diagrams.both(where, staged(own, instrument, norm, seen))


def acts_of(phrase: ast.Phrase) -> tuple[str, ...]:
    """Return the acts that a phrase such as `consult` or `ratification of any treaty` opens with."""
    head, _ = split(phrase.head)
    return tuple(item.text for item in head.items) if isinstance(head, ast.Words) else ()


def _shut(reader: Reader, instrument: Instrument, state: str, norm: Norm, seen: frozenset[int]) -> Situations:
    """Return where law or treaties forbid a state every way of what a norm asks, so that it is not taken as done.

    A ban over which the norm prevails forbids nothing of what it asks.
    """
    frame, diagrams = reader.frame, reader.frame.diagrams
    conduct = Conduct.of(norm, instrument, state)
    asked = sorted({way for act in norm.acts for way in ways(frame.world.lexicon, act)})

    def awake(own: Reader, text: Instrument, other: Norm) -> Situations:
        where = speaks(own, text, other)
        return where if other.stage is None else diagrams.both(where, staged(own, text, other, seen))

    law, readings = law_on(frame, state)
    laws = fitted(frame, law, conduct)
    bans = (treaty_ban(frame, text, one, state, awake) for text, one in forbidding(frame, state, asked))
    order = priority(frame, state)
    treaties = [
        replace(ban, bites=diagrams.less(ban.bites, order.strict(norm, ban.norm)))
        for ban in fitted(frame, (ban for ban in bans if ban.bites != EMPTY), conduct)
    ]
    if not laws and not treaties:
        return EMPTY
    shut = diagrams.all_of(
        diagrams.any_of((forbidden(frame, laws, way, readings), *(ban.against(way, diagrams) for ban in treaties)))
        for way in asked
    )
    return diagrams.whatever(shut, frame.space.manners())


def _done(reader: Reader, state: str, norm: Norm) -> Situations:
    """Return where a state has done what a norm comes after: where nothing is said, it has (ruling 42)."""
    assert norm.stage is not None
    acts = acts_of(norm.stage)
    name = ast.done(", ".join(acts))
    said = " or ".join(word.say() if (word := reader.frame.world.lexicon.get(a, "act")) else a for a in acts)
    fact = Fact(f"{name} of {state}", "fact", state, f"{state} has done what it owes first ({said})", True, name)
    return reader.frame.space.fact(fact)


def _is_body(reader: Reader, owner: ast.Words) -> bool:
    """Return whether what an act is of is one body, of this text, of another or of the vocabulary."""
    item = owner.items[0]
    return (
        len(owner.items) == 1 and reader.body(f"@{item.text}" if isinstance(item, ast.Ref) else item.text) is not None
    )


def _open(reader: Reader, phrase: ast.Phrase) -> Situations:
    """Return where an act that nobody is obliged to has been done: a circumstance of the bearer, or of a body."""
    acts = acts_of(phrase)
    _, owner = split(phrase.head)
    if acts and isinstance(owner, ast.Words) and _is_body(reader, owner):
        # `after recommend of @UN-Charter.security-council`: said as a scenario gives it, `done recommend of …`.
        span = phrase.head.span
        done = ast.Words(span, (ast.Name(span, ast.done(", ".join(acts))),))
        return reader.condition(ast.Atom(span, ast.Phrase(span, ast.Of(span, done, owner), ()), acted=False))
    said = reader.phrased(phrase)
    words = f"{reader.bearer} has done what comes first ({said.replace('-', ' ')})"
    name = ast.done(", ".join(acts)) if acts else ""
    return reader.frame.space.fact(
        Fact(f"{ast.done(said)} of {reader.bearer}", "fact", reader.bearer, words, None, name)
    )
