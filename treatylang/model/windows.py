"""On which days a sentence speaks, by its slots of time: from a day, on a day, and after, for or within a period.

A period counts from what wakes the sentence; where nothing does, from the event that it names, else from the entry into
force (ruling 43). `within` is a limit for who shall act, and the end of what is forbidden, left free or waived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from treatylang.model.calendar import Length, length_of
from treatylang.model.instrument import Norm, Period, Statement
from treatylang.model.lexicon import Lexicon
from treatylang.syntax import ast

ENTRY = "start"
"""What the vocabulary says with ``floor`` of the final clause on the entry into force."""
_PREPOSITIONS = ("from", "on", "after", "for", "within", "in", "at", "of")
_FROM = ("from", "of")
_PERIODS = ("after", "for", "within")


@dataclass(frozen=True, slots=True)
class Window:
    """Days on which a sentence speaks; ``since`` is the event that they count from, where its day is not known."""

    period: Period
    length: Length | None = None
    since: ast.Words | None = None


def windows(norm: Norm | Statement, lexicon: Lexicon, entry: date | None) -> Iterator[Window]:
    """Yield the windows that the slots of a sentence open; ``entry`` is its entry into force, where it is known."""
    if isinstance(norm, Statement):
        for slots in norm.phrases:
            yield from windows_of(slots, lexicon, entry, waits=bool(norm.triggers))
        return
    waits = bool(norm.triggers) or norm.timing is not None or norm.stage is not None
    yield from windows_of(norm.slots, lexicon, entry, waits=waits, limits=not norm.modality.obliges)


def windows_of(
    slots: Sequence[ast.Slot], lexicon: Lexicon, entry: date | None, *, waits: bool = False, limits: bool = True
) -> Iterator[Window]:
    """Yield the windows that slots open.

    ``waits`` says that a period of which no start is named counts from something else than the entry into force,
    ``limits`` that `within` a period means up to its end, and is not a deadline.
    """
    for index, slot in enumerate(slots):
        value = slot.value if slot.values else None
        if isinstance(value, ast.Day):
            if value.day is not None and not _start(slots, index):
                yield Window(Period(value.day, value.day + timedelta(days=1) if slot.word == "on" else None))
            continue
        length = _length(slot)
        if length is None or slot.word not in _PERIODS or (slot.word == "within" and not limits):
            continue
        start = _counted(slots, index)
        if start is None and waits:
            continue
        day: date | None = entry
        if isinstance(start, ast.Day):
            day = start.day
        elif isinstance(start, ast.Words) and not _is_entry(start, lexicon):
            yield Window(Period(), length, start)
            continue
        end = length.after(day) if day is not None else None
        if end is None:
            continue
        if slot.word == "after":
            yield Window(Period(end, None))
        else:
            # A limit includes its day, a duration ends with the day before it (ruling 12); either begins with the day
            # that is named, while the entry into force is where all begins.
            since = day if isinstance(start, ast.Day) else None
            yield Window(Period(since, end + timedelta(days=1) if slot.word == "within" else end))


def untimed(slots: Sequence[ast.Slot]) -> tuple[ast.Slot, ...]:
    """Return the slots that say what is done, where, how and to whom, those of time left out."""
    return tuple(slot for index, slot in enumerate(slots) if not is_time(slots, index))


def is_time(slots: Sequence[ast.Slot], index: int) -> bool:
    """Return whether a slot names a day, a period, or what the period before it counts from."""
    slot = slots[index]
    if slot.word not in _PREPOSITIONS or not slot.values:
        return False
    return isinstance(slot.value, ast.Day) or _length(slot) is not None or _start(slots, index)


def _length(slot: ast.Slot) -> Length | None:
    """Return the period of a slot: `5 years`, `5 years of entry-into-force`."""
    value = slot.value if slot.values and slot.word in _PREPOSITIONS else None
    return length_of(value.head if isinstance(value, ast.Of) else value)


def _start(slots: Sequence[ast.Slot], index: int) -> bool:
    """Return whether a slot names what the period before it counts from: `after 5 years from ratification`."""
    return index > 0 and slots[index].word in _FROM and _length(slots[index - 1]) is not None


def _counted(slots: Sequence[ast.Slot], index: int) -> object:
    value = slots[index].value
    if isinstance(value, ast.Of):
        return value.owner
    later = slots[index + 1] if index + 1 < len(slots) and _start(slots, index + 1) else None
    if later is not None:
        return later.value if later.values else None
    # `from 2030-01-01 for 10 years` says what `for 10 years from 2030-01-01` says.
    before = slots[index - 1] if index else None
    begins = before is not None and before.word in _FROM and before.values and not _start(slots, index - 1)
    return before.value if before is not None and begins and isinstance(before.value, ast.Day) else None


def _is_entry(start: ast.Words, lexicon: Lexicon) -> bool:
    words = [lexicon.get(item.text, "clause") for item in start.items]
    return all(word is not None and word.floor == ENTRY for word in words)
