"""A name that is given to two things.

## What it finds
The second of two articles, paragraphs, areas, groups, terms, councils, statements or parties of one instrument that
have the same name. Dated versions of one area are not duplicates, nor are the options of one bracket.

## Why it matters
A reference to the name could mean either, and nobody could tell which.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" as help {
    the parties shall consult each other;
  }
  article "Assistance" as help {  # error: duplicate-label
    the parties shall assist each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" as consultation {
    the parties shall consult each other;
  }
  article "Assistance" as help {
    the parties shall assist each other;
  }
}
```

## Authority
None in law: labels, areas, groups and terms of one instrument share one set of names.
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
