"""What parts are called in three versions, so that a reference stays with its part when a label or number moves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from treatylang.model.merge.pieces import Piece, every
from treatylang.syntax import ast

_REFERENCE = re.compile(r"(?<![\w.@-])@([A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*)")

Called = dict[str, tuple[int, bool]]
"""Name in one version → the strand that it names, and whether by number."""


@dataclass
class References:
    """The names of parts in one version; ``final`` says what each part is called in the merged text."""

    called: Called
    final: dict[tuple[int, bool], str] = field(default_factory=dict)

    def meant(self, text: str) -> str:
        """Return a text in which each reference to a part names the part itself, whatever it is called."""
        return _REFERENCE.sub(lambda m: f"@§{self.called[m[1]]}" if m[1] in self.called else m[0], text)

    def renewed(self, text: str) -> str:
        """Return a text with each reference as the merged text calls what it names."""

        def new(match: re.Match[str]) -> str:
            meant = self.called.get(match[1])
            return f"@{self.final.get(meant, match[1])}" if meant is not None else match[0]

        return _REFERENCE.sub(new, text)

    def lost(self, text: str) -> list[str]:
        """Return the references to parts by number whose part is gone, so that the number may be another's now."""
        found = {m[0]: self.called.get(m[1], (0, False)) for m in _REFERENCE.finditer(text)}
        return [said for said, meant in found.items() if meant[1] and meant not in self.final]


def references(file: Piece, places: dict[int, int]) -> References:
    """Return what the parts of a version are called; ``places`` are their strands by their identity."""
    found: Called = {}
    for piece in every(file):
        if isinstance(piece.node, ast.Numbered) and piece.above is not None and piece.above.label:
            found.setdefault(f"{piece.above.label}.{piece.node.number}", (places[id(piece)], True))
    for piece in every(file):
        if piece.label:
            found[piece.label] = (places[id(piece)], False)
    return References(found)
