"""Model clauses: a text that uses one means what it would mean if the sentences of the clause stood there.

The sentences are filled with what the use says and read anew, each time with places of their own, so that no later pass
knows of clauses. Whatever is told of them is shown where the text uses the clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.source import Borrowed, Joined, Source, Span
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

RULE = "unfit-clause"
"""The rule under which is told that a clause is not known, or does not take what the use says."""

Find = Callable[[str], ast.ModelClause | None]
"""What finds a clause by its name."""

Node = TypeVar("Node", bound=ast.Node)


@dataclass(frozen=True)
class Expanded:
    """A document whose clauses are filled in; ``source`` is its text with theirs behind it, ``None`` without any."""

    document: ast.Document
    findings: tuple[Finding, ...]
    source: Joined | None = None


@dataclass(frozen=True)
class _Filled:
    """The text of one use: ``body`` is where its parts stand in it, ``given`` what stands for what the use says."""

    use: ast.Use
    text: str
    body: tuple[int, int]
    given: tuple[tuple[int, int, tuple[int, int]], ...]


def uses(document: ast.Document) -> tuple[ast.Use, ...]:
    """Return the places where a document uses a clause."""
    if "use" not in document.source.text:
        return ()
    return tuple(node for node in ast.walk(document) if isinstance(node, ast.Use))


def _repeated(document: ast.Document) -> frozenset[int]:
    """Return the uses, by identity, of clauses that their text has used before."""
    again: set[int] = set()
    for item in document.items:
        seen: set[str] = set()
        for node in ast.walk(item):
            if isinstance(node, ast.Use):
                again |= {id(node)} if node.name.text in seen else set()
                seen.add(node.name.text)
    return frozenset(again)


def clauses_of(document: ast.Document) -> dict[str, ast.ModelClause]:
    """Return the clauses that a document declares."""
    return {item.name.text: item for item in document.items if isinstance(item, ast.ModelClause)}


def expanded(document: ast.Document, find: Find, known: Callable[[], Sequence[str]]) -> Expanded:
    """Return a document with the parts of each clause in the place of its use; what does not fit is left out and told.

    ``known`` are the names of all clauses that there are: it is asked only for a name that is none of them.
    """
    found = uses(document)
    if not found:
        return Expanded(document, ())
    findings: list[Finding] = []
    filled: list[_Filled] = []
    again = _repeated(document)
    for use in found:
        one = _filled(use, find, known, again=id(use) in again)
        if isinstance(one, Finding):
            findings.append(one)
        else:
            filled.append(one)
    source, starts = _joined(document.source, filled)
    parts: dict[int, tuple[ast.Part, ...]] = {}
    for one, start in zip(filled, starts, strict=True):
        read, mistakes = parse(Source(document.source.name, one.text))
        if read is None:
            place = Span(source, start + mistakes[0].span.start, start + mistakes[0].span.end).written
            findings.append(_told(place, f"this cannot stand in clause `{one.use.name.text}`", mistakes[0].message))
            continue
        clause = next(item for item in read.items if isinstance(item, ast.ModelClause))
        parts[id(one.use)] = tuple(_moved(part, source, start) for part in clause.parts)
    items = tuple(_with(item, parts, findings) for item in document.items)
    return Expanded(replace(document, items=items), tuple(findings), source)


def written_out(document: ast.Document, find: Find) -> str:
    """Return the text of a document with the sentences of each clause in the place of its use."""
    whole = expanded(document, find, lambda: ())
    return applied(document.source.text, whole.source) if whole.source is not None else document.source.text


def applied(text: str, source: Joined) -> str:
    """Return a text with what it borrows in the place that calls for it."""
    pieces = sorted((one.place, source.text[slice(*one.body)]) for one in source.borrowed if one.body is not None)
    for (start, end), said in reversed(pieces):
        text = text[:start] + said + text[end:]
    return text


def as_treaties(document: ast.Document) -> tuple[ast.Document, frozenset[str]]:
    """Return each clause of a document as a treaty of its sentences, so that its words can be looked at.

    What a use may say is as the clause has it; the names of what a use has to say are returned beside it.
    """
    items = []
    needed: set[str] = set()
    for clause in clauses_of(document).values():
        values = {one.name.text: one.usual for one in clause.takings if one.usual is not None}
        needed |= {one.name.text for one in clause.takings} - set(values)
        parts = tuple(_valued(part, values) for part in clause.parts)
        items.append(ast.InstrumentNode(clause.span, "treaty", clause.name, clause.title, None, None, parts))
    return ast.Document(document.source, tuple(items)), frozenset(needed)


def _valued(node: Any, values: Mapping[str, ast.AreaExpr]) -> Any:
    """Return a node with values in the place of the names that stand for them."""
    if isinstance(node, ast.Words) and len(node.items) == 1 and isinstance(node.items[0], ast.Name):
        return values.get(node.items[0].text, node)
    if isinstance(node, ast.Node):
        inner = (_valued(getattr(node, name), values) for name in _fields(type(node).__name__))
        return type(node)(node.span, *inner)
    return tuple(_valued(one, values) for one in node) if isinstance(node, tuple) else node


def borrowed(node: ast.Node) -> Iterator[Span]:
    """Yield where the parts stand that a text takes from clauses: its own span does not hold them."""
    for child in ast.children(node):
        if isinstance(child.span.source, Joined) and not isinstance(node.span.source, Joined):
            yield child.span
        elif isinstance(child, _HOLDING):
            yield from borrowed(child)


def settled(fix: Fix) -> Fix:
    """Return a remedy whose edits of borrowed sentences write the clause out, changed, where the text uses it."""
    return replace(fix, edits=as_written(fix.edits))


def as_written(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits of the text as its drafter wrote it: an edit in a clause writes out the clause, changed."""
    if not any(isinstance(edit.span.source, Joined) for edit in edits):
        return tuple(edits)
    kept: list[Edit] = []
    changed: dict[tuple[int, int], list[Edit]] = {}
    for edit in edits:
        source = edit.span.source
        piece = source.found(edit.span.start, edit.span.end) if isinstance(source, Joined) else None
        if not isinstance(source, Joined):
            kept.append(edit)
        elif piece is None or piece.body is None:
            kept.append(Edit(edit.span.written, edit.text))
        else:
            changed.setdefault(piece.body, []).append(edit)
    for body, inside in changed.items():
        source = inside[0].span.source
        assert isinstance(source, Joined)
        piece = source.found(*body)
        said = source.text[slice(*body)]
        for edit in sorted(inside, key=lambda one: one.span.start, reverse=True):
            at = edit.span.start - body[0]
            said = said[:at] + edit.text + said[edit.span.end - body[0] :]
        assert piece is not None
        kept.append(Edit(Span(source.written, *piece.place), said))
    return tuple(kept)


def shown(finding: Finding) -> Finding:
    """Return a finding whose places are all in texts that somebody wrote, with remedies that can be carried out."""
    spans = (finding.span, *(label.span for label in finding.labels), *(step.span for step in finding.steps))
    edits = (edit.span for fix in finding.fixes for edit in fix.edits)
    if not any(span is not None and isinstance(span.source, Joined) for span in (*spans, *edits)):
        return finding
    return replace(
        finding,
        span=finding.span.written,
        labels=tuple(replace(label, span=label.span.written) for label in finding.labels),
        steps=tuple(replace(step, span=step.span and step.span.written) for step in finding.steps),
        fixes=tuple(settled(fix) for fix in finding.fixes),
    )


# -- filling -------------------------------------------------------------------------------------------------------


def _filled(use: ast.Use, find: Find, known: Callable[[], Sequence[str]], *, again: bool) -> _Filled | Finding:
    """Return the text of a clause as a use fills it, or what does not fit.

    Where the text uses the clause ``again``, its other labels begin with that of the use: `second-review`.
    """
    name = use.name.text
    clause = find(name)
    if clause is None:
        near = get_close_matches(name, sorted(known()), n=1)
        help = f"did you mean `{near[0]}`?" if near else "`treaty clauses` lists the clauses"
        return _told(use.name.span, f"there is no clause `{name}`", help)
    inner = next((node for node in _within(clause) if isinstance(node, ast.Use)), None)
    if inner is not None:
        return _told(
            use.name.span,
            f"clause `{name}` uses another one, `{inner.name.text}`",
            "write the sentences of the other clause in it",
        )
    values = _values(use, clause)
    if isinstance(values, Finding):
        return values
    labels: dict[str, str] = {}
    if use.label is not None:
        own = next((called for part in clause.parts if (called := _name(part)) is not None), None)
        if own is None:
            return _told(use.label.span, f"clause `{name}` has nothing that a label could name", "leave `as` out")
        others = [called.text for part in clause.parts if (called := _name(part)) is not None] if again else []
        labels = {other: f"{use.label.text}-{other}" for other in others}
        labels[own.text] = use.label.text
    return _text(use, clause, values, labels)


def _values(use: ast.Use, clause: ast.ModelClause) -> dict[str, tuple[str, Span | None]] | Finding:
    """Return what stands for each name of a clause, with its place where the use says it; or what does not fit."""
    name = use.name.text
    taken = {taking.word: taking for taking in clause.takings}
    said: dict[str, ast.Slot] = {}
    for slot in use.slots:
        if slot.word not in taken:
            what = _and(f"`{word}`" for word in taken) or "nothing"
            return _told(slot.span, f"clause `{name}` takes {what}, not `{slot.word}`", "leave it out")
        if slot.word in said:
            return _told(slot.span, f"`{slot.word}` is said twice of clause `{name}`", "say it once")
        said[slot.word] = slot
    values: dict[str, tuple[str, Span | None]] = {}
    for word, taking in taken.items():
        if word in said:
            place = said[word].values[0].span.to(said[word].values[-1].span)
            values[taking.name.text] = (place.text, place)
        elif taking.usual is not None:
            values[taking.name.text] = (taking.usual.span.text, None)
        else:
            words = f": {taking.words.text}" if taking.words is not None else ""
            return _told(use.name.span, f"clause `{name}` needs `{word}`{words}", f"add `{word} …` to the use")
    return values


def _text(
    use: ast.Use, clause: ast.ModelClause, values: Mapping[str, tuple[str, Span | None]], labels: Mapping[str, str]
) -> _Filled:
    """Return the text of a clause with values for its names and other labels for its own."""
    text, end = clause.span.source.text, clause.span.end - 1
    start = clause.parts[0].span.start if clause.parts else end
    changes = sorted(_changes(clause, values, labels), key=lambda change: change[0].start)
    head = f'clause {clause.name.text} "" {{ '
    pieces, given, position, length = [head], [], start, len(head)
    for span, said, place in changes:
        before = text[position : span.start]
        pieces += [before, said]
        length += len(before)
        if place is not None:
            given.append((length, length + len(said), (place.start, place.end)))
        length += len(said)
        position = span.end
    pieces.append(text[position:end].rstrip())
    length += len(pieces[-1])
    return _Filled(use, "".join([*pieces, " }"]), (len(head), length), tuple(given))


def _changes(
    clause: ast.ModelClause, values: Mapping[str, tuple[str, Span | None]], labels: Mapping[str, str]
) -> Iterator[tuple[Span, str, Span | None]]:
    """Yield what is written otherwise in a clause that is filled, with the place in the text that says so."""
    for part in clause.parts:
        for node in (part, *ast.walk(part)):
            if isinstance(node, ast.Words):
                for item in node.items:
                    if isinstance(item, ast.Name) and item.text in values:
                        yield (item.span, *values[item.text])
                    elif isinstance(item, ast.Name) and item.text in labels:
                        yield item.span, labels[item.text], None
            elif isinstance(node, ast.Ref):
                first, dot, rest = node.text.partition(".")
                if first in labels:
                    yield node.span, f"@{labels[first]}{dot}{rest}", None
            elif isinstance(node, ast.Line) and (end := _of(node.word.text, labels)):
                yield node.word.span, node.word.text.removesuffix(end) + labels[end], None
            elif (name := _name(node)) is not None and name.text in labels:
                yield name.span, labels[name.text], None


def _joined(written: Source, filled: Sequence[_Filled]) -> tuple[Joined, list[int]]:
    """Return a text with what it borrows behind it, and where each piece begins."""
    pieces, starts, given, whole = [written.text], [], [], []
    length = len(written.text)
    for one in filled:
        start = length + 1
        starts.append(start)
        pieces.append(one.text)
        length = start + len(one.text)
        given += [Borrowed(start + a, start + b, place) for a, b, place in one.given]
        place = (one.use.span.start, one.use.span.end)
        whole.append(Borrowed(start, length, place, (start + one.body[0], start + one.body[1])))
    return Joined(written.name, "\n".join(pieces), written=written, borrowed=(*given, *whole)), starts


# -- putting in its place ------------------------------------------------------------------------------------------


@cache
def _fields(kind: str) -> tuple[str, ...]:
    """Return what a kind of node has besides its place."""
    return tuple(slot.name for slot in fields(getattr(ast, kind)) if slot.name != "span")


def _moved(node: Node, source: Source, by: int) -> Node:
    """Return a node with everything in it, ``by`` characters further on in another text."""

    def moved(value: Any) -> Any:
        if isinstance(value, ast.Node):
            span = Span(source, value.span.start + by, value.span.end + by)
            return type(value)(span, *(moved(getattr(value, name)) for name in _fields(type(value).__name__)))
        return tuple(map(moved, value)) if isinstance(value, tuple) else value

    result: Node = moved(node)
    return result


def _with(node: Node, parts: Mapping[int, tuple[ast.Part, ...]], findings: list[Finding]) -> Node:
    """Return a node with the parts of clauses in the place of their uses."""
    changes: dict[str, Any] = {}
    for name in _fields(type(node).__name__):
        value = getattr(node, name)
        if isinstance(value, tuple) and any(isinstance(one, _HOLDING) for one in value):
            changes[name] = tuple(inner for one in value for inner in _instead(one, parts, findings))
    return replace(node, **changes) if changes else node


_HOLDING = (ast.Use, ast.Amendment, ast.Chapter, ast.Bracket, ast.Option)
"""What may be a use of a clause, or hold one."""


def _instead(node: Any, parts: Mapping[int, tuple[ast.Part, ...]], findings: list[Finding]) -> Iterator[Any]:
    if isinstance(node, ast.Use):
        yield from parts.get(id(node), ())
    elif isinstance(node, ast.Amendment) and isinstance(node.part, ast.Use):
        use = node.part
        inside = parts.get(id(use), ())
        if len(inside) == 1:
            yield replace(node, part=inside[0])
        elif id(use) in parts:
            message = f"clause `{use.name.text}` has {len(inside)} parts, and one instruction puts in one"
            findings.append(_told(use.span, message, "write its parts out, each with an instruction of its own"))
    else:
        yield _with(node, parts, findings) if isinstance(node, _HOLDING) else node


def _name(part: ast.Node) -> ast.Name | None:
    """Return what the text calls an article or an area."""
    if isinstance(part, ast.Definition):
        return part.name
    return part.label if isinstance(part, ast.Article) else None


def _of(word: str, labels: Mapping[str, str]) -> str:
    """Return the label whose wording in some language a heading gives: ``fr-TreatyArea``."""
    return next((label for label in labels if word.endswith(f"-{label}")), "")


def _within(clause: ast.ModelClause) -> Iterator[ast.Node]:
    for part in clause.parts:
        yield part
        yield from ast.walk(part)


def _and(words: Iterator[str]) -> str:
    return " and ".join(words)


def _told(span: Span, message: str, help: str) -> Finding:
    return Finding(RULE, Severity.ERROR, message, span, remark="this use", help=(help,))
