"""Differences as people read them in a terminal: what changed, for whom, and a situation that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.compare.changes import EDITORIAL, SUBSTANTIVE, Change, Difference
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import styled, visible, wrapped
from treatylang.reports.changes._words import (
    brief,
    by_party,
    consequences,
    joined,
    often,
    place,
    questions,
    shortened,
    summary,
    verdicts,
)

NAME = "full"

_STYLES = {"substantive": "error", "review": "warning", "editorial": "info"}


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the changes article by article, each sentence once, then what all of it comes to for each party."""
    lines: list[str] = []
    single, together = brief(found)
    for difference, block in entries(single):
        level = block[0].level
        lines += [*_entry(block, difference, color, width), *([""] if level != EDITORIAL else [])]
    if lines and lines[-1]:
        lines.append("")
    if together:
        said = "; ".join(change.message for _, change in together)
        lines += [*wrapped(visible(f"editorial: only the numbers changed: {said}"), width, "", "  "), ""]
    lines += _parties(found, width)
    lines += [*verdicts_of(found, width), summary(found)]
    return "\n".join(lines) + "\n"


def entries(single: Sequence[tuple[Difference, Change]]) -> Iterator[tuple[Difference, list[Change]]]:
    """Yield what is told in one block, and of which texts: all that became of one sentence, article by article.

    What matters more stands first, and of that what stands first in the text.
    """
    blocks: dict[object, tuple[Difference, list[Change]]] = {}
    for index, (difference, change) in enumerate(single):
        spans = tuple(
            (p.file, p.span.start, p.span.end) if p is not None else None for p in (change.base, change.revision)
        )
        apart = change.level == EDITORIAL or change.accepted or change.area in ("parties", "text")
        key = (id(difference), change.level, index if apart or None in spans else spans)
        blocks.setdefault(key, (difference, []))[1].append(change)
    yield from blocks.values()


def _entry(block: list[Change], one: Difference, color: bool, width: int) -> Iterator[str]:
    """Yield one block: a line for each aspect, then one place, one effect, one situation."""
    first = block[0]
    for change in block:
        head = f"{change.level}[{change.code}]"
        where = f" ({_lines(change)})" if change.level == EDITORIAL and place(change) else ""
        effect = f"; {change.effect}" if len(block) > 1 else ""
        said = wrapped(visible(f"{head}: {shortened(change)}{effect}{where}"), width, "", "  ")
        said[0] = said[0].replace(head, styled(head, _STYLES[change.level], color), 1)
        yield from said
    if first.level == EDITORIAL:
        if first.accepted:
            yield from wrapped(visible(f"accepted: {first.accepted}"), width, "  = ", "    ")
        return
    yield f"  {styled('-->', 'place', color)} {visible(place(first))}"
    meant = list(consequences(joined(block, one)))
    if len(block) == 1 and not (_is_plain(first) and meant):
        yield from wrapped(visible(f"= {first.effect}"), width, "  ", "    ")
    for said_of_parties in meant:
        yield from wrapped(visible(said_of_parties), width, "  = ", "    ")
    yield from _witness(next((change for change in block if change.witness is not None), first), width)
    for note in dict.fromkeys(note for change in block for note in change.notes):
        yield from wrapped(visible(f"note: {note}"), width, "  = ", "    ")
    if first.authority:
        yield from wrapped(visible(f"see: {first.authority}"), width, "  = ", "    ")
    if first.accepted:
        yield from wrapped(visible(f"accepted: {first.accepted}"), width, "  = ", "    ")
    elif first.level == SUBSTANTIVE:
        yield from wrapped(", ".join(change.fingerprint for change in block), width, "  = to accept it: ", "    ")


def _witness(change: Change, width: int) -> Iterator[str]:
    """Yield the situation that shows a change, and how either draft is asked about it."""
    shown = change.witness
    if shown is None:
        return
    who = f" ({shown.party})" if shown.party else ""
    yield from wrapped(visible(f"for instance{who}: {'; '.join(shown.facts)}"), width, "  = ", "    ")
    asked = list(questions(change))
    if _is_plain(change):  # the sentence itself is what one draft decides, and the other says nothing
        yield from (f"      to ask: {one}" for one in asked[change.action == "add" :][:1])
        return
    yield from wrapped(visible(shown.old), width, "      before: ", "              ")
    yield from wrapped(visible(shown.new), width, "      after:  ", "              ")
    for index, one in enumerate(asked):
        yield f"      {'to ask:' if not index else '       '} {one}"


def _is_plain(change: Change) -> bool:
    """Return whether a sentence came or went: what that means is said by the sentence."""
    return (
        change.kind == "existence" and change.area in ("obligation", "exception") and change.action in ("add", "remove")
    )


def _lines(change: Change) -> str:
    """Return the lines of a change in both drafts; the files are named with what matters more."""
    return " => ".join(f"line {p.line}" for p in (change.base, change.revision) if p is not None)


def _parties(found: Sequence[Difference], width: int) -> Iterator[str]:
    """Yield one table: for each party what changes for it, and in how many situations."""
    names = dict.fromkeys(p for one in found for c in one.changes if c.level == SUBSTANTIVE for p in c.parties)
    rows = [(name, [w for w in by_party(found, name) if w], list(often(found, name))) for name in names]
    rows = [row for row in rows if row[1] or row[2]]
    if rows:
        wide = max(len(name) for name, *_ in rows)
        yield "all in all"
        for name, ways, shares in rows:
            said = "; ".join(part for part in (" and ".join(ways), ", ".join(shares)) if part)
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
