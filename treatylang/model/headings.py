"""The heading lines of an instrument: what they name, and since when and until when the text is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from treatylang.model.calendar import length_of
from treatylang.model.instrument import Period
from treatylang.model.lexicon import Lexicon
from treatylang.syntax import ast

STATUSES = ("draft", "signed", "in-force", "terminated", "political")
"""How far a text can have come; one that is political binds in no law."""


@dataclass(frozen=True)
class Headings:
    """The heading lines of one instrument, in the order of the text."""

    lines: tuple[ast.Line, ...]
    lexicon: Lexicon

    @classmethod
    def of(cls, node: ast.InstrumentNode, lexicon: Lexicon) -> Headings:
        """Return the heading lines of an instrument."""
        return cls(tuple(part for part in node.parts if isinstance(part, ast.Line)), lexicon)

    @cached_property
    def by_word(self) -> dict[str, ast.Line]:
        """The lines by the word that opens them; of several the last."""
        return {line.word.text: line for line in self.lines}

    def words(self, word: str) -> tuple[str, ...]:
        """Return what a heading line names."""
        line = self.by_word.get(word)
        if line is None:
            return ()
        return tuple(
            item.text
            for slot in line.slots
            if slot.word == "object" and isinstance(slot.value, ast.Words)
            for item in slot.value.items
        )

    def covers(self) -> frozenset[str] | None:
        """Return the subjects on which a law says that it is whole, ``None`` where it says nothing of the kind."""
        lines = [line for line in self.lines if line.word.text == "covers"]
        values = (slot.value for line in lines for slot in line.slots if slot.word == "object")
        named = (item.text for value in values if isinstance(value, ast.Words) for item in value.items)
        return frozenset(named) if lines else None

    def word(self, word: str) -> str:
        """Return the first word that a heading line names, empty where it names none."""
        return next(iter(self.words(word)), "")

    def day(self, word: str, *said: str) -> date | None:
        """Return the day that a heading line names after some words (`drawn-up on 2027-01-01`), or after none."""
        line = self.by_word.get(word)
        if line is None:
            return None
        words = (*said, "date")
        return next((s.value.day for s in line.slots if s.word in words and isinstance(s.value, ast.Day)), None)

    def status(self) -> str:
        """Return the status that a heading gives; what has a line `in-force` is in force, of whatever kind it is."""
        return self.word("status") or ("in-force" if "in-force" in self.by_word else "")

    def force(self) -> Period:
        """Return when the instrument is in force: by its `in-force` or `status` line, a draft from its own date."""
        for word in ("in-force", "status"):
            line = self.by_word.get(word)
            if line is None:
                continue
            since = self.day(word, "from", "on")
            if self.status() == "terminated" and (ended := self.day("status", "on")) is not None:
                return Period(self.day("in-force", "from", "on"), ended)
            until = next(
                (q.value.day for q in line.qualifications if q.word == "until" and isinstance(q.value, ast.Day)), None
            )
            if since is not None or until is not None:
                return Period(since, until)
        return Period(self.day("drawn-up", "on"), None)

    def ended(self, clauses: Sequence[ast.Line]) -> Period:
        """Return when the instrument is in force, ended by its own final clauses where they name the day.

        That is so for `duration until` and `termination on` a day, and for a `duration` counted by the calendar from a
        known entry into force. What is renewed, or ends on a notice or an event, stays open.
        """
        force = self.force()
        days = [force.until]
        for line in clauses:
            word = self.lexicon.get(line.word.text, "clause")
            effect = word.floor if word is not None else ""
            if effect == "term" and (entry := self.entry()) is not None:
                amounts = [slot.value for slot in line.slots if slot.values]
                length = length_of(amounts[0]) if len(amounts) == 1 else None
                days.append(length.after(entry) if length is not None else None)
            if effect in ("term", "end"):
                days += [q.value.day for q in line.qualifications if q.word == "until" and isinstance(q.value, ast.Day)]
            if effect == "end":
                days += [slot.value.day for slot in line.slots if slot.values and isinstance(slot.value, ast.Day)]
        return Period(force.since, min((day for day in days if day is not None), default=None))

    def entry(self) -> date | None:
        """Return the day of entry into force, where a heading names it: that of a draft is not known."""
        return self.day("in-force", "from", "on") or self.day("status", "from", "on")
