"""What an area expression is read with: who and what its names mean. Nothing of geometry is loaded for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from treatylang.syntax import ast

KINDS = ("territory", "land", "islands", "territorial-sea", "metropolitan-territory")
"""What can be asked of a state's soil: land with territorial sea, land, islands, the sea alone, the home territory."""

States = Callable[[ast.AreaExpr, date | None], tuple[str, ...] | None]
"""Tells the codes of the states that a phrase names on a day (parties, groups, names); ``None`` if it names none."""
Areas = Callable[[str, date | None], tuple[ast.AreaExpr, bool] | None]
"""Tells what a name is defined as on a day, and whether that is ``interpreted``; ``None`` if it is not an area."""


def no_area(name: str, day: date | None) -> None:
    """Return that nothing is defined."""


@dataclass(frozen=True)
class Context:
    """What an expression is read with: who and what its names mean, and on which day (``None``: as things are now).

    ``words`` says which words of the vocabulary mean which kind of soil; the usual words mean themselves.
    """

    states: States
    areas: Areas = no_area
    day: date | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    behind: tuple[str, ...] = ()

    def kind(self, word: str) -> str | None:
        """Return which kind of soil a word means."""
        kind = self.words.get(word, word)
        return kind if kind in KINDS else None
