"""A text in one language that would contain words of another: a title, a name or a paragraph has no wording there.

## What it finds
When a text is written out in a language, the titles, defined terms, names of places and agreed paragraphs that have
no wording in it. They are printed in a language that has one, and marked where the format can do so.

## Why it matters
An authentic text with foreign words in it has not been agreed on in that language, and those who vote on it cannot read
what they approve.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  languages en, fr;
  party France, Canada;
  area Zone "the Zone" = sea "North Atlantic Ocean";
  article "Consultation" {  # info: missing-wording
    when threat to any party in Zone
      the parties shall consult each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  languages en, fr;
  fr-title "Traité d’assistance mutuelle";
  fr-Zone "la zone";
  party France, Canada;
  area Zone "the Zone" = sea "North Atlantic Ocean";
  article "Consultation" {
    fr-title "Consultations";
    when threat to any party in Zone
      the parties shall consult each other;
  }
}
```
Sentences of meaning are written out in every complete language; only what is quoted needs a wording of its own.

## Authority
VCLT Article 33(1): a text is equally authoritative in each language in which it is authenticated.
"""

from __future__ import annotations

from treatylang.findings import Severity

SEVERITY = Severity.INFO
