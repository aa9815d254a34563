"""What the globe allows: no real place is excluded, and no fault rests on a place that does not exist."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from tests.chance import TIMES, seed, some
from tests.worlds import ROOT, world_of
from treatylang.geography import open_globe
from treatylang.library import states
from treatylang.model.instrument import World
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import at_point
from treatylang.reasoning.areas.terrain import _terrain, allowed, example, exists, first, somewhere
from treatylang.reasoning.explanation.witness import witness
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.situations.space import NOWHERE, OBJECT, PLACE, VICTIM
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.gaps import unanswered
from treatylang.reasoning.verdicts.guarantees import Setting, matrices
from treatylang.syntax import ast

DRAFTS = ("asia-pacific", "north-atlantic", "anzus", "rounds/asia-pacific-4")


def of(text: str) -> World:
    """Return the world of a draft for which no geometry was asked before."""
    return replace(world_of(text)[0], kept={})


def read(text: str) -> Frame:
    """Return the frame of a draft after all its provisions were read."""
    world = of(text)
    draft = world.instruments[world.drafts[0]]
    frame, _ = examined(world, draft, Question())
    for choices in combinations(draft, {}):
        list(unanswered(replace(frame, choices=choices)))
    return frame


def points(frame: Frame) -> list[tuple[float, float]]:
    """Return places all over the globe, and more on and near the land of the states of a frame."""
    rng = np.random.default_rng(11)
    found = [(float(np.degrees(np.arcsin(a))), float(b)) for a, b in rng.uniform((-1, -180), (1, 180), (60, 2))]
    globe = open_globe()
    for state in frame.space.states[:12]:
        known = states.find(state)
        if known is None:
            continue
        coast = [p for n in globe.boundaries.of(known.code) for p in globe.boundaries.land(n).geoms]
        for part in coast[:: max(1, len(coast) // 6)][:6]:
            x, y = part.representative_point().coords[0]
            found += [(y, x), (max(-89.0, y - 0.3), x)]
    return found


@pytest.mark.parametrize("name", some(DRAFTS, 1))
def test_no_real_place_is_excluded(name: str) -> None:
    """What geometry says of a point, and what it says of whole territories, go together."""
    frame = read((ROOT / "examples" / f"{name}.treaty").read_text(encoding="utf-8"))
    # Belts are left out of account, and take long to draw.
    spots = tuple(key for key, spot in frame.space.spots.items() if not isinstance(spot.area, ast.Belt))
    assert spots
    whole = _terrain(frame).allows(spots)
    levels = frozenset(frame.diagrams.level(key) for key in spots)
    first = frame.diagrams.among(frame.diagrams.level("date"), 1)
    every = points(frame)
    for latitude, longitude in random.Random(f"{seed()} {name}").sample(every, min(len(every), round(40 * TIMES))):
        here = frame.diagrams.both(first, at_point(frame, latitude, longitude, levels))
        assert frame.diagrams.both(here, whole) != EMPTY, f"{latitude:.3f} {longitude:.3f} would be nowhere"


PACT = """
treaty Pact "Atlantic Pact" {
  drawn-up at "Washington" on 2026-11-22;
  languages en;
  party Canada, "United States", Denmark;
  article "Assistance" as assistance {
    when armed-attack on territory of any party in (%s)
      each other party shall assist the attacked party;
  }
}
"""


def gaps_on_land(area: str) -> dict[str, Frame]:
    """Return the parties whose territory the pact leaves out somewhere."""
    frame = read(PACT % area)
    land = frame.diagrams.value("object", "territory")
    attack = frame.diagrams.value("event", "armed-attack")
    found = {}
    for gap in unanswered(frame):
        where = frame.diagrams.all_of((gap.where, land, attack, frame.space.is_state(PLACE, gap.victim)))
        if exists(frame, where):
            found[gap.victim] = frame
    return found


def test_the_gaps_of_an_area_are_the_places_outside_it() -> None:
    """Hawaii and Guam lie in no continent of the pact; all of Canada and Denmark does."""
    assert set(gaps_on_land("Europe plus NorthAmerica")) == {"United States"}
    assert not gaps_on_land('Europe plus NorthAmerica plus territory of "United States"')
    assert set(gaps_on_land("Europe")) == {"Canada", "United States", "Denmark"}  # Greenland
    assert set(gaps_on_land("(Europe plus NorthAmerica) north of 50N")) == {"Canada", "United States"}


def test_two_oceans_do_not_meet() -> None:
    """An article for what lies in both oceans at once answers nothing; the gap is everywhere."""
    apart = 'territory of parties within (sea "North Pacific Ocean") within (sea "North Atlantic Ocean")'
    assert set(gaps_on_land(apart)) == {"Canada", "United States", "Denmark"}


def test_a_witness_is_a_place_on_the_map() -> None:
    """The example that a finding gives lies where the finding says."""
    frame = gaps_on_land("Europe plus NorthAmerica")["United States"]
    gap = next(g for g in unanswered(frame) if g.victim == "United States")
    land = frame.diagrams.value("object", "territory")
    where = frame.diagrams.all_of((gap.where, land, frame.space.is_state(PLACE, "United States")))
    found = witness(frame, where)
    place = example(frame, found.complete, found.needed)
    assert place is not None
    levels = frozenset(frame.diagrams.level(key) for key in frame.space.spots)
    here = at_point(frame, place.latitude, place.longitude, levels)
    assert frame.diagrams.both(here, where) != EMPTY
    assert place.name == "Hawaii, United States"


def test_kept_answers_are_those_of_geometry() -> None:
    """A second run with the answers of the first, or with damaged ones, says the same."""
    first = read(PACT % "Europe plus NorthAmerica")
    kept = dict(first.world.kept)
    assert kept
    for answers in (kept, dict.fromkeys(kept, "no JSON"), dict.fromkeys(kept, "7")):
        again = of(PACT % "Europe plus NorthAmerica")
        again.kept.update(answers)
        frame, _ = examined(again, again.instruments["Pact"], Question())
        levels = [frame.diagrams.count(gap.where) for gap in unanswered(frame)]
        assert levels == [first.diagrams.count(gap.where) for gap in unanswered(first)]
    other = read(PACT % "Europe")
    assert not set(other.world.kept) & set(kept)


def test_a_guarantee_for_a_territory_counts_its_real_places() -> None:
    """All of Denmark lies in Europe or North America, so help for it is certain; not all of the United States does."""
    world, _ = world_of(PACT % "Europe plus NorthAmerica")
    (found,) = matrices(world, world.instruments["Pact"], Question(), Setting())
    assert found.cell("United States", "Denmark").certain == ("assist",)
    assert found.cell("Canada", "Denmark").certain == ()  # no law of Canada is held
    assert found.cell("Canada", "Denmark").unknown == ("assist",)
    assert found.cell("Canada", "United States").certain == ()
    assert found.cell("United States", "Canada").unknown == ()


def test_territories_drawn_one_by_one_say_what_all_of_them_say_together() -> None:
    """Whether a set has a real place, and which of its situations comes first, follow from what the globe allows."""
    text = PACT % "Europe plus NorthAmerica within north of 30N"
    chance = random.Random(seed())
    for _ in range(round(12 * TIMES)):
        lazy, whole = read(text), read(text)
        wanted = [(key, chance.choice(("yes", "no"))) for key in whole.space.spots if chance.random() < 0.8]
        places = whole.diagrams.variables[whole.diagrams.level(PLACE)].values
        wanted_places = chance.sample(places, chance.randint(1, len(places)))
        sets = [
            frame.diagrams.all_of(
                (frame.diagrams.value(PLACE, *wanted_places), *(frame.diagrams.value(*one) for one in wanted))
            )
            for frame in (lazy, whole)
        ]
        order = [*range(len(places))]
        chance.shuffle(order)
        preferred = {lazy.diagrams.level(PLACE): order}
        left = somewhere(whole, sets[1])
        assert exists(lazy, sets[0]) == (left != EMPTY), (wanted, wanted_places)
        found = first(lazy, sets[0], preferred)
        assert found == (whole.diagrams.choose(left, preferred) if left != EMPTY else None), (wanted, wanted_places)


def test_nothing_is_drawn_for_a_draft_without_areas() -> None:
    frame = read(PACT.replace(" in (%s)", ""))
    assert not frame.space.spots
    assert allowed(frame, frame.possible) == 1
    assert not frame.world.kept


CLAIMED = """
treaty Pact "Pact" {
  drawn-up at "Manila" on 2026-11-22; languages en;
  party Japan, Australia, Philippines;
  area Zone "the zone" = territory claimed by any third state;
  article "Help" as a { when armed-attack on any party in Zone each other party shall assist the attacked party; }
}
"""


def test_a_reader_is_shown_a_place_to_be_found_on_a_map() -> None:
    """Two territorial seas that meet share a strip in the data; where there is a disputed place, that is shown."""
    frame = read(CLAIMED)
    where = frame.diagrams.both(frame.possible, frame.diagrams.value("in territory claimed by any third state", "yes"))
    where = frame.diagrams.both(where, frame.diagrams.value(OBJECT, "territory"))
    strip = frame.diagrams.both(where, frame.space.is_state(PLACE, "Australia"))
    assert first(frame, strip, {}, plain=True) is None, "there is nothing better to show of Australia alone"
    assert first(frame, strip, {}) is not None
    found = witness(frame, where, about="Japan")
    assert found.complete[PLACE] == found.complete[VICTIM] == "Philippines"
    place = example(frame, found.complete, found.needed)
    assert place is not None
    claims = open_globe().claims(place.latitude, place.longitude, frame.space.dates[0].since)
    assert place.name in {claim.place.name for claim in claims if claim.disputed}
    assert any(code != "PHL" for claim in claims for code in claim.place.claimants)


def test_an_example_lies_in_the_belts_of_its_situation() -> None:
    """Belts are not drawn for an example, but measured from it."""
    world, _ = world_of(
        CLAIMED.replace("territory claimed by any third state", "belt of 100 nm around territory of parties")
    )
    frame, _ = examined(world, world.instruments[world.drafts[0]], Question())
    (spot,) = frame.space.spots
    for so in ("yes", "no"):
        where = frame.diagrams.both(frame.possible, frame.diagrams.value(spot, so))
        where = frame.diagrams.both(where, frame.diagrams.value(PLACE, NOWHERE))
        found = witness(frame, where)
        place = example(frame, found.complete, found.needed)
        assert place is not None
        coast = open_globe().coast(place.latitude, place.longitude)
        assert (coast is not None and coast[1] <= 100 and coast[0].name in frame.space.states) == (so == "yes")
