"""A party that is promised help which nobody guarantees: abandonment.

## What it finds

An attack by an outsider on a party, in usual circumstances, for which the draft promises help, although no helper has a
lawful way to keep its promise, however it assesses the case. If helpers are only waiting for approval by their own
organs, it is a note.

## Why it matters

The party will count on what cannot come. It would be better served by a promise that is smaller and kept.

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
      each other party shall use-force;  # warning: abandoned-party
  }
}
```

## Instead

Help that the law of the helper allows:

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
      each other party shall assist the attacked party;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, articles 27 and 46: domestic law is no excuse, and yet it decides what will be
done. The term comes from the literature on alliances (Snyder, The Security Dilemma in Alliance Politics, 1984).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.telling.citing import all_of, node_of, provision
from treatylang.reasoning.telling.narrating import owing, situation, under
from treatylang.reasoning.verdicts.abandonment import Abandoned, abandoned
from treatylang.reasoning.verdicts.examining import examined

SEVERITY = Severity.WARNING
FROM_SILENCE = True
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield one finding for each provision that leaves parties without any guarantee, under the first such options."""
    frame, _ = examined(world, draft, question)
    seen: set[tuple[int, bool]] = set()
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        groups: dict[tuple[int, bool], list[Abandoned]] = {}
        for one in abandoned(case):
            if one.promised_by:
                groups.setdefault((one.promised_by[0].duty.norm.span.start, one.lawful), []).append(one)
        for key, group in groups.items():
            if key not in seen:
                seen.add(key)
                yield _finding(case, group)


def _finding(case: Frame, group: list[Abandoned]) -> Finding:
    one = group[0]
    norm = one.promised_by[0].duty.norm
    victims = all_of(found.victim for found in group)
    helpers = all_of(dict.fromkeys(promise.duty.bearer for promise in one.promised_by))
    waiting = "each would have to wait for an approval of its own organs, or could judge that it owes nothing"
    closed = "nothing that they promise can lawfully be done there"
    return Finding(
        "abandoned-party",
        Severity.INFO if one.lawful else SEVERITY,
        f"help is promised to {victims} that nobody {'is certain to give' if one.lawful else 'may lawfully give'}",
        norm.node.predicate.span,
        remark=f"promised, but not certain{under(norm.choices)}",
        steps=(
            situation(case, one.where, one.victim),
            owing(case, case.draft, norm, helpers, one.promised_by[0].act),
            Step(waiting if one.lawful else closed),
        ),
        help=("`treaty guarantees` shows who can be sure of whom, and why",),
        notes=(f"promised by {provision(norm.number, case.draft.title)}",),
        node=node_of(norm),
        party=", ".join(found.victim for found in group),
    )
