"""What a search for mistakes knows of the instrument: its names, and which words stand where."""

from __future__ import annotations

from dataclasses import dataclass, field

from treatylang.model.unknown import Unknown
from treatylang.model.words import Names


@dataclass(frozen=True)
class Here:
    """What the searches need to know of the instrument: its names, and which words stand where."""

    names: Names
    unknown: Unknown
    """What is said about words that nobody declares."""
    spoken: frozenset[int]
    """Words of heading lines that are facts about the text."""
    areas: frozenset[int]
    """Words that stand where an area is meant."""
    state: str = ""
    """Whose law it is."""
    lines: dict[int, str] = field(default_factory=dict)
    """Lines that stand where one kind of word alone opens a line → that kind: heading or clause."""
