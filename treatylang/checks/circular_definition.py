"""An area, group or circumstance that is defined by itself, or behind which too many others stand.

## What it finds

A definition of an area, a group or a circumstance that uses its own name, directly or through other definitions of the
text that hold on the same day and under the same options. Where there is no circle, it finds the definition
behind which more than 24 others stand, and the area around which more than four belts are laid one around the other.

## Why it matters

What is defined by itself has no meaning, and a sentence that uses it binds nobody. Beyond 24 definitions,
or four belts, nothing is worked out: what such an area holds is not known here, and no verdict rests on it.

## Example

```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory of parties plus Approaches;  # error: circular-definition
  area Approaches "the approaches" = belt of 200 nm around TreatyArea;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```

## Instead

```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Approaches "the approaches" = belt of 200 nm around territory of parties;
  area TreatyArea "the Treaty Area" = territory of parties plus Approaches;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```

## Authority

None in law: a definition says what a name means in other words. VCLT Article 31(4) gives a term a special meaning only
where the parties intended one, and a circle states none.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.circles import Endless, endless
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax.limits import MOST_BEHIND, MOST_BELTS

SEVERITY = Severity.ERROR
CATEGORY = Category.SCOPE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for found in endless(draft):
        line = found.line
        message, help = _told(found)
        head = line.span.text.split("=")[0].split("{")[0].rstrip()
        yield Finding(
            "circular-definition",
            SEVERITY,
            message,
            Span(line.span.source, line.span.start, line.span.start + len(head)),
            remark="leads back to itself" if found.circle else "too far from the ground",
            help=(help,),
            node=f"{draft.name}/{line.name}",
        )


def _told(found: Endless) -> tuple[str, str]:
    what = f"the {found.line.kind} `{found.line.name}`"
    if len(found.circle) == 1:
        return f"{what} is defined by itself", "say in other words what it means"
    if found.circle:
        others = ", ".join(f"`{name}`" for name in found.circle[1:])
        return f"{what} is defined by itself, through {others}", "say in one of them in other words what it means"
    if found.belts:
        return f"{what} lies in more than {MOST_BELTS} belts around each other", "lay one belt of the whole width"
    return f"behind {what} stand more than {MOST_BEHIND} definitions", "say it in fewer steps"
