"""How far a conflict reaches: in every situation in which a duty is owed, or in some of them, and in which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from treatylang.reasoning.areas.terrain import allowed
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.facts import clause
from treatylang.reasoning.explanation.witness import listed, on_day
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ATTACKER, DATE, EVENT, NOWHERE, OBJECT, PLACE, QUIET, VICTIM

MOST = 3
"""How many ways to come about are told."""
_MOST_NAMES = 4
_MOST_PAIRED = 8
"""Of so many circumstances, pairs are tried where no single one suffices."""

Literal = tuple[int, int]
"""The level of a variable and the mask of its values."""


@dataclass(frozen=True)
class Extent:
    """How much of what is owed is forbidden.

    ``every`` says that all of it is. Else each of ``parts`` suffices for it to be forbidden where it is owed: what has
    to hold together; ``whole`` says that it is forbidden nowhere else.
    """

    every: bool
    parts: tuple[tuple[Literal, ...], ...] = ()
    whole: bool = True


def extent(frame: Frame, owed: Situations, where: Situations, *, drawn: bool = True) -> Extent:
    """Compare where something is owed with where it is forbidden too, on the days on which it is.

    What the globe rules out counts only where it is ``drawn``: it need not be in one situation that is asked about.
    """
    diagrams = frame.diagrams
    possible = frame.possible
    if drawn:
        possible = diagrams.both(possible, allowed(frame, diagrams.either(owed, where)))
    where = diagrams.both(possible, where)
    others = [level for level in range(len(diagrams.variables)) if level != diagrams.level(DATE)]
    owed = diagrams.both(diagrams.both(possible, owed), diagrams.somehow(where, others))
    if where == EMPTY or diagrams.within(owed, where):
        return Extent(True)
    parts: list[tuple[Literal, ...]] = []
    left = where
    for part in _parts(frame, owed, where):
        here = _of(frame, part)
        if diagrams.both(left, here) != EMPTY:
            parts.append(part)
            left = diagrams.less(left, here)
        if left == EMPTY or len(parts) == MOST:
            break
    return Extent(False, tuple(parts), left == EMPTY)


def _of(frame: Frame, part: Iterable[Literal]) -> Situations:
    return frame.diagrams.all_of(frame.diagrams.among(*one) for one in part)


def _parts(frame: Frame, owed: Situations, where: Situations) -> Iterator[tuple[Literal, ...]]:
    """Yield what suffices: one circumstance, one thing about the event, or two circumstances together."""
    diagrams = frame.diagrams
    matters = diagrams.mentions(where) | diagrams.mentions(owed)
    facts = [
        diagrams.level(key)
        for key, fact in frame.space.facts.items()
        if fact.kind != "manner" and diagrams.level(key) in matters
    ]
    open_ones: list[Literal] = []
    for level in facts:
        for mask in (1, 2):
            here = diagrams.both(owed, diagrams.among(level, mask))
            if here == EMPTY:
                continue
            if diagrams.within(here, where):
                yield ((level, mask),)
            elif diagrams.both(here, where) != EMPTY:
                open_ones.append((level, mask))
    for name in (VICTIM, OBJECT, EVENT, PLACE, ATTACKER, DATE):
        level = diagrams.level(name)
        if level in matters:
            mask = _sufficient(frame, level, owed, where)
            if mask:
                yield ((level, mask),)
    yield from _pairs(frame, owed, where, open_ones[: 2 * _MOST_PAIRED])


def _pairs(
    frame: Frame, owed: Situations, where: Situations, open_ones: list[Literal]
) -> Iterator[tuple[Literal, ...]]:
    """Yield pairs that suffice together though neither does alone: of circumstances, or with who or what is hit."""
    diagrams = frame.diagrams
    for one in open_ones:
        for name in (VICTIM, OBJECT, PLACE):
            level = diagrams.level(name)
            mask = _sufficient(frame, level, diagrams.both(owed, diagrams.among(*one)), where)
            if mask:
                yield (one, (level, mask))
    for one, other in combinations(open_ones, 2):
        if one[0] != other[0]:
            here = diagrams.both(owed, _of(frame, (one, other)))
            if here != EMPTY and diagrams.within(here, where):
                yield (one, other)


def _sufficient(frame: Frame, level: int, owed: Situations, where: Situations) -> int:
    """Return the mask of the values of a variable with any of which all that is owed is forbidden."""
    mask = 0
    for index in range(len(frame.diagrams.variables[level].values)):
        here = frame.diagrams.both(owed, frame.diagrams.among(level, 1 << index))
        if here != EMPTY and frame.diagrams.within(here, where):
            mask |= 1 << index
    return mask


def told(frame: Frame, found: Extent, owed: Situations) -> str:
    """Tell in which of the situations it is: *where A, where B, or where C and D*; nothing where no part is known."""
    said = [f"where {listed(_literal(frame, one, owed) for one in part)}" for part in found.parts]
    if not said:
        return ""
    return f"{listed(said, 'or')}{'' if found.whole else ', and in others'}"


def _literal(frame: Frame, literal: Literal, owed: Situations) -> str:
    level, mask = literal
    variable = frame.diagrams.variables[level]
    fact = frame.space.facts.get(variable.name)
    if fact is not None:
        return clause(frame.world.lexicon, fact, mask == 2)
    here = [value for index, value in enumerate(variable.values) if mask >> index & 1]
    others = [
        value
        for index, value in enumerate(variable.values)
        if not mask >> index & 1 and frame.diagrams.both(owed, frame.diagrams.among(level, 1 << index)) != EMPTY
    ]
    if variable.name == DATE:
        return listed(_times(variable.values, mask), "or")
    denied = len(here) > _MOST_NAMES and len(others) < len(here)
    names = [_value(frame, variable.name, value) for value in (others if denied else here)]
    few = names if len(names) <= _MOST_NAMES else [*names[:_MOST_NAMES], f"one of {len(names) - _MOST_NAMES} others"]
    return _SAID[variable.name].format("not " if denied else "", listed(few, "or"))


def _times(days: tuple[str, ...], mask: int) -> Iterator[str]:
    """Yield the times that some intervals of dates make up; ``days`` are the first days of all intervals."""
    last = len(days) - 1
    for index in range(len(days)):
        if mask >> index & 1 and not (index and mask >> (index - 1) & 1):
            end = next((i for i in range(index, last + 1) if not mask >> i & 1), last + 1)
            since = f"from {on_day(days[index])}" if index else ""
            until = f"before {on_day(days[end])}" if end <= last else ""
            yield f"it is {' and '.join(filter(None, (since, until))) or 'any day'}"


_SAID = {
    VICTIM: "the victim is {}{}",
    OBJECT: "what is hit is {}{}",
    EVENT: "the event is {}{}",
    PLACE: "it happens {}{}",
    ATTACKER: "the attacker is {}{}",
}


def _value(frame: Frame, variable: str, value: str) -> str:
    lexicon = frame.world.lexicon
    if variable == PLACE:
        return "outside the territory of any state" if value == NOWHERE else f"in the territory of {the(value)}"
    if variable in (OBJECT, EVENT):
        word = lexicon.get(value, variable)
        return word.say() if word is not None and value != QUIET else "nothing"
    return the(value)
