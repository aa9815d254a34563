"""What this run has said, to be said again by one that asks the same."""

from __future__ import annotations

SAID: list[tuple[str, str]] = []
"""The stream (`out`, `whole` for a text that somebody keeps, `err`), and the text."""


def note(stream: str, text: str) -> None:
    """Write down what is being said."""
    SAID.append((stream, text))
