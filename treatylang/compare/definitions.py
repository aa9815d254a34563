"""The definitions of two drafts: those that one of them lacks, what their names stand for, what turns on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from treatylang.compare.canonical import NAME, plain
from treatylang.model.instrument import Choice, Circumstance, Defined, Instrument, Norm, Statement
from treatylang.syntax import ast


def completed(mine: Instrument, theirs: Instrument, brackets: Mapping[str, str]) -> Instrument:
    """Return a draft with the areas, groups and circumstances that only the other one defines.

    A definition that no sentence uses decides nothing, so the draft says what it said before. But a sentence half
    of this draft and half of the other, as changes are tried one at a time, then says what its own draft means by it.
    A name that the draft uses without a definition keeps what it means here. ``brackets`` are those of the other draft
    by their names in this one, where these are others.
    """
    lacking = {area.name for area in theirs.areas} | {one.name for one in theirs.circumstances}
    lacking -= mine.labels.keys() | {one.name for one in mine.circumstances}
    if lacking:
        lacking -= set(_used(mine))
    if not lacking:
        return mine
    areas = [_under(one, brackets) for one in theirs.areas if one.name in lacking]
    circumstances: list[Circumstance] = [one for one in theirs.circumstances if one.name in lacking]
    labels = {name: label for name, label in theirs.labels.items() if name in lacking}
    return replace(
        mine,
        areas=(*mine.areas, *areas),
        circumstances=(*mine.circumstances, *circumstances),
        labels={**mine.labels, **labels},
    )


def _under(one: Defined, brackets: Mapping[str, str]) -> Defined:
    return replace(one, choices=frozenset(Choice(brackets.get(c.bracket, c.bracket), c.option) for c in one.choices))


def _used(draft: Instrument) -> Iterator[str]:
    """Yield the names that the sentences and definitions of a draft use."""
    for root in _spoken(draft):
        yield from (node.text for node in (root, *ast.walk(root)) if isinstance(node, (ast.Name, ast.Text)))


def _spoken(draft: Instrument) -> Iterable[ast.Node]:
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        yield from (sentence.node, *sentence.triggers)
    yield from (norm.timing[1] for norm in draft.norms if norm.timing is not None)
    yield from (area.value for area in draft.areas)
    yield from (one.condition for one in draft.circumstances if one.condition is not None)


def spelled_out(words: str, draft: Instrument) -> str:
    """Return words with the names of areas and groups replaced by what a draft means by them."""
    said: dict[str, str] = {}
    for one in draft.areas:
        value = plain(one.value.span)
        said[one.name] = f"{said[one.name]} or {value}" if one.name in said else value
    return NAME.sub(lambda match: f"({said[match[0]]})" if match[0] in said else match[0], words)


def by_meaning(draft: Instrument) -> Iterator[ast.Belt | ast.AreaHeld]:
    """Yield the belts and the claimed territories of a draft: what they are turns on what their names stand for."""
    for root in _spoken(draft):
        # Asking the text first spares a walk through every sentence of a long treaty.
        if "belt" in root.span.text or "by" in root.span.text:
            for node in (root, *ast.walk(root)):
                if isinstance(node, ast.Belt) or (isinstance(node, ast.AreaHeld) and node.how != "administered"):
                    yield node
