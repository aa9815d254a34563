"""Sentences that are not each other, whatever words they share: another act, no kind of the first, or another bearer.

Such sentences were removed and added; nothing of one *became* anything of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.compare.canonical import Names
from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.model.lexicon import Lexicon
from treatylang.syntax import ast

_FAMILIES = {
    "counts-as": "what counts",
    "not-counts-as": "what counts",
    "prevails": "which text governs",
    "yields": "which text governs",
    "replaces": "which text governs",
    "applies": "where a text applies",
    "not-applies": "where a text applies",
}


def unlike(one: Norm | Statement | None, other: Norm | Statement | None, texts: tuple[Instrument, Instrument]) -> bool:
    """Return whether a sentence of the first text cannot have become one of the second."""
    if isinstance(one, Norm) and isinstance(other, Norm):
        return not _akin(one, other, texts[0].lexicon) or _others(_who(one, texts[0]), _who(other, texts[1]))
    if isinstance(one, Statement) and isinstance(other, Statement):
        return _FAMILIES.get(one.kind) != _FAMILIES.get(other.kind)
    return one is not None and other is not None


def _akin(one: Norm, other: Norm, lexicon: Lexicon) -> bool:
    """Return whether some act of one sentence is an act of the other, or a kind of one."""
    return any(a == b or lexicon.is_a(a, b) or lexicon.is_a(b, a) for a in one.acts for b in other.acts)


@dataclass(frozen=True)
class _Bearer:
    """Who bears a sentence: ``parties`` or a thing; ``names`` where the sentence says which, and no others."""

    parties: bool
    names: frozenset[str]


def _others(one: _Bearer, other: _Bearer) -> bool:
    """Return whether nobody can be both bearers."""
    if one.parties is not other.parties:
        return True
    return bool(one.names and other.names) and not one.names & other.names


def _who(norm: Norm, text: Instrument) -> _Bearer:
    head = norm.bearer.head if isinstance(norm.bearer, ast.Phrase) else norm.bearer
    if isinstance(head, ast.Modified):
        head = head.head
    if isinstance(head, ast.Quantified) and head.noun in ("treaty", "law"):
        return _Bearer(parties=False, names=frozenset({head.noun}))
    if not isinstance(head, ast.Words):
        return _Bearer(parties=True, names=frozenset())
    names, groups = Names(text), {area.name for area in text.areas if area.kind == "group"}
    known = [(item.text, text.lexicon.state(names.of(item.text))) for item in head.items]
    if all(state is not None for _, state in known):
        return _Bearer(parties=True, names=frozenset(state for _, state in known if state is not None))
    if any(name in groups or state is not None for name, state in known):
        return _Bearer(parties=True, names=frozenset())
    if any(name in text.labels for name, _ in known):
        return _Bearer(parties=False, names=frozenset())  # a body that the text itself sets up, under whatever name
    return _Bearer(parties=False, names=frozenset(name for name, _ in known))
