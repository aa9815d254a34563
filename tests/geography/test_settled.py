"""Places that were contested once: who claimed them until which day, and by what that was settled."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import shapely

from tests.treaty import run
from tests.worlds import ROOT
from treatylang.geography import open_globe
from treatylang.geography.claims import between, disputes
from treatylang.geography.gazetteer import Place, gazetteer

PLACES = gazetteer().places
ONCE = [place for place in PLACES if place.once]
TREATY = str(ROOT / "treatylang" / "library" / "treaties" / "anzus.treaty")


def point(place: Place) -> tuple[float, float]:
    """Return the latitude and longitude of a point on the soil of a place, or off its coast."""
    inside = shapely.point_on_surface(open_globe().place_soil(place))
    return inside.y, inside.x


@pytest.mark.parametrize("place", ONCE, ids=lambda place: place.name)
def test_a_place_is_contested_until_it_was_settled_and_not_after(place: Place) -> None:
    globe = open_globe()
    (row,) = place.once
    assert row.until is not None and row.since < row.until
    for day, contested in ((row.since, True), (row.until - timedelta(days=1), True), (row.until, False), (None, False)):
        (claim,) = [one for one in globe.claims(*point(place), day) if one.place.name == place.name]
        assert claim.disputed is contested, day
        for code in row.by:
            on = shapely.intersects_xy(globe.claimed(code, "territory", day), *reversed(point(place)))
            assert on or not contested, (code, day)
        assert shapely.intersects_xy(globe.disputed("territory", day), *reversed(point(place))) == contested
    assert not [one for one in between(*row.by) if one.place == place.name]


@pytest.mark.parametrize("place", [place for place in PLACES if place.acts], ids=lambda place: place.name)
def test_what_settled_something_has_a_day_or_a_year_in_order(place: Place) -> None:
    days = [act.on for act in place.acts]
    assert all(len(on) == 4 or date.fromisoformat(on) for on in days)
    assert all(one <= other for one, other in pairwise(days))
    known = next(one for one in disputes() if one.place == place.name)
    assert known.verified or not any(act.verified for act in place.acts)
    if place.once:
        assert place.once[-1].until is not None and str(place.once[-1].until) in days


def test_where_tells_what_was_settled_and_when(tmp_path: Path) -> None:
    told = {}
    for day in ("1990-01-01", "2027-01-01"):
        ran = run("where", TREATY, "48.36N", "134.77E", "--on", day, folder=tmp_path, environment={"COLUMNS": "100"})
        told[day] = " ".join(ran.out.split())
        assert "on record agreement of China and Russia (14 October 2004); handing over of about 170 km²" in told[day]
    assert "Bolshoy Ussuriysky: claimed by China and Russia" in told["1990-01-01"]
    assert "held by Russia" in told["1990-01-01"]
    assert "contested no more" in told["2027-01-01"] and "held by not known" in told["2027-01-01"]
