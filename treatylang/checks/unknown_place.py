"""A sea or a part of a state that the data of the globe do not know by that name.

## What it finds
A name behind `sea` or `part` in the definition of an area or in a sentence that is no sea, no part of a state, no
territory and no contested place in the data that are shipped.

## Why it matters
What has no limits covers nothing: a duty in a sea that nobody can find on a map is owed nowhere, and no map, no
scenario and no comparison can tell what it takes in.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Zone "the Zone" = sea "North Pacifc Ocean";  # error: unknown-place
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Zone "the Zone" = sea "North Pacific Ocean";
}
```
For waters that have no name of their own, draw the limits: `polygon … edges rhumb`.

## Authority
VCLT Article 31(1): a treaty is interpreted in accordance with the ordinary meaning of its terms; a name without a
meaning gives the interpreter nothing to start from.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    places: list[tuple[str, ast.Node]] = [(defined.name, defined.value) for defined in draft.areas]
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        places += [(sentence.path, sentence.node), *((sentence.path, trigger) for trigger in sentence.triggers)]
    seen: set[object] = set()
    for path, place in places:
        # Asking the text first spares a walk, and the data of the globe, where no place is named.
        text = place.span.text
        if "sea" not in text and "part" not in text:
            continue
        for node in (place, *ast.walk(place)):
            if isinstance(node, (ast.Sea, ast.NamedPart)) and (node.span.start, node.span.end) not in seen:
                seen.add((node.span.start, node.span.end))
                yield from _unknown(draft, path, node)


def _unknown(draft: Instrument, path: str, node: ast.Sea | ast.NamedPart) -> Iterator[Finding]:
    from treatylang.geography.names import known, near

    kind = "sea" if isinstance(node, ast.Sea) else "part"
    name = node.name.text
    if known(kind, name):
        return
    found = near(kind, name)
    yield Finding(
        "unknown-place",
        SEVERITY,
        f"no {kind} `{name}` is known",
        node.name.span,
        remark="on no map",
        help=(
            f"did you mean {' or '.join(f'`{one}`' for one in found)}?"
            if found
            else "draw its limits: `polygon … edges rhumb`",
        ),
        node="/".join((draft.name, *path.split("."))),
    )
