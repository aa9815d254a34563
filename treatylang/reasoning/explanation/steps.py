"""When something is owed in a situation: at once, once something else has been done or has failed, or after a time."""

from __future__ import annotations

from treatylang.model.calendar import length_of
from treatylang.model.instrument import Norm, Statement
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.norms.stages import acts_of
from treatylang.syntax import ast


def stage_of(lexicon: Lexicon, norm: Norm | Statement) -> str:
    """Return what a sentence waits for: ``after consultation``, ``failing consultation within 30 days``; else empty."""
    if not isinstance(norm, Norm) or norm.stage is None or norm.timing is None:
        return ""
    order, phrase = norm.timing[0], norm.stage
    acts = [word for act in acts_of(phrase) if (word := lexicon.get(act, "act")) is not None]
    if not acts:
        return f"{order} {_plain(phrase)}"
    within = next((f" {_plain(slot)}" for slot in phrase.slots if slot.word == "within"), "")
    return f"{order} {listed(word.say('en', 'noun') for word in acts)}{within}"


def limit_of(norm: Norm | Statement) -> str:
    """Return within what time a duty has to be kept, as the text says it; empty where it sets no limit."""
    slots = norm.slots if isinstance(norm, Norm) else ()
    lengths = (slot for slot in slots if slot.word == "within" and slot.values and length_of(slot.value) is not None)
    return next((_plain(slot) for slot in lengths), "")


def _plain(node: ast.Node) -> str:
    return " ".join(node.span.text.split())
