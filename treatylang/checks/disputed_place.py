"""A place inside an area that more than one state claims, whoever turns out to be right.

## What it finds
Islands, shoals and regions that lie in an area which the draft defines, and which a state other than
their holder claims. If the answer depends on whose the place is, the finding is `contested-scope` instead. Where a
sentence names such a place itself (`armed-attack on Taiwan`), the finding is a warning and says, in neutral words, who
holds the place and who claims it.

Only land and contested shoals are considered, not belts of water.

## Why it matters
An incident there is the likeliest reason to invoke the treaty. Parties should know before they sign, and may wish to
say that the treaty takes no side on sovereignty.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" = territory administered by Japan;  # info: disputed-place
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
  area TreatyArea "the Treaty Area" =
      territory administered by Japan except territory claimed by any third state;
  article "Assistance" {
    when armed-attack on any party in TreatyArea
      each other party shall assist the attacked party;
  }
}
```
Keep it inside, and say that nothing in the treaty bears on sovereignty; or take it out.

## Authority
VCLT Article 34: a treaty creates neither obligations nor rights for a third state without its consent; what two states
agree about a place decides nothing against a third that claims it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.geography.claims import Dispute, named
from treatylang.geography.names import folded
from treatylang.library import states as library
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.question import Question
from treatylang.reasoning.areas.contested import Found, places_in
from treatylang.reasoning.areas.scopes import name_span
from treatylang.reasoning.explanation.narrative import listed
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.geography.gazetteer import Place

SEVERITY = Severity.INFO
CATEGORY = Category.SCOPE

_PLACED = frozenset({"on", "to", "against", "in", "outside", "from"})
"""Slots in which a place can stand."""

SOURCE = (
    "boundaries: Natural Earth 1:10,000,000, version 4.1.0, which shows who holds a place, not who is entitled to it"
)


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty":
        return
    yield from _named(draft)
    for area, found in places_in(world, draft, question):
        inside = [one for one in found if one.always]
        if not inside:
            continue
        yield Finding(
            "disputed-place",
            SEVERITY,
            f"in `{area.name}` {'lies' if len(inside) == 1 else 'lie'} {some(one.place.name for one in inside)}, "
            "claimed by more than one state",
            name_span(draft, area),
            remark="claimed by others too",
            steps=tuple(Step(told(one)) for one in inside),
            notes=(SOURCE,),
            help=(
                "say that nothing in the treaty bears on sovereignty",
                f'or take the place out: `except part "{inside[0].place.name}"`',
            ),
            node=f"{draft.name}/{area.name}",
        )


def _named(draft: Instrument) -> Iterator[Finding]:
    """Yield the contested places that stand by their names in the sentences of a draft; areas are looked at by land."""
    seen: set[int] = set()
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        for root in (sentence.node, *sentence.triggers):
            for node in ast.walk(root):
                if not isinstance(node, ast.Slot) or node.word not in _PLACED or id(node) in seen:
                    continue
                seen.add(id(node))
                for item in ast.walk(node):
                    if isinstance(item, ast.Name | ast.Text) and (found := named(item.text)):
                        yield _told_by_name(draft, sentence.path, item, found)


def _told_by_name(draft: Instrument, path: str, item: ast.Name | ast.Text, found: tuple[Dispute, ...]) -> Finding:
    entity = library.find(item.text)
    if entity is not None and entity.kind == "contested-entity":
        message = f"the status of `{item.text}` is contested: {found[0].status}"
    elif folded(found[0].place) == folded(item.text) or len(found) > 1:
        message = f"`{item.text}` is claimed by more than one state" + (
            f": {found[0].status}" if len(found) == 1 else ""
        )
    else:
        message = f"`{item.text}` takes in {found[0].place}, claimed by more than one state"
    claimant = next((name for code in reversed(found[0].claimants) if (name := name_of(code)) != item.text), "…")
    return Finding(
        "disputed-place",
        Severity.WARNING,
        message,
        item.span,
        remark="whose it is, is disputed" if entity is None else "its status is disputed",
        steps=tuple(Step(f"{one.place}: {standing(one)}") for one in found),
        help=(
            f'name the place and not whose it is: `in (part "{item.text}")`, `area Place "…" = part "{item.text}";`',
            f"or say who holds or claims it: `in (territory claimed by {quoted(claimant)})`",
            "and say that nothing in the treaty bears on sovereignty",
        ),
        node="/".join((draft.name, *path.split("."))),
    )


def some(names: Iterable[str], more: str = "more", most: int = 3) -> str:
    """Join the first of several names, and say how many there are besides: ``A, B, C and 4 more``."""
    items = list(names)
    rest = len(items) - most
    return listed([*items[:most], f"{rest} {more}"]) if rest > 1 else listed(items)


def told(one: Found) -> str:
    """Return a contested place with a point in it, who claims it, how things stand and where that was found."""
    return f"{one.place.name}, {spot(one.point)}: {standing(one.place)}"


def standing(place: Place | Dispute) -> str:
    """Return how things stand at a place, who claims it, and where that was found."""
    return (
        f"{place.status} ({cited(place)})" if "claimed by" in place.status else f"{place.status}; {claimed_by(place)}"
    )


def quoted(name: str) -> str:
    """Return a state as it is written in a sentence."""
    return f'"{name}"' if " " in name else name


def claimed_by(place: Place | Dispute) -> str:
    """Return who claims a place, and where that was found."""
    return f"claimed by {listed(name_of(code) for code in place.claimants)} ({cited(place)})"


def cited(place: Place | Dispute) -> str:
    """Return the source of what is said about a place, marked where it was not seen there."""
    return place.source if place.verified else f"{place.source}, unverified"


def name_of(code: str) -> str:
    """Return the usual name of a state by its code."""
    state = library.find(code)
    return state.name if state is not None else code


def spot(point: tuple[float, float]) -> str:
    """Return a point (latitude, longitude) as people write it."""
    from treatylang.geography.coordinates import written

    return written(round(point[0], 2), round(point[1], 2))
