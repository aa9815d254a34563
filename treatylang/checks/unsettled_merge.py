"""A merge left two versions of a provision between its marks, and nobody has chosen.

## What it finds
A comment that begins a conflict of a merge: `# <<<<<<<`, as the merge driver of git writes it where both sides changed
one paragraph.

## Why it matters
The words of one side are in force and those of the other stand below as comments, so the file can be read and checked;
but the findings are about one side only, and the other would be lost without anybody having agreed to that.

## Example
```treaty
treaty Pact "Pact on Consultation" {
  party Japan, Australia;
  article "Consultation" {
    # <<<<<<< ours  # error: unsettled-merge
    the parties shall consult each other within 24 hours;
    # =======
    # the parties shall consult each other within 72 hours;
    # >>>>>>> theirs
  }
}
```

## Instead
```treaty
treaty Pact "Pact on Consultation" {
  party Japan, Australia;
  article "Consultation" {
    the parties shall consult each other within 48 hours;
  }
}
```

## Authority
None in law: what stands in a text is what was agreed (VCLT Article 10, on its authentication).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span

SEVERITY = Severity.ERROR

_OPENED = re.compile(r"^[ \t]*(# <{7,} [^\n#]*[^\s#])", re.MULTILINE)


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    source = draft.span.source  # a conflict may stand outside every instrument
    for match in _OPENED.finditer(source.text):
        yield Finding(
            "unsettled-merge",
            SEVERITY,
            "a merge left two versions here, and nobody has chosen",
            Span(source, *match.span(1)),
            remark="the conflict begins here",
            help=("keep one version or write a third, then take out the three marks and the version in comments",),
        )
