"""A profile as a table: each variable with its value and the provisions on which it rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from treatylang.library import numbers
from treatylang.library.schemes import Scheme
from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.answers.panel import DyadYear
from treatylang.reasoning.answers.profiles import Coded
from treatylang.reports.tables import FAINT, GOOD, Entry, Table


def table(text: Instrument, scheme: Scheme, coded: Sequence[Coded], day: date) -> Table:
    """Return the table of a treaty."""
    return Table(
        f"{text.title} on {day}, as {scheme.title} would code it",
        ("variable", "value", "what it means", "rests on"),
        tuple(
            (
                Entry.of(one.variable.name),
                Entry.of(str(one.value), GOOD if one.value else FAINT),
                Entry.of(one.variable.what),
                Entry.of(", ".join(rests(text, one)) or "nothing found", "" if one.value else FAINT),
            )
            for one in coded
        ),
        tuple(
            {
                "treaty": text.name,
                "day": day.isoformat(),
                "scheme": scheme.name,
                "variable": one.variable.name,
                "value": one.value,
                "rests_on": "; ".join(rests(text, one)),
            }
            for one in coded
        ),
        f"Source: {scheme.source}.",
        remarks=_asleep(text, day),
    )


def _asleep(text: Instrument, day: date) -> tuple[str, ...]:
    """Return that a treaty is not in force on a day: what its words would be coded as is no record of that day."""
    if not text.binds or text.force.covers(day):
        return ()
    return (f"`{text.name}` is not in force on {day}: this is what its words say, not what bound anybody then",)


def panel(text: Instrument, scheme: Scheme, found: Sequence[DyadYear]) -> Table:
    """Return a row for each pair of parties and each year, with the numbers by which other collections know them."""
    names = [one.name for one in scheme.variables]
    records = []
    for one in found:
        codes = (numbers.of_state(one.first), numbers.of_state(one.second))
        records.append(
            {
                "treaty": text.name,
                "atop": numbers.of_treaty(text.name),
                "year": one.year,
                "state_a": one.first,
                "iso3_a": codes[0][0],
                "cow_a": codes[0][1],
                "cow_a_verified": numbers.is_verified(codes[0][0]),
                "state_b": one.second,
                "iso3_b": codes[1][0],
                "cow_b": codes[1][1],
                "cow_b_verified": numbers.is_verified(codes[1][0]),
                **{coded.variable.name: coded.value for coded in one.coded},
            }
        )
    columns = ("year", "state_a", "state_b", *names)
    rows = tuple(tuple(Entry.of(str(record[name])) for name in columns) for record in records)
    caption = f"Source: {scheme.source}. The numbers of states are those of the Correlates of War, most of them "
    caption += "from memory: `cow_a_verified` and `cow_b_verified` say which were seen in a source."
    return Table(f"{text.title}: its parties in pairs, by year", columns, rows, tuple(records), caption)


def rests(text: Instrument, one: Coded) -> tuple[str, ...]:
    """Return what a value rests on, by articles and names, each once."""
    said = (
        f"article {what.number}" if isinstance(what, Norm) and what.number else str(_plain(what))
        for what in one.rests_on
    )
    return tuple(dict.fromkeys(said))


def _plain(what: Norm | str) -> str:
    return what if isinstance(what, str) else what.path
