"""A day that no calendar has.

## What it finds
A date such as `2027-02-30`, wherever it stands.

## Why it matters
A period that begins or ends on such a day has no limit, and the date would be printed as it stands.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  final-clauses {
    signature open to all parties until 2027-02-30;  # error: impossible-date
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  final-clauses {
    signature open to all parties until 2027-02-28;
  }
}
```

## Authority
None in law: the Gregorian calendar, written as year, month and day.
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
