"""Tables to text: guarantees, candidates, sweeps. The folder is the registry of their formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

GOOD, DOUBTFUL, BAD, FAINT, PLAIN = "good", "doubtful", "bad", "faint", ""
ENDINGS = {
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".md": "markdown",
    ".parquet": "parquet",
    ".txt": "text",
}
"""The format that the ending of a file name means."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one field: lines of text, each with its tone (``GOOD`` and so on)."""

    lines: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, text: str, tone: str = PLAIN) -> Entry:
        """Return an entry of one line."""
        return cls(((text, tone),))

    @property
    def text(self) -> str:
        """The lines, separated by semicolons."""
        return "; ".join(line for line, _ in self.lines)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences about one thing, each with its tone, under a head that may be empty."""

    head: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with its title, what it assumes, and what explains it.

    ``rows`` have one entry for each column; the first is the head of the row. ``records`` are the same facts for
    machines: one mapping for each, all with the same keys. ``told`` says the same in sentences, the answer first.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    records: tuple[dict[str, Any], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    told: tuple[Paragraph, ...] = ()
    heading: str = ""
    """What stands over ``told`` instead of the title, where it speaks of the tables that follow, too."""
    spoken_for: bool = False
    """Whether what a table before this one tells has said it all."""
    remarks: tuple[str, ...] = ()
    """What this table and those after it leave out; told first, whatever is shown of the table."""


def remarked(tables: Iterable[Table], remarks: Sequence[str]) -> tuple[Table, ...]:
    """Return tables of which the first says what all of them leave out."""
    first, *rest = tables
    return (replace(first, remarks=(*first.remarks, *remarks)), *rest)


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats."""
    return tuple(sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_")))


def report(name: str, tables: Sequence[Table], *, color: bool = False, width: int = 100) -> str | bytes:
    """Return tables in a format; ``name`` must be one of ``formats()``. Formats that are not text give bytes.

    Raises ImportError where a format needs a library that is not installed.
    """
    found: str | bytes = import_module(f"{__name__}.{name}").report(tables, color=color, width=width)
    return found


def worded(item: object) -> str:
    """Return an item of a list in plain words, for formats whose fields hold no records: ``old: x, new: y``."""
    if isinstance(item, dict):
        return ", ".join(f"{key}: {value}" for key, value in item.items() if value != "")
    return ("yes" if item else "no") if isinstance(item, bool) else str(item)
