"""Enumerations inside a sentence: *(i) …; (ii) …; and (iii) …*, where a plain list could be read in two ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from treatylang.documents.marks import roman
from treatylang.documents.speaker import Speaker

_MARKS: tuple[Callable[[int], str], ...] = (
    lambda number: roman(number).lower(),
    lambda number: chr(64 + number),
    str,
)
"""How the items are counted, the outermost first, so that no inner item is taken for an outer one."""


def enumerated(tongue: Speaker, pieces: Sequence[str], word: str, depth: int) -> str:
    """Return items with their marks, the last joined by ``word`` (``and`` or ``or``)."""
    mark = _MARKS[min(depth, len(_MARKS) - 1)]
    form, end = tongue.grammar.words["item_number"], tongue.grammar.words["item_end"]
    said = [f"{form.format(mark(index))} {piece}" for index, piece in enumerate(pieces, 1)]
    last = f"{tongue.grammar.words[word]} {said[-1]}"
    return f"{end} ".join([*said[:-1], last]) if len(said) > 1 else said[0]
