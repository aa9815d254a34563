"""What became of a draft from revision to revision: one entry for each that touched it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from treatylang.compare.changes import EDITORIAL, Change, Difference


@dataclass(frozen=True)
class Entry:
    """One revision, and what it changed against the one before it that could be read.

    ``day`` is ``None`` where the revision says none that can be read; ``added`` and ``removed`` are instruments that
    came or went as a whole; ``trouble`` is why a draft could not be read in this revision, empty where it could.
    """

    revision: str
    day: date | None
    author: str
    subject: str
    differences: tuple[Difference, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def heading(self) -> str:
        """Its day and its first line, as far as it has them."""
        return f"{self.day or 'no day'}  {self.subject or 'without a message'}"

    @property
    def by(self) -> str:
        """Who wrote it, and its short name."""
        return f"{self.author}, {self.revision}" if self.author else self.revision

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes of this revision."""
        return tuple(change for one in self.differences for change in one.changes)

    @property
    def is_grave(self) -> bool:
        """Whether more than words and order changed: then it is told change by change."""
        if self.added or self.removed or any(one.introduced or one.resolved for one in self.differences):
            return True
        return any(change.level != EDITORIAL for change in self.changes)

    def of(self, profile: str, parties: Iterable[str]) -> Entry:
        """Return the entry with what a profile shows, and of that what concerns some parties, if any are named."""
        wanted = tuple(parties)
        kept = tuple(one.of_profile(profile).of_parties(wanted) for one in self.differences)
        return replace(self, differences=kept)


@dataclass(frozen=True)
class Changelog:
    """The entries of a range of revisions, the oldest first; ``since`` is empty where it begins with the draft."""

    what: str
    since: str
    until: str
    entries: tuple[Entry, ...]
