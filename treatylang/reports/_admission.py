"""How states join a text, as tables: the checklist of each candidate, and what the present parties have to do."""

from __future__ import annotations

from collections.abc import Iterable

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.admission import Step
from treatylang.reports.tables import BAD, DOUBTFUL, PLAIN, Entry, Table

_ALONE = {True: "yes", False: "no", None: "not known"}
_TONES = {True: BAD, False: PLAIN, None: DOUBTFUL}


def checklist(state: str, found: Iterable[Step], draft: Instrument) -> Table:
    """Return what a candidate has to do, one row for each step, in order."""
    steps = list(found)
    rows = tuple(
        (Entry.of(str(number)), Entry.of(one.what), Entry.of(one.source), Entry.of("; ".join(one.remedy)))
        for number, one in enumerate(steps, 1)
    )
    return Table(
        f"What {state} has to do to join: {draft.title}",
        ("step", "what", "where it stands", "what would spare it"),
        rows,
        tuple(_record(number, one, draft) for number, one in enumerate(steps, 1)),
        "" if rows else "Nothing that the text or the law held asks for.",
    )


def admitting(found: Iterable[Step], draft: Instrument) -> Table:
    """Return what the present parties have to do to admit a state, and who can hold it up alone."""
    steps = list(found)
    rows = tuple(
        (Entry.of(one.who), Entry.of(one.what), Entry.of(_ALONE[one.alone], _TONES[one.alone]), Entry.of(one.source))
        for one in steps
    )
    return Table(
        f"What the parties have to do to admit a state: {draft.title}",
        ("party", "what", "can hold it up alone", "where it stands"),
        rows,
        tuple(_record(number, one, draft) for number, one in enumerate(steps, 1)),
        "" if rows else "Nothing: the text is open without their agreement, or nobody is a party yet.",
    )


def _record(number: int, one: Step, draft: Instrument) -> dict[str, object]:
    return {
        "draft": draft.name,
        "state": one.who,
        "step": number,
        "what": one.what,
        "source": one.source,
        "remedies": list(one.remedy),
        "holds_up": _ALONE[one.alone],
    }
