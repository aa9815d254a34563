"""Counts of situations as tables: one for each draft, one for all contradictions between its instruments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatylang.reasoning.answers.pairs import Contradiction
from treatylang.reasoning.answers.sweep import NOT_KNOWN, VERDICTS, Sweep
from treatylang.reasoning.situations.frame import DATE, EVENT, OBJECT
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, PLAIN, Entry, Table

_TONES = {
    "conflict": BAD,
    "contradiction": BAD,
    "tension": DOUBTFUL,
    "policy": DOUBTFUL,
    "displaced": DOUBTFUL,
    NOT_KNOWN: DOUBTFUL,
    "judged": DOUBTFUL,
    "approval": PLAIN,
    "lawful": GOOD,
    "free": FAINT,
}
MEANINGS = {
    "conflict": "domestic law forbids what is owed",
    "contradiction": "treaties, alone or with domestic law, forbid what a treaty asks",
    "tension": "domestic law forbids all that a duty may call for",
    "policy": "declared policy, or law that the treaty outranks, forbids what is owed",
    "displaced": "something is not owed, because a norm that prevails forbids it",
    NOT_KNOWN: "something is owed that nothing held forbids, but the law that could forbid it is not held",
    "judged": "something is owed whose lawfulness is for the party itself to judge",
    "approval": "something owed is lawful once the party's organs approve",
    "lawful": "all that is owed may be done at once",
    "free": "nothing is owed because of what happens",
}
_PLAINLY = 10**9
"""From here on a number is shown by its first figures; the formats for machines have all of them."""


def table(found: Sweep, title: str) -> Table:
    """Return the counts of one draft, a row for each group; verdicts that never occur have no column.

    Where all groups have as many situations, that is said above the table.
    """
    totals = {row.total for row in found.rows}
    shown = [verdict for verdict in VERDICTS if any(row.count(verdict) for row in found.rows)]
    rows = tuple(
        (
            *(Entry.of(_value(name, value)) for name, value in zip(found.by, row.key, strict=True)),
            *(_entry(row.count(verdict), row.total, _TONES[verdict]) for verdict in shown),
            *([Entry.of(_number(row.total))] if len(totals) > 1 else []),
        )
        for row in found.rows
    )
    records = tuple(
        {
            "options": found.options,
            **dict(zip(found.by, row.key, strict=True)),
            **dict(zip(VERDICTS, row.counts, strict=True)),
            "total": row.total,
        }
        for row in found.rows
    )
    turns = len(found.circumstances)
    of = f" ({_number(*totals)} in each row)" if len(totals) == 1 else ""
    one = "circumstance" if turns == 1 else "circumstances"
    return Table(
        f"Situations by verdict: {title}" + (f" (option {found.options})" if found.options else ""),
        (*found.by, *shown, *(["total"] if len(totals) > 1 else [])),
        rows,
        records,
        f"Every possible situation{of} counts once, under the gravest verdict that is true of it; "
        f"verdicts turn on {turns} {one} besides date, event, attacker, victim, object and place.",
        tuple(f"{verdict}: {MEANINGS[verdict]}" for verdict in shown),
    )


def incomplete(table: Table, files: int) -> Table:
    """Return a table that says how many files are missing from all counts."""
    told = "1 file that could not be read is" if files == 1 else f"{files} files that could not be read are"
    return replace(table, caption=f"{table.caption} Incomplete: {told} left out.")


def contradictions(found: Sequence[Contradiction], caption: str) -> Table:
    """Return what instruments make impossible for common parties, a row for each duty and party."""
    return Table(
        "Contradictions between instruments",
        ("instruments", "party", "what", "asked by", "forbidden by", "situations"),
        tuple(
            (
                Entry.of(f"{one.one} – {one.other}"),
                Entry.of(one.party),
                Entry(
                    (
                        (one.kind, BAD),
                        (one.act.replace("-", " "), PLAIN),
                        *((f"under {option}", FAINT) for option in one.options),
                    )
                ),
                Entry.of(one.asks),
                Entry(tuple((law, PLAIN) for law in one.forbids)),
                _entry(one.situations, one.total, PLAIN),
            )
            for one in found
        ),
        tuple(
            {
                "one": one.one,
                "other": one.other,
                "kind": one.kind,
                "party": one.party,
                "act": one.act,
                "asked by": one.asks,
                "forbidden by": list(one.forbids),
                "options": list(one.options),
                "situations": one.situations,
                "total": one.total,
            }
            for one in found
        ),
        caption,
    )


def _value(name: str, value: str) -> str:
    if name in (EVENT, OBJECT):
        return value.replace("-", " ")
    return f"from {value}" if name == DATE else value


def _entry(count: int, total: int, tone: str) -> Entry:
    if not count:
        return Entry.of("–", FAINT)
    return Entry(((_number(count), tone), (_share(count, total), FAINT)))


def _number(count: int) -> str:
    """Return a number that fits a column: ``1,234``, or its first figures: ``1.234e15``."""
    if count < _PLAINLY:
        return f"{count:,}"
    digits = str(count)
    return f"{digits[0]}.{digits[1:4]}e{len(digits) - 1}"


def _share(count: int, total: int) -> str:
    """Return a share in per cent; what is not nothing is never shown as nothing, and what is not all never as all."""
    if count == total:
        return "100 %"
    tenths = (count * 1000 + total // 2) // total
    if not tenths:
        return "< 0.1 %"
    return "> 99.9 %" if tenths == 1000 else f"{tenths // 10}.{tenths % 10} %"
