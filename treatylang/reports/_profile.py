"""A profile as a table: each variable with its value and the provisions on which it rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from treatylang.library.schemes import Scheme
from treatylang.model.instrument import Instrument, Norm
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
    )


def rests(text: Instrument, one: Coded) -> tuple[str, ...]:
    """Return what a value rests on, by articles and names, each once."""
    said = (
        f"article {what.number}" if isinstance(what, Norm) and what.number else str(_plain(what))
        for what in one.rests_on
    )
    return tuple(dict.fromkeys(said))


def _plain(what: Norm | str) -> str:
    return what if isinstance(what, str) else what.path
