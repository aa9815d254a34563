"""Files that import each other in a circle.

## What it finds

An `import` that leads back to a file that is still being read: a file that imports itself, two files that import each
other, or a longer circle. The finding stands at the import that closes the circle and names the files on it.

## Why it matters

In a circle no file comes first, so nobody can say which of two definitions of a word or an area was meant to be known
when the other was read. The circle is cut at the import that closes it; the other files are still checked.

## Example

```treaty
# a.treaty, while b.treaty says: import "a.treaty";
import "b.treaty";
```

## Instead

```treaty
# a.treaty and b.treaty both import what they share.
import "shared.treaty";
```

## Authority

The order of reading, `docs/reference.md`, "Files and imports".
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
