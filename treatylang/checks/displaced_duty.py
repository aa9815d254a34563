"""A duty that seems to be owed and is not, because a norm that prevails forbids it.

## What it finds

A duty of the draft that cannot be performed in any way, because norms that prevail over the draft forbid it: the
Charter of the United Nations, or a text to which the draft does not itself say that it yields. Where that is so in
every usual situation, the duty is empty.

## Why it matters

Partners will read a promise that a higher text takes away as if it were still good.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  under     treaty UN-Charter;
  party Fiji, Tonga;
  article "Threats" as threats {
    when threat to any party
      each other party shall use-force;  # info: displaced-duty
  }
}
```

## Instead

The duty is triggered only by what the Charter allows states to answer with force:

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  under     treaty UN-Charter;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force;
  }
}
```

## Authority

Charter of the United Nations, articles 2(4), 51 and 103; Vienna Convention on the Law of Treaties, article 30(1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Label, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import node_of, provision, says
from treatylang.reasoning.explanation.narrative import forbidding, listed, owing, situation, under
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.abandonment import usually
from treatylang.reasoning.verdicts.contradiction import Dilemma, DilemmaKind, dilemmas
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.INFO
CATEGORY = Category.TREATY


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the duties of a draft that prevailing norms displace in usual situations, once for each provision."""
    frame, _ = examined(world, draft, question)
    found: dict[tuple[int, str], list[Dilemma]] = {}
    for one in dilemmas(frame):
        if one.kind is DilemmaKind.DISPLACED and one.treaty is draft and usually(frame, one.where) != EMPTY:
            found.setdefault((one.duty.norm.span.start, one.act), []).append(one)
    for group in found.values():
        yield _finding(replace(frame, choices=group[0].choices), group)


def _finding(case: Frame, group: list[Dilemma]) -> Finding:
    one = group[0]
    norm = one.duty.norm
    who = listed(dict.fromkeys(other.duty.bearer for other in group))
    texts = listed(dict.fromkeys(provision(ban.norm.number, ban.law.title) for ban in one.bans))
    usual = usually(case, one.where)
    whole = case.diagrams.within(usually(case, one.duty.awake), one.where)
    lexicon = case.world.lexicon
    return Finding(
        "displaced-duty",
        Severity.WARNING if whole else SEVERITY,
        f"the duty to {says(lexicon, one.act)} is {'never owed' if whole else 'not owed in some situations'}: "
        f"{texts} {'forbids it and prevails' if len(one.bans) == 1 else 'forbid it and prevail'}",
        norm.node.predicate.span,
        remark=f"displaced for {who}{under(norm.choices)}",
        labels=tuple(
            Label(ban.norm.span, f"prevails: {provision(ban.norm.number, ban.law.title)}") for ban in one.bans
        ),
        steps=(
            situation(case, usual, one.duty.bearer),
            owing(case, one.treaty, norm, one.duty.bearer, one.act),
            *(forbidding(lexicon, ban.law, ban.norm, one.duty.bearer) for ban in one.bans),
            Step("the norm that forbids prevails over the draft, so nothing is owed"),
        ),
        help=("narrow the trigger of the duty, or say that the text yields",),
        node=node_of(norm),
    )
