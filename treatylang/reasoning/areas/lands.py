"""Where the land of a treaty's parties lies: on which continents, and how much of it in which areas of the treaty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from treatylang.model.instrument import Instrument, World
from treatylang.model.lexicon import Lexicon
from treatylang.model.question import Question
from treatylang.reasoning.areas.ground import Member, ground_of
from treatylang.reasoning.areas.scopes import areas_on

if TYPE_CHECKING:
    from treatylang.geography import Globe

LEAST = 1.0
"""Square kilometres below which a share may be a matter of how coasts and borders are drawn."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a party's land lies on a continent, or in an area of the text; ``km2`` is ``None`` where unread.

    ``said`` is what the vocabulary calls a continent: ``North America`` for ``NorthAmerica``.
    """

    name: str
    words: str
    km2: float | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Land:
    """A party, the square kilometres of its land, and what share of it lies where, the largest first."""

    state: str
    km2: float
    continents: tuple[Share, ...]
    areas: tuple[Share, ...]


def lands(world: World, draft: Instrument, question: Question, day: date) -> Iterator[Land]:
    """Yield for each party of a treaty, in the order of the text, where its land lies."""
    from treatylang.geography import sphere

    ground = ground_of(world, draft, day)
    areas = areas_on(draft, question, day)
    for member in ground.members:
        inside = []
        for area in areas:
            shape = ground.draw(draft, area.value)
            unread = any(doubt.fatal for doubt in shape.doubts)
            words = area.words or area.name
            within = member.land.intersection(shape.geometry)
            inside.append(Share(area.name, words, None if unread else sphere.area_km2(within)))
        yield Land(
            member.state,
            sphere.area_km2(member.land),
            tuple(_continents(ground.whole, member, world.lexicon)),
            tuple(inside),
        )


def _continents(globe: Globe, member: Member, lexicon: Lexicon) -> Iterator[Share]:
    """Yield the continents on which a party has land."""
    from treatylang.geography import sphere

    found = []
    for region in dict.fromkeys(globe.names.regions.values()):
        if region.continent:
            km2 = sphere.area_km2(globe.share(region, member.code))
            if km2 >= LEAST:
                word = lexicon.get(region.name, "region")
                found.append(Share(region.name, region.choice, km2, word.say() if word is not None else region.name))
    yield from sorted(found, key=lambda share: -(share.km2 or 0.0))
