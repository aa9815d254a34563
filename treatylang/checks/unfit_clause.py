"""A use of a model clause that nobody has written, or that does not take what the use says.

## What it finds

`use clause …` with the name of no clause, with a slot that the clause does not take, without one that it needs, with a
label that has nothing to name, or in an instruction of a protocol that could not take all its parts.

## Why it matters

The clause is left out of the treaty: nothing of what it would say is printed, counted or checked.

## Example

```treaty
treaty Pact "Treaty on Consultation" {
  party Japan, Australia;
  use clause consultaton;  # error: unfit-clause
}
```

## Instead

```treaty
treaty Pact "Treaty on Consultation" {
  party Japan, Australia;
  use clause consultation within 24 hours;
}
```

## Authority

None in law: `treaty clauses` lists the clauses and what each takes.
"""

from treatylang.findings import Category, Severity

SEVERITY = Severity.ERROR
CATEGORY = Category.FORM
