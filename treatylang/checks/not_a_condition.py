"""A state, a place or a thing where a condition is expected.

## What it finds
A part of a condition that names somebody or something, but nothing that happens or is the case, most often after
`or` and `and`, where a list of states was meant. Such a sentence takes part in no reasoning.

## Why it matters
`armed-attack on Japan by China or Russia` reads like one condition, and is two: an attack by China,
or Russia. The second can never be met, and anybody who reads the text as English would say that an attack by Russia
meets it.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" {
    when armed-attack on Japan by China or Russia  # error: not-a-condition
      Australia shall consult Japan;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" {
    when armed-attack on Japan by China, Russia
      Australia shall consult Japan;
  }
}
```
Conditions are joined by `or` and `and`, words of one kind by commas.

## Authority
VCLT Article 31(1): a treaty is interpreted in accordance with the ordinary meaning of its terms; a condition that
nothing can meet has none.
"""

from __future__ import annotations

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
