"""A duty that a reading of law or of a treaty which does not prevail would forbid; or a reading that governs nothing.

## What it finds

A duty that is lawful for a party as its law is read today, in situations in which another reading would forbid it: one
that scholars or some parties hold, an earlier official one, or one that is only proposed. The finding names the
readings. The same goes for articles of other treaties that bind a party. A reading in the draft itself is
reported if its sentences count on no day: it is only proposed, another one prevails, or none prevails and the others do
not say the same.

## Why it matters

Readings change, and they change back. A text that is lawful under only one of them is worth no more than that reading.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Philippines;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force  # info: contested-reading
        if survival-threatened of self and no-other-means of self and armed-attack on close-partner of self;
  }
}
```

## Instead

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Philippines;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall consult the others;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, articles 31 and 46; the readings with their sources, as the file of the text
cites them.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Label, Severity
from treatylang.model.instrument import Instrument, Reading, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import all_of, node_of, own, provision, says
from treatylang.reasoning.explanation.conflicts import clash_finding
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.contradiction import Dilemma
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.unsettled import Idle, idle, under_other_readings

SEVERITY = Severity.INFO
CATEGORY = Category.LAW


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the duties that readings which do not prevail would forbid."""
    frame, clashes = examined(world, draft, question)
    for clash in clashes:
        if clash.readings:
            yield clash_finding(frame, clash, "contested-reading", SEVERITY)
    yield from (_idle(draft, one) for one in idle(frame))
    yield from (_supposed(*one) for one in under_other_readings(frame))


def _idle(draft: Instrument, one: Idle) -> Finding:
    first, *rest = one.sentences
    several = f"{len(one.sentences)} sentences" if rest else "a sentence"
    name = one.reading.name
    counts = "count" if rest else "counts"
    return Finding(
        "contested-reading",
        SEVERITY,
        f"{several} of {own(first.number, draft.title)}, as read in `{name}`, {counts} on no day: {one.why}",
        first.span,
        remark="binds nobody",
        labels=tuple(Label(other.span, "likewise") for other in rest),
        help=(f"write `prevailing` after its words if it governs; `--reading {draft.name}={name}` supposes it",),
        node="/".join((draft.name, *first.path.split("."))),
        reading=name,
    )


def _supposed(
    treaty: Instrument, reading: Reading, why: str, one: Dilemma, bearers: tuple[str, ...], case: Frame
) -> Finding:
    norm = one.duty.norm
    ban = next(ban.norm for ban in one.bans if ban.norm.reading is reading)
    acts, who = says(case.world.lexicon, one.act), all_of(bearers)
    against = provision(ban.number, treaty.title)
    return Finding(
        "contested-reading",
        SEVERITY,
        f"{who} would be bound to {acts} by {provision(norm.number, one.treaty.title)}, which {against} "
        f"would forbid if it is read as `{reading.name}`: {why}",
        norm.node.predicate.span if one.treaty is case.draft else case.draft.node.name.span,
        remark=f"owed by {who}",
        labels=(Label(ban.span, f"forbidden: {against} as read in `{reading.name}`"),),
        notes=(f"reading `{reading.name}`: {reading.words}",),
        node=node_of(norm),
        party=", ".join(bearers),
        reading=reading.name,
    )
