"""A comment that means to accept a finding but does not say which, or not why.

## What it finds

A comment that begins with `# treaty: ignore` (or a word like it) and is not of the form
`# treaty: ignore[rule] until DAY because "reason"`: without a rule, with a rule that does not exist, without a reason,
or with a day that is not one. The `until` may be left out; the rule and the reason may not.

## Why it matters

Such a comment accepts nothing, though its writer believes it does. A form for all rules at once does not exist on
purpose: it would also accept the faults that nobody has seen yet.

## Example

```treaty
treaty Pact "A pact" {
  article "Help" {
    # treaty: ignore
    when armed-attack on any party
      each other party shall use-force;
  }
}
```

## Instead

```treaty
treaty Pact "A pact" {
  article "Help" {
    # treaty: ignore[law-conflict] until 2027-03-31 because "Diet debate scheduled"
    when armed-attack on any party
      each other party shall use-force;
  }
}
```

## Authority

The form of comments that accept a finding, `docs/configuration.md`, "Accepting a finding".
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
