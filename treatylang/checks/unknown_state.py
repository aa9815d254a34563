"""A party, or another capitalised name, that is not a state or organisation.

## What it finds
A name in a `party` line, the state of a law, or a capitalised name in a sentence that looks like a state but is not
one. Usual, official and former names are known.

## Why it matters
A treaty binds those who are its parties. A misspelt party is bound by nothing, and its law is not looked up.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan;
  party Austalia;  # error: unknown-state
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan;
  party Australia;
}
```

## Authority
VCLT Article 2(1)(a) and (g): a treaty is concluded between states; a party is a state that has consented to be bound.
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
