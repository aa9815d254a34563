"""A bare word that no vocabulary declares.

## What it finds
An act, event, role, object, place, heading or final clause whose word neither the shipped vocabulary nor the draft
declares. Quoted text is never looked up: `"the Diet"` may be any organ.

## Why it matters
Every bare word carries meaning: what is wider than it, what it forbids, how it is written out in each language. A word
that nobody declared means nothing, so the sentence around it binds nobody.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    the parties shall asist each other;  # error: unknown-word
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    the parties shall assist each other;
  }
}
```
Spell the word as the vocabulary does, or declare your own: `vocabulary own { act escort-convoys "escort convoys" is
assist; }`.

## Authority
None in law: this is the grammar of the language.
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
