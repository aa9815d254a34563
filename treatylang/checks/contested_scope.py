"""An area whose extent depends on whose a contested place is, such as `territory of parties` where a party has claims.

## What it finds
Contested places that lie in an area in the view of one claimant and outside in the view of another: the words speak of
somebody's territory, and more than one state says that it is theirs.

It is a warning if a party could argue that the area includes what another state holds: the treaty would then import
that claim. It is a note if the party holds the place, in areas marked `interpreted`, and in treaties in force. Only
land and contested shoals are considered, not belts of water.

## Why it matters
Each party will answer the question for itself, on the day it is needed. A promise to defend a party's territory may be
read as a promise to help it take what it claims, which the Charter forbids.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory of parties;  # warning: contested-scope
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
  area TreatyArea "the Treaty Area" = territory administered by parties;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```
Write `administered by`, which is a question of fact; or leave out what is contested: `except territory claimed by any
third state`.

## Authority
VCLT Article 29: a treaty binds each party in respect of its entire territory, and does not say what that is; UN Charter
Article 2(4): no force against the territorial integrity of any state.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.checks.disputed_place import SOURCE, cited, name_of, some, spot
from treatylang.findings import Category, Finding, Severity, Step
from treatylang.library import states as library
from treatylang.model.instrument import Defined, Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.contested import Found, places_in
from treatylang.reasoning.areas.scopes import name_span
from treatylang.reasoning.explanation.narrative import listed

SEVERITY = Severity.WARNING
CATEGORY = Category.SCOPE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty":
        return
    parties = {state.code for m in draft.parties if m.is_party and (state := library.find(m.state)) is not None}
    for area, found in places_in(world, draft, question):
        turning = sorted((one for one in found if not one.always), key=lambda one: not _imports(one, parties))
        if not turning:
            continue
        names = some(one.place.name for one in turning)
        yield Finding(
            "contested-scope",
            _severity(draft, area, turning, parties),
            f"whether `{area.name}` takes in {names} depends on whose {'it is' if len(turning) == 1 else 'they are'}",
            name_span(draft, area),
            remark="whose territory?",
            steps=tuple(Step(_told(one)) for one in turning),
            notes=(SOURCE,),
            help=(
                "name a fact: `territory administered by …`",
                "or leave out what is contested: `except territory claimed by any third state`",
            ),
            node=f"{draft.name}/{area.name}",
        )


def _severity(draft: Instrument, area: Defined, turning: list[Found], parties: set[str]) -> Severity:
    settled = area.interpreted or draft.status.startswith(("in-force", "terminated"))
    return SEVERITY if not settled and any(_imports(one, parties) for one in turning) else Severity.INFO


def _imports(one: Found, parties: set[str]) -> bool:
    """Return whether a party could say that the area takes in what a state that is not a party holds."""
    return bool(one.holder) and one.holder not in parties and bool(parties & set(one.inside))


def _told(one: Found) -> str:
    place = one.place
    held = f"held by {name_of(one.holder)}" if one.holder else "held by several states or none"
    inside = f"inside as {listed(map(name_of, one.inside))} {'see' if len(one.inside) > 1 else 'sees'} it"
    outside = f"outside as {listed(map(name_of, one.outside))} {'see' if len(one.outside) > 1 else 'sees'} it"
    views = "; ".join(view for view, codes in ((inside, one.inside), (outside, one.outside)) if codes)
    return f"{place.name}, {spot(one.point)}, {held}: {views} ({cited(place)})"
