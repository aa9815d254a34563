"""An article without a title among articles that have one.

## What it finds
An article of a treaty that has no title where other articles of the same treaty have one. A treaty that titles none of
its articles is left alone.

## Why it matters
Readers find their way by titles, and the table of contents has a gap.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" {
    the parties shall consult each other;
  }
  article as assistance {  # info: untitled-article
    the parties shall assist each other;
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
  article "Assistance" as assistance {
    the parties shall assist each other;
  }
}
```

## Authority
None in law: the practice of drafting; either all articles have titles or none.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.INFO


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind == "law" or draft.excerpt:
        return
    unique = {id(labelled.node): labelled for labelled in draft.labels.values()}.values()
    articles = [label for label in unique if isinstance(label.node, ast.Article) and label.kind == "article"]
    titled = any(label.words for label in articles)
    for labelled in articles:
        if titled and not labelled.words:
            node = labelled.node
            head = node.span.text.split("{")[0].rstrip()
            yield Finding(
                "untitled-article",
                SEVERITY,
                f"article {labelled.number} has no title, though others have",
                Span(node.span.source, node.span.start, node.span.start + len(head)),
                remark="no title",
                help=('write a title after `article`, as in `article "Consultation"`',),
                node=f"{draft.name}/{labelled.path.replace('.', '/')}",
            )
