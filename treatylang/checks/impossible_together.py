"""A duty that neither domestic law nor treaties forbid alone, but both together make impossible.

## What it finds

A duty that can be performed in several ways, some of them forbidden by the bearer's own law and all the others by
treaties that bind it. Each text by itself leaves a way; together they leave none.

## Why it matters

Reading the draft with only one of the two does not reveal the fault: it arises from all three together.

## Example

```treaty
law Fiji-Peace "Act on the Renunciation of Force" of Fiji {
  rank constitution;
  in-force from 2020-01-01;
  article 1 { Fiji shall not use-force; }
}

treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  under     law of parties;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall any of use-force, transfer-arms;  # error: impossible-together
  }
  article "Arms" as arms {
    no party shall transfer-arms;
  }
}
```

## Instead

A third way is left open:

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  under     law of parties;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall any of use-force, transfer-arms, give-aid;
  }
  article "Arms" as arms {
    no party shall transfer-arms;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, articles 26 and 27: what is promised is owed, whatever domestic law says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Label, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import node_of, provision, says
from treatylang.reasoning.explanation.narrative import forbidding, listed, owing, situation, under
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.contradiction import Dilemma, DilemmaKind, alike, dilemmas
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.ERROR
CATEGORY = Category.TREATY


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the duties that domestic law and treaties make impossible only together."""
    frame, _ = examined(world, draft, question)
    for one, bearers in alike(dilemmas(frame), DilemmaKind.TOGETHER):
        yield _finding(replace(frame, choices=one.choices), one, bearers)


def _finding(case: Frame, one: Dilemma, bearers: tuple[str, ...]) -> Finding:
    norm = one.duty.norm
    bearer, who = bearers[0], listed(bearers)
    mine = one.treaty is case.draft
    place = norm if mine else next(ban.norm for ban in one.bans if ban.law is case.draft)
    texts = listed(dict.fromkeys(provision(ban.norm.number, ban.law.title) for ban in one.bans))
    lexicon = case.world.lexicon
    return Finding(
        "impossible-together",
        Severity.WARNING if case.draft.political else SEVERITY,  # what binds in politics alone, nobody breaks in law
        f"{who} would be bound to {says(lexicon, one.act)}, every way of which {texts} together forbid",
        place.node.predicate.span,
        remark=f"owed by {who}{under(norm.choices)}" if mine else f"forbidden to {who}",
        labels=tuple(
            Label(b.norm.span, f"forbids some ways: {provision(b.norm.number, b.law.title)}") for b in one.bans
        ),
        steps=(
            situation(case, one.where, bearer),
            owing(case, one.treaty, norm, bearer, one.act),
            *(forbidding(lexicon, ban.law, ban.norm, bearer) for ban in one.bans),
            Step(f"no way is left of {', '.join(f'`{way}`' for way in sorted(one.ways))}"),
        ),
        help=("leave a way open: name another act that performs, or let one of the bans give way",),
        node=node_of(place),
        party=", ".join(bearers),
    )
