"""The same state, or the same word, appears twice in one list.

## What it finds
A list in which a word appears twice, or a state, even under two of its names: `members Fiji, Fiji`.

## Why it matters
The second mention adds nothing: a member has one seat however often it is named. Most likely another state was meant.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Fiji, Samoa;
  council "Council" as council {
    members  Japan, Fiji, Fiji;  # warning: named-twice
    decides  by consensus;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Fiji, Samoa;
  council "Council" as council {
    members  Japan, Fiji, Samoa;
    decides  by consensus;
  }
}
```

## Authority
None in law: each state counts once.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for node in ast.walk(draft.node):
        if isinstance(node, ast.Words):
            yield from _twice(draft, node.items)
        elif isinstance(node, ast.NormPredicate):
            yield from _twice(draft, node.acts)
        elif isinstance(node, (ast.StatementBlock, ast.Option)):
            yield from _twice(draft, node.by if isinstance(node, ast.StatementBlock) else node.sponsors)
        elif isinstance(node, ast.Definition) and node.kind == "group":
            yield from _twice(draft, tuple(_joined(node.value)))


def _twice(draft: Instrument, items: tuple[ast.Node, ...]) -> Iterator[Finding]:
    first: dict[str, ast.Node] = {}
    for item in items if len(items) > 1 else ():
        text = _text(item)
        if not text:
            continue
        means = draft.alias_of(text) or draft.lexicon.state(text) or text
        if means not in first:
            first[means] = item
            continue
        name = " ".join(item.span.text.split())
        yield Finding(
            "named-twice",
            SEVERITY,
            f"`{name}` appears twice in this list",
            item.span,
            remark="named again",
            labels=(Label(first[means].span, "named here first"),),
            help=("leave it out, or write what was meant in its place",),
            node=draft.name,
        )


def _text(item: ast.Node) -> str:
    """Return what a name in a list says; empty for what is more than a name."""
    if isinstance(item, (ast.Name, ast.Text, ast.Ref)):
        return item.text
    if isinstance(item, ast.Words) and len(item.items) == 1:
        return item.items[0].text
    return ""


def _joined(value: object) -> Iterator[ast.Node]:
    """Yield what `plus` joins."""
    if isinstance(value, ast.AreaPlus):
        yield from _joined(value.left)
        yield from _joined(value.right)
    elif isinstance(value, ast.Node):
        yield value
