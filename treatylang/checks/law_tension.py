"""A duty under which all that a party could be asked to do is forbidden by its own law, though it owes less.

## What it finds

A duty whose floor can be performed lawfully, or is lowered to nothing, while everything that it may call for (its
ceiling: the act with all that it may include, less what the qualifiers absorb) is forbidden by the party's own law.

## Why it matters

Nothing unlawful is promised, but partners who read the text will expect what cannot come: the words raise hopes that
the law of the party disappoints.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Philippines;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force in accordance with consult-and-consider;  # warning: law-tension
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
      each other party shall assist the attacked party as it deems necessary;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, articles 26 and 31: a treaty is performed in good faith and read in its
ordinary meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.conflicts import clash_finding
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.legality import ClashKind

SEVERITY = Severity.WARNING
CATEGORY = Category.LAW


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the tensions of a draft with the law of its parties."""
    frame, clashes = examined(world, draft, question)
    for clash in clashes:
        if clash.kind is ClashKind.TENSION and not clash.readings:
            yield clash_finding(frame, clash, "law-tension", SEVERITY)
