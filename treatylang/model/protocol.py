"""The protocol that makes one draft of a treaty out of another: instructions to replace, insert and delete."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.model.amend import ACCEDED, amended, both_dated, has_parties_of_its_own, line_text, name_of
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse


@dataclass(frozen=True)
class Protocol:
    """The text of a protocol in the canonical layout, and what differs between the drafts that it cannot say.

    Where ``unsaid`` is empty, the old draft with the protocol carried out is the new draft.
    """

    text: str
    unsaid: tuple[str, ...]


def protocol_between(old: ast.InstrumentNode, new: ast.InstrumentNode, *, name: str = "", title: str = "") -> Protocol:
    """Return the protocol that amends ``old`` so that it becomes ``new``; both are treaties.

    What has a label is replaced, inserted or deleted by that label, paragraph by paragraph where that is enough. A
    protocol can say nothing about heading lines, unlabelled articles or the order of what has no name: such differences
    are listed. The result is verified by carrying it out.
    """
    instructions = [*_joined(old, new), *_between(old.parts, new.parts)]
    text = _laid_out(old, name, title, instructions)
    node = _read(text)
    if not _becomes(old, node, new):
        # Paragraphs could not say it all: whole articles may.
        instructions = [*_joined(old, new), *_between(old.parts, new.parts, whole=True)]
        text = _laid_out(old, name, title, instructions)
        node = _read(text)
    if has_parties_of_its_own(node):
        # Beside sentences of its own, a protocol says of those who join the treaty that they accede to it.
        joining = [line_text(part, ACCEDED) for part in node.parts if isinstance(part, ast.PartyLine)]
        text = _laid_out(old, name, title, [*joining, *(one for one in instructions if not one.startswith("party "))])
        node = _read(text)
    unsaid = tuple(_unsaid(old, new))
    if not unsaid and not _becomes(old, node, new):
        unsaid = ("the order of the parts, or the chapters around them, are others than instructions can bring about",)
    return Protocol(text, unsaid)


def same(left: ast.InstrumentNode, right: ast.InstrumentNode) -> bool:
    """Return whether two treaties have the same named parts in the same order, and the same other parts in any order.

    Parties that are named in one line or in several, and where among the parts they stand, make no difference.
    """
    return _normal(left.parts) == _normal(right.parts) and left.title == right.title


def _normal(parts: Sequence[ast.Part]) -> tuple[list[object], list[str]]:
    named: list[object] = []
    others: list[str] = []
    for part in parts:
        if isinstance(part, ast.PartyLine):
            others.extend(_parties(part))
        elif isinstance(part, ast.Chapter) and not name_of(part):
            named.append((part.title, _normal(part.parts)))
        elif name_of(part):
            named.append(part)
        else:
            others.append(repr(part))
    return named, sorted(others)


def _parties(line: ast.PartyLine) -> Iterator[str]:
    yield from (f"{who!r} {line.statuses!r}" for who in line.names)


def _becomes(old: ast.InstrumentNode, protocol: ast.InstrumentNode, new: ast.InstrumentNode) -> bool:
    # Which numbers articles get when the protocol is carried out in a treaty in force is not part of what it says.
    return same(amended(old, [protocol], keep_numbers=False), new)


# -- instructions --------------------------------------------------------------------------------------------------


def _joined(old: ast.InstrumentNode, new: ast.InstrumentNode) -> Iterator[str]:
    """Yield the party lines that name somebody whom the old draft does not."""
    known = {entry for part in old.parts if isinstance(part, ast.PartyLine) for entry in _parties(part)}
    for part in new.parts:
        if isinstance(part, ast.PartyLine):
            fresh = [who for who, entry in zip(part.names, _parties(part), strict=True) if entry not in known]
            if fresh and len(fresh) == len(part.names):
                yield part.span.text
            elif fresh:
                since = " ".join(status.span.text for status in part.statuses)
                yield f"party {', '.join(who.span.text for who in fresh)} {since};"


def _between(old: Sequence[ast.Part], new: Sequence[ast.Part], *, whole: bool = False) -> Iterator[str]:
    """Yield the instructions for the named parts of two rows of parts, those of unnamed chapters among them."""
    before, after = _named(old), _named(new)
    kept = _in_order([name for name in before if _evolves(before[name], after.get(name, ()))], list(after))
    renamed = _renamed(before, after) if not kept else None
    for name in before:
        if name not in kept and (renamed is None or name != renamed[0]):
            yield f"delete @{name};"
    placed = ""
    waiting: list[ast.Part] = []
    for name, parts in after.items():
        if renamed is not None and name == renamed[1]:
            for part in waiting:
                yield f"insert before @{renamed[0]} {part.span.text}"
            waiting = []
            yield f"replace @{renamed[0]} {parts[0].span.text}"
        elif name in kept:
            for part in waiting:
                yield f"insert before @{name} {part.span.text}"
            waiting = []
            yield from _versions(name, before[name], parts, whole)
        elif placed:
            yield f"insert after @{placed} {parts[0].span.text}"
            yield from (f"replace @{name} {part.span.text}" for part in parts[1:])
        else:
            waiting.extend(parts)
            continue
        placed = name
    chapters = {part.title.text: part for part in new if isinstance(part, ast.Chapter) and not name_of(part)}
    for part in old:
        if isinstance(part, ast.Chapter) and not name_of(part) and part.title.text in chapters:
            yield from _between(part.parts, chapters[part.title.text].parts, whole=whole)


def _renamed(before: dict[str, list[ast.Part]], after: dict[str, list[ast.Part]]) -> tuple[str, str] | None:
    """Return a part that can take the place of another of its kind, where nothing stays beside which to insert."""
    for old, mine in before.items():
        for new, theirs in after.items():
            if (
                len(mine) == len(theirs) == 1
                and type(mine[0]) is type(theirs[0])
                and not both_dated(mine[0], theirs[0])
            ):
                return old, new
    return None


def _named(parts: Sequence[ast.Part]) -> dict[str, list[ast.Part]]:
    """Return the parts that have a name, in their order; an area with dated versions has several."""
    found: dict[str, list[ast.Part]] = {}
    for part in parts:
        if name_of(part):
            found.setdefault(name_of(part), []).append(part)
    return found


def _in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the most names that both have in the same order; all others must be taken out and put in again."""
    places = {name: place for place, name in enumerate(old)}
    chain: list[int] = []
    kept: list[list[str]] = []
    for name in new:
        if name in places:
            at = bisect_left(chain, places[name])
            longer = [*(kept[at - 1] if at else []), name]
            chain[at : at + 1] = [places[name]]
            kept[at : at + 1] = [longer]
    return set(kept[-1]) if kept else set()


def _evolves(before: Sequence[ast.Part], after: Sequence[ast.Part]) -> bool:
    """Whether one instruction after another can make the new part of a name, or its dated versions, out of the old."""
    if list(before) == list(after):
        return True
    if len(before) == len(after) == 1:
        return not both_dated(before[0], after[0])
    return len(after) > len(before) and list(after[: len(before)]) == list(before) and both_dated(before[-1], after[-1])


def _versions(name: str, before: Sequence[ast.Part], after: Sequence[ast.Part], whole: bool) -> Iterator[str]:
    """Yield what makes the new part of a name, or its new dated versions, out of the old."""
    if len(after) > len(before):
        yield from (f"replace @{name} {part.span.text}" for part in after[len(before) :])
    elif list(before) != list(after):
        inner = None if whole else _paragraphs(name, before[0], after[0])
        yield from inner if inner is not None else [f"replace @{name} {after[0].span.text}"]


def _paragraphs(name: str, before: ast.Part, after: ast.Part) -> list[str] | None:
    """Return instructions for single paragraphs of an article, ``None`` where more than whole paragraphs changed."""
    if not (isinstance(before, ast.Article) and isinstance(after, ast.Article)):
        return None
    head = (before.division, before.number, before.citation, before.title, before.label)
    if head != (after.division, after.number, after.citation, after.title, after.label):
        return None
    old = {body.number: body for body in before.body if isinstance(body, ast.Numbered)}
    new = {body.number: body for body in after.body if isinstance(body, ast.Numbered)}
    if len(old) != len(before.body) or len(new) != len(after.body) or not set(old) & set(new):
        return None
    found = [f"delete @{name}.{number};" for number in old if number not in new]
    last = ""
    for number, body in new.items():
        if number in old:
            found += [f"replace @{name}.{number} {body.span.text}"] if body != old[number] else []
        elif last:
            found.append(f"insert after @{name}.{last} {body.span.text}")
        else:
            return None
        last = number
    return found if len(found) < len(new) or len(new) == 1 else None


# -- what it cannot say --------------------------------------------------------------------------------------------


def _unsaid(old: ast.InstrumentNode, new: ast.InstrumentNode) -> Iterator[str]:
    if old.title != new.title:
        yield "the title differs"
    before, after = _unnamed(old.parts), _unnamed(new.parts)
    for part in [*before.values(), *after.values()]:
        key = repr(part)
        if (key in before) != (key in after):
            where = "the old" if key in before else "the new"
            yield f"{_called(part)} stands only in {where} draft"
    stays = {e for p in new.parts if isinstance(p, ast.PartyLine) for e in _parties(p)}
    for line in (p for p in old.parts if isinstance(p, ast.PartyLine)):
        for who, entry in zip(line.names, _parties(line), strict=True):
            if entry not in stays:
                yield f"`party {who.span.text}` (line {who.span.line}) is named in another way, or no party any more"
    left, right = (
        [p.title for p in side.parts if isinstance(p, ast.Chapter) and not name_of(p)] for side in (old, new)
    )
    if left != right:
        yield "the chapters without a label differ"


def _unnamed(parts: Sequence[ast.Part]) -> dict[str, ast.Part]:
    found: dict[str, ast.Part] = {}
    for part in parts:
        if isinstance(part, ast.Chapter) and not name_of(part):
            found.update(_unnamed(part.parts))
        elif not isinstance(part, ast.PartyLine) and not name_of(part):
            found[repr(part)] = part
    return found


def _called(part: ast.Part) -> str:
    """Return what a part without a name is called: by its first words."""
    words = " ".join(part.span.text.split())
    return f"`{words if len(words) <= 60 else words[:59] + '…'}` (line {part.span.line})"


# -- writing it ----------------------------------------------------------------------------------------------------


def _laid_out(old: ast.InstrumentNode, name: str, title: str, instructions: Sequence[str]) -> str:
    called = title or f"Protocol Amending the {old.title.text}"
    label = name or f"{re.sub(r'[^A-Za-z0-9-]', '-', old.name.text)}-Protocol"
    text = "\n".join(instructions)
    whole = f'protocol {label} "{called}" amends {old.name.text} {{\nstatus draft;\n\n{text}\n}}\n'
    document, mistakes = parse(Source("protocol", whole))
    if document is None:
        raise RuntimeError(f"the protocol cannot be read: {mistakes[0].span}: {mistakes[0].message}")
    return format_document(document)


def _read(text: str) -> ast.InstrumentNode:
    document, _ = parse(Source("protocol", text))
    assert document is not None
    return next(item for item in document.items if isinstance(item, ast.InstrumentNode))
