"""An area that covers no point of the globe.

## What it finds
The definition of an area whose parts exclude each other, so that nothing is left: islands in an ocean where there are
none, a zone north of a parallel that lies south of it. Areas that cannot be read have findings of their own.

Belts are not drawn here: a belt is taken to cover something if the land around which it lies does.

## Why it matters
Whatever is promised in an area that does not exist is promised nowhere, and the sentence reads as if it were.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Zone "the Zone" = territory of Japan north of 60N;  # warning: empty-area
  article "Assistance" {
    when armed-attack on any party in Zone
      each other party shall assist the attacked party;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area Zone "the Zone" = territory of Japan north of 30N;
  article "Assistance" {
    when armed-attack on any party in Zone
      each other party shall assist the attacked party;
  }
}
```

## Authority
A treaty is read so that each of its words has effect (ut res magis valeat quam pereat); Vienna Convention on the Law of
Treaties, article 31(1).
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.ground import nothing_in
from treatylang.reasoning.areas.scopes import areas_on, day_of, name_span

SEVERITY = Severity.WARNING
CATEGORY = Category.SCOPE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty":
        return
    day = day_of(draft, question)
    for area in areas_on(draft, question, day):
        if nothing_in(world, draft, area.value, day):
            yield Finding(
                "empty-area",
                SEVERITY,
                f"the area `{area.name}` covers nothing: no point of the globe lies in it",
                name_span(draft, area),
                remark="nowhere",
                help=("look at each `within`, `except` and `of`: two of them leave nothing over",),
                node=f"{draft.name}/{area.name}",
            )
