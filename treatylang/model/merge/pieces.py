"""A draft taken apart for a merge: each part with the comments before it, down to the sentence."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from treatylang.model.amend import name_of
from treatylang.model.numbering import number
from treatylang.syntax import ast

_INNER: tuple[tuple[type, str], ...] = (
    (ast.InstrumentNode, "parts"),
    (ast.Chapter, "parts"),
    (ast.Article, "body"),
    (ast.Numbered, "body"),
    (ast.StatementBlock, "body"),
    (ast.FinalClauses, "lines"),
    (ast.CouncilBlock, "lines"),
    (ast.Preamble, "recitals"),
)
"""What is taken apart further, and the field that holds its parts; everything else is one whole."""


@dataclass(eq=False)
class Piece:
    """A part of a draft with the comments before it; ``inner`` is ``None`` for what is one whole.

    ``text`` is all of it; of what is taken apart, ``head`` goes up to its brace and ``tail`` follows its last part.
    ``begins`` is where in the text its first word stands, after the comments.
    """

    node: ast.Node | ast.Document
    name: str
    text: str
    begins: int
    remarks: tuple[str, ...]
    above: Piece | None = None
    inner: list[Piece] | None = None
    head: str = ""
    tail: str = ""
    said: object = field(default=None)
    """The words of the part without its comments and its inner parts, once names are settled."""
    content: Hashable = field(default=None)
    """All that the part says, kept once it has been asked for."""

    @property
    def label(self) -> str:
        """The label by which texts refer to it, empty where it has none."""
        own = getattr(self.node, "label", None)
        return own.text if isinstance(own, ast.Name) else ""

    @property
    def parts(self) -> list[Piece]:
        """Its inner parts, none for what is one whole."""
        return [] if self.inner is None else self.inner

    @property
    def whole(self) -> tuple[object, ...]:
        """What it says, with its comments and everything in it."""
        return (self.said, self.remarks, tuple(part.whole for part in self.parts))

    @property
    def is_paragraph(self) -> bool:
        """Whether people settle it together: what both sides changed in it is never put together here."""
        return isinstance(self.node, ast.Numbered)


def pieces(document: ast.Document) -> Piece:
    """Return a file as a piece with everything in it."""
    length = len(document.source.text)
    return _apart(document, document.items, "the file", 0, 0, (length, length, 0), document)


def every(piece: Piece) -> Iterator[Piece]:
    """Yield a piece and all that is in it, in the order of the text."""
    yield piece
    for part in piece.parts:
        yield from every(part)


def paragraphs(piece: Piece) -> list[Piece]:
    """Return the numbered paragraphs that stand directly in a piece."""
    return [part for part in piece.parts if isinstance(part.node, ast.Numbered)]


def counted(piece: Piece) -> bool:
    """Return whether the paragraphs of a piece are numbered by their place, so that their numbers can be computed."""
    found = paragraphs(piece)
    return all(figure(part, place) == part.node.number for place, part in enumerate(found, 1))  # type: ignore[union-attr]


def figure(piece: Piece, place: int) -> str:
    """Return the number that a paragraph has at a place, from 1, in the manner in which it is written."""
    lettered = isinstance(piece.node, ast.Numbered) and piece.node.lettered
    return chr(96 + place) if lettered and place <= 26 else str(place)


def numbered_by_place(document: ast.Document) -> bool:
    """Return whether each written number of an article is the one that its place gives it.

    In laws and excerpts the written number is the number (ruling 24).
    """
    for item in document.items:
        if not isinstance(item, ast.InstrumentNode):
            continue
        excerpt = any(isinstance(part, ast.Line) and part.word.text == "excerpt" for part in item.parts)
        if item.kind == "law" or excerpt:
            return False
        found = number(item, as_written=False)
        for node in ast.walk(item):
            if isinstance(node, ast.Article) and node.number not in ("", found.number_of(node)):
                return False
    return True


def symbol(value: object, called: Callable[[str], str] = str, leave: Container[str] = ()) -> Hashable:
    """Return what a node says as a value that can be compared, without the fields of its own that are left out.

    ``called`` is given each text that may refer to a part, and returns it with what all versions call that part.
    """
    if isinstance(value, ast.Ref):
        return ("Ref", called(f"@{value.text}"))
    if isinstance(value, ast.Text):
        return ("Text", called(value.text))
    if isinstance(value, ast.Node):
        kept = [f.name for f in fields(value) if f.name != "span" and f.name not in leave]
        return (type(value).__name__, *(symbol(getattr(value, name), called) for name in kept))
    if isinstance(value, tuple):
        return tuple(symbol(one, called) for one in value)
    assert isinstance(value, Hashable)
    return value


def inner_field(node: object) -> str:
    """Return the field that holds the parts of a node, empty for one that is a whole."""
    return next((name for kind, name in _INNER if isinstance(node, kind)), "")


def _piece(node: ast.Node, start: int, end: int, document: ast.Document, above: Piece) -> Piece:
    name = inner_field(node)
    if not name:
        text = document.source.text
        return Piece(node, named(node), text[start:end], node.span.start - start, _remarks(document, start, end), above)
    children: Sequence[ast.Node] = getattr(node, name)
    text = document.source.text
    first = children[0].span.start if children else node.span.end - 1
    opened = text.rindex("{", node.span.start, first) + 1
    return _apart(
        node, children, named(node), start, opened, (node.span.end - 1, end, node.span.start), document, above
    )


def _apart(
    node: ast.Node | ast.Document,
    inner: Sequence[ast.Node],
    name: str,
    start: int,
    opened: int,
    ends: tuple[int, int, int],
    document: ast.Document,
    above: Piece | None = None,
) -> Piece:
    """Return a piece with pieces in it; ``ends`` are the places of its closing brace, of its end, of its first word."""
    text = document.source.text
    closed, end, first = ends
    whole = Piece(node, name, text[start:end], max(0, first - start), (), above, [])
    place = opened
    for child in inner:
        after = _behind(text, _end(text, child), closed)
        whole.parts.append(_piece(child, place, after, document, whole))
        place = after
    whole.remarks = (*_remarks(document, start, opened), "", *_remarks(document, place, end))
    whole.head, whole.tail = text[start:opened], text[place:end]
    return whole


def _end(text: str, node: ast.Node) -> int:
    """Return the end of a part with the sign that closes it."""
    end = node.span.end
    if text[end - 1] in ";}":
        return end
    closing = text.find(";", end)
    return closing + 1 if closing >= 0 and not text[end:closing].strip() else end


def _behind(text: str, end: int, limit: int) -> int:
    """Return the place after a part and the comment that ends its line."""
    line = text.find("\n", end, limit)
    line = limit if line < 0 else line
    rest = text[end:line].strip()
    return line if rest.startswith("#") else end


def _remarks(document: ast.Document, start: int, end: int) -> tuple[str, ...]:
    return tuple(c.text for c in document.comments if start <= c.span.start < end)


def named(node: ast.Node) -> str:
    """Return what people call a part: its label, else its first words."""
    if isinstance(node, ast.Numbered):
        return f"paragraph {node.number}"
    if name_of(node):
        return f"`{name_of(node)}`"
    if isinstance(node, ast.InstrumentNode):
        return f"`{node.name.text}`"
    words = " ".join(node.span.text.split())
    return f"`{words if len(words) <= 40 else words[:39] + '…'}`"
