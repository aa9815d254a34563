"""A body decides by a share, and the text does not say of what.

## What it finds
A council that decides `by majority`, `by two-thirds` or `by` another share, without saying of which votes: of all its
members or of the votes cast.

## Why it matters
The two differ in who can block a decision. Of six members, four have to vote for what needs a majority of members, and
an abstention counts against it; by a majority of the votes cast, one vote is enough where the other five abstain.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia, Fiji;
  council "Council" as council {
    members  each party;
    decides  by majority;  # warning: majority-of-what
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia, Fiji;
  council "Council" as council {
    members  each party;
    decides  by majority of votes;
  }
}
```
Or `by majority of members`.

## Authority
None in general law. VCLT Article 9(2) and UN Charter Article 18 count those present and voting, UN Charter Article 108
the members: the text has to say which.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.bodies import DECISION, MORE_THAN_HALF, mark, says
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.status not in ("", "draft"):
        return
    for council in draft.councils:
        assert isinstance(council.node, ast.CouncilBlock)
        for line in council.node.lines:
            if says(draft.lexicon, line) != DECISION:
                continue
            for share in _shares(draft, line):
                yield Finding(
                    "majority-of-what",
                    SEVERITY,
                    f"`by {share.text}` does not say of what: of all members, or of the votes cast",
                    share.span,
                    remark="of what?",
                    help=(
                        f"write `by {share.text} of members`: all members count, and an abstention counts against",
                        f"or `by {share.text} of votes`: only the votes cast count, and an abstention does not",
                    ),
                    node=f"{draft.name}/{council.name}",
                )


def _shares(draft: Instrument, line: ast.Line) -> Iterator[ast.Name]:
    """Yield the shares after `by` that stand alone."""
    for slot in line.slots:
        for value in slot.values if slot.word == "by" else ():
            words = value.items if isinstance(value, ast.Words) else (value,)
            for word in words:
                if isinstance(word, ast.Name) and _is_share(mark(draft.lexicon, word.text)):
                    yield word


def _is_share(found: str) -> bool:
    return found == MORE_THAN_HALF or "-of-" in found
