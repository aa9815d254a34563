"""What the words of a draft could mean, asked of whoever knows the vocabulary: the syntax itself knows no words."""

from __future__ import annotations

from typing import Protocol


class Glossary(Protocol):
    """Answers what a mistaken text may have meant; every answer is how it is written in a draft, the best first."""

    def meant(self, phrase: str, /, *kinds: str) -> tuple[str, ...]:
        """Return the declared words of some kinds, or of any, that mean a phrase."""

    def place(self, name: str, /) -> tuple[str, ...]:
        """Return the seas and places of a name: ``sea "South China Sea"``."""

    def state(self, name: str, /) -> str:
        """Return the usual name of a state, empty where no state has that name."""

    def near_state(self, name: str, /) -> tuple[str, ...]:
        """Return names of states of which a name is a slip of the pen."""

    def cited(self, instrument: str, article: str, /) -> str:
        """Return the reference to an article of a treaty that is known, ``@Treaty.label``; else nothing."""


class Nothing:
    """The glossary of whoever has no vocabulary."""

    def meant(self, _phrase: str, /, *_kinds: str) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def place(self, _name: str, /) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def state(self, _name: str, /) -> str:
        """Return nothing."""
        return ""

    def near_state(self, _name: str, /) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def cited(self, _instrument: str, _article: str, /) -> str:
        """Return nothing."""
        return ""
