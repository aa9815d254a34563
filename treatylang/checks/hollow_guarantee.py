"""A promise that is worth less than it says, for some of those who make it.

## What it finds

A provision under which some party's guarantee lies strictly inside its promise, in usual circumstances: its law forbids
what the floor asks, or the party itself judges whether the case has arisen, or an approval of its own organs has to
come first. The finding says which.

## Why it matters

Partners rely on what is written. What they can be certain of is less, and they should know from whom.

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
  party Fiji, Tonga, Samoa;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force;  # info: hollow-guarantee
  }
}
```

## Instead

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
  party Fiji, Tonga, Samoa;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, articles 26, 27 and 46; the law that the steps cite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import all_of, node_of, own, provision
from treatylang.reasoning.explanation.narrative import situation, under
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.verdicts.abandonment import Hollow, hollow
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.INFO
FROM_SILENCE = True
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the provisions whose promise is worth less than it says, each once."""
    frame, _ = examined(world, draft, question)
    seen: set[int] = set()
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        for one in hollow(case):
            if one.norm.span.start not in seen:
                seen.add(one.norm.span.start)
                yield _finding(case, one)


def _finding(case: Frame, one: Hollow) -> Finding:
    judged = [state for state in one.judged if state not in one.unlawful]
    waiting = [state for state in one.waiting if state not in one.unlawful and state not in one.judged]
    parts = []
    if one.unlawful:
        parts.append(f"{all_of(one.unlawful)} could not lawfully keep it in some situations")
    if judged:
        parts.append(
            f"{all_of(judged)} would judge {'itself' if len(judged) == 1 else 'themselves'} whether to keep it"
        )
    if waiting:
        parts.append(
            f"{all_of(waiting)} would need an approval of {'its' if len(waiting) == 1 else 'their'} own organs"
        )
    where = case.diagrams.any_of((*one.unlawful.values(), *one.judged.values(), *one.waiting.values()))
    assert where != EMPTY
    return Finding(
        "hollow-guarantee",
        SEVERITY,
        f"what {provision(one.norm.number, case.draft.title)} promises is not certain from every party: "
        f"{'; '.join(parts)}",
        one.norm.node.predicate.span,
        remark=f"promised by each{under(one.norm.choices)}",
        steps=(situation(case, where), *(Step(part) for part in parts)),
        help=("`treaty guarantees` shows what is certain, for each pair of parties",),
        node=node_of(one.norm),
        party=", ".join((*one.unlawful, *judged, *waiting)),
        short=f"{own(one.norm.number, case.draft.title)} is not certain of all: {'; '.join(parts)}",
    )
