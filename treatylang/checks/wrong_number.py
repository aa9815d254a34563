"""A written number that is not the computed one.

## What it finds
An article, annex or paragraph of a draft or of a complete treaty whose written number differs from its place in the
text. Roman numerals and letters are understood. Laws and treaties marked `excerpt` are left alone: there the written
number is the number.

## Why it matters
A written number is a lock: somebody relies on that article being the fifth. When an article is
inserted before it, every document that cites it silently refers to something else.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article 1 "Consultation" {
    the parties shall consult each other;
  }
  article 3 "Assistance" {  # error: wrong-number
    the parties shall assist each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article 1 "Consultation" {
    the parties shall consult each other;
  }
  article "Assistance" as assistance {
    the parties shall assist each other;
  }
}
```
Leave the number out and refer to the article by its label, or write the number that it has. Where only some articles of
a text are given, say `excerpt;` at its head.

## Authority
None in law: in a draft a written number is a lock, in a law or an excerpt it is the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.numbering import inserted
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast
from treatylang.syntax.expectations import BARRED

SEVERITY = Severity.ERROR

_IS_NUMBER = re.compile(r"\d+(?:\.\d+)*|[IVXLC]+|[A-Z]|\d+ ?[a-z]+")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.excerpt or draft.node.kind != "treaty":
        return
    before = ""
    every = {id(labelled.node): labelled for labelled in draft.labels.values()}
    # What a protocol inserts stands in another file: the order is that of the text, not of any file.
    places = {id(node): place for place, node in enumerate(ast.walk(draft.node))}
    for labelled in sorted(every.values(), key=lambda one: places.get(id(one.node), 0)):
        node = labelled.node
        if isinstance(node, ast.Article) and node.division == "article" and node.citation is not None:
            if inserted(node) and not re.match(rf"{before or 'none'}\D", node.citation.text):
                yield _misplaced(draft, node, node.citation, before, labelled.path)
        elif labelled.kind in ("article", "council") and labelled.number and "(" not in labelled.number:
            before = labelled.number.split(" ")[0]
        if isinstance(node, ast.Article):
            computed = labelled.number.split(" ")[0]
            if node.number and computed.isdigit() and node.number.upper() not in _forms(int(computed)):
                yield _finding(draft, node, node.division, node.number, computed, labelled.path)
        if isinstance(node, (ast.Article, ast.Numbered)):
            numbered = [body for body in node.body if isinstance(body, ast.Numbered)]
            for place, body in enumerate(numbered, 1):
                if body.number.upper() not in _forms(place):
                    right = chr(96 + place) if body.lettered and place <= 26 else str(place)
                    yield _finding(draft, body, "paragraph", body.number, right, f"{labelled.path}.{body.number}")


def _finding(draft: Instrument, node: ast.Node, kind: str, written: str, right: str, path: str) -> Finding:
    found = re.search(rf"\b{re.escape(written)}\b", node.span.text)
    start = node.span.start + (found.start() if found else 0)
    span = Span(node.span.source, start, start + len(written))
    if kind != "paragraph" and not _IS_NUMBER.fullmatch(written):
        # A label whose `as` was left out: no other word can stand there.
        form = f'`{kind} "…" as {written} {{ … }}`'
        return Finding(
            "wrong-number",
            SEVERITY,
            f"`{written}` is where the number of the {kind} would be",
            span,
            remark=f"computed: {right}",
            help=(
                f"a label comes after `as`: {form}",
                "a number that is written is a lock; left out, it is computed",
            ),
            node="/".join((draft.name, *path.split("."))),
        )
    return Finding(
        "wrong-number",
        SEVERITY,
        f"this is {kind} {right}, but it is written as {kind} {written}",
        span,
        remark=f"computed: {right}",
        help=_help(draft, node, kind, right),
        fixes=(_fix(draft, node, span, right),),
        node="/".join((draft.name, *path.split("."))),
    )


def _fix(draft: Instrument, node: ast.Node, span: Span, right: str) -> Fix:
    """Return the right number as a fix; in a draft that locks no number rightly, leave the number out.

    In a treaty that exists, a wrong number means that something is missing: the number is not what to change.
    """
    safe = draft.status == "draft"
    if not safe or not isinstance(node, ast.Article) or _locks(draft):
        return Fix(f"write {right}", (Edit(span, right),), safe=safe)
    after = node.span.source.text
    end = span.end
    while end < len(after) and after[end] in " \t":
        end += 1
    edits = [Edit(Span(span.source, span.start, end), "")]
    label = _label(draft, node)
    if label and node.title is not None:
        edits.append(Edit(Span(span.source, node.title.span.end, node.title.span.end), f" as {label}"))
    return Fix("leave the number out" + (", and name the article" if len(edits) > 1 else ""), tuple(edits), safe=safe)


def _locks(draft: Instrument) -> bool:
    """Return whether an article of a draft has the number that is written: then numbers are there to be kept."""
    return any(
        isinstance(labelled.node, ast.Article)
        and labelled.node.number
        and labelled.number.isdigit()
        and labelled.node.number.upper() in _forms(int(labelled.number))
        for labelled in draft.labels.values()
    )


def _label(draft: Instrument, node: ast.Article) -> str:
    """Return a label made from the title of an article that has none; empty where it has one, or none can be made."""
    if node.label is not None or node.title is None:
        return ""
    words = re.findall(r"[a-z0-9]+", node.title.text.lower())
    label = "-".join(words)
    return label if words and words[0][0].isalpha() and label not in draft.labels and label not in BARRED else ""


def _help(draft: Instrument, node: ast.Node, kind: str, right: str) -> tuple[str, ...]:
    """Return what to do about a wrong number: that some articles are left out is said by `excerpt`."""
    if kind == "paragraph":
        return (f"write {right}, or put the paragraph in its place",)
    form = f'`{kind} "Title" as label {{ … }}`'
    if isinstance(node, ast.Article) and node.title is not None:
        label = node.label.text if node.label is not None else _label(draft, node) or "label"
        form = f'`{kind} "{node.title.text}" as {label} {{ … }}`'
    computed = (
        f"leave the number out and give the {kind} a label: {form}; numbers are computed, and one that is written "
        "is a lock"
    )
    excerpt = (
        "where only some articles of a text are given, say `excerpt;` at its head: written numbers are then the numbers"
    )
    return (computed, excerpt) if draft.status == "draft" else (excerpt, computed)


def _misplaced(draft: Instrument, node: ast.Article, written: ast.Text, before: str, path: str) -> Finding:
    return Finding(
        "wrong-number",
        SEVERITY,
        f"this comes after article {before}, but it is written as article {written.text}"
        if before
        else f"this is written as article {written.text}, and there is no article before it",
        written.span,
        remark=f"after article {before}" if before else "the first",
        help=(f"write the number after which it was put in: `{before or 1} bis`, or put the article in its place",),
        node="/".join((draft.name, *path.split("."))),
    )


def _forms(number: int) -> tuple[str, ...]:
    """Return the ways to write a number: 4, IV, D."""
    roman, rest = "", number
    for value, digits in _ROMAN:
        roman += digits * (rest // value)
        rest %= value
    return (str(number), roman, chr(64 + number) if number <= 26 else "")
