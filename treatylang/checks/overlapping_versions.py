"""Two versions of one area, group or reading that apply on the same day.

## What it finds
Two definitions of one area or group whose periods overlap, unless they stand in different options of one bracket; and
two `prevailing` readings of one article whose periods overlap. Where one version ends on the day on which the next
begins, the next governs, and nothing overlaps.

## Why it matters
On the days that both cover, nobody can say where the treaty applies, or what the law is.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" from 2027-01-01 until 2032-01-01 = territory of Japan;
  area TreatyArea "the Treaty Area" from 2030-01-01 = territory of parties;  # error: overlapping-versions
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" from 2027-01-01 until 2030-01-01 = territory of Japan;
  area TreatyArea "the Treaty Area" from 2030-01-01 = territory of parties;
}
```

## Authority
VCLT Articles 29 (territory) and 40 (amendment): what applied before an amendment and what applies after it are both to
be known. Periods run from the first day named up to, not including, the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Defined, Instrument, Period, World
from treatylang.model.question import Question
from treatylang.source import Span

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    versions: dict[str, list[Defined]] = {}
    for defined in draft.areas:
        versions.setdefault(defined.name, []).append(defined)
    for name, same in versions.items():
        for one, other in combinations(same, 2):
            if one.span != other.span and overlap(one.period, other.period) and not _alternatives(one, other):
                what = f"two versions of the {other.kind} `{name}`"
                yield _finding(what, f"{draft.name}/{name}", one.span, other.span)
    prevailing = [reading for reading in draft.readings if reading.standing == "prevailing"]
    for first, second in combinations(prevailing, 2):
        if first.article == second.article and overlap(first.period, second.period):
            said = f"the prevailing readings `{first.name}` and `{second.name}`"
            yield _finding(said, f"{draft.name}/{first.article}", first.span, second.span)


def overlap(one: Period, other: Period) -> bool:
    """Return whether some day lies in both periods."""
    return (one.since is None or other.until is None or one.since < other.until) and (
        other.since is None or one.until is None or other.since < one.until
    )


def _alternatives(one: Defined, other: Defined) -> bool:
    chosen = {choice.bracket: choice.option for choice in one.choices}
    return any(chosen.get(choice.bracket, choice.option) != choice.option for choice in other.choices)


def _finding(what: str, node: str, one: Span, other: Span) -> Finding:
    head = other.text.split("=")[0].split("{")[0].rstrip()
    return Finding(
        "overlapping-versions",
        SEVERITY,
        f"{what} apply on the same day",
        Span(other.source, other.start, other.start + len(head)),
        remark="overlaps",
        labels=(Label(one, "with this one"),),
        help=("end the earlier one on the day on which the later one begins",),
        node=node,
    )
