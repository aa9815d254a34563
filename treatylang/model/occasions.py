"""What a sentence waits for, said behind its act: `assist on request of Peru`, `assist after consult`.

A preposition in front of a circumstance makes a condition of it, whatever preposition it is; `after` in front of acts
orders the sentence behind them, as `after consult each party shall assist` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from treatylang.model.circumstances import FACTS
from treatylang.model.lexicon import Lexicon
from treatylang.model.windows import is_time
from treatylang.syntax import ast

_PREPOSITIONS = ("after", "at", "by", "from", "on", "under", "with")
"""The prepositions behind which a circumstance is what a sentence waits for."""
_WAITED = tuple(kind for kind in FACTS if kind not in ("manner", "relation"))
"""Circumstances that are so or not whoever acts; a manner is for the actor to choose."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What stands behind the act of a sentence: slots, the act that it comes after, and conditions of its own."""

    slots: tuple[ast.Slot, ...]
    after: ast.Phrase | None = None
    conditions: tuple[ast.Qualification, ...] = ()


def occasion(slots: tuple[ast.Slot, ...], lexicon: Lexicon) -> Occasion:
    """Return slots divided into what they say of the act and what the act waits for."""
    kept: list[ast.Slot] = []
    conditions: list[ast.Qualification] = []
    after: ast.Phrase | None = None
    for index, slot in enumerate(slots):
        kind = waits_for(slots, index, lexicon)
        if kind == "act" and after is None:
            after = ast.Phrase(slot.span, _value(slot), ())
        elif kind in ("circumstance", "event"):
            value = ast.Atom(slot.span, ast.Phrase(slot.span, _value(slot), ()), acted=False)
            conditions.append(ast.Qualification(slot.span, "if", value))
        else:
            kept.append(slot)
    return Occasion(tuple(kept) if len(kept) < len(slots) else slots, after, tuple(conditions))


def waits_for(slots: Sequence[ast.Slot], index: int, lexicon: Lexicon) -> str:
    """Return what a slot makes a sentence wait for: an act, an event or a circumstance; nothing where it does not."""
    slot = slots[index]
    if slot.word not in _PREPOSITIONS or len(slot.values) != 1 or is_time(slots, index):
        return ""
    head = slot.value.head if isinstance(slot.value, ast.Of) else slot.value
    if not isinstance(head, ast.Words):
        return ""
    names = [item.text.rpartition(".")[2] for item in head.items if not isinstance(item, ast.Text)]
    if len(names) < len(head.items):
        return ""
    if slot.word == "after" and all(lexicon.get(name, "act") is not None for name in names):
        return "act"
    if slot.word in ("after", "on") and all(lexicon.get(name, "event") is not None for name in names):
        return "event"
    return "circumstance" if all(lexicon.get(name, *_WAITED) is not None for name in names) else ""


def _value(slot: ast.Slot) -> ast.NounPhrase:
    value: ast.NounPhrase = slot.value  # type: ignore[assignment]  # `waits_for` lets no other through
    return value
