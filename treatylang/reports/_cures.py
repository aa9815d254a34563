"""Sets of remedies as a table: what to change, and what it costs and gains."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.findings import Fix
from treatylang.model.instrument import Instrument
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.remedies.front import Front
from treatylang.reasoning.situations.frame import Frame
from treatylang.reports.tables import BAD, DOUBTFUL, GOOD, Entry, Table


def table(found: Sequence[Front], frame: Frame, draft: Instrument, law: Sequence[Fix] = ()) -> Table:
    """Return one row for each set of remedies that no other one beats; ``law`` is what a change of law would do."""
    rows: list[tuple[Entry, ...]] = []
    records = []
    stuck = []
    for front in found:
        options = ", ".join(f"{c.bracket} {c.option}" for c in sorted(front.choices, key=str)) or "the text"
        for cure in front.cures:
            lines = [line.split(": ", 1) for line in cure.price.lines(frame)]
            changes = tuple((f"article {r.clash.duty.norm.number}: {r.change.message}", "") for r in cure.remedies)
            prices = [text for _, text in lines]
            coded = [line.partition(": ")[2] for line in cure.price.lines(frame, names=True)]
            tones = [DOUBTFUL if prices[0] != "none" else "", BAD if prices[1] != "none" else "", GOOD]
            rows.append(
                (
                    Entry.of(f"{len(rows) + 1}"),
                    Entry.of(options),
                    Entry(changes),
                    *(Entry.of(p, t) for p, t in zip(prices, tones, strict=True)),
                )
            )
            records.append(
                {
                    "set": len(rows),
                    "options": options,
                    "changes": [text for text, _ in changes],
                    "promise_lost": coded[0],
                    "guarantee_lost": coded[1],
                    "guarantee_gained": coded[2],
                    "edits": [
                        {"line": edit.span.line, "column": edit.span.column, "old": edit.span.text, "new": edit.text}
                        for edit in cure.edits
                    ],
                }
            )
        if front.ends:
            stuck.append(f"{options}: there are too many sets for all; shown are those that cost least by one measure")
        stuck += [
            f"{options}: nothing was found for {c.duty.bearer}, article {c.duty.norm.number}" for c in front.stuck
        ]
    caption = "No provision collides with the law of a party." if not found else ""
    if found and not rows:
        caption = "No set of changes of the draft was found that leaves no conflict with law."
    return Table(
        f"What would cure all conflicts with law: {draft.title}",
        ("set", "options", "change", "promise lost", "guarantee lost", "guarantee gained"),
        tuple(rows),
        tuple(records),
        caption,
        (*stuck, *(f"or {fix.message}{_by(fix)}" for fix in law)),
    )


def _by(fix: Fix) -> str:
    return f"; it takes {listed(fix.price)}" if fix.price else ""
