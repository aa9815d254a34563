"""What a merge would leave without its end: words that name what the other side took out, or calls otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from treatylang.model.merge.pieces import Piece, every, pieces
from treatylang.syntax import ast

_IN_PROSE = re.compile(r"\{@?([A-Za-z][\w.-]*)\}")
_NAMED = (
    *(ast.Definition, ast.TermBlock, ast.CircumstanceLine, ast.Bracket),
    *(ast.ModelClause, ast.WordEntry, ast.InstrumentNode),
)
"""What gives a name that other parts use, besides whatever has a label."""

Given = dict[str, set[str]]
"""The names that each item of a file gives, by the name of the item, as they are used; those of the file under ""."""


def dangling(merged: ast.Document, *versions: ast.Document) -> dict[str, Piece]:
    """Return what the merged file names and no longer has, though it is whole in both sides, with where it says so.

    ``versions`` are the base and both sides: a name that none of them gives is no name of the file.
    """
    known: Given = {}
    for version in versions:
        for item, names in _given(version).items():
            known.setdefault(item, set()).update(names)
    before = {name for side in versions[1:] for name, _ in _without_end(side, known)}
    lost = {name: node for name, node in _without_end(merged, known) if name not in before}
    if not lost:
        return {}
    parts = list(every(pieces(merged)))
    return {name: _around(parts, node) for name, node in lost.items()}


def _given(document: ast.Document) -> Given:
    """Return the names that a file gives: labels, areas, groups, terms, brackets, what parties are called."""
    found: Given = {"": set()}
    for item in document.items:
        own = item.name.text if isinstance(item, ast.InstrumentNode) else ""
        for node in (item, *ast.walk(item)):
            here = "" if node is item else own
            for one in _names_given(node):
                # What has a label alone is named with the sign, and a word of its own may be spelled the same.
                bare = (one.text,) if isinstance(node, (*_NAMED, ast.PartyName, ast.CouncilBlock)) else ()
                found.setdefault(here, set()).update((f"@{one.text}", *bare))
    return found


def _names_given(node: ast.Node) -> Iterator[ast.Name]:
    """Yield the names that a part gives, to itself or to a party."""
    if isinstance(node, ast.PartyName):
        given: object = node.alias
    elif isinstance(node, _NAMED):
        given = node.name
    else:
        given = getattr(node, "label", None)
    if isinstance(given, ast.Name):
        yield given


def _without_end(document: ast.Document, known: Mapping[str, set[str]]) -> Iterator[tuple[str, ast.Node]]:
    """Yield each name that some version gives and this file uses without giving it, with where."""
    given = _given(document)
    for item in document.items:
        homes = _homes(item, known)
        giving = {id(name) for node in (item, *ast.walk(item)) for name in _names_given(node)}
        for node in ast.walk(item):
            if id(node) in giving:
                continue
            for name in _used(node):
                if any(name in known.get(home, ()) for home in homes) and not any(
                    name in given.get(home, ()) for home in homes
                ):
                    yield name, node


def _homes(item: ast.Item, known: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the items whose names a part may use: its own, those of the treaty that it amends, or all."""
    if not isinstance(item, ast.InstrumentNode):
        return tuple(known)
    amended = (item.amends.text,) if item.amends is not None else ()
    return ("", item.name.text, *amended)


def _used(node: ast.Node) -> Iterator[str]:
    """Yield the names that a part uses by itself: of `@help.2` that of the article."""
    if isinstance(node, (ast.Name, ast.Ref)):
        yield ("@" if isinstance(node, ast.Ref) else "") + node.text.partition(".")[0]
    elif isinstance(node, ast.Text):
        yield from (f"@{found.partition('.')[0]}" for found in _IN_PROSE.findall(node.text))


def _around(parts: list[Piece], node: ast.Node) -> Piece:
    """Return the smallest part of a file in which something stands."""
    inside = [p for p in parts if isinstance(p.node, ast.Node) and _holds(p.node, node)]
    return min(inside, key=lambda part: part.node.span.end - part.node.span.start)  # type: ignore[union-attr]  # nodes


def _holds(one: ast.Node, other: ast.Node) -> bool:
    return one.span.start <= other.span.start and other.span.end <= one.span.end
