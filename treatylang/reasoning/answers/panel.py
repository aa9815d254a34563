"""A treaty as a panel: a row for each pair of parties and each year, with the codings of a scheme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from treatylang.library.schemes import Scheme
from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.profiles import Coded, profile


@dataclass(frozen=True)
class DyadYear:
    """Two parties in a year, with the codings of the treaty on the last day of the year on which it was asked about."""

    year: int
    first: str
    second: str
    coded: tuple[Coded, ...]


def panel(text: Instrument, scheme: Scheme, until: date) -> Iterator[DyadYear]:
    """Yield each pair of states that were parties on the last day of a year, up to the year of a day, by year and name.

    In the year of ``until`` that day counts. A text that binds every state has no dyads.
    """
    begun = [one.period.since for one in text.parties if one.is_party and one.period.since is not None]
    begun += [text.force.since] if text.force.since is not None else []
    if not begun:
        return
    for year in range(min(begun).year, until.year + 1):
        day = min(date(year, 12, 31), until)
        parties = sorted(text.parties_on(day))
        if len(parties) < 2 or not text.force.covers(day):
            continue
        coded = profile(text, scheme, day)
        yield from (DyadYear(year, one, other, coded) for one, other in combinations(parties, 2))
