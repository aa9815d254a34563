"""How a scheme of political science would code a treaty: each value follows from sentences, and names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from treatylang.library.schemes import Scheme, Variable
from treatylang.model.instrument import Instrument, Norm
from treatylang.syntax import ast

ANY = ("*",)
"""What wakes a sentence may be anything, but something has to."""

_PLACED = ("in", "within")
_LIMITS = ("in accordance with", "accordance", "if", "unless", "on")
"""Slots and conditions that limit a pledge: a place in what wakes it, domestic law, a cause, a request."""


@dataclass(frozen=True, slots=True)
class Coded:
    """The value of one variable, 1 or 0, and the sentences on which it rests (none for 0)."""

    variable: Variable
    value: int
    rests_on: tuple[Norm | str, ...]


def profile(text: Instrument, scheme: Scheme, day: date) -> tuple[Coded, ...]:
    """Return all variables of a scheme for a treaty as it stands on a day, in the order of the scheme."""
    found: dict[str, Coded] = {}
    for variable in scheme.variables:
        rests = tuple(
            _OTHER[variable.rule](_Case(text, variable, day, found)) if variable.rule else _norms(text, variable, day)
        )
        found[variable.name] = Coded(variable, int(bool(rests)), rests)
    return tuple(found.values())


def _speaking(text: Instrument, day: date) -> Iterator[Norm]:
    """Yield the norms of a text that hold on a day, as it is read then."""
    for norm in text.norms:
        reading = norm.reading
        governs = reading is None or (reading.standing == "prevailing" and reading.period.covers(day))
        if norm.period.covers(day) and governs and not norm.procedural:
            yield norm


def _norms(text: Instrument, variable: Variable, day: date) -> Iterator[Norm]:
    """Yield the norms by which a variable is 1."""
    for norm in _speaking(text, day):
        asked = any(
            text.lexicon.is_a(act, wide) or text.lexicon.is_a(wide, act) for act in norm.acts for wide in variable.acts
        )
        if norm.modality.value in variable.asks and asked and _woken(text, norm, variable):
            yield norm


def _woken(text: Instrument, norm: Norm, variable: Variable) -> bool:
    """Return whether what wakes a norm is what the variable asks for."""
    if variable.quiet:
        return not norm.triggers
    if not variable.events or (variable.events == ANY and norm.triggers):
        return True
    words = [text.lexicon.get(name.text, "event") for name in _named(norm.triggers)]
    events = [word.name for word in words if word is not None]
    return any(text.lexicon.is_a(event, wide) for event in events for wide in variable.events)


def _named(triggers: tuple[ast.Condition, ...]) -> Iterator[ast.Name]:
    for trigger in triggers:
        for inner in ast.walk(trigger):
            if isinstance(inner, ast.Name):
                yield inner


# -- what follows from something else than a sentence of its own ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Case:
    """A treaty on a day, the variable that is asked about, and those that were found before it."""

    text: Instrument
    variable: Variable
    day: date
    found: Mapping[str, Coded]


def _two(case: _Case) -> Iterator[Norm | str]:
    members = {one.state for one in case.text.parties if one.is_party}
    if len(members) == 2:
        yield "the list of parties"


def _any_of(case: _Case) -> Iterator[Norm | str]:
    for name in case.variable.of:
        yield from case.found[name].rests_on


def _limited(case: _Case) -> Iterator[Norm | str]:
    for norm in dict.fromkeys(_any_of(case)):
        if isinstance(norm, Norm) and (norm.qualifications or _places(norm) or _slotted(norm)):
            yield norm


def _places(norm: Norm) -> bool:
    """Return whether what wakes a norm is limited to a place."""
    nodes = (inner for trigger in norm.triggers for inner in ast.walk(trigger))
    return any(isinstance(inner, ast.Slot) and inner.word in _PLACED for inner in nodes)


def _slotted(norm: Norm) -> bool:
    return any(slot.word in _LIMITS for slot in norm.slots)


def _named_bearer(case: _Case) -> Iterator[Norm | str]:
    members = {one.state for one in case.text.parties} | {one.alias for one in case.text.parties if one.alias}
    for norm in _speaking(case.text, case.day):
        said = {inner.text for inner in ast.walk(norm.bearer) if isinstance(inner, ast.Name | ast.Text)}
        if norm.modality.obliges and not said.isdisjoint(members):
            yield norm


def _council(case: _Case) -> Iterator[Norm | str]:
    for inner in ast.walk(case.text.node):
        if isinstance(inner, ast.CouncilBlock):
            yield inner.title.text


def _mentions(case: _Case) -> Iterator[Norm | str]:
    said = {
        inner.text.partition(".")[0]
        for inner in ast.walk(case.text.node)
        if isinstance(inner, ast.Name | ast.Text | ast.Ref)
    }
    yield from sorted(said & case.variable.names)


_Other = Callable[[_Case], Iterator[Norm | str]]
_OTHER: Mapping[str, _Other] = {
    "two-parties": _two,
    "any-of": _any_of,
    "limited": _limited,
    "named-bearer": _named_bearer,
    "council": _council,
    "mentions": _mentions,
}
