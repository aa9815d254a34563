"""Differences as one comment on a pull request, for a legal adviser who has never heard of git."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE, Change, Difference
from treatylang.reports._markdown import text
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports.changes._words import brief, by_party, consequences, counted, listed, pieces, summary, verdicts
from treatylang.reports.markdown import LONGEST

NAME = "markdown"
ALONE = True

MARK = "<!-- treaty diff -->"
"""The first line: what finds the comment again, so that it can be replaced by the next one."""

_HEADS = {
    SUBSTANTIVE: "What changes in law",
    REVIEW: "To be read by people",
    EDITORIAL: "Wording and order only: no situation is decided differently",
}


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the comment: first what it means for each party, then change by change, the gravest first."""
    lines = [MARK, f"## What changed in law: {text(summary(found))}", ""]
    if not any(one.changes for one in found):
        return "\n".join([*lines, "The two texts say the same, in the same words.", *_verdicts(found), ""])
    lines += [*_parties(found), *_verdicts(found)]
    size = sum(map(len, lines))
    single, together = brief(found)
    for level in (SUBSTANTIVE, REVIEW, EDITORIAL):
        rows = [(one, change) for one, change in single if change.level == level]
        if not rows and not (together and level == EDITORIAL):
            continue
        lines += [f"### {_HEADS[level]}", ""]
        for index, (one, change) in enumerate(rows):
            block = "\n".join(_block(change, one.total, unfolded=level == SUBSTANTIVE and index < 3))
            size += len(block)
            if size > LONGEST:
                lines.append(f"… and {len(rows) - index} more, which this comment has no room for.\n")
                break
            lines.append(block)
        if together and level == EDITORIAL:
            lines += [f"Only the numbers changed: {text(listed([c.message for _, c in together]))}.", ""]
    return "\n".join(lines)


def _parties(found: Sequence[Difference]) -> Iterator[str]:
    names = dict.fromkeys(p for one in found for c in one.changes if c.level == SUBSTANTIVE for p in c.parties)
    rows = [(name, *by_party(found, name)) for name in names]
    rows = [row for row in rows if row[1] or row[2]]
    if rows:
        yield "| Party | What it owes | What it is owed |"
        yield "|---|---|---|"
        for name, burden, protection in rows:
            yield f"| {text(name)} | {text(burden) or 'as before'} | {text(protection) or 'as before'} |"
        yield ""


def _verdicts(found: Sequence[Difference]) -> Iterator[str]:
    rows = list(verdicts(found))
    if rows:
        yield "**Checks against the law of the parties**"
        yield ""
        yield from (f"- {text(row)}" for row in rows)
        yield ""


def _block(change: Change, total: int, *, unfolded: bool) -> Iterator[str]:
    accepted = " (accepted)" if change.accepted else ""
    yield f"<details{' open' if unfolded and not change.accepted else ''}>"
    yield f"<summary>{_headline(change)}{accepted}</summary>"
    yield ""
    if change.old or change.new:
        before, after = _marked(change.old, change.new)
        yield "| Before | After |"
        yield "|---|---|"
        yield f"| {before or '–'} | {after or '–'} |"
        yield ""
    yield f"<p>{text(change.effect[:1].upper() + change.effect[1:])}.</p>"
    yield ""
    for said in (*consequences(change), *counted(change, total)):
        yield f"- {text(said)}"
    yield ""
    if change.witness is not None:
        shown = change.witness
        who = f" for {text(shown.party)}" if shown.party else ""
        yield f"<p>For instance{who}: {text('; '.join(shown.facts))}.<br>"
        yield f"Before: {text(shown.old)}.<br>"
        yield f"After: {text(shown.new)}.</p>"
        yield ""
    for note in change.notes:
        yield f"<p>Note: {text(note)}.</p>"
        yield ""
    if change.accepted:
        yield f"<p>Accepted: {text(change.accepted)}.</p>"
        yield ""
    yield "</details>"
    yield ""


def _headline(change: Change) -> str:
    message = change.message[:1].upper() + change.message[1:]
    return text(message if len(message) <= 300 else f"{message[:299]}…")


def _marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts with the words that went struck through and those that came in bold."""
    before, after = [], []
    for what, gone, come in pieces(old, new):
        if what == "equal":
            before.append(text(gone))
            after.append(text(come))
        else:
            before += [f"<del>{text(gone)}</del>"] if gone else []
            after += [f"<strong>{text(come)}</strong>"] if come else []
    return " ".join(before), " ".join(after)
