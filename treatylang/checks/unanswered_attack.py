"""Attacks on a party that no other party has to answer: gaps.

## What it finds

Attacks by an outsider on a party, in usual circumstances, to which the draft answers with no duty of any other party:
kinds of attack that nothing mentions, things that can be hit, places that lie outside. A draft that answers no attack
at all has no gaps. A gap on a party's own territory, of the very kind that the draft answers elsewhere, is a warning.

## Why it matters

Gaps are where an attacker will look first. Some are intended; the checker lists them all, and the drafters decide.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on vessels of any party
      each other party shall assist the attacked party;  # warning: unanswered-attack
  }
}
```

## Instead

Every kind of attack that the vocabulary knows is answered:

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party or blockade on any party or space-attack on any party or cyber-attack on any party
      each other party shall assist the attacked party;
  }
}
```

## Authority

Charter of the United Nations, article 51: the right to help does not oblige; only the treaty does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import all_of, node_of
from treatylang.reasoning.explanation.narrative import listed, situation
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.gaps import Unanswered, answering, unanswered

SEVERITY = Severity.WARNING
FROM_SILENCE = True
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the gaps of a draft, one finding for all parties with the same ones."""
    frame, _ = examined(world, draft, question)
    seen: set[tuple[object, ...]] = set()
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        groups: dict[tuple[object, ...], list[Unanswered]] = {}
        for one in unanswered(case):
            groups.setdefault((one.events, one.objects), []).append(one)
        for key, group in groups.items():
            if key not in seen:
                seen.add(key)
                yield _finding(case, group)


def _finding(case: Frame, group: list[Unanswered]) -> Finding:
    one = group[0]
    lexicon = case.world.lexicon
    victims = [found.victim for found in group]
    parts = []
    if one.events:
        words = [w.say() for name in one.events if (w := lexicon.get(name, "event")) is not None]
        parts.append(f"{listed(words)}, whatever it hits")
    abroad = [name for name, home in one.objects if not home]
    at_home = [name for name, home in one.objects if home]
    if at_home:
        parts.append(f"other attacks on {listed(_things(case, at_home))}, even in the territory of the victim")
    if abroad:
        parts.append(f"other attacks on {listed(_things(case, abroad))} in some places")
    norm = answering(case)[0]
    return Finding(
        "unanswered-attack",
        SEVERITY if at_home else Severity.INFO,
        f"some attacks on {all_of(victims)} need not be answered by any other party: {'; '.join(parts)}",
        norm.node.predicate.span,
        remark="this and the other duties leave gaps",
        steps=(situation(case, one.where, one.victim), Step("no duty of another party is triggered")),
        help=("name the attack, the thing or the place in the trigger of a duty, or accept the gap with a reason",),
        node=node_of(norm),
        party=", ".join(victims),
        short=f"no other party need answer {'; '.join(parts)}",
    )


def _things(case: Frame, names: list[str]) -> list[str]:
    words = (case.world.lexicon.get(name, "object") for name in names)
    return [word.say() for word in words if word is not None]
