"""Candidates as tables: what stands against each state's joining, and what would cure it."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.candidates import BLOCKS, NEEDS, WARNS, Candidacy, Obstacle
from treatylang.reasoning.telling.narrating import listed
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Entry, Table

_TONES = {BLOCKS: BAD, WARNS: DOUBTFUL, NEEDS: FAINT}


def summary(found: list[Candidacy], draft: Instrument) -> Table:
    """Return one row for each candidate: the verdict, and how much of each kind stands against it."""
    kinds = ("law", "treaty", "dispute", "procedure")
    rows = []
    records = []
    for one in found:
        counts = {kind: sum(obstacle.kind == kind for obstacle in one.obstacles) for kind in kinds}
        tone = BAD if "not" in one.verdict.split(",")[0] else DOUBTFUL if ";" in one.verdict else GOOD
        rows.append(
            (Entry.of(one.state), Entry.of(one.verdict, tone), *(Entry.of(str(counts[kind] or "–")) for kind in kinds))
        )
        records.append({"state": one.state, "verdict": one.verdict, **counts})
    return Table(
        f"Who could join: {draft.title}",
        ("state", "verdict", "own law", "treaties", "disputes", "procedures"),
        tuple(rows),
        tuple(records),
        "The numbers count what was found; each state has a table of its own below.",
    )


def table(found: Candidacy, draft: Instrument) -> Table:
    """Return everything that was found for one candidate."""
    return Table(
        f"{found.state}: {found.verdict}",
        ("what", "where it stands", "what would cure it"),
        tuple(_row(one) for one in found.obstacles),
        tuple(_record(found, one, draft) for one in found.obstacles),
        "" if found.obstacles else "Nothing that the library holds stands against it.",
    )


def _row(one: Obstacle) -> tuple[Entry, ...]:
    options = listed(sorted(f"option {c.option} of `{c.bracket}`" for c in one.choices))
    what = [(one.why, _TONES[one.weight])]
    if options:
        what.append((f"under {options}", FAINT))
    return Entry(tuple(what)), Entry.of(one.source), Entry(tuple((cure, "") for cure in one.cures))


def _record(found: Candidacy, one: Obstacle, draft: Instrument) -> dict[str, object]:
    return {
        "draft": draft.name,
        "state": found.state,
        "verdict": found.verdict,
        "kind": one.kind,
        "weight": one.weight,
        "why": one.why,
        "source": one.source,
        "place": str(one.span) if one.span is not None else "",
        "options": sorted(f"{c.bracket}={c.option}" for c in one.choices),
        "cures": list(one.cures),
    }


def tables(found: list[Candidacy], draft: Instrument) -> Iterator[Table]:
    """Yield the summary, where there are several candidates, and one table for each."""
    if len(found) > 1:
        yield summary(found, draft)
    for one in found:
        yield table(one, draft)
