"""Differences as people read them in a terminal: what changed, for whom, and a situation that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.compare.changes import SUBSTANTIVE, Change, Difference
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import styled, visible, wrapped
from treatylang.reports.changes._words import (
    brief,
    by_party,
    consequences,
    counted,
    place,
    questions,
    summary,
    verdicts,
)

NAME = "full"

_STYLES = {"substantive": "error", "review": "warning", "editorial": "info"}


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return each change with its consequences, then what it comes to for each party."""
    lines: list[str] = []
    single, together = brief(found)
    for difference, change in single:
        lines += [*_change(change, difference.total, color, width), ""]
    if together:
        said = "; ".join(change.message for _, change in together)
        lines += [*wrapped(visible(f"editorial: only the numbers changed: {said}"), width, "", "  "), ""]
    lines += _parties(found, width)
    lines += [*verdicts_of(found, width), summary(found)]
    return "\n".join(lines) + "\n"


def _change(change: Change, total: int, color: bool, width: int) -> Iterator[str]:
    head = f"{change.level}[{change.code}]"
    message = visible(change.message)
    first = wrapped(f"{head}: {message}", width, "", "  ")
    first[0] = first[0].replace(head, styled(head, _STYLES[change.level], color), 1)
    yield from first
    yield f"  {styled('-->', 'place', color)} {visible(place(change))}"
    yield from wrapped(visible(f"= {change.effect}"), width, "  ", "    ")
    for said in consequences(change):
        yield from wrapped(visible(said), width, "  = ", "    ")
    for said in counted(change, total):
        yield from wrapped(visible(said), width, "  = ", "    ")
    if change.witness is not None:
        shown = change.witness
        who = f" ({shown.party})" if shown.party else ""
        yield from wrapped(visible(f"for instance{who}: {'; '.join(shown.facts)}"), width, "  = ", "    ")
        yield from wrapped(visible(shown.old), width, "      before: ", "              ")
        yield from wrapped(visible(shown.new), width, "      after:  ", "              ")
        for index, asked in enumerate(questions(change)):
            yield f"      {'to ask:' if not index else '       '} {asked}"  # on one line, so that it can be copied
    for note in change.notes:
        yield from wrapped(visible(f"note: {note}"), width, "  = ", "    ")
    if change.authority:
        yield from wrapped(visible(f"see: {change.authority}"), width, "  = ", "    ")
    if change.accepted:
        yield from wrapped(visible(f"accepted: {change.accepted}"), width, "  = ", "    ")
    elif change.level == SUBSTANTIVE:
        yield f"  = to accept it: {change.fingerprint}"


def _parties(found: Sequence[Difference], width: int) -> Iterator[str]:
    names = dict.fromkeys(p for one in found for c in one.changes if c.level == SUBSTANTIVE for p in c.parties)
    rows = [(name, " and ".join(w for w in by_party(found, name) if w)) for name in names]
    rows = [(name, said) for name, said in rows if said]
    if rows:
        wide = max(len(name) for name, _ in rows)
        yield "all in all"
        for name, said in rows:
            yield from wrapped(visible(said), width, f"  {name:<{wide}}  ", " " * (wide + 4))
        yield ""


def verdicts_of(found: Sequence[Difference], width: int) -> Iterator[str]:
    """Yield what the checks say of the revision that they did not say of the base, and the reverse."""
    rows = list(verdicts(found))
    if rows:
        yield "findings"
        for row in rows:
            yield from wrapped(visible(row), width, "  ", "    ")
        yield ""
