"""Outcomes and coverage in words: what all formats for people share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from treatylang.reasoning.answers.coverage import Coverage, NormTried, Tried
from treatylang.reasoning.answers.scenarios import FAILS, HOLDS, OPEN, Outcome
from treatylang.reports._terminal import inline

TITLES = ("norms", "asked about", "triggered", "perhaps", "never", "readings", "exercised")
FIELDS = ("norms", "asked about", "woken", "perhaps", "never", "readings", "exercised")
"""Their names in reports for machines, which stay as they are."""


def expectation(one: Outcome) -> str:
    """Return what was expected, on one line."""
    return " ".join(one.span.text.split())


def summary(found: Sequence[Outcome]) -> str:
    """Return ``expectations: 3 held, 1 failed, 0 undecided``."""
    count = Counter(one.verdict for one in found)
    return f"expectations: {count[HOLDS]} held, {count[FAILS]} failed, {count[OPEN]} undecided"


def numbers(covered: Sequence[Coverage]) -> tuple[int, ...]:
    """Return the counts under ``TITLES``; each norm is counted once, under the most that is tried of it."""
    norms = [one.tried for each in covered for one in each.norms]
    readings = [one for each in covered for one in each.readings if one.counts]
    return (
        len(norms),
        *(sum(tried is level for tried in norms) for level in (Tried.ASKED, Tried.WOKEN, Tried.PERHAPS, Tried.NEVER)),
        len(readings),
        sum(one.exercised for one in readings),
    )


def share(covered: Sequence[Coverage]) -> str:
    """Return ``coverage: 12 of 20 norms asked about (60 %), 3 of 4 readings exercised``."""
    norms, asked, *_, readings, exercised = numbers(covered)
    percent = f" ({100 * asked // norms} %)" if norms else ""
    read = f", {exercised} of {readings} readings exercised" if readings else ""
    return f"coverage: {asked} of {norms} norms asked about{percent}{read}"


def by_file(covered: Sequence[Coverage]) -> dict[str, list[Coverage]]:
    """Return the texts under the names of their files, in the order in which the files were met."""
    files: dict[str, list[Coverage]] = {}
    for one in covered:
        files.setdefault(one.instrument.span.source.name, []).append(one)
    return files


def table(covered: Sequence[Coverage]) -> Iterator[str]:
    """Yield the lines of an aligned table: a line for each file, and one for all."""
    rows = [(inline(name), numbers(texts)) for name, texts in by_file(covered).items()]
    rows.append(("all files" if len(rows) != 1 else "in all", numbers(covered)))
    first = max(len("file"), *(len(name) for name, _ in rows))
    widths = [max(len(title), *(len(str(row[i])) for _, row in rows)) for i, title in enumerate(TITLES)]
    yield "  ".join([f"{'file':<{first}}", *(f"{t:>{w}}" for t, w in zip(TITLES, widths, strict=True))])
    for name, row in rows:
        yield "  ".join([f"{name:<{first}}", *(f"{n:>{w}}" for n, w in zip(row, widths, strict=True))])


def lacking(covered: Sequence[Coverage]) -> Iterator[tuple[str, str]]:
    """Yield the place and the words of each norm that no scenario asks about, and each reading never exercised."""
    for each in covered:
        for one in each.norms:
            if one.tried is not Tried.ASKED:
                yield str(one.norm.span), f"{_level(one)}: {' '.join(one.norm.span.text.split())}"
        for read in each.readings:
            if read.counts and not read.exercised:
                name = f"reading `{read.reading.name}` of {read.reading.article}"
                yield str(read.reading.span), f"never exercised: {name}"


_LEVELS = {
    Tried.NEVER: "no scenario triggers this",
    Tried.PERHAPS: "no scenario certainly triggers this",
    Tried.WOKEN: "triggered, but no scenario asks about it",
    Tried.ASKED: "asked about",
}


def _level(one: NormTried) -> str:
    return _LEVELS[one.tried]
