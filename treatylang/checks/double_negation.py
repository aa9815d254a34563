"""A sentence that denies twice: `no party shall not`, `no state need not`.

## What it finds
A sentence with a negative subject and a negated verb. `No party shall not assist` may mean that each party shall
assist, or be a slip for `no party shall assist`, which means the opposite. The sentence takes part in no reasoning
until one is chosen.

## Why it matters
Two readers of one promise would take opposite sides, and both could point at the text.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    no party shall not assist the attacked party;  # error: double-negation
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
}
```

## Authority
VCLT Article 31(1): a treaty is read by the ordinary meaning of its terms in their context.
"""

from __future__ import annotations

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
