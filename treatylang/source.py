"""The text that is read, and places in it: everything that the program says points to one of these."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True)
class Source:
    r"""A named text.

    ``name`` is what the reader is shown (a path relative to the project, ``-``, or ``library:laws/…``); ``text`` has
    ``\n`` line ends and no byte-order mark.
    """

    name: str
    text: str = field(repr=False)
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            starts = [0]
            position = self.text.find("\n")
            while position >= 0:
                starts.append(position + 1)
                position = self.text.find("\n", position + 1)
            self._starts.extend(starts)
        return self._starts

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of a character offset; an offset past the end is the end."""
        starts = self._line_starts()
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return line ``number`` (from 1) without its line end; empty when there is no such line."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]

    @property
    def digest(self) -> str:
        """SHA-256 of the text in hexadecimal: what caches are keyed by."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Borrowed:
    """A piece of borrowed text, characters ``start`` up to ``end``, and the characters that called for it.

    ``body`` is what would stand there if it were written out; ``None`` where the drafter wrote the piece as it is.
    """

    start: int
    end: int
    place: tuple[int, int]
    body: tuple[int, int] | None = None


@dataclass(frozen=True)
class Joined(Source):
    """A text with what it borrows behind it: whatever was borrowed is shown where the text calls for it.

    ``written`` is the text as its drafter wrote it; ``borrowed`` its pieces, the smallest first.
    """

    written: Source = field(default_factory=lambda: Source("", ""), repr=False)
    borrowed: tuple[Borrowed, ...] = field(default=(), repr=False)

    def found(self, start: int, end: int) -> Borrowed | None:
        """Return the smallest borrowed piece that holds some characters; ``None`` for what the drafter wrote."""
        return next((one for one in self.borrowed if one.start <= start and end <= one.end), None)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, or of what called for it."""
        return self.written.place(self.called(offset, offset)[0])

    def called(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters as the drafter wrote them, or those that called for them."""
        piece = self.found(start, end)
        if piece is None:
            return start, end
        if piece.body is not None:
            return piece.place
        by = piece.place[0] - piece.start
        return start + by, end + by


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a source: characters ``start`` up to, not including, ``end``."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        """Line of the first character, from 1."""
        return self.source.place(self.start)[0]

    @property
    def column(self) -> int:
        """Column of the first character, from 1."""
        return self.source.place(self.start)[1]

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def written(self) -> Span:
        """The place in the text as its drafter wrote it: for what was borrowed, the words that called for it."""
        source = self.source
        if not isinstance(source, Joined):
            return self
        return Span(source.written, *source.called(self.start, self.end))

    def to(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of the other."""
        return Span(self.source, self.start, other.end)

    def __str__(self) -> str:
        line, column = self.source.place(self.start)
        return f"{self.source.name}:{line}:{column}"
