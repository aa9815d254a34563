"""A duty that a reading of a party's law which does not prevail would forbid.

## What it finds

A duty that is lawful for a party as its law is read today, in situations in which another reading would forbid it: one
that scholars or some parties hold, an earlier official one, or one that is only proposed. The finding names the
readings.

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

Vienna Convention on the Law of Treaties, article 46; the readings with their sources, as the law file cites them.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.telling.conflicts import clash_finding
from treatylang.reasoning.verdicts.examining import examined

SEVERITY = Severity.INFO
CATEGORY = Category.LAW


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the duties that readings which do not prevail would forbid."""
    frame, clashes = examined(world, draft, question)
    for clash in clashes:
        if clash.readings:
            yield clash_finding(frame, clash, "contested-reading", SEVERITY)
