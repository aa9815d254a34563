"""Candidates as tables: what stands against each state's joining, and what would cure it."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.candidates import BLOCKS, DISPUTE, NEEDS, WARNS, Candidacy, Obstacle, Outlook
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.unheld import NOT_KNOWN, no_law
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Entry, Paragraph, Table

_TONES = {BLOCKS: BAD, WARNS: DOUBTFUL, NEEDS: FAINT}


def summary(found: list[Candidacy], draft: Instrument, *, alone: bool = False) -> Table:
    """Return one row for each candidate: the verdict, and how much of each kind stands against it.

    ``alone`` says that no table of each candidate follows.
    """
    kinds = ("law", "treaty", "dispute", "procedure", "text")
    closed = any(obstacle.kind == "text" for one in found for obstacle in one.obstacles)
    shown = kinds if closed else kinds[:-1]
    rows = []
    records = []
    for one in found:
        counts = {kind: sum(obstacle.kind == kind for obstacle in one.obstacles) for kind in kinds}
        said = verdict(one, draft)
        rows.append(
            (Entry.of(one.state), Entry.of(said, _tone(one)), *(Entry.of(str(counts[kind] or "–")) for kind in shown))
        )
        records.append({"state": one.state, "verdict": said, "outlook": one.outlook.value, **counts})
    return Table(
        f"Who could join: {draft.title}",
        ("state", "verdict", *("own law", "treaties", "disputes", "procedures", "the text")[: len(shown)]),
        tuple(rows),
        tuple(records),
        "The numbers count what was found; name a state to see what it is."
        if alone
        else "The numbers count what was found; each state has a table of its own below.",
    )


def table(found: Candidacy, draft: Instrument) -> Table:
    """Return everything that was found for one candidate."""
    return Table(
        f"{found.state}: {verdict(found, draft)}",
        ("what", "where it stands", "what would cure it"),
        tuple(_row(one) for one in found.obstacles),
        tuple(_record(found, one, draft) for one in found.obstacles or (None,)),
        _caption(found),
        told=tuple(_told(found)),
    )


def _told(found: Candidacy) -> Iterator[Paragraph]:
    """Yield the obstacles in sentences, those of one sort and source together."""
    lines: dict[tuple[str, str], list[Obstacle]] = {}
    for one in found.obstacles:
        sort = one.why.partition(": ")[0] if one.kind == DISPUTE else one.why
        lines.setdefault((one.kind, sort), []).append(one)
    said = []
    for (_, sort), group in lines.items():
        first = group[0]
        several = len(group) > 1 and first.kind == DISPUTE
        names = [one.why.partition(": ")[2].partition(",")[0] for one in group] if several else []
        what = f"{sort}: {listed(names)}" if names else first.why
        doubt = any(_UNVERIFIED in one.source for one in group)
        known = dict.fromkeys(one.source.replace(_UNVERIFIED, "") for one in group)
        sources = f"{listed(known)}{', unverified' if doubt else ''}"
        options = listed(sorted(f"option {c.option} of `{c.bracket}`" for c in first.choices))
        under = f", under {options}" if options else ""
        cures = list(dict.fromkeys(cure for one in group for cure in one.cures))
        rest = f", or {len(cures) - _CURES} other ways" if len(cures) > _CURES else ""
        cure = f"; to cure it, {listed(cures[:_CURES], 'or')}{rest}" if cures else ""
        said.append((f"{what} ({sources}){under}{cure}", _TONES[first.weight]))
    yield Paragraph("", tuple(said) or ((_caption(found), ""),))


_UNVERIFIED = " (unverified)"
_CURES = 3
"""How many remedies are told of an obstacle; the others are counted."""


def _caption(found: Candidacy) -> str:
    if found.outlook is Outlook.NOT_KNOWN:
        known = "What is listed is all that the library holds" if found.obstacles else "Nothing held stands against it"
        return f"{known}; the law that would decide is not held."
    return "" if found.obstacles else "Nothing that the library holds stands against it."


def verdict(found: Candidacy, draft: Instrument) -> str:
    """Return the verdict in words; where it is not known, with the law that the library would have to hold."""
    if found.outlook is not Outlook.NOT_KNOWN or found.unheld is None:
        return found.verdict
    rest = ""
    if found.open_options and len(found.open_options) < found.all_options:
        rest = f"; what is held stands against it, except under option {' or '.join(found.open_options)}"
    return f"{NOT_KNOWN}: the library holds {no_law(draft.lexicon, found.unheld)}{rest}"


def _tone(found: Candidacy) -> str:
    if found.outlook is Outlook.COULD:
        return DOUBTFUL if any(one.weight == WARNS for one in found.obstacles) else GOOD
    return BAD if found.outlook is Outlook.COULD_NOT else DOUBTFUL


def _row(one: Obstacle) -> tuple[Entry, ...]:
    options = listed(sorted(f"option {c.option} of `{c.bracket}`" for c in one.choices))
    what = [(one.why, _TONES[one.weight])]
    if options:
        what.append((f"under {options}", FAINT))
    return Entry(tuple(what)), Entry.of(one.source), Entry(tuple((cure, "") for cure in one.cures))


def _record(found: Candidacy, one: Obstacle | None, draft: Instrument) -> dict[str, object]:
    """Return one obstacle for machines, or the bare verdict where nothing was found."""
    return {
        "draft": draft.name,
        "state": found.state,
        "verdict": verdict(found, draft),
        "outlook": found.outlook.value,
        "kind": one.kind if one is not None else "",
        "weight": one.weight if one is not None else "",
        "why": one.why if one is not None else "",
        "source": one.source if one is not None else "",
        "place": str(one.span) if one is not None and one.span is not None else "",
        "options": sorted(f"{c.bracket}={c.option}" for c in one.choices) if one is not None else [],
        "cures": list(one.cures) if one is not None else [],
    }


def tables(found: list[Candidacy], draft: Instrument) -> Iterator[Table]:
    """Yield the summary, where there are several candidates, and one table for each."""
    if len(found) > 1:
        yield summary(found, draft)
    for one in found:
        yield table(one, draft)
