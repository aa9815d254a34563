"""What the words of a draft could mean, answered from the vocabulary, the states, the places and the shelf."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from treatylang.geography import names as places
from treatylang.library import states
from treatylang.model.lexicon import Lexicon
from treatylang.model.meant import Thesaurus, folded
from treatylang.workspace.shelf import Shelf

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class ShelfGlossary:
    """Reads the vocabulary only when it is asked: most drafts have no mistake of form."""

    def __init__(self, lexicon: Callable[[], Lexicon], shelf: Shelf) -> None:
        self._lexicon = lexicon
        self._shelf = shelf

    @cached_property
    def _thesaurus(self) -> Thesaurus:
        return Thesaurus(self._lexicon())

    def meant(self, phrase: str, *kinds: str) -> tuple[str, ...]:
        """Return the declared words of some kinds, or of any, that mean a phrase."""
        return self._thesaurus.meant(phrase, kinds)

    def place(self, name: str) -> tuple[str, ...]:
        """Return the seas and places of a name."""
        return places.written(name)

    def state(self, name: str) -> str:
        """Return the usual name of a state."""
        known = states.find(name)
        return known.name if known is not None else ""

    def near_state(self, name: str) -> tuple[str, ...]:
        """Return names of states of which a name is a slip of the pen."""
        return states.near(name)

    def cited(self, instrument: str, article: str) -> str:
        """Return the reference to an article of a treaty on the shelf."""
        wanted = set(folded(instrument).split("-"))
        for volume in self._shelf.volumes:
            for head in volume.heads:
                if head.kind != "treaty" or not wanted:
                    continue
                exact = wanted in (set(folded(head.name).split("-")), set(folded(head.title).split("-")))
                if exact:
                    label = _label(volume.source.text, _number(article)) if article else ""
                    return f"@{head.name}.{label}" if label else f"@{head.name}"
        return ""


def _label(text: str, number: str) -> str:
    found = re.search(rf"^\s*article\s+{re.escape(number)}\b[^{{\n]*\bas\s+([A-Za-z0-9-]+)", text, re.MULTILINE)
    return found[1] if found else ""


def _number(article: str) -> str:
    """Return the number of an article in figures: ``V`` and ``5(1)`` are 5."""
    figure = re.match(r"\d+", article)
    if figure:
        return figure[0]
    values = [_ROMAN.get(letter, 0) for letter in article.upper()]
    return str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))
