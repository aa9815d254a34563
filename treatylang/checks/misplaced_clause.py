"""A final clause among the heading lines, a heading line among the final clauses, a paragraph after `when`.

## What it finds
A line in a place where the vocabulary has no line of that kind: `duration 10 years;` at the top of a treaty. A
paragraph, a reading, a body or final clauses in an option of a bracket that stands after `when`, `before`, `after` or
`failing`.

## Why it matters
Such a line would be neither printed nor counted: a treaty that ends after ten years would be read as one without end.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  duration 10 years;  # error: misplaced-clause
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  final-clauses { duration 10 years; }
}
```

## Authority
None in law: the vocabulary declares which words are heading lines and which are final clauses.
"""

from treatylang.findings import Category, Severity

SEVERITY = Severity.ERROR
CATEGORY = Category.FORM
