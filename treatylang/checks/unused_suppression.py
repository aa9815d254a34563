"""A comment that accepts a finding which is not there.

## What it finds

A comment `# treaty: ignore[rule] …` that covers no finding of its rule. Comments about rules that were left out of the
run (with `--select` or `--ignore`) are not looked at. The fix removes the comment.

## Why it matters

The fault has been corrected, or it was never there. A comment that stays behind tells readers of a weakness that the
text does not have, and would hide the next fault of the same kind in the same place.

## Example

```treaty
treaty Pact "A pact" {
  article "Consultation" {
    each party shall consult each other;   # treaty: ignore[law-conflict] because "the cabinet is looking into it"
  }
}
```

## Instead

```treaty
treaty Pact "A pact" {
  article "Consultation" {
    each party shall consult each other;
  }
}
```

## Authority

The form of comments that accept a finding, `docs/configuration.md`, "Accepting a finding".
"""

from treatylang.findings import Severity

SEVERITY = Severity.WARNING
