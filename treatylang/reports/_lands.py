"""Where the land of the parties lies, as a table: continents, and the areas of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from treatylang.reasoning.areas.lands import LEAST, Land, Share
from treatylang.reasoning.areas.whereabouts import UNREAD
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reports.tables import DOUBTFUL, FAINT, GOOD, Entry, Table

_WHOLE = 0.999
"""The share of a land that is taken for all of it: coasts are drawn with that much care."""


def table(found: Sequence[Land], title: str, day: date) -> Table:
    """Return one row for each party."""
    inside = {one.name for land in found for one in land.areas if one.km2 is None or one.km2 >= LEAST}
    areas = [area for area in (found[0].areas if found else ()) if area.name in inside]
    return Table(
        f"Where the land of the parties lies: {title}",
        ("party", "km²", "continents", *(area.name for area in areas)),
        tuple(
            (
                Entry.of(land.state),
                Entry.of(f"{land.km2:,.0f}"),
                Entry(tuple((_share(one, land.km2), "") for one in land.continents)),
                *(_inside(one, land.km2) for one in land.areas if one.name in inside),
            )
            for land in found
        ),
        tuple(record for land in found for record in _records(land, day)),
        f"Land as it is held on {day}, islands included, seas not.",
        (*_told(found), *_without([area.name for area in found[0].areas if area.name not in inside])),
    )


def _told(found: Sequence[Land]) -> Iterator[str]:
    """Yield who lies on more than one continent, and where the line between them was chosen."""
    several = [land for land in found if len(land.continents) > 1]
    for land in several:
        said = [share.said for share in land.continents]
        several_words = any(" and " in one for one in said)  # "Oceania, and Latin America and the Caribbean"
        names = f"{', '.join(said[:-1])}, and {said[-1]}" if several_words else listed(said)
        yield f"{the(land.state)} has land on {len(land.continents)} continents: {names}"
    if found and not several:
        yield "no party has land on two continents"
    chosen = {c.said: c.words for land in several for c in land.continents if c.words}
    yield from (f"the limits of {name} are a choice: {words}" for name, words in chosen.items())


def _without(names: Sequence[str]) -> Iterator[str]:
    """Yield which areas of the text take in no land of any party."""
    if names:
        yield f"no land of a party lies in {listed(names)}"


def _share(one: Share, whole: float) -> str:
    assert one.km2 is not None
    return one.said if one.km2 >= _WHOLE * whole else f"{one.said} ({_percent(one.km2, whole)})"


def _percent(part: float, whole: float) -> str:
    share = 100.0 * part / whole if whole else 0.0
    return "under 0.1 %" if share < 0.1 else f"{share:.1f} %"


def _inside(one: Share, whole: float) -> Entry:
    if one.km2 is None:
        return Entry.of(UNREAD, DOUBTFUL)
    if one.km2 >= _WHOLE * whole:
        return Entry.of("all of it" if whole - one.km2 < LEAST else "nearly all of it", GOOD)
    if one.km2 < 0.0005 * whole:
        return Entry.of("none of it", FAINT)
    return Entry.of(_percent(one.km2, whole), DOUBTFUL)


def told_inside(one: Share, land: Land) -> str:
    """Return how much of a party's land an area of the text takes in: ``TreatyArea: all of its land``."""
    said = "".join(text for text, _ in _inside(one, land.km2).lines)
    said = said.replace("of it", "of its land") if "of it" in said else f"{said} of its land"
    return f"{one.name}: {said}"


def _records(land: Land, day: date) -> Iterator[dict[str, object]]:
    for kind, shares in (("continent", land.continents), ("area", land.areas)):
        for one in shares:
            km2 = None if one.km2 is None else round(one.km2)
            yield {
                "party": land.state,
                "day": day.isoformat(),
                "land_km2": round(land.km2),
                "kind": kind,
                "name": one.name,
                "words": one.said or one.words,
                "km2": km2,
            }
