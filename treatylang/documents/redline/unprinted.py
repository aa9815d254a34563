"""What two drafts say differently and no printed text shows: what they are checked with, dates of parties, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.model.merge.pieces import Piece, every, inner_field, pieces, symbol
from treatylang.model.merge.threefold import paired
from treatylang.syntax import ast

_NEVER = (
    ast.Under, ast.Assume, ast.TreatiesRank, ast.SourceNote, ast.CureLine, ast.CircumstanceLine, ast.PartyLine
)  # fmt: skip
"""Parts that are not printed, or not whole: of a party only its name is."""

_SENTENCES = (ast.Sentence, ast.When, ast.Timed, ast.Bracket)


@dataclass(frozen=True)
class Unprinted:
    """A part as it stands in either draft, on one line; empty where a draft lacks it."""

    old: str
    new: str


def unprinted(old: ast.InstrumentNode, new: ast.InstrumentNode, *, everything: bool = False) -> Iterator[Unprinted]:
    """Yield what differs between two drafts and is not part of the printed text of either.

    ``everything`` is for drafts that read the same: then whatever differs at all is yielded, such as a name that is
    declared twice.
    """
    first, second = (pieces(ast.Document(node.span.source, (node,))) for node in (old, new))
    pairs = paired(first, second)
    met = {id(piece) for piece in pairs.values()}
    for piece in every(first):
        other = pairs.get(id(piece))
        if _own(piece) == _own(other) if other is not None else not isinstance(piece.node, ast.Node):
            continue
        if everything or not _is_printed(piece) or (other is not None and _silent(piece.node, other.node)):
            yield Unprinted(_said(piece), _said(other) if other is not None else "")
    for piece in every(second):
        if id(piece) not in met and isinstance(piece.node, ast.Node) and (everything or not _is_printed(piece)):
            yield Unprinted("", _said(piece))


def _own(piece: Piece) -> object:
    """Return what a part says itself, without the parts in it."""
    return symbol(piece.node, leave=(inner_field(piece.node),)) if isinstance(piece.node, ast.Node) else None


def _silent(one: object, other: object) -> bool:
    """Return whether two versions of a part differ in nothing that is printed: a written number, `interpreted`."""
    if type(one) is not type(other) or not isinstance(one, ast.Node):
        return False
    leave = {"number", "citation", "interpreted", inner_field(one)}
    return symbol(one, leave=leave) == symbol(other, leave=leave)


def _is_printed(piece: Piece) -> bool:
    node, above = piece.node, piece.above
    if isinstance(node, _NEVER):
        return False
    if isinstance(node, ast.Line):  # the lines of final clauses and councils are printed, those of the heading are not
        return above is None or not isinstance(above.node, ast.InstrumentNode)
    if isinstance(node, _SENTENCES) and above is not None:
        return not any(isinstance(part.node, ast.Prose) for part in above.parts)  # agreed wording stands for them
    return True


def _said(piece: Piece) -> str:
    if not isinstance(piece.node, ast.Node):
        return ""
    text = piece.node.span.text if piece.inner is None else piece.head.strip()
    return " ".join(text.split())
