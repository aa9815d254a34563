"""Which sentences of a draft stand as they were, and which were reworded, added or struck out."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.compare.canonical import Names, canonical
from treatylang.compare.matching import Matched, Pair
from treatylang.compare.outline import Piece, leaves
from treatylang.compare.parts import exchanged


@dataclass(frozen=True)
class Sentences:
    """The sentences of two drafts in pairs: those whose words stayed, and those that are new, gone or reworded."""

    stayed: tuple[tuple[Piece, Piece], ...]
    altered: tuple[Pair, ...]


def sentences_of(found: Matched, names: tuple[Names, Names]) -> Sentences:
    """Return what became of the sentences among the pieces that were matched."""
    stayed: list[tuple[Piece, Piece]] = []
    altered: list[Pair] = []
    told = letters_changed(found, names)
    for one, other in found.leaves:
        piece = other or one
        if piece is None or piece.sort != "sentence":
            continue
        if one is not None and other is not None and (changed := _brackets_changed(one, other)) and not changed <= told:
            # Whoever has settled on an option no longer has the sentence, or has it only now.
            altered += [(one, None), (None, other)]
        elif one is not None and other is not None and _says_the_same(one, other, names) and _as_known(one, other):
            stayed.append((one, other))
        else:
            altered.append((one, other))
    for one, other in found.same:
        for a, b in zip(leaves(one.inside), leaves(other.inside), strict=True):
            if a.sort == "sentence":
                (stayed if _as_known(a, b) else altered).append((a, b))
    return Sentences(tuple(stayed), tuple(altered))


def letters_changed(found: Matched, names: tuple[Names, Names]) -> set[str]:
    """Return the brackets whose options changed their letters: what stands in them moved with its option."""
    return {
        other.key
        for one, other in (*found.leaves, *found.lines)
        if one is not None and other is not None and other.sort == "bracket" and exchanged(one, other, names)
    }


def _says_the_same(one: Piece, other: Piece, names: tuple[Names, Names]) -> bool:
    if one.text == other.text:
        return True
    if names[0].verbatim(one.text) == names[1].verbatim(other.text):
        return True
    # The order of an unordered list is layout (ruling 47), in the sentence and in what opens it.
    mine, theirs = (
        [(word, canonical(node, called, exactly=True)) for word, node in (*piece.opened, ("", piece.node))]
        for piece, called in zip((one, other), names, strict=True)
    )
    return mine == theirs


def _brackets_changed(one: Piece, other: Piece) -> set[str]:
    """Return the brackets in which a sentence stands in both texts, under another option in each."""
    if one.meaning is None or other.meaning is None:
        return set()
    before, after = ({c.bracket: c.option for c in piece.choices} for piece in (one.meaning, other.meaning))
    return {name for name, option in before.items() if after.get(name, option) != option}


def _as_known(one: Piece, other: Piece) -> bool:
    """Return whether both sentences have a meaning, or neither: a word may have been undefined in one text alone."""
    return (one.meaning is None) == (other.meaning is None)
