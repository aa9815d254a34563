"""The last look of a comparison: a part that differs and of which nothing was told is reported as it is.

Everything else knows kinds of parts and of changes; this pass knows none, so that a kind which nobody thought of is not
hidden. What differs in layout, or in the order of an unordered list, is equal (ruling 47).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from treatylang.compare.alteration import Alteration
from treatylang.compare.canonical import Names, canonical, plain
from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE
from treatylang.compare.outline import Piece
from treatylang.model.instrument import Instrument
from treatylang.reasoning.situations.frame import TERRITORY
from treatylang.syntax import ast

_ACCEPTED = re.compile(r"#\s*treaty:[^\n]*")
"""Comments that accept findings: a text with another one is judged otherwise."""


REPLACED = "a protocol beside it replaces it, so that what applies is as it was"


def unaccounted(
    old: Instrument,
    new: Instrument,
    names: tuple[Names, Names],
    alterations: Sequence[Alteration],
    written: tuple[ast.InstrumentNode, ast.InstrumentNode],
) -> Iterator[Alteration]:
    """Yield what differs between two texts and is part of no change that was told.

    ``written`` are the texts as they stand in their files: a treaty beside its protocols is compared as they amend it.
    """
    told = list(alterations)
    told += _heads(old.node, new.node, names)
    told += _lacking(old.node, new.node, names, told)
    if (old.node, new.node) != written:
        told += [one.noted(REPLACED) for one in _lacking(*written, names, told)]
    yield from told[len(alterations) :]
    yield from _in_order(old, new, names)
    if not any(one.area == "parties" for one in alterations):
        yield from _party_lines(old, new, names)
    yield from _comments(old, new)


def _lacking(
    old: ast.InstrumentNode, new: ast.InstrumentNode, names: tuple[Names, Names], alterations: Sequence[Alteration]
) -> list[Alteration]:
    """Return what no change tells of the parts that differ, as they stand."""
    told = ([d.old_piece for d in alterations], [d.new_piece for d in alterations])
    mine, theirs = (_parts(one, called) for one, called in zip((old, new), names, strict=True))
    found = []
    for key in dict.fromkeys((*mine, *theirs)):
        for one, other in _differing(mine.get(key, []), theirs.get(key, []), names):
            if (one is not None and _within(one, told[0])) or (other is not None and _within(other, told[1])):
                continue
            found.append(_told(one, other, names))
    return found


def _differing(
    mine: Sequence[ast.Node], theirs: Sequence[ast.Node], names: tuple[Names, Names]
) -> Iterator[tuple[ast.Node | None, ast.Node | None]]:
    """Yield the parts of one kind and name that differ, in pairs: what both texts have is left out first.

    So what is put before a part, or taken from before it, does not make another one of it.
    """
    said = [[canonical(one, called) for one in side] for side, called in zip((mine, theirs), names, strict=True)]
    rest: list[list[ast.Node]] = []
    for side, own, other in ((mine, said[0], said[1]), (theirs, said[1], said[0])):
        there = Counter(other)
        left = []
        for node, words in zip(side, own, strict=True):
            if there[words]:
                there[words] -= 1
            else:
                left.append(node)
        rest.append(left)
    yield from zip_longest(*rest)


def _heads(old: ast.InstrumentNode, new: ast.InstrumentNode, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield what the heads of two texts say differently: whose law it is, which treaty a protocol amends."""
    for word in ("of", "amends"):
        one, other = getattr(old, word), getattr(new, word)
        if canonical(one, names[0], exactly=True) != canonical(other, names[1], exactly=True):
            same = canonical(one, names[0]) == canonical(other, names[1])
            pieces = [
                Piece("note", part, plain(part.span), path=node.name.text) if part is not None else None
                for part, node in ((one, old), (other, new))
            ]
            said = [f"`{word} {piece.text}`" if piece is not None else "nothing" for piece in pieces]
            level = EDITORIAL if same else REVIEW
            yield Alteration("law", "reference", "change", pieces[0], pieces[1], said[0], said[1], level=level)


def _parts(text: ast.InstrumentNode, names: Names) -> dict[tuple[str, str], list[ast.Node]]:
    """Return the parts of a text by what they are known by, their kind with their label or name if they have one.

    Lines of one word have no order among each other: where it means something, `territory` tells of it.
    """
    found: dict[tuple[str, str], list[ast.Node]] = {}
    parts = list(_flat(text.parts))
    lines = sorted((one for one in parts if isinstance(one, ast.Line)), key=lambda one: canonical(one, names))
    for part in (*(one for one in parts if not isinstance(one, ast.Line)), *lines):
        if isinstance(part, ast.PartyLine):
            continue  # who is a party, since when and under which name, is compared state by state
        name = getattr(part, "label", None) or getattr(part, "name", None) or getattr(part, "word", None)
        said = name.text if isinstance(name, (ast.Name, ast.Text)) else ""
        found.setdefault((type(part).__name__, said), []).append(part)
    return found


def _in_order(old: Instrument, new: Instrument, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield what lines on the territory of parties say in another order: of one party they follow each other (73).

    Lines of different parties have no order among each other, and neither have those that only one text has.
    """
    lines = [
        {canonical(line, called): line for line in text.clauses if _is_territorial(text, line)}
        for text, called in zip((old, new), names, strict=True)
    ]
    places = {said: place for place, said in enumerate(lines[1])}
    both = [said for said in lines[0] if said in places]
    for number, said in enumerate(both):
        for later in both[number + 1 :]:
            if places[later] < places[said] and _of_one_party(lines[0][said], lines[0][later], names[0]):
                pieces = [
                    Piece("clause", node, plain(node.span), path="final-clauses", key=node.word.text)
                    for node in (lines[0][later], lines[1][said])
                ]
                told = [f"`{_short(piece.text)}`, read last" for piece in pieces]
                asked = ("when it is asked to which territory the treaty applies", told[0], told[1])
                yield Alteration(
                    "final-clause", "condition", "change", pieces[0], pieces[1], told[0], told[1],
                    level=SUBSTANTIVE, decided=asked,
                )  # fmt: skip
                return


def _is_territorial(text: Instrument, line: ast.Line) -> bool:
    word = text.lexicon.get(line.word.text, "clause")
    return word is not None and word.floor == TERRITORY


def _of_one_party(one: ast.Line, other: ast.Line, names: Names) -> bool:
    """Return whether two lines may speak of the territory of one party; a line without a name speaks of all."""
    if one.of is None or other.of is None:
        return one.of is other.of
    states = [
        {
            called
            for node in ast.walk(line.of)
            if isinstance(node, (ast.Name, ast.Text)) and names.lexicon.state(called := names.of(node.text)) is not None
        }
        for line in (one, other)
        if line.of is not None
    ]
    # `each party` and the name of a group may mean any of them.
    return not all(states) or bool(states[0] & states[1])


def _party_lines(old: Instrument, new: Instrument, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield the lines that name the parties otherwise, where nothing that was told of any party accounts for it."""
    entries, lines = [], []
    for text, called in zip((old, new), names, strict=True):
        found = [part for part in text.node.parts if isinstance(part, ast.PartyLine)]
        entries.append(
            sorted(f"{canonical(n, called, exactly=True)} {canonical(s, called)}" for p in found for n, s in _named(p))
        )
        lines.append(found)
    if entries[0] != entries[1]:
        said = ["; ".join(plain(line.span) for line in several) for several in lines]
        pieces = [
            Piece("party", several[0], words, path="parties") if several else None
            for several, words in zip(lines, said, strict=True)
        ]
        shown = [f"`{_short(words)}`" for words in said]
        yield Alteration("text", "reference", "change", pieces[0], pieces[1], shown[0], shown[1], level=EDITORIAL)


def _named(line: ast.PartyLine) -> Iterator[tuple[ast.PartyName, ast.PartyLine]]:
    """Yield each name of a line with the line as if it named nobody: its standings and days."""
    bare = replace(line, names=())
    yield from ((name, bare) for name in line.names)


def _flat(parts: Iterable[ast.Node]) -> Iterator[ast.Node]:
    for part in parts:
        if isinstance(part, ast.Chapter):
            yield from _flat(part.parts)
        elif isinstance(part, ast.FinalClauses):
            yield from part.lines  # in whatever order
        else:
            yield part


def _within(part: ast.Node, pieces: Iterable[Piece | None]) -> bool:
    """Return whether some change stands in a part."""
    return any(
        piece is not None
        and piece.span.source.name == part.span.source.name
        and part.span.start <= piece.span.start
        and piece.span.end <= part.span.end
        for piece in pieces
    )


def _sentences(part: ast.Node, names: Names) -> list[str]:
    """Return what a part says sentence by sentence, each with what opens it, in whatever order and paragraphs.

    Nothing for a part that is one whole.
    """
    found: list[str] = []

    def gather(node: ast.Node, opened: tuple[str, ...]) -> None:
        inner: Sequence[ast.Node] = ()
        if isinstance(node, ast.When):
            opened, inner = (*opened, f"when {canonical(node.condition, names)}"), node.rules
        elif isinstance(node, ast.Timed):
            opened, inner = (*opened, f"{node.order} {canonical(node.act, names)}"), node.rules
        elif isinstance(node, (ast.Article, ast.Numbered)):
            inner = node.body
        else:
            found.append(" ".join((*opened, canonical(node, names))))
        for one in inner:
            gather(one, opened)

    gather(part, ())
    return sorted(found)


def _told(one: ast.Node | None, other: ast.Node | None, names: tuple[Names, Names]) -> Alteration:
    pieces = [
        Piece("note", node, plain(node.span), path=_label(node)) if node is not None else None for node in (one, other)
    ]
    said = [f"`{_short(piece.text)}`" if piece is not None else "" for piece in pieces]
    level = EDITORIAL if isinstance(one or other, ast.SourceNote) else REVIEW
    if isinstance(one, ast.Preamble) and isinstance(other, ast.Preamble):
        heads = [Piece("recital", node, plain(node.span), path="preamble") for node in (one, other)]
        return Alteration("preamble", "wording", "change", heads[0], heads[1], said[0], said[1], level=level)
    if one is not None and other is not None and _sentences(one, names[0]) == _sentences(other, names[1]):
        return Alteration("text", "wording", "change", pieces[0], pieces[1], said[0], said[1], level=EDITORIAL)
    if one is None or other is None:
        action = "add" if one is None else "remove"
        return Alteration("text", "existence", action, pieces[0], pieces[1], said[0], said[1], level=level)
    return Alteration("text", "reference", "change", pieces[0], pieces[1], said[0], said[1], level=level)


def _label(node: ast.Node) -> str:
    """Return what the drafter called a part, empty for one without a label."""
    label = getattr(node, "label", None)
    return label.text if isinstance(label, ast.Name) else ""


def _short(text: str, most: int = 220) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _comments(old: Instrument, new: Instrument) -> Iterator[Alteration]:
    """Yield the comments that accept findings and that only one text has."""
    before, after = ([" ".join(c.split()) for c in _ACCEPTED.findall(one.span.text)] for one in (old, new))
    for comment in dict.fromkeys((*before, *after)):
        more = after.count(comment) - before.count(comment)
        if more:
            action = "add" if more > 0 else "remove"
            gone, come = ("", f"`{comment}`") if more > 0 else (f"`{comment}`", "")
            home = Piece("note", (new if more > 0 else old).node.name, comment)
            one, other = (None, home) if more > 0 else (home, None)
            yield Alteration("text", "existence", action, one, other, gone, come, level=REVIEW)
