"""Brackets that a question settles: the text reads as if the chosen option alone had been written in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, TypeVar

from treatylang.syntax import ast

Brackets = Mapping[str, tuple[str, ...]]
"""Brackets, each with the names of its options."""

Node = TypeVar("Node", bound=ast.Node)

_HOLDING = (
    ast.InstrumentNode,
    ast.Amendment,
    ast.Chapter,
    ast.Article,
    ast.Numbered,
    ast.ReadingBlock,
    ast.StatementBlock,
    ast.TermBlock,
    ast.When,
    ast.Timed,
    ast.Bracket,
    ast.Option,
)
"""What may be a bracket, or hold one."""

_COUNTING = (ast.Line, ast.Assume, ast.Under, ast.TreatiesRank, ast.PartyLine, ast.CouncilBlock, ast.FinalClauses)
"""Parts that say who is bound, who decides and what applies: they count for everybody, or for nobody."""


@dataclass(frozen=True)
class Settled:
    """A document in which some brackets are settled, and which these were, by the instrument that they stand in."""

    document: ast.Document
    brackets: Mapping[str, Brackets] = field(default_factory=dict)


def settled(document: ast.Document, options: Mapping[str, str]) -> Settled:
    """Return a document in which each bracket that the options name says what its chosen option says."""
    items: list[ast.Item] = []
    found: dict[str, Brackets] = {}
    for item in document.items:
        if isinstance(item, ast.InstrumentNode) and options:
            taken = _taken(item, options)
            if taken:
                found[item.name.text] = taken
                item = _with(item, options)
        items.append(item)
    return Settled(replace(document, items=tuple(items)), found) if found else Settled(document)


def left_open(node: ast.InstrumentNode) -> Iterator[tuple[ast.Bracket, ast.Node]]:
    """Yield the parts of an instrument that count for nobody until an option is chosen, with their outermost bracket.

    A sentence or an area depends on the options under which it stands; parties, final clauses and bodies are those of
    the whole text.
    """
    for outer in outermost(node):
        for inner in ast.walk(outer):
            if isinstance(inner, ast.Option):
                yield from ((outer, part) for part in inner.body if isinstance(part, _COUNTING))
            elif isinstance(inner, (ast.Article, ast.Chapter, ast.Numbered, ast.ReadingBlock)):
                held = inner.parts if isinstance(inner, ast.Chapter) else inner.body
                yield from ((outer, part) for part in held if isinstance(part, _COUNTING))


def outermost(node: ast.Node) -> Iterator[ast.Bracket]:
    """Yield the brackets below a node that stand in no other bracket."""
    for child in ast.children(node):
        if isinstance(child, ast.Bracket):
            yield child
        elif isinstance(child, _HOLDING):
            yield from outermost(child)


def _taken(node: ast.InstrumentNode, options: Mapping[str, str]) -> Brackets:
    """Return the brackets of an instrument that the options settle, in the order of the text."""
    found: dict[str, tuple[str, ...]] = {}
    for one in ast.walk(node):
        if isinstance(one, ast.Bracket) and _chosen(one, options) is not None:
            names = (option.name.text for option in one.options)
            found[one.name.text] = tuple(dict.fromkeys((*found.get(one.name.text, ()), *names)))
    return found


def _chosen(bracket: ast.Bracket, options: Mapping[str, str]) -> ast.Option | None:
    wanted = options.get(bracket.name.text)
    return next((option for option in bracket.options if option.name.text == wanted), None)


@cache
def _fields(kind: str) -> tuple[str, ...]:
    return tuple(slot.name for slot in fields(getattr(ast, kind)) if slot.name != "span")


def _with(node: Node, options: Mapping[str, str]) -> Node:
    """Return a node with the chosen options in the place of their brackets; the node itself where it holds none."""
    changes: dict[str, Any] = {}
    for name in _fields(type(node).__name__):
        value = getattr(node, name)
        if isinstance(value, tuple) and any(isinstance(one, _HOLDING) for one in value):
            kept = tuple(_instead(value, options))
            if len(kept) != len(value) or any(one is not other for one, other in zip(kept, value, strict=True)):
                changes[name] = kept
        elif isinstance(value, _HOLDING) and (kept_one := _with(value, options)) is not value:
            changes[name] = kept_one
    if isinstance(node, (ast.When, ast.Timed)) and len(changes.get("rules", ())) > 1:
        changes["braced"] = True
    return replace(node, **changes) if changes else node


def _instead(nodes: Iterable[Any], options: Mapping[str, str]) -> Iterator[Any]:
    for node in nodes:
        chosen = _chosen(node, options) if isinstance(node, ast.Bracket) else None
        if chosen is not None:
            yield from _instead(chosen.body, options)
        else:
            yield _with(node, options) if isinstance(node, _HOLDING) else node
