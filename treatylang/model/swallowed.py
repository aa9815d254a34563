"""Statements that ran into the next one because a semicolon is missing, though the grammar can read both as one."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding
from treatylang.model.lexicon import Lexicon
from treatylang.source import Span
from treatylang.syntax import ast
from treatylang.syntax.excerpt import Piece, pieces, shown
from treatylang.syntax.expectations import CLOSERS, LITTLE
from treatylang.syntax.mistakes import syntax_error

_OPEN = LITTLE - {"parties", "states", "members", "self", "acted"}
"""Words that something has to follow."""
_OPENED = frozenset({"heading", "clause"})
"""Kinds of words that open a line of their own."""
_STATEMENTS = (
    ast.Line,
    ast.PartyLine,
    ast.Under,
    ast.Assume,
    ast.SourceNote,
    ast.CureLine,
    ast.CircumstanceLine,
    ast.TermBlock,
    ast.Prose,
    ast.Sentence,
)
_OPENERS: dict[str, tuple[str, ...]] = {
    "under": ("law", "treaty"),
    "assume": (),
    "source": ("text",),
    "term": ("word",),
    "area": ("word",),
    "group": ("word",),
    "treaties": ("rank",),
    "circumstance": ("word",),
    "reading": ("word",),
    "council": ("text",),
    "cure": (),
    "recital": ("text", "block"),
    "import": ("text",),
}
"""Words that open statements, with what follows them: texts, kinds of pieces; nothing where anything may."""


def swallowed(document: ast.Document, lexicon: Lexicon) -> Finding | None:
    """Return the first place at which a semicolon is missing, ``None`` where every statement is one."""
    found = [place for node in ast.walk(document) for place in _of(node, lexicon)]
    if not found:
        return None
    where = min(found, key=lambda piece: piece.end)
    return syntax_error(
        Span(document.source, where.end, where.end),
        f"`;` is missing after {shown(where.text)}",
        help="every statement ends with `;` or a block",
    )


def _of(node: ast.Node, lexicon: Lexicon) -> Iterator[Piece]:
    """Yield the pieces of a statement after which another one begins."""
    if not isinstance(node, _STATEMENTS) or (isinstance(node, ast.TermBlock) and node.body):
        return
    text, start = node.span.source.text, node.span.start
    said = pieces(text, start, node.span.end)
    for index in range(1, len(said)):
        before, here = said[index - 1], said[index]
        if before.text in _OPEN or before.text == "," or here.kind == "sign":
            continue
        new_line = "\n" in text[before.end : here.start]
        after = said[index + 1] if index + 1 < len(said) else None
        if (new_line and _opens(here, after, node)) or (
            (index > 1 or new_line) and _next_line(node, here, new_line, lexicon)
        ):
            yield before


def _opens(here: Piece, after: Piece | None, node: ast.Node) -> bool:
    """Return whether a piece on a line of its own begins a statement by its form."""
    if after is None:
        return False
    if here.kind == "word" and len(here.text) == 2 and here.text.islower() and after.kind in ("text", "block"):
        return here.text not in LITTLE
    wanted = _OPENERS.get(here.text)
    if wanted is None or (here.text == "under" and isinstance(node, ast.Sentence) and after.text == "treaty"):
        return False
    return not wanted or after.kind in wanted or after.text in wanted


def _next_line(node: ast.Node, here: Piece, new_line: bool, lexicon: Lexicon) -> bool:
    """Return whether a piece begins the next heading line: by its word, or since it stands no deeper than this."""
    if not isinstance(node, (ast.Line, ast.PartyLine, ast.Under)) or here.text in LITTLE | CLOSERS:
        return False
    kinds = lexicon.kinds(here.text) if here.kind == "word" else frozenset()
    if kinds & _OPENED and not kinds & {"word", "role", "standing"}:
        return new_line or not kinds - _OPENED
    text = node.span.source.text
    return new_line and here.kind in ("word", "text") and _column(text, here.start) <= _column(text, node.span.start)


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset) - 1
