"""A reference by label that leads nowhere.

## What it finds
`@label` in a sentence and `{@label}` in prose where no article, paragraph, area, term, council or statement has that
label, and no loaded instrument has that name; `@Treaty.label` where that treaty has no such label; `under treaty X`
where neither the library nor the project has `X`.

## Why it matters
Numbers are computed from labels, so a broken label becomes a hole in the printed text, and a rule that points into it
governs nothing.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when measures under @assistence  # error: broken-reference
      the parties shall consult each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" as assistance {
    when measures under @assistance
      the parties shall consult each other;
  }
}
```

## Authority
None in law: this is the grammar of the language.
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
