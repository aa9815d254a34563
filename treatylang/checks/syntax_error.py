"""A sentence or a block that does not have the form of the language.

## What it finds

The first place in a file at which the text stops being readable: a missing `;`, a brace that is not closed, a word in
a place where no sentence has one, a date or a coordinate that is written in another way. Reading ends there, so one
file has one such finding; the rest of the file is read once the mistake is corrected.

## Why it matters

A sentence that cannot be read has no meaning that could be checked, rendered or compared. Guessing what was meant
would be worse than stopping: a comma after a condition can turn one duty into two.

## Example

```treaty
treaty Pact "A pact" {
  article "Help" {
    when armed-attack on Japan, each party shall assist Japan;
  }
}
```

## Instead

```treaty
treaty Pact "A pact" {
  article "Help" {
    when armed-attack on Japan
      each party shall assist Japan;
  }
}
```

## Authority

The grammar of the language, `grammar/treaty.lark`; `docs/reference.md` shows every form with an example.
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
