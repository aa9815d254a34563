"""Periods of time by the calendar: what `6 months after` a day is, and which of two lengths is always the longer.

Months and years are never turned into days or hours (ruling 43): a month from 31 January ends on the last day of
February, a year from 29 February on 28 February. The units are words of the language.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from treatylang.syntax import ast

_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}
_HOURS = {"hour": 1.0}


def is_unit(unit: str) -> bool:
    """Return whether a word is a unit of time; of minutes nothing is computed, but they can be written."""
    return unit.removesuffix("s") in {*_MONTHS, *_DAYS, *_HOURS, "minute"}


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: months of the calendar, days and hours, each of its own kind."""

    months: int = 0
    days: int = 0
    hours: float = 0.0

    def __str__(self) -> str:
        """Return it as people say it: `2 years`, `1 month and 3 days`."""
        years, months = divmod(self.months, 12)
        parts = ((years, "year"), (months, "month"), (self.days, "day"), (self.hours, "hour"))
        return " and ".join(f"{n:g} {unit}{'s' if n != 1 else ''}" for n, unit in parts if n) or "0 days"

    @property
    def whole_hours(self) -> float:
        """Its days and hours, in hours; months are of another kind."""
        return 24 * self.days + self.hours

    @property
    def least(self) -> float:
        """The hours that it has at the least: a month has 28 days, twelve of them 365."""
        years, months = divmod(self.months, 12)
        return self.hours + 24 * (self.days + 365 * years + 28 * months)

    @property
    def most(self) -> float:
        """The hours that it can have at the most: a month has 31 days, twelve of them 366."""
        years, months = divmod(self.months, 12)
        return self.hours + 24 * (self.days + 366 * years + 31 * months)

    def compared(self, other: Length) -> int | None:
        """Return whether it is longer (1), shorter (-1) or the same (0); ``None`` where the calendar does not say.

        A longer one is so only where it always is: 60 days are longer than a month, 30 days are not (ruling 43).
        """
        if (self.months, self.whole_hours) == (other.months, other.whole_hours):
            return 0
        if self.least > other.most or (self.months >= other.months and self.whole_hours >= other.whole_hours):
            return 1
        if other.least > self.most or (other.months >= self.months and other.whole_hours >= self.whole_hours):
            return -1
        return None

    def after(self, day: date) -> date | None:
        """Return the day that lies this length after another; ``None`` past the end of the calendar.

        Hours that make no whole day belong to the day that they end on.
        """
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        if year > date.max.year:
            return None
        try:
            start = date(year, month, min(day.day, monthrange(year, month)[1]))
            return start + timedelta(days=self.days, hours=self.hours)
        except OverflowError:
            return None


def length_of(value: object) -> Length | None:
    """Return the length that an amount tells (`10 years`, `48 hours`), ``None`` for amounts of anything else."""
    if isinstance(value, ast.Modified):
        value = value.head
    if not isinstance(value, ast.Amount) or value.measure:
        return None
    number = float(value.number.text) if value.number.text.count(".") <= 1 else None
    unit = value.unit.removesuffix("s")
    if number is None or number > _MOST:
        return None
    whole = int(number) if number.is_integer() else None
    if unit in _MONTHS:
        months = number * _MONTHS[unit]
        return Length(months=int(months)) if months.is_integer() else None
    if unit in _DAYS:
        return Length(days=whole * _DAYS[unit]) if whole is not None else Length(hours=number * 24 * _DAYS[unit])
    if unit in _HOURS:
        return Length(hours=number * _HOURS[unit])
    return None


_MOST = 100_000
"""The largest number of units that is a length of time; larger ones are slips."""
