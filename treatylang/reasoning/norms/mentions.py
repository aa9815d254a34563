"""The decisions of bodies of other texts on which a text turns."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.model.bodies import DECISION, Body, body_named
from treatylang.model.instrument import Instrument, World
from treatylang.reasoning.situations.conditions import matter_of
from treatylang.syntax import ast


def decided_elsewhere(world: World, draft: Instrument) -> Iterator[tuple[Body, str]]:
    """Yield the decisions of bodies of other texts, and of those of the vocabulary, on which a text turns."""
    for node in ast.walk(draft.node):
        if not isinstance(node, ast.Phrase) or not isinstance(node.head, ast.Of):
            continue
        head, owner = node.head.head, node.head.owner
        if not isinstance(head, ast.Words) or not isinstance(owner, ast.Words) or len(owner.items) != 1:
            continue
        words = (world.lexicon.get(item.text, "will") for item in head.items)
        if any(word is not None and word.floor == DECISION for word in words):
            body = body_named(world, draft, " ".join(owner.span.text.split()))
            if body is not None and body.instrument != draft.name:
                yield body, matter_of(node.slots)
