"""What the lines of a body say: who sits, how much each member weighs, how it decides; the vocabulary marks them."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.model.instrument import Instrument, World
from treatylang.model.lexicon import Lexicon
from treatylang.syntax import ast

SEATS, WEIGHTS, DECISION, QUORUM = "seats", "weights", "decision", "quorum"
"""Marks of headings: who sits (``members``), what each weighs (``votes``, ``population``), how it decides, how many of
them have to be there (``quorum``)."""
EVERYBODY, NO_OBJECTION, MORE_THAN_HALF = "everybody", "no-objection", "more-than-half"
"""Marks of measures, besides so many of so many (``two-of-three``): all agree, nobody objects, more than half agree."""
HUNDREDTH, ONE_EACH = "hundredth", "one-each"
"""Marks of measures: a share in percent; what each member has one of, where nothing is said."""
OWN_BODY = "body"
"""Marks the role by which a text names the body that it sets up."""
OUTVOTED = "outvoted"
"""Marks the act of letting oneself be bound by decisions against one's own vote."""
COUNTED = "counted"
"""Marks a word for those who are counted one by one, or for what each gives one of: signatories, instruments."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body, known by the instrument that sets it up; by its word alone where a vocabulary declares it."""

    name: str
    instrument: str = ""


def body_named(world: World, text: Instrument, name: str) -> Body | None:
    """Return the body that a name means in a text, or a reference: `@Rio-1947.Organ`.

    It is one that the text or the treaty referred to sets up, or one of the vocabulary.
    """
    if name.startswith("@"):
        other, dot, name = name[1:].rpartition(".")
        found = world.instruments.get(other) if dot else text
        if found is None:
            return None
        text = found
    word = world.lexicon.get(name, "body")
    label = text.labels.get(name)
    if label is not None and label.kind == "council" and (word is None or word.owner != text.name):
        return Body(label.name, text.name)
    return Body(name) if word is not None and (label is None or word.owner == text.name) else None


def set_up_by(world: World, body: Body) -> tuple[Instrument, ast.CouncilBlock] | None:
    """Return the text that sets a body up, and where; ``None`` where no text does that is held here.

    Of a body of the vocabulary, the vocabulary says which: `body security-council "…" of UN-Charter`.
    """
    word = world.lexicon.get(body.name, "body")
    text = world.instruments.get(body.instrument or (word.owner if word is not None else ""))
    label = text.labels.get(body.name) if text is not None else None
    if text is None or label is None or not isinstance(label.node, ast.CouncilBlock):
        return None
    return text, label.node


def says(lexicon: Lexicon, line: ast.Line) -> str:
    """Return what a line of a body says, as the vocabulary marks its first word; empty for all other lines."""
    word = lexicon.get(line.word.text, "heading")
    return word.floor if word is not None else ""


def mark(lexicon: Lexicon, unit: str) -> str:
    """Return the mark of what an amount counts: ``55 percent``, ``3 instruments``, ``1 vote``; empty if it has none."""
    word = lexicon.get(unit, *_KINDS) or lexicon.get(f"{unit}s", *_KINDS)
    return word.floor if word is not None else ""


def counts_heads(lexicon: Lexicon, unit: str) -> bool:
    """Return whether an amount counts members, one by one: ``9 members``, ``3 states``, ``3 instruments``."""
    return unit in _NOUNS or mark(lexicon, unit) == COUNTED


_KINDS = ("measure", "matter", "role")
_NOUNS = frozenset({"party", "parties", "state", "states", "member", "members"})
"""The nouns of the grammar for those who take part."""
