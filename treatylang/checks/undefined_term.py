"""A `{Name}` in prose that nothing defines.

## What it finds
A name in braces, in a recital, a definition or agreed prose, that is not a term, area, group, article, paragraph,
council, circumstance, party or instrument. A reference with `@` that leads nowhere is `broken-reference`.

## Why it matters
Capitalised words are read as defined (VCLT 31(4) gives them the meaning the parties intended). Without a definition,
each party will supply its own.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  term ArmedAttack "armed attack" { en "the use of armed force against a Party"; }
  preamble {
    recital "Resolved to act together against {ArmedAtack},";  # error: undefined-term
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  term ArmedAttack "armed attack" { en "the use of armed force against a Party"; }
  preamble {
    recital "Resolved to act together against {ArmedAttack},";
  }
}
```

## Authority
VCLT Article 31(4): a special meaning shall be given to a term if it is established that the parties so intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR

_IN_TEXT = re.compile(r"\{\s*(?:([^{}@\s](?:[^{}@\n]*[^{}@\s])?)\s*)?\}")


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    known = {*draft.labels, *world.instruments, *(party.state for party in draft.parties)}
    if draft.node.amends is not None and draft.node.amends.text in world.instruments:
        known.update(world.instruments[draft.node.amends.text].labels)
    for prose in _prose(draft.node):
        for match in _IN_TEXT.finditer(prose.text.span.text):
            name = match[1] or ""
            if name.split(".")[0] in known or name in known:
                continue
            start = prose.text.span.start
            span = Span(prose.span.source, start + match.start(1), start + match.end(1))
            near = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
            yield Finding(
                "undefined-term",
                SEVERITY,
                f"`{{{name}}}` is used as a defined term, but nothing defines it",
                span if name else prose.text.span,
                remark="not defined",
                help=(f"did you mean `{{{near[0]}}}`?",)
                if near
                else (f'define it (`term {name} "…";`), or write the words without braces',),
                fixes=(Fix(f"write `{{{near[0]}}}`", (Edit(span, near[0]),)),) if near else (),
                node=f"{draft.name}/{name}",
            )


def _prose(node: ast.InstrumentNode) -> Iterator[ast.Prose]:
    """Yield the prose of an instrument; sentences hold none, so they are passed over."""
    stack: list[ast.Node] = [*reversed(node.parts)]
    while stack:
        top = stack.pop()
        if isinstance(top, ast.Prose):
            yield top
        elif not isinstance(top, (ast.Sentence, ast.Line, ast.Definition, ast.PartyLine)):
            stack.extend(list(ast.children(top))[::-1])
