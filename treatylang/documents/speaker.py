"""What writes the pieces of a sentence asks of the language that it writes in, and how a language says an angle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from treatylang.documents.languages.grammar import Grammar
from treatylang.documents.setting import Setting
from treatylang.syntax import ast


class Speaker(Protocol):
    """Speaks one language within one setting; every method returns a marked text."""

    setting: Setting
    grammar: Grammar
    general: bool

    def both(self, pieces: Sequence[str]) -> str:
        """Join by *and*."""

    def either(self, pieces: Sequence[str]) -> str:
        """Join by *or*."""

    def day(self, day: ast.Day) -> str:
        """Return a date as the language writes it."""

    def notice(self, amount: ast.Amount) -> str:
        """Return a length of time as the length of a notice."""

    def phrase_of(self, node: object, *, joined: str = "or", subject: bool = False) -> str:
        """Return any noun phrase or area expression."""

    def item(self, item: ast.Name | ast.Text | ast.Ref, *, subject: bool = False) -> str:
        """Return one name, text or reference."""

    def noun_form(self, name: str) -> str:
        """Return a word of the vocabulary as a noun."""

    def capitals(self, wording: str) -> str:
        """Write the nouns of the treaty with their capital."""


def angle(node: ast.Angle, grammar: Grammar) -> str:
    """Return a latitude or longitude in degrees and minutes: ``12°30′ North``."""
    size = abs(node.degrees)
    degrees = int(size)
    minutes = round((size - degrees) * 60, 3)
    if minutes >= 60:
        degrees, minutes = degrees + 1, 0.0
    shown = f"{degrees}°" + (f"{minutes:g}′" if minutes else "")
    return f"{shown} {grammar.words[node.text[-1]]}"
