"""A place whose name is not in the geographical data.

## What it finds
A name after `sea` or `part` in the definition of an area or in a sentence that is not a sea, no part of a state, no
territory and no contested place in the data that are shipped; and a quoted name where a place, a state or a thing is
hit (`armed-attack on "…"`), or where something is done (`in "…"`), that is none of these, no state and no organ.

## Why it matters
What has no limits covers nothing: a duty in a sea that nobody can find on a map is owed nowhere, and no map, no
scenario and no comparison can tell what it takes in.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Zone "the Zone" = sea "North Pacifc Ocean";  # error: unknown-place
  article "Consultation" {
    when armed-attack on "the moon base"  # error: unknown-place
      each party shall consult the others;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Zone "the Zone" = sea "North Pacific Ocean";
  article "Consultation" {
    when armed-attack on "Kuril Islands"
      each party shall consult the others;
  }
}
```
For waters that have no name of their own, draw the limits: `polygon rhumb …`.

## Authority
VCLT Article 31(1): a treaty is interpreted in accordance with the ordinary meaning of its terms; a name without a
meaning gives the interpreter nothing to start from.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.ERROR
CATEGORY = Category.SCOPE

_HIT = frozenset({"on", "in", "outside", "to", "from", "against"})
"""Behind these an event names where or whom it hits."""


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    places: list[tuple[str, ast.Node]] = [(defined.name, defined.value) for defined in draft.areas]
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        places += [(sentence.path, sentence.node), *((sentence.path, trigger) for trigger in sentence.triggers)]
    seen: set[object] = set()
    for path, place in places:
        # Asking the text first spares a walk, and the data of the globe, where no place is named.
        text = place.span.text
        if "sea" not in text and "part" not in text and '"' not in text:
            continue
        for node in (place, *ast.walk(place)):
            for name in _named(draft, node):
                if (name.span.start, name.span.end) not in seen:
                    seen.add((name.span.start, name.span.end))
                    yield from _unknown(draft, path, _kind(node), name)


def _named(draft: Instrument, node: ast.Node) -> Iterator[ast.Text]:
    """Yield the quoted names of places that a form holds."""
    if isinstance(node, ast.Sea | ast.NamedPart):
        yield node.name
    elif isinstance(node, ast.Phrase) and _happens(draft, node.head):
        for slot in node.slots:
            yield from _texts(slot) if slot.word in _HIT else ()
    elif isinstance(node, ast.NormPredicate):
        for slot in node.slots:
            yield from _texts(slot) if slot.word in ("in", "outside") else ()
    elif isinstance(node, ast.Of) and _is_thing(draft, node.head):
        yield from (item for item in _items(node.owner) if isinstance(item, ast.Text))
    elif isinstance(node, ast.AreaHeld):
        yield from (item for item in _items(node.by) if isinstance(item, ast.Text))
    elif isinstance(node, ast.AreaPlus | ast.AreaExcept | ast.AreaWithin):
        for side in (node.left, node.right):
            yield from (item for item in _items(side) if isinstance(item, ast.Text))


def _texts(slot: ast.Slot) -> Iterator[ast.Text]:
    return (item for item in _items(slot.value) if isinstance(item, ast.Text))


def _items(node: object) -> tuple[ast.Name | ast.Text | ast.Ref, ...]:
    return node.items if isinstance(node, ast.Words) else ()


def _happens(draft: Instrument, head: ast.NounPhrase) -> bool:
    """Return whether a noun phrase names an event."""
    return isinstance(head, ast.Words) and any(
        isinstance(item, ast.Name) and draft.lexicon.get(item.text, "event") is not None for item in head.items
    )


def _is_thing(draft: Instrument, head: ast.Head) -> bool:
    """Return whether words name what only a state or a place can have: land, waters, forces."""
    return any(
        isinstance(item, ast.Name) and draft.lexicon.get(item.text, "object", "place") is not None
        for item in _items(head)
    )


def _kind(node: ast.Node) -> str:
    return "sea" if isinstance(node, ast.Sea) else "part" if isinstance(node, ast.NamedPart) else "place"


def _unknown(draft: Instrument, path: str, kind: str, text: ast.Text) -> Iterator[Finding]:
    from treatylang.geography.names import known, near

    name = text.text
    if known(kind, name) or (kind == "place" and _called(draft, name)):
        return
    found = near(kind, name)
    otherwise = {
        "place": 'name a state, `sea "…"` or `part "…"`, or define the place: `area … = polygon …`',
    }
    yield Finding(
        "unknown-place",
        SEVERITY,
        f"no {kind} `{name}` is known",
        text.span,
        remark="on no map",
        help=(
            f"did you mean {' or '.join(f'`{one}`' for one in found)}?"
            if found
            else otherwise.get(kind, "draw its limits: `polygon rhumb …`"),
        ),
        node="/".join((draft.name, *path.split("."))),
    )


def _called(draft: Instrument, name: str) -> bool:
    """Return whether a quoted name is a state, a word that the text declares, or what it calls something of its own."""
    if draft.lexicon.state(name) is not None or name in draft.labels or draft.alias_of(name):
        return True
    wanted = _folded(name)
    return any(
        _folded(label.words) == wanted for label in draft.labels.values() if label.kind not in ("article", "annex")
    )


def _folded(words: str) -> str:
    return " ".join(words.casefold().removeprefix("the ").split())
