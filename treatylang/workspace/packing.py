"""Documents as plain lists of numbers and texts, and back: what the cache keeps of a parsed file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, cast

from treatylang.source import Source, Span
from treatylang.syntax import ast

_TUPLE, _DAY = -1, -2


@cache
def _kinds() -> tuple[type[ast.Node], ...]:
    found = [kind for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.Node)]
    return tuple(sorted(found, key=lambda kind: kind.__name__))


@cache
def _shape() -> dict[type, tuple[int, tuple[str, ...]]]:
    """Return the number of each kind of node and the names of its fields without the span."""
    return {
        kind: (number, tuple(slot.name for slot in fields(kind) if slot.name != "span"))
        for number, kind in enumerate(_kinds())
    }


def pack(document: ast.Document) -> list[Any]:
    """Return a document as nested lists.

    A node is its number, its start, its end and its fields; a tuple is -1 and its entries; a day is -2 and its text.
    """
    shape = _shape()

    def packed(value: Any) -> Any:
        if isinstance(value, ast.Node):
            number, names = shape[type(value)]
            return [number, value.span.start, value.span.end, *[packed(getattr(value, name)) for name in names]]
        if isinstance(value, tuple):
            return [_TUPLE, *map(packed, value)]
        return [_DAY, value.isoformat()] if isinstance(value, date) else value

    return [packed(document.items), packed(document.comments)]


def unpack(data: Any, source: Source) -> ast.Document:
    """Return the document of a source from nested lists; anything else raises one of ``DAMAGED``."""
    kinds: tuple[Callable[..., Any], ...] = _kinds()

    def unpacked(value: Any) -> Any:
        if value.__class__ is not list:
            return value
        number = value[0]
        if number >= 0:
            return kinds[number](Span(source, value[1], value[2]), *map(unpacked, value[3:]))
        return tuple(map(unpacked, value[1:])) if number == _TUPLE else date.fromisoformat(value[1])

    items, comments = data
    return ast.Document(source, cast("Any", unpacked(items)), cast("Any", unpacked(comments)))


DAMAGED = (ValueError, TypeError, IndexError, AttributeError, KeyError, RecursionError)
"""What unpacking raises where the lists are not those of a document."""
