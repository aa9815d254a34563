"""Definitions that lead nowhere: of areas, groups and circumstances that use themselves, or too many others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from treatylang.model.instrument import Choice, Instrument, Period
from treatylang.source import Span
from treatylang.syntax import ast
from treatylang.syntax.limits import MOST_BEHIND, MOST_BELTS


@dataclass(frozen=True, eq=False)
class Line:
    """One definition; ``names`` are those that it uses, each with how many belts are around it at the most."""

    kind: str
    name: str
    period: Period
    choices: frozenset[Choice]
    span: Span
    names: dict[str, int]
    belts: int
    """Belts within its own words."""


class Endless(NamedTuple):
    """What is wrong: the line where it shows, and the names on the circle; none where it is only too long."""

    line: Line
    circle: tuple[str, ...] = ()
    belts: bool = False


def endless(instrument: Instrument) -> Iterator[Endless]:
    """Yield the definitions of a text that are circles, each once, or else those that too many others stand behind."""
    lines = _lines(instrument)
    if not any(line.names or line.belts > MOST_BELTS for line in lines):
        return
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        by_name.setdefault(line.name, []).append(line)
    told: set[str] = set()
    leading = _leading_round(by_name)
    for line in lines:
        if line.name in told or line.name not in leading:
            continue
        circle = _circle(line, by_name)
        if circle:
            told.update(one.name for one in circle)
            yield Endless(line, tuple(one.name for one in circle))
    if not told:
        yield from _long(lines, by_name)


def _leading_round(by_name: dict[str, list[Line]]) -> set[str]:
    """Return the names from which some way of names never ends: the others are on no circle."""
    uses = {name: {used for line in lines for used in line.names} for name, lines in by_name.items()}
    used_by: dict[str, list[str]] = {}
    for name, used in uses.items():
        for one in used:
            used_by.setdefault(one, []).append(name)
    ended = deque(name for name, used in uses.items() if not used)
    left = set(uses)
    while ended:
        name = ended.popleft()
        left.discard(name)
        for user in used_by.get(name, ()):
            uses[user].discard(name)
            if not uses[user]:
                ended.append(user)
    return left


def _circle(line: Line, by_name: dict[str, list[Line]]) -> tuple[Line, ...]:
    """Return the shortest circle of definitions, of one day and one choice of options, that leads back to a line."""
    before: dict[int, Line | None] = {id(line): None}
    waiting = deque([line])
    while waiting:
        at = waiting.popleft()
        path = [at]
        while (last := before[id(path[-1])]) is not None:
            path.append(last)
        path.reverse()
        for name in at.names:
            for other in by_name.get(name, ()):
                if other is line and _together(path):
                    return tuple(path)
                if id(other) not in before and _together([*path, other]):
                    before[id(other)] = at
                    waiting.append(other)
    return ()


def _together(lines: list[Line]) -> bool:
    """Return whether there is a day, and a choice of options, on which all of some lines are part of the text."""
    since = max((line.period.since for line in lines if line.period.since is not None), default=None)
    until = min((line.period.until for line in lines if line.period.until is not None), default=None)
    if since is not None and until is not None and until <= since:
        return False
    options: dict[str, str] = {}
    return all(
        options.setdefault(choice.bracket, choice.option) == choice.option for line in lines for choice in line.choices
    )


def _long(lines: list[Line], by_name: dict[str, list[Line]]) -> Iterator[Endless]:
    """Yield the first definition behind which more stand than may, and the first around which too many belts lie."""
    depth: dict[int, int] = {}
    belts: dict[int, int] = {}
    deep = wide = False
    for line in _bottom_up(lines, by_name):
        behind = [(other, count) for name, count in line.names.items() for other in by_name.get(name, ())]
        depth[id(line)] = max((1 + depth.get(id(other), 0) for other, _ in behind), default=0)
        below = (count + belts.get(id(other), 0) for other, count in behind)
        belts[id(line)] = max(line.belts, max(below, default=0))
        if depth[id(line)] > MOST_BEHIND and not deep:
            deep = True
            yield Endless(line)
        if belts[id(line)] > MOST_BELTS and not wide:
            wide = True
            yield Endless(line, belts=True)


def _bottom_up(lines: list[Line], by_name: dict[str, list[Line]]) -> Iterator[Line]:
    """Yield each line after those that it uses; no circle of one day and one choice is among them."""
    done: set[int] = set()
    for first in lines:
        stack = [(first, False)]
        while stack:
            line, ready = stack.pop()
            if ready:
                yield line
            elif id(line) not in done:
                done.add(id(line))
                stack.append((line, True))
                stack.extend((other, False) for name in line.names for other in by_name.get(name, ()))


def _lines(instrument: Instrument) -> list[Line]:
    found = []
    for area in instrument.areas:
        names, belts = _used(area.value)
        found.append(Line(area.kind, area.name, area.period, area.choices, area.span, names, belts))
    for one in instrument.circumstances:
        if one.condition is not None:
            names, _ = _used(one.condition)
            found.append(Line("circumstance", one.name, Period(), frozenset(), one.span, names, 0))
    known = {line.name for line in found}
    for line in found:
        for name in [name for name in line.names if name not in known]:
            del line.names[name]
    return found


def _used(node: ast.Node) -> tuple[dict[str, int], int]:
    """Return the names in an expression, each with the belts around it, and how many belts lie in each other."""
    names: dict[str, int] = {}
    most = 0
    stack = [(node, 0)]
    while stack:
        at, around = stack.pop()
        around += isinstance(at, ast.Belt)
        most = max(most, around)
        if isinstance(at, (ast.Name, ast.Text, ast.Ref)):
            names[at.text] = max(names.get(at.text, 0), around)
        stack.extend((child, around) for child in ast.children(at))
    return names, most
