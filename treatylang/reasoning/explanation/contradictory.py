"""What a description says that cannot be so together: facts, events, places; and which words say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatylang.reasoning.areas.terrain import there
from treatylang.reasoning.explanation.description import parts, placed, quoted_in, settled_by
from treatylang.reasoning.explanation.witness import listed
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.source import Span
from treatylang.syntax import ast

_ONCE = ("by", "in", "at")
"""What an event has once: who does it, in which area, at which point."""


def at_odds(scenario: ast.Scenario) -> Iterator[tuple[Span, str]]:
    """Yield what a description says twice, or both says and denies, by its words alone."""
    events = [line for line in scenario.lines if isinstance(line, ast.Event)]
    for event in events[1:]:
        yield event.span, "a situation has one event, and this is a second: describe each in a scenario of its own"
    for event in events[:1]:
        for word in _ONCE:
            twice = [slot for slot in event.phrase.slots if slot.word == word]
            if len(twice) > 1:
                yield (
                    twice[1].span,
                    f"`{word}` is said twice: one event has one, and a list has commas (`by Cuba, Iran`)",
                )
    yield from opposed(fact for line in scenario.lines if isinstance(line, ast.Given) for fact in line.facts)


def opposed(facts: Iterable[ast.Fact]) -> Iterator[tuple[Span, str]]:
    """Yield the facts that deny what another one gives, of the same state or of everybody."""
    seen: list[ast.Fact] = []
    for fact in facts:
        for other in seen:
            if fact.positive != other.positive and not (fact.votes or other.votes) and _same(fact, other):
                yield fact.span, f"`{words(other)}` and `{words(fact)}` cannot both be given"
                break
        seen.append(fact)


def _same(fact: ast.Fact, other: ast.Fact) -> bool:
    alike = (fact.word.text, fact.acted) == (other.word.text, other.acted)
    return alike and _meet(fact.of, other.of) and _meet(fact.on, other.on)


def _meet(one: ast.Name | ast.Text | ast.Ref | None, other: ast.Name | ast.Text | ast.Ref | None) -> bool:
    return one is None or other is None or one.text == other.text


def words(fact: ast.Fact) -> str:
    """Return a fact as it is written."""
    said = " ".join(fact.span.text.split())
    if fact.word.text in said:
        return said
    return f"{'' if fact.positive else 'not '}{fact.word.text}"


def irreconcilable(frame: Frame, scenario: ast.Scenario) -> tuple[str, ...]:
    """Return the fewest parts of a description that cannot be so together; none where all of them can.

    What is usual is left out: it gives way to what is said.
    """
    reader = Reader(frame, frame.draft, frame.draft.state)
    pieces = [*parts(frame, reader, scenario)]
    facts = [fact for line in scenario.lines if isinstance(line, ast.Given) for fact in line.facts]
    found = settled_by(frame, scenario, quoted_in(scenario))
    pieces += [(words(fact), where) for fact, (where, _) in zip(facts, found, strict=True)]
    point = [
        " ".join(slot.span.text.split())
        for line in scenario.lines
        if isinstance(line, ast.Event)
        for slot in line.phrase.slots
        if slot.word == "at"
    ]
    if point:
        levels = frozenset(level for _, where in pieces for level in frame.diagrams.mentions(where))
        pieces.append((point[0], placed(frame, scenario, ALL, levels)))
    if _possible(frame, pieces):
        return ()
    needed = pieces
    for piece in pieces:
        fewer = [one for one in needed if one is not piece]
        if not _possible(frame, fewer):
            needed = fewer
    return tuple(dict.fromkeys(said for said, _ in needed))


def _possible(frame: Frame, pieces: Iterable[tuple[str, Situations]]) -> bool:
    where = frame.diagrams.all_of((frame.possible, *(one for _, one in pieces)))
    return where != EMPTY and exists(frame, where)


def exists(frame: Frame, where: Situations) -> bool:
    """Return whether there is a place on the globe as some situations have it, as far as areas tell."""
    return there(frame, where, frame.diagrams.mentions(where)) != EMPTY


def told(needed: tuple[str, ...]) -> str:
    """Say that some parts of a description cannot be so together."""
    said = listed(f"`{one}`" for one in needed)
    return (
        f"{said} cannot {'both ' if len(needed) == 2 else ''}be so{' together' if len(needed) > 2 else ''}"
        if said
        else ""
    )
