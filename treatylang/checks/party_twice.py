"""A state that is named as a party twice for the same days.

## What it finds
Two `party` lines for one state, by whatever name, whose periods overlap. A state that left and came back has two
periods and is fine.

## Why it matters
It would be counted twice for thresholds and majorities, and two different histories cannot both be true.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Vietnam;
  party "Viet Nam";  # error: party-twice
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Vietnam;
}
```

## Authority
VCLT Article 24(1): entry into force depends on who and how many have consented; each state counts once.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.overlapping_versions import overlap
from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, Membership, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import the

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    lines: dict[str, list[Membership]] = {}
    for member in draft.parties:
        earlier = lines.setdefault(member.state, [])
        other = next((known for known in earlier if _clash(draft, known, member)), None)
        earlier.append(member)
        if other is None:
            continue
        yield Finding(
            "party-twice",
            SEVERITY,
            f"{the(member.state)} is named as a party twice for the same days",
            member.span,
            remark="named again",
            labels=(Label(other.span, "named here first"),),
            help=("keep one of the two, or give each its own `from` and `until`",),
            node=f"{draft.name}/{member.state}",
            party=member.state,
        )


def _clash(draft: Instrument, one: Membership, other: Membership) -> bool:
    if one.is_party != other.is_party or not overlap(one.period, other.period):
        return False
    # An accession that both the treaty and its protocol record is one accession.
    ours = draft.span.start <= other.span.start < draft.span.end and one.span.source == other.span.source
    return ours or one.period != other.period
