"""An article, annex or paragraph that says nothing.

## What it finds
An article, annex or numbered paragraph with nothing between its braces.

## Why it matters
It takes a number and a heading in the printed text, and a reader must assume that something was left out.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" {  # warning: empty-article
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" {
    the parties shall consult each other;
  }
}
```
If it is open whether to have the article at all, put it into a bracket with an empty second option.

## Authority
None in law: the practice of drafting.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.model.standing import DELETED, keeps_numbers
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for labelled in {id(labelled.node): labelled for labelled in draft.labels.values()}.values():
        node = labelled.node
        if not isinstance(node, (ast.Article, ast.Numbered)) or node.body:
            continue
        if keeps_numbers(draft.node) and (isinstance(node, ast.Numbered) or _is_deleted(node)):
            continue  # its number stays, so that nothing else moves (ruling 44)
        kind = node.division if isinstance(node, ast.Article) else "paragraph"
        head = node.span.text.split("{")[0].rstrip()
        yield Finding(
            "empty-article",
            SEVERITY,
            f"this {kind} says nothing",
            Span(node.span.source, node.span.start, node.span.start + len(head)),
            remark="empty",
            help=("write its text, or delete it; numbers follow by themselves",),
            node=f"{draft.name}/{labelled.path.replace('.', '/')}",
        )


def _is_deleted(node: ast.Article) -> bool:
    return node.title is not None and node.title.text == DELETED
