"""Findings kept under a digest of all that they rest on: an unchanged question is answered from what was found.

What a check says follows from the texts that were read with the draft, from the question, the rules that are wanted,
the day and the program. Where one of them differs, the key differs, and the draft is looked at anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import fields
from datetime import date
from hashlib import sha256
from typing import Any

from treatylang.findings import Edit, Finding, Fix, Label, Severity, Step
from treatylang.source import Source, Span
from treatylang.workspace.cache import whole_program
from treatylang.workspace.packing import DAMAGED

_KINDS: tuple[type[Any], ...] = (Finding, Label, Step, Edit, Fix)
_NAMES = {kind: tuple(slot.name for slot in fields(kind)) for kind in _KINDS}
_TUPLE, _SPAN, _SEVERITY = -1, -2, -3


class _Elsewhere(Exception):
    """A finding points to a text that is none of those that were read: it was put together on the way."""


def remembered(
    kept: MutableMapping[str, str],
    sources: Sequence[Source],
    asked: object,
    today: date,
    look: Callable[[], tuple[Finding, ...]],
) -> tuple[Finding, ...]:
    """Return what was found before in the same texts for the same question on the same day, else look and keep it.

    ``sources`` are all texts that were read, the draft first; ``asked`` tells by its `repr` everything else.
    """
    stamps = [whole_program(), today.isoformat(), repr(asked), *(f"{one.name} {one.digest}" for one in sources)]
    key = sha256("\0".join(stamps).encode("utf-8", "surrogatepass")).hexdigest()
    text = kept.get(key)
    if text is not None:
        try:
            return _findings(_unpacked(json.loads(text), sources))
        except DAMAGED:
            pass  # whatever it is, it is not what was kept
    found = look()
    try:
        packed = _packed(found, {id(one): number for number, one in enumerate(sources)})
        text = json.dumps(packed, ensure_ascii=True, separators=(",", ":"))
    except _Elsewhere:
        return found
    kept[key] = text
    return found


def _findings(value: Any) -> tuple[Finding, ...]:
    if not isinstance(value, tuple) or not all(isinstance(one, Finding) for one in value):
        raise ValueError("no findings")
    return value


def _packed(value: Any, numbers: dict[int, int]) -> Any:
    """Return findings as nested lists: kind and fields; tuples, places and severities have numbers of their own."""
    if isinstance(value, tuple):
        return [_TUPLE, *(_packed(entry, numbers) for entry in value)]
    if isinstance(value, Span):
        if id(value.source) not in numbers:
            raise _Elsewhere
        return [_SPAN, numbers[id(value.source)], value.start, value.end]
    if isinstance(value, Severity):
        return [_SEVERITY, int(value)]
    if type(value) in _NAMES:
        kind = type(value)
        return [_KINDS.index(kind), *(_packed(getattr(value, name), numbers) for name in _NAMES[kind])]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    raise _Elsewhere


def _unpacked(value: Any, sources: Sequence[Source]) -> Any:
    if not isinstance(value, list):
        return value
    kind, *rest = value
    if kind == _SPAN:
        return Span(sources[rest[0]], rest[1], rest[2])
    if kind == _SEVERITY:
        return Severity(rest[0])
    entries = (_unpacked(entry, sources) for entry in rest)
    return tuple(entries) if kind == _TUPLE else _KINDS[kind](*entries)
