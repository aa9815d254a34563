"""What stands around a mistake of form: the words before it and at it, read by a scanner that refuses nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from treatylang.syntax import angles
from treatylang.syntax.glossary import Glossary

_SCAN = re.compile(
    r"""
      [\s\x00]+ | \#[^\n]*
    | (?P<block>\"{3}[\s\S]*?\"{3})
    | (?P<openblock>\"{3}[\s\S]*)
    | (?P<text>\"[^"\n]*\")
    | (?P<opentext>\"[^"\n]*)
    | (?P<date>\d{4}-\d\d-\d\d)
    | (?P<angle>"""
    + angles.PATTERN
    + r""")
    | (?P<number>\d+(?:\.\d+)*)
    | (?P<ref>@[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*)
    | (?P<word>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)
    | (?P<sign>[;{}(),=])
    | (?P<other>.)
    """,
    re.VERBOSE,
)


class Slip(NamedTuple):
    """A mistake that was recognised: characters ``start`` up to ``end``, what is wrong, and what to write instead."""

    start: int
    end: int
    message: str
    help: str = ""


class Piece(NamedTuple):
    """A word, text, number or sign of a draft; ``other`` is a character that begins none of them."""

    kind: str
    text: str
    start: int
    end: int


NOTHING = Piece("end", "", 0, 0)


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Return the pieces of a text, or of a part of it, without spaces and comments."""
    found = _SCAN.finditer(text, start, len(text) if end is None else end)
    return [Piece(match.lastgroup, match.group(), match.start(), match.end()) for match in found if match.lastgroup]


class Excerpt:
    """The text up to a mistake and a little further, and what the grammar would have read there.

    ``wanted`` holds words and signs as they are written (``shall``, ``;``) and kinds of words in capitals (``NAME``).
    """

    def __init__(self, text: str, offset: int, wanted: frozenset[str], glossary: Glossary) -> None:
        self.text = text
        self.wanted = wanted
        self.glossary = glossary
        self.pieces = pieces(text)
        self.at = min(bisect_right(self.pieces, offset, key=lambda piece: piece.start), len(self.pieces))
        if self.at and self.pieces[self.at - 1].end > offset:
            self.at -= 1
        self.offset = offset

    def piece(self, index: int) -> Piece:
        """Return piece ``index`` of the file, an empty one outside it."""
        return self.pieces[index] if 0 <= index < len(self.pieces) else NOTHING

    @property
    def here(self) -> Piece:
        """The piece that could not be read; an empty one at the end of the file."""
        return self.piece(self.at)

    @property
    def before(self) -> Piece:
        """The piece before it."""
        return self.piece(self.at - 1)

    @property
    def after(self) -> Piece:
        """The piece after it."""
        return self.piece(self.at + 1)

    @property
    def ended(self) -> bool:
        """Whether the file ended too early."""
        return self.at >= len(self.pieces)

    def begins(self, index: int) -> bool:
        """Whether piece ``index`` is the first of a statement."""
        return index <= 0 or (self.piece(index - 1).kind == "sign" and self.piece(index - 1).text in ";{}")

    @cached_property
    def first(self) -> int:
        """The number of the first piece of the statement in which the mistake stands."""
        index = min(self.at, len(self.pieces))
        while not self.begins(index):
            index -= 1
        return index

    @cached_property
    def said(self) -> list[Piece]:
        """The pieces of the statement before the mistake."""
        return self.pieces[self.first : self.at]

    @cached_property
    def words(self) -> list[str]:
        """The texts of those pieces."""
        return [piece.text for piece in self.said]

    @cached_property
    def open(self) -> list[int]:
        """The numbers of the braces that are open at the mistake, outermost first."""
        stack: list[int] = []
        for index, piece in enumerate(self.pieces[: self.at]):
            if piece.kind != "sign":
                continue
            if piece.text == "{":
                stack.append(index)
            elif piece.text == "}" and stack:
                stack.pop()
        return stack

    def header(self, brace: int) -> list[Piece]:
        """Return the pieces that stand before an opening brace, from the first of their statement."""
        index = brace
        while not self.begins(index):
            index -= 1
        return self.pieces[index:brace]

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def indent(self, index: int) -> int:
        """Return how many characters stand before the first word on the line of piece ``index``."""
        start = self.text.rfind("\n", 0, self.piece(index).start) + 1
        while start < len(self.text) and self.text[start] in " \t":
            start += 1
        return start - self.text.rfind("\n", 0, start) - 1

    def breaks(self, index: int) -> bool:
        """Whether piece ``index`` is the first on its line."""
        return "\n" in self.text[self.piece(index - 1).end : self.piece(index).start] if index else True

    def bare(self) -> tuple[str, int]:
        """Return the statement up to the end of its last line with quoted texts blanked out, and where it begins."""
        start = self.piece(self.first).start if self.first < len(self.pieces) else len(self.text)
        stop = self.text.find("\n", max(self.offset, start))
        stop = len(self.text) if stop < 0 else stop
        out: list[str] = []
        position = start
        for piece in self.pieces[self.first :]:
            if piece.start >= stop:
                break
            out.append(re.sub(r"[^\n]", " ", self.text[position : piece.start]) if position < piece.start else "")
            quoted = piece.kind in ("block", "openblock", "text", "opentext")
            out.append(" " * len(piece.text) if quoted else piece.text)
            position = piece.end
        return "".join(out), start

    @cached_property
    def statement(self) -> list[Piece]:
        """The pieces of the statement in which the mistake stands, with those after it on its line."""
        index = self.first
        found: list[Piece] = []
        while index < len(self.pieces):
            piece = self.piece(index)
            if (piece.kind == "sign" and piece.text in ";{}") or (index > self.at and self.breaks(index)):
                break
            found.append(piece)
            index += 1
        return found

    def slip(self, index: int, message: str, help: str = "") -> Slip:
        """Return a slip at piece ``index``."""
        piece = self.piece(index)
        return Slip(piece.start, piece.end, message, help)

    def missing(self, message: str, help: str = "", index: int | None = None) -> Slip:
        """Return a slip at the end of the piece before ``index`` (before the mistake): where something should stand."""
        end = self.piece((self.at if index is None else index) - 1).end
        return Slip(end, end, message, help)


def shown(text: str) -> str:
    """Return what was written as a message shows it: on one line, and short."""
    flat = " ".join(text.split())
    flat = flat if len(flat) <= 40 else flat[:37] + "…"
    return f"`{flat}`".replace("``", "`")
