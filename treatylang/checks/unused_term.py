"""A defined term that nothing in the draft uses.

## What it finds
A `term` whose name stands nowhere else in the instrument or in a protocol that amends it, and whose words occur in no
prose and in no word of a sentence either (a term called "armed attack" is used by `armed-attack`).

## Why it matters
A definition that nothing uses invites the question what it was meant to limit. It is usually the trace of an article
that was dropped, or of a sentence that forgot to use the term.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  term CriticalInfrastructure "critical infrastructure" {  # warning: unused-term
    en "systems whose loss would endanger the life of the population";
  }
  article "Assistance" {
    the parties shall assist each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  term CriticalInfrastructure "critical infrastructure" {
    en "systems whose loss would endanger the life of the population";
  }
  article "Assistance" {
    en "The Parties shall help each other to protect {CriticalInfrastructure}.";
  }
}
```
Use the term, or drop its definition.

## Authority
VCLT Article 31(4): a special meaning is given to a term if the parties so intended. A term that is not used has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.clauses import borrowed
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.WARNING

_TOKEN = re.compile(r'#[^\n]*|"""(?:.|\n)*?"""|"[^"\n]*"|[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*')
_COMMENT = re.compile(r'("""(?:.|\n)*?"""|"[^"\n]*")|#[^\n]*')
_IN_TEXT = re.compile(r"\{\s*@?([^{}\s]+)\s*\}")


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    terms = [part for part in draft.node.parts if isinstance(part, ast.TermBlock)]
    if not terms:
        return
    said = mentions(world, draft)
    for term in terms:
        if said[term.name.text] > 1 or spoken(world, draft, term.words.text, term.span):
            continue
        yield Finding(
            "unused-term",
            SEVERITY,
            f"the term `{term.name.text}` is defined but never used",
            term.name.span,
            remark="nothing refers to it",
            help=(f"write `{{{term.name.text}}}` where the text means it, or drop the definition",),
            node=f"{draft.name}/{term.name.text}",
        )


def mentions(world: World, draft: Instrument) -> Counter[str]:
    """Count how often each name stands in an instrument and its protocols, definitions and `{braces}` included."""
    counted: Counter[str] = Counter()
    for place in _places(world, draft):
        for token in _TOKEN.findall(place.text):
            if token[0] == '"':
                counted.update(_IN_TEXT.findall(token))
            elif token[0] != "#":
                counted[token] += 1
    return counted


def spoken(world: World, draft: Instrument, words: str, definition: Span) -> bool:
    """Return whether the words of a definition occur, as prose or as a hyphenated word, outside the definition."""
    pattern = re.compile(rf"\b{re.escape(words.removeprefix('the '))}\b", re.IGNORECASE)
    for place in _places(world, draft):
        text = place.text
        if definition.source is place.source and place.start <= definition.start < place.end:
            start, end = definition.start - place.start, definition.end - place.start
            text = text[:start] + "\n" + text[end:]
        if pattern.search(_COMMENT.sub(r"\1", text).replace("-", " ")):
            return True
    return False


def _places(world: World, draft: Instrument) -> list[Span]:
    protocols = (i for i in world.instruments.values() if i.node.amends and i.node.amends.text == draft.name)
    return [place for one in (draft, *protocols) for place in (one.span, *borrowed(one.node))]
