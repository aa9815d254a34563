"""Lines that stand in the wrong place or say nothing: headings, final clauses, languages, treaties looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.model.diagnosis import roles
from treatylang.model.diagnosis.here import Here
from treatylang.model.headings import STATUSES
from treatylang.model.meant import did_you_mean
from treatylang.model.unknown import fixes, language_code
from treatylang.model.words import Names
from treatylang.source import Span
from treatylang.syntax import ast

_WORDING = re.compile(r"[a-z]{2,3}-(\S+)")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")


def places(root: ast.InstrumentNode, nodes: Iterable[ast.Node]) -> dict[int, str]:
    """Return which kind of word opens each line that stands in a place for one kind alone."""
    found = {id(part): "heading" for part in root.parts if isinstance(part, ast.Line)}
    for node in nodes:
        if isinstance(node, ast.FinalClauses):
            found |= {id(line): "clause" for line in node.lines}
    return found


def _misplaced(node: ast.Line, place: str) -> Finding:
    """Return the finding about a final clause among the heading lines, or a heading line among the final clauses."""
    word, span = node.word.text, node.span
    after = span.source.text[span.end : span.end + 1]
    whole = Span(span.source, span.start, span.end + (1 if after == ";" and not span.text.endswith(";") else 0))
    fixes: tuple[Fix, ...] = ()
    if place == "heading":
        said = f"`{word}` is a final clause, and stands among the heading lines"
        help = f"write `final-clauses {{ {' '.join(span.text.split()).rstrip(';')}; }}`"
        line = span.text.rstrip().rstrip(";")
        fixes = (Fix("put it among the final clauses", (Edit(whole, f"final-clauses {{ {line}; }}"),), safe=True),)
    else:
        said = f"`{word}` is a heading line, and stands among the final clauses"
        help = "write it at the top of the text, before the first article"
    return Finding(
        "misplaced-clause", Severity.ERROR, said, span, remark="it has no effect here", help=(help,), fixes=fixes
    )


def line(node: ast.Line, here: Here) -> Iterator[Finding]:
    """Yield what is wrong with a line: its word, its place, languages and subjects that nobody knows."""
    if here.names.lexicon.get(node.word.text, "heading", "clause") is None and not _is_wording(node, here.names):
        yield here.unknown.at(node.word.span, node.word.text, "heading", "clause")
    elif (
        (place := here.lines.get(id(node)))
        and not _is_wording(node, here.names)
        and here.names.lexicon.get(node.word.text, place) is None
    ):
        yield _misplaced(node, place)
    yield from roles.quorum(node, here)
    yield from _after_an_amount(node)
    if node.word.text == "status" and here.lines.get(id(node)) == "heading":
        yield from _status(node)
    if node.word.text in ("languages", "authentic"):
        yield from _languages(node, here)
    for item in _subjects_of(node):
        if here.names.lexicon.get(item.text, "subject") is None:
            yield here.unknown.at(item.span, item.text, "subject")


def _status(node: ast.Line) -> Iterator[Finding]:
    """Yield a status that no text has: it would neither bind nor be told from a draft."""
    for slot in node.slots:
        if slot.word != "object" or not slot.values or not isinstance(slot.value, ast.Words):
            continue
        for item in slot.value.items:
            if item.text in STATUSES:
                continue
            near = tuple(get_close_matches(item.text.lower(), STATUSES, n=1, cutoff=0.6))
            yield Finding(
                "unknown-word",
                Severity.ERROR,
                f"`{item.text}` is not a status of a text",
                item.span,
                remark="unknown here",
                help=did_you_mean(near) or (f"a text is {', '.join(f'`{one}`' for one in STATUSES)}",),
                fixes=fixes(item.span, near),
            )


def _after_an_amount(node: ast.Line) -> Iterator[Finding]:
    """Yield a word that stands after an amount as in *one year notice*: it is read as something else beside it."""
    for one, other in pairwise(node.slots):
        if not one.values or not other.values or other.word != "object" or one.word in ("object", "within"):
            continue  # `by negotiation within 6 months then …` has steps that follow each other
        if isinstance(one.value, ast.Amount) and isinstance(other.value, ast.Words):
            length, what = one.value.span.text, other.value.span.text
            yield Finding(
                "misplaced-slot",
                Severity.ERROR,
                f"`{what}` stands beside `{length}`, not with it",
                one.span.to(other.span),
                remark="it has no effect here",
                help=(f"write `on {what} of {length}`",),
            )


def _languages(node: ast.Line, here: Here) -> Iterator[Finding]:
    """Yield languages that stand by their names: a draft names them by their codes of two or three letters."""
    items = [item for slot in node.slots for one in slot.values if isinstance(one, ast.Words) for item in one.items]
    for item in items:
        if isinstance(item, ast.Name) and not _CODE.fullmatch(item.text):
            code = language_code(item.text)
            yield here.unknown.language(item, code)


def _subjects_of(node: ast.Line) -> tuple[ast.Name | ast.Text | ast.Ref, ...]:
    """Return what a line says that a law covers."""
    values = (slot.value for slot in node.slots if slot.word == "object" and node.word.text == "covers")
    return tuple(item for value in values if isinstance(value, ast.Words) for item in value.items)


def _is_wording(node: ast.Line, names: Names) -> bool:
    """Return whether a line gives the words of a language: `fr-title "…"`, `fr-Zone "…"`, `fr-called-party "…"`."""
    match = _WORDING.fullmatch(node.word.text)
    return match is not None and (match[1] in ("title", "called-party", "called-member") or match[1] in names.labels)


def under(node: ast.Under, here: Here) -> Iterator[Finding]:
    """Yield the treaties that a draft is to be looked at with and that nobody has: nothing would be compared."""
    for name in node.treaties:
        if name.text not in here.names.instruments:
            near = tuple(get_close_matches(name.text, sorted(here.names.instruments), n=2, cutoff=0.6))
            yield Finding(
                "broken-reference",
                Severity.ERROR,
                f"neither the library nor the project has a treaty `{name.text}`",
                name.span,
                remark="not held, so nothing is checked with it",
                help=did_you_mean(near)
                or ("`treaty laws` lists what is shipped; write the treaty, or import its file",),
                fixes=fixes(name.span, near),
            )
