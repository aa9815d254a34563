"""Which kinds of words can stand behind a preposition of an act, so that what is written there says something.

`assist within armed-attack` reads like a limit and is none: no such words are taken. What an act waits for
(`on request of X`, `after consult`) is a matter of its own (`occasions.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from treatylang.model.bodies import DECISION
from treatylang.model.lexicon import Lexicon
from treatylang.model.occasions import waits_for
from treatylang.model.windows import is_time
from treatylang.model.words import Names
from treatylang.syntax import ast

_WHO = ("state", "group", "role", "relation", "body", "council", "text")
_WHERE = ("place", "region", "object", "area", "text")
TAKES: Mapping[str, tuple[str, ...]] = {
    "to": (*_WHO, *_WHERE, "quality", "instrument"),
    "on": (*_WHO, *_WHERE, "quality", "matter", "act"),
    "for": (*_WHO, "quality", "measure"),
    "against": (*_WHO, "quality", "instrument"),
    "with": (*_WHO, "means", "manner", "qualifier", "instrument"),
    "by": ("measure", "manner", "means", "act", "rank", "text"),
    "under": ("instrument", "provision", "body", "council", "text", "matter"),
    "including": ("act",),
    "except": ("act", "measure", *_WHO, *_WHERE),
    "in": (*_WHO, *_WHERE, "will", "word"),
    "within": (*_WHERE, "body", "council"),
    "outside": _WHERE,
    "from": (*_WHO, *_WHERE, "instrument"),
    "after": ("clause", "text"),
}
"""For each preposition the kinds of what can stand behind it."""
INSTEAD: Mapping[tuple[str, str], str] = {
    ("against", "event"): "say what wakes the duty in front: `when {} on any party each other party shall …`",
    ("for", "event"): "say what wakes the duty in front: `when {} on any party each other party shall …`",
    ("under", "qualifier"): "write `in accordance with {}`",
    ("with", "act"): "for an act that belongs to it write `including {}`",
    ("by", "event"): "say what wakes the duty in front: `when {} on any party each other party shall …`",
    (
        "by",
        "group",
    ): "who does an act stands in front of `shall`; how a body decides is said in `council … decides by …`",
    ("with", "object"): "say with which means: `with force`, `with all-means`",
    ("by", "object"): "say with which means: `with force`, `with all-means`",
}
"""What is meant where a kind of word stands behind a preposition that does not take it."""


def misplaced(predicate: ast.NormPredicate, names: Names) -> Iterator[tuple[ast.Slot, str]]:
    """Yield the slots of an act behind whose preposition no such words can stand, with what to write instead, if known.

    A word that nobody declares is a mistake of its own; where some of several words fit, nothing is said.
    """
    slots = predicate.slots
    for index, slot in enumerate(slots):
        if slot.word == "except" and index == 0 and predicate.toward is None and not _acts(slot, names.lexicon):
            yield slot, _TAKES_OUT
            continue
        if slot.word in _OF_THE_ACT and (stray := _no_way(slot, predicate, names.lexicon)):
            yield slot, f"`{stray}` is no way to do what the sentence speaks of, so that {_OF_THE_ACT[slot.word]}"
            continue
        if casts_votes(predicate, names.lexicon) and (slot.word == "on" or _is_decision(slot, names.lexicon)):
            continue  # what is voted on: `vote for decision of council on budget`
        taken = TAKES.get(slot.word)
        if taken is None or not slot.values or is_time(slots, index) or waits_for(slots, index, names.lexicon):
            continue
        kinds = {kind for value in slot.values for kind in kinds_of(value, names)}
        if kinds and kinds.isdisjoint(taken):
            said = " ".join(slot.values[0].span.text.split()) if isinstance(slot.values[0], ast.Node) else ""
            help_ = next((INSTEAD[slot.word, kind] for kind in sorted(kinds) if (slot.word, kind) in INSTEAD), "")
            yield slot, help_.format(said)


def casts_votes(predicate: ast.NormPredicate, lexicon: Lexicon) -> bool:
    """Return whether a sentence speaks of voting and says on which side: for or against a decision."""
    acts = [word for act in predicate.acts if (word := lexicon.get(act.text, "act")) is not None]
    voting = bool(acts) and all(word.floor == DECISION for word in acts)
    return voting and any(_is_decision(slot, lexicon) for slot in predicate.slots)


def _is_decision(slot: ast.Slot, lexicon: Lexicon) -> bool:
    if slot.word not in ("for", "against") or not slot.values or not isinstance(slot.value, ast.Of):
        return False
    head = slot.value.head
    return isinstance(head, ast.Words) and all(lexicon.get(item.text, "will") is not None for item in head.items)


_TOLD = {
    "state": "a state",
    "area": "an area",
    "means": "means",
    "act": "an act",
    "measure": "a majority",
    "instrument": "a treaty or provision",
    "body": "a body",
    "matter": "a subject",
}


def told(kinds: Sequence[str]) -> str:
    """Return kinds of words as a reader is told of them: "a state, an area or a body"."""
    found = [_TOLD[kind] for kind in kinds if kind in _TOLD]
    return " or ".join(filter(None, (", ".join(found[:-1]), found[-1])))


_TAKES_OUT = (
    "it takes acts out of acts, and states or places out of those right before it: `each party except X shall …`"
)
_OF_THE_ACT = {"except": "nothing is taken out with it"}
"""Prepositions after which acts are kinds of the act in front, with what comes of acts that are none."""


def _acts(slot: ast.Slot, lexicon: Lexicon) -> bool:
    value = slot.value if slot.values else None
    return isinstance(value, ast.Words) and all(lexicon.get(item.text, "act") is not None for item in value.items)


def _no_way(slot: ast.Slot, predicate: ast.NormPredicate, lexicon: Lexicon) -> str:
    """Return an act behind a slot that is no kind of the acts of its sentence, and none of which these are kinds."""
    value = slot.value if slot.values else None
    if isinstance(value, ast.SomeOf):
        value = value.group
    if not isinstance(value, ast.Words):
        return ""
    named = [item.text for item in value.items if isinstance(item, ast.Name)]
    if not named or any(lexicon.get(name, "act") is None for name in named):
        return ""
    acts = [act.text for act in predicate.acts]
    related = (any(lexicon.is_a(name, act) or lexicon.is_a(act, name) for act in acts) for name in named)
    return next((name for name, is_way in zip(named, related, strict=True) if not is_way), "")


def kinds_of(value: object, names: Names) -> Iterator[str]:
    """Yield what the words of a phrase can be: kinds of words, and state, group, area, council, text, instrument."""
    match value:
        case ast.Words():
            for item in value.items:
                yield from _kinds_of_item(item, names)
        case ast.Of():
            yield from kinds_of(value.head, names)
        case ast.SomeOf():
            yield from kinds_of(value.group, names)
        case ast.Modified():
            yield from kinds_of(value.head, names)
        case ast.Quantified():
            if value.role is not None:
                yield from _kinds_of_item(value.role, names)
            else:
                yield {"treaty": "instrument", "law": "law"}.get(value.noun, "group")
        case ast.Plural() | ast.EachOther() | ast.Self():
            yield "group"
        case ast.This():
            yield "instrument"
        case ast.Amount() | ast.Unanimous():
            yield "measure"
        case ast.Text() | ast.Number() | ast.Angle() | ast.Day():
            yield "text"
        case ast.Node():
            yield "area"  # every other phrase is an expression of areas


def _kinds_of_item(item: ast.Name | ast.Text | ast.Ref, names: Names) -> Iterator[str]:
    if isinstance(item, ast.Ref):
        meaning = names.reference(item.text)
        yield meaning.label.kind if meaning is not None and meaning.label is not None else "provision"
        yield "provision"
        yield "instrument"
        return
    if item.text in names.aliases or names.lexicon.state(item.text) is not None:
        yield "state"
    label = names.labels.get(item.text)
    if label is not None:
        yield label.kind
    if item.text in names.instruments:
        yield "instrument"
    if item.text in names.circumstances:
        yield "circumstance"
    if isinstance(item, ast.Text):
        yield "text"
    yield from names.lexicon.kinds(item.text)
