"""An import of a file that does not exist, cannot be read, or lies outside the project.

## What it finds

An `import` whose path leads to no file, to a file that is not a UTF-8 text, out of the project's folder (through `..`
or through a link), or to a file that is not part of the library. Absolute paths are refused too: they would mean
another file on every machine.

## Why it matters

A draft checked without a file that it builds on is a different draft. Paths that leave the project would let a text
that was sent by somebody else read whatever lies on the reader's disk.

## Example

```treaty
import "../../elsewhere/definitions.treaty";
```

## Instead

```treaty
import "definitions.treaty";
```

## Authority

The rules for paths, `docs/reference.md`, "Files and imports".
"""

from treatylang.findings import Severity

SEVERITY = Severity.ERROR
