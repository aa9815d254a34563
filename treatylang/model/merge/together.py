"""The merge itself: for each part what becomes of it, where it stands, and what people are asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from treatylang.model.merge.dangling import dangling
from treatylang.model.merge.ordering import ordered
from treatylang.model.merge.pieces import (
    Piece,
    counted,
    every,
    figure,
    inner_field,
    numbered_by_place,
    pieces,
    symbol,
)
from treatylang.model.merge.references import References, references
from treatylang.model.merge.threefold import SAID, Strand, strands
from treatylang.model.numbering import number
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse

MARK = 7
"""Signs of which the marks of a conflict are made, as in git."""

BASE, OURS, THEIRS = range(3)
GONE = "# (taken out)"


@dataclass(frozen=True)
class Merged:
    """The text of the merged draft, in the canonical layout; ``conflicts`` names what people have to settle.

    Each conflict stands in the text between comments, with the words of this side in force and those of the other side
    as comments: the file can be read and checked, and the rule ``unsettled-merge`` says where it is not yet whole.
    """

    text: str
    conflicts: tuple[str, ...]


def merged(base: ast.Document, ours: ast.Document, theirs: ast.Document, *, size: int = MARK) -> Merged:
    """Return both drafts in one, part by part: what one side changed is taken, what both changed alike too.

    Parts are known by their labels, else by what they say, and keep their references when numbers move. Two different
    changes of one paragraph, a change of what the other side took out, two new parts of one name, an order that both
    sides changed, and a name that would lead nowhere are conflicts. Where both add something at one place, that of
    this side stands first.
    """
    merge = _Merge((base, ours, theirs), size)
    text = merge.whole()
    document = _read(ours.source.name, text)
    if merge.computed:
        document = _renumbered(document)
    lost = dangling(document, base, ours, theirs)
    if lost:
        document = _read(ours.source.name, merge.with_marks(document.source.text, lost))
    return Merged(format_document(document), tuple(merge.conflicts))


def _read(name: str, text: str) -> ast.Document:
    document, mistakes = parse(Source(name, text))
    if document is None:
        raise RuntimeError(f"the merged text cannot be read: {mistakes[0].span}: {mistakes[0].message}")
    return document


def _renumbered(document: ast.Document) -> ast.Document:
    """Return a file in which each written number of an article is the one that its place gives it."""
    text, edits = document.source.text, []
    for item in document.items:
        if isinstance(item, ast.InstrumentNode) and item.kind != "law":
            found = number(item, as_written=False)
            for node in ast.walk(item):
                if isinstance(node, ast.Article) and node.number not in ("", found.number_of(node)):
                    start = text.index(node.number, node.span.start + len(node.division))
                    edits.append((start, start + len(node.number), found.number_of(node)))
    if not edits:
        return document
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return _read(document.source.name, text)


Text = tuple[str, int]
"""A piece of the merged text, and the version whose names it uses."""


@dataclass
class _Fate:
    """What becomes of a part: ``above`` is the strand in which it stands; ``asked`` marks a conflict of the whole."""

    above: int
    lives: bool
    asked: bool = False
    held: bool = False
    """Whether this side's words stand elsewhere already, in a part that people are asked about."""


class _Merge:
    """One merge; the conflicts gather here."""

    def __init__(self, documents: tuple[ast.Document, ast.Document, ast.Document], size: int) -> None:
        self.size = size
        self.conflicts: list[str] = []
        self.files = tuple(pieces(document) for document in documents)
        self.strands = strands(*self.files)
        self.places = {
            id(piece): place for place, one in enumerate(self.strands) for piece in _versions(one) if piece is not None
        }
        self.names: tuple[References, ...] = tuple(references(file, self.places) for file in self.files)
        self.computed = all(map(numbered_by_place, documents))
        """Whether articles are numbered by their places, so that their numbers can be computed."""
        self._settle_names()
        self.strict = {place for place, one in enumerate(self.strands) if one.some.is_paragraph and _both_changed(one)}
        self.fates = [self._fate(one) for one in self.strands]
        self.disputed: set[int] = set()
        """Parts to which the other side gave a name that something else has here."""
        self._hold_back()
        self.within: dict[int, list[int]] = defaultdict(list)
        for place, fate in enumerate(self.fates):
            if place and (fate.lives or fate.asked):
                self.within[fate.above].append(place)
        self.figures: dict[int, str] = {}
        self.shown: dict[int, Piece] = {}
        self.told: set[tuple[int, int]] = set()
        """Which version of which part stands in the text, be it as a comment."""

    def whole(self) -> str:
        """Return the merged text before its layout is made."""
        texts = self._together(0, "")
        texts[-1:-1] = self._left_over()
        final = self._finally_called()
        for names in self.names:
            names.final = final
        return _joined([self._renewed(text, side) for text, side in texts])

    def _finally_called(self) -> dict[tuple[int, bool], str]:
        """Return what each part that stands in the merged text is called there, by label and by number."""
        final: dict[tuple[int, bool], str] = {}
        for place, piece in self.shown.items():
            if piece.label:
                final[place, False] = piece.label
            above = self.shown.get(self.fates[place].above)
            if isinstance(piece.node, ast.Numbered) and above is not None and above.label:
                final[place, True] = f"{above.label}.{self.figures.get(place, piece.node.number)}"
        return final

    def _renewed(self, text: str, side: int) -> str:
        """Return a text with what the merged draft calls its parts; what refers to a number that is gone is asked."""
        names = self.names[side]
        lost = names.lost(re.sub(r"#[^\n]*", "", text))
        if lost:
            gone = ", ".join(dict.fromkeys(lost))
            self._ask(f"{gone}, which one side took out")
            text = self._marks(f"# ({gone} is named below)", GONE) + text
        return names.renewed(text)

    def with_marks(self, text: str, lost: Mapping[str, Piece]) -> str:
        """Return the merged text with marks before each part that names what one side took out, or calls otherwise."""
        places: dict[int, list[str]] = defaultdict(list)
        for name, piece in lost.items():
            assert isinstance(piece.node, ast.Node)
            places[self._outside(text, piece.node.span.start)].append(name)
            self._ask(f"{name}, which one side took out or renamed and the other names in {piece.name}")
        for start, names in sorted(places.items(), reverse=True):
            said = self._marks(f"# ({', '.join(names)} is named below)", GONE)
            text = f"{text[:start]}{said}\n{text[start:]}"
        return text

    def _outside(self, text: str, place: int) -> int:
        """Return a place in the merged text, or where the conflict begins in which it lies: no marks within others."""
        opened, _, closed = self._signs()
        before = text.rfind(opened, 0, place)
        return before if before > text.rfind(closed, 0, place) else place

    # -- what is compared --

    def _settle_names(self) -> None:
        """Say of each part what it says, in names that all versions share, without numbers that follow from places."""
        for one in self.strands:
            several = [piece for piece in _versions(one) if piece is not None]
            by_place = all(piece.above is None or counted(piece.above) for piece in several)
            for side, piece in enumerate(_versions(one)):
                if piece is None or not isinstance(piece.node, ast.Node):
                    continue
                leave = {inner_field(piece.node)}
                computed = self.computed if isinstance(piece.node, ast.Article) else by_place
                if isinstance(piece.node, (ast.Article, ast.Numbered)) and computed:
                    leave.add("number")
                # Which number an article has follows from its place, whether it is written is the drafter's choice.
                written = isinstance(piece.node, ast.Article) and bool(piece.node.number)
                piece.said = (symbol(piece.node, self.names[side].meant, leave), written)
                piece.remarks = tuple(self.names[side].meant(remark) for remark in piece.remarks)

    def _above(self, piece: Piece | None) -> int | None:
        return self.places[id(piece.above)] if piece is not None and piece.above is not None else None

    def _fate(self, one: Strand) -> _Fate:
        """Return what becomes of a part, by the three versions of it."""
        base, ours, theirs = _versions(one)
        before, here, there = (self._above(piece) for piece in (base, ours, theirs))
        homes = {place for place in (before, here, there) if place is not None}
        if len(homes) == 1 and homes <= self.strict and not _alike(_versions(one)):
            return _Fate(homes.pop(), lives=False, asked=True)  # within one paragraph nothing is put together
        if base is None:
            home = here if here is not None else there
            both = ours is not None and theirs is not None and ours.whole != theirs.whole
            return _Fate(home or 0, lives=not both, asked=both)
        if ours is None or theirs is None:
            kept, place = (theirs, there) if ours is None else (ours, here)
            touched = kept is not None and (kept.whole != base.whole or place != before)
            return _Fate((place if kept is not None else before) or 0, lives=False, asked=touched)
        return _Fate((here if there == before else there if here == before else here) or 0, lives=True)

    def _hold_back(self) -> None:
        """Have people asked about what would stand twice.

        That is a name that each side gave to something else, the same words that each side put somewhere else, and what
        stands in a part that people are asked about but was moved out of it by the other side.
        """
        given: dict[Hashable, list[Strand]] = defaultdict(list)
        for place, (one, fate) in enumerate(zip(self.strands, self.fates, strict=True)):
            if one.ours is not None and (fate.lives or fate.asked):
                for name in {_name_of(one.ours), self._put(place)} - {None}:
                    given[name].append(one)
        for place, (one, fate) in enumerate(zip(self.strands, self.fates, strict=True)):
            if one.theirs is None:
                continue
            name = _name_of(one.theirs)
            # A name that the other side itself gives twice is its own doing.
            taken = any(other.theirs is None or _name_of(other.theirs) != name for other in given.get(name, ()))
            if one.ours is None and one.base is None:
                fate.asked = fate.asked or taken or self._put(place) in given
            elif one.ours is not None and name is not None and name != _name_of(one.ours) and taken:
                self.disputed.add(place)
        inside = {
            self.places[id(piece)]
            for one, fate in zip(self.strands, self.fates, strict=True)
            if fate.asked and one.ours is not None
            for piece in every(one.ours)
            if piece is not one.ours
        }
        roots = {place for place, fate in enumerate(self.fates) if fate.asked}
        for place in inside:
            if self.fates[place].above not in inside | roots:
                self.fates[place].asked = self.fates[place].held = True

    def _left_over(self) -> list[Text]:
        """Return what one side changed where the other side's words stand as a whole: people find it at the end."""
        texts: list[Text] = []
        for place, one in enumerate(self.strands):
            versions = _versions(one)
            said = [v.whole for side, v in enumerate(versions) if v is not None and (place, side) in self.told]
            for side in (OURS, THEIRS):
                version = versions[side]
                new = (
                    version is not None
                    and version.inner is None
                    and (one.base is None or version.whole != one.base.whole)
                )
                if version is not None and new and version.whole not in said:
                    self._ask(version.name)
                    texts.append((self._marks(GONE, _quoted(version.text)), side))
        return texts

    def _put(self, place: int) -> Hashable:
        """Return the words of what one side alone put into a part that was there, to see whether both did so."""
        one = self.strands[place]
        if one.base is not None or (one.ours is not None and one.theirs is not None):
            return None
        if not isinstance(one.some.node, SAID) or self.strands[self.fates[place].above].base is None:
            return None
        return ("words", one.some.whole)

    # -- what is written --

    def _together(self, place: int, path: str) -> list[Text]:
        """Return the text of a part that lives, taken apart into its inner parts."""
        one = self.strands[place]
        ours, theirs = one.ours or one.theirs, one.theirs or one.ours
        assert ours is not None and theirs is not None
        side = self._side(place)
        shown = theirs if side == THEIRS else ours
        self.shown[place] = shown
        listed = [[self.places[id(p)] for p in v.parts] if v is not None else [] for v in _versions(one)]
        order = ordered(listed[BASE], listed[OURS], listed[THEIRS], self.within[place])
        self._count(one, order.keys)
        parts = [text for inner in order.keys for text in self._one(inner, path)]
        head: list[Text] = [(self._figured(place, shown, shown.head), OURS if side is None else side)]
        if side is None:
            self._ask(path or one.some.name)
            head.append((self._marks("# (as above)", _quoted(theirs.head.rstrip())), THEIRS))
        if order.asked:
            self._ask(f"{path or one.some.name}: the order")
            said = ["\n".join(f"#   {self.strands[key].some.name}" for key in keys) for keys in order.asked]
            head.append((self._marks(said[0], said[1]), OURS))
        return [*head, *parts, (shown.tail, OURS if side is None else side)]

    def _count(self, one: Strand, order: Sequence[int]) -> None:
        """Give the paragraphs of a part their numbers, where these follow from their places in every version."""
        if not all(counted(version) for version in _versions(one) if version is not None):
            return
        place = 0
        for key in order:
            fate, piece = self.fates[key], self.strands[key].some
            stands = fate.lives if not fate.asked else self.strands[key].ours is not None and not fate.held
            if isinstance(piece.node, ast.Numbered) and stands:
                place += 1
                self.figures[key] = figure(piece, place)

    def _figured(self, place: int, piece: Piece, text: str) -> str:
        """Return the text of a paragraph with the number that it has now."""
        new = self.figures.get(place)
        if new is None or not isinstance(piece.node, ast.Numbered):
            return text
        start = text.index(piece.node.number, piece.begins)
        return text[:start] + new + text[start + len(piece.node.number) :]

    def _side(self, place: int) -> int | None:
        """Return the side whose head is taken, ``None`` where people have to choose."""
        one = self.strands[place]
        if place in self.disputed:
            return None
        base, ours, theirs = _versions(one)
        if ours is None or theirs is None:
            return OURS if theirs is None else THEIRS
        said = [(v.said, v.remarks) if v is not None else None for v in (base, ours, theirs)]
        if said[2] in (said[0], said[1]):
            return OURS
        return THEIRS if said[1] == said[0] else None

    def _one(self, place: int, path: str) -> list[Text]:
        """Return what becomes of one part within another."""
        one, fate = self.strands[place], self.fates[place]
        where = f"{path}/{one.some.name}" if path else one.some.name
        if fate.asked or (place in self.strict and all(v is None or len(v.parts) == 1 for v in _versions(one))):
            return self._conflict(place, where)
        if all(v is None or v.inner is not None for v in (one.ours, one.theirs)):
            return self._together(place, where)
        side = self._side(place)
        shown = one.theirs if side == THEIRS else one.ours
        if side is None or shown is None:
            return self._conflict(place, where)
        self.shown[place] = shown
        self.told.add((place, side))
        return [(shown.text, side)]

    def _conflict(self, place: int, where: str) -> list[Text]:
        """Return both texts between marks: ours in force, theirs as comments."""
        self._ask(where)
        one = self.strands[place]
        ours, theirs = (None if self.fates[place].held else one.ours), one.theirs
        live, quoted = GONE, GONE
        if ours is not None:
            live = self._figured(place, ours, ours.text).strip("\n")
            self.shown |= {self.places[id(piece)]: piece for piece in every(ours)}
            self.told |= {(self.places[id(piece)], OURS) for piece in every(ours)}
        if theirs is not None:
            quoted = _quoted(theirs.text)
            self.told |= {(self.places[id(piece)], THEIRS) for piece in every(theirs)}
        gap = "\n\n" if any(v is not None and v.text.startswith("\n\n") for v in (ours, theirs)) else "\n"
        opened, between, closed = self._signs()
        return [(f"{gap}{opened}\n{live}", OURS), (f"\n{between}\n{quoted}\n{closed}", THEIRS)]

    def _marks(self, live: str, quoted: str) -> str:
        opened, between, closed = self._signs()
        return f"\n{opened}\n{live}\n{between}\n{quoted}\n{closed}"

    def _signs(self) -> tuple[str, str, str]:
        return f"# {'<' * self.size} ours", f"# {'=' * self.size}", f"# {'>' * self.size} theirs"

    def _ask(self, where: str) -> None:
        self.conflicts.append(where.replace("`", ""))


def _versions(one: Strand) -> tuple[Piece | None, Piece | None, Piece | None]:
    return (one.base, one.ours, one.theirs)


def _alike(versions: Iterable[Piece | None]) -> bool:
    """Return whether every version has a part, and all say the same."""
    found = [piece.whole if piece is not None else None for piece in versions]
    return None not in found and found.count(found[0]) == len(found)


def _both_changed(one: Strand) -> bool:
    """Return whether both sides changed a part, each in its own way."""
    base, ours, theirs = _versions(one)
    if base is None or ours is None or theirs is None:
        return False
    return ours.whole not in (base.whole, theirs.whole) and theirs.whole != base.whole


def _name_of(piece: Piece) -> Hashable:
    """Return the name that a part gives in its draft, which nothing else may have."""
    top = piece
    while top.above is not None and top.above.above is not None:
        top = top.above
    given = piece.label or (piece.node.name.text if isinstance(piece.node, _NAMED) else "")
    since = piece.node.period.since.text if isinstance(piece.node, ast.Definition) and piece.node.period else ""
    return (top.name, given, since) if given else None


_NAMED = (ast.Definition, ast.TermBlock, ast.CircumstanceLine, ast.Bracket)


def _quoted(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.strip("\n").splitlines())


_SAID_ASIDE = re.compile(r'"[^"\n]*"')


def _joined(texts: Sequence[str]) -> str:
    """Return texts after each other; a comment at the end of one cannot swallow the beginning of the next."""
    result = ""
    for text in filter(None, texts):
        begins = text.lstrip(" \t").startswith("\n")
        last = _SAID_ASIDE.sub("", result.rpartition("\n")[2])
        result += text if begins or not result else f"\n{text}" if "#" in last else f" {text}"
    return result
