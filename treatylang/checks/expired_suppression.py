"""A comment that accepted a finding until a day that has passed.

## What it finds

A comment `# treaty: ignore[rule] until DAY because "reason"` whose last day lies before the day of the check (the
`--as-of` date, else today), although the finding is still there. The finding itself is shown again as well.

## Why it matters

A finding is accepted because something is expected to happen: a debate in a parliament, a round of negotiations. When
the day has passed, somebody has to look again. Silence would turn a delay into a decision.

## Example

```treaty
treaty Pact "A pact" {
  article "Help" {
    # treaty: ignore[law-conflict] until 2020-12-31 because "the review of the law ends in 2020"
    when armed-attack on any party
      each other party shall use-force;
  }
}
```

## Instead

```treaty
treaty Pact "A pact" {
  article "Help" {
    when armed-attack on any party
      each other party shall assist the attacked party as it deems necessary;
  }
}
```

## Authority

The form of comments that accept a finding, `docs/configuration.md`, "Accepting a finding".
"""

from treatylang.findings import Severity

SEVERITY = Severity.WARNING
