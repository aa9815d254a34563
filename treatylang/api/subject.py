"""A treaty at hand: the text, opened with the law beside it, and the question that is put to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import ParamSpec, Self, TypeVar

from treatylang.api.depth import deep
from treatylang.api.opening import Case, own_day, question_of, refuse_unknown, told_errors, told_many, told_open
from treatylang.api.refusing import day, refuse, state
from treatylang.model.instrument import Instrument

Day = date | str
"""A day, as a date or written ``2027-03-31``."""

P = ParamSpec("P")
R = TypeVar("R")

EARLIEST = date.min
"""The day on which acceptances of findings are judged where a text has no day: none of them has ended."""


def deeply(method: Callable[P, R]) -> Callable[P, R]:
    """Let a method go as deep as treaties need."""

    @wraps(method)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with deep():
            return method(*args, **kwargs)

    return run


@dataclass(frozen=True)
class Subject:
    """One treaty of one file, with the question that is put to it: the day, readings, parties and options."""

    case: Case
    instrument: Instrument

    @property
    def name(self) -> str:
        """The name that the draft gives the treaty."""
        return self.instrument.name

    @property
    def title(self) -> str:
        """The title of the treaty."""
        return self.instrument.title

    @property
    def parties(self) -> tuple[str, ...]:
        """The states that are parties, in the order of the text, and those that are supposed to be."""
        own = (one.state for one in self.instrument.parties if one.is_party)
        return tuple(dict.fromkeys((*own, *self.case.question.joined)))

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """The brackets of the text, each with its options."""
        return {name: tuple(options) for name, options in self.instrument.brackets.items()}

    @property
    def day(self) -> date | None:
        """The day on which it is looked at: the one that was asked for, else its own."""
        return self.case.question.as_of or own_day(self.instrument)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What answers about this text leave out: faults of the text, combinations of options not looked at."""
        return (*told_errors(self.case), *told_many(self.case), *self.left_open)

    @property
    def left_open(self) -> tuple[str, ...]:
        """Which open brackets hold parties, final clauses or bodies: answers are about the text without them."""
        return tuple(told_open(self.case.opened))

    @deeply
    def supposing(
        self,
        *,
        as_of: Day | None = None,
        readings: Mapping[str, str] | None = None,
        with_party: Iterable[str] = (),
        options: Mapping[str, str] | None = None,
    ) -> Self:
        """Return the same treaty on another day, under other readings or options, or with further parties.

        ``readings`` maps a state to a reading of its law, ``options`` a bracket to one of its options. What is supposed
        already stays so, unless it is replaced.
        """
        before = self.case.question
        joined = (*before.joined, *(state(name) for name in names_of(with_party)))
        asked = question_of(
            self.case.project.settings,
            day("as_of", as_of) or before.as_of,
            {**before.readings, **(readings or {})},
            dict.fromkeys(joined),
            {**before.options, **(options or {})},
        )
        if asked.joined != before.joined or asked.options != before.options:
            case = replace(self.case, question=asked, opened=self.case.project.open(self.case.draft, asked))
        else:
            case = replace(self.case, question=asked)
        refuse_unknown([case])
        return replace(self, case=case, instrument=case.world.instruments[self.name])

    def day_or(self, today: date) -> date:
        """Return the day that was asked for, else a draft's own; for a treaty ``today``, or its first in force."""
        from treatylang.reasoning.areas.whereabouts import usual_day

        return self.case.question.as_of or usual_day(self.instrument, today)

    def on_day(self, as_of: Day | None) -> Self:
        """Return the treaty as it is asked about in one question."""
        when = day("as_of", as_of)
        return (
            self
            if when is None
            else replace(self, case=replace(self.case, question=replace(self.case.question, as_of=when)))
        )

    def some_day(self) -> date:
        """Return the day on which it is looked at; a text without one is refused."""
        if self.day is None:
            refuse(f"`{self.name}` has no day of its own", "say which: `as_of='2027-03-31'`")
        return self.day


def names_of(given: Iterable[str]) -> tuple[str, ...]:
    """Return names one by one; a single text is one name and not its letters."""
    return (given,) if isinstance(given, str) else tuple(given)
