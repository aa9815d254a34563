"""Ground cut by areas: each point lies in the piece of its pattern, with room for all pieces and with hardly any."""

from __future__ import annotations

import gc
import random

import numpy as np
import pytest
import shapely

from tests import chance
from tests.geography.areas import shape
from treatylang.geography import Globe, Shape
from treatylang.geography import overlay as overlays
from treatylang.geography.overlay import Overlay
from treatylang.geography.recent import Recent

GROUNDS = ("territory of Fiji", "territory of Denmark", "territory of Kuwait", "islands of Philippines")
AREAS = (
    "polygon rhumb 10N 170E, 30N 160W, 20S 150W, 30S 160E",
    "polygon rhumb 60N 0E, 60N 12E, 50N 12E, 50N 0E",
    "polygon rhumb 40N 40E, 40N 47E, 20N 47E, 20N 40E",
    'sea "Philippine Sea" north of 12°30\'N',
    "territory of Kuwait",
)


@pytest.mark.parametrize("room", [overlays.MOST_POINTS, 40])
def test_each_point_of_the_ground_lies_in_the_piece_of_its_pattern(
    globe: Globe, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlays, "MOST_POINTS", room)
    rng = random.Random(f"{chance.seed()} overlay")
    overlay = Overlay(globe)
    for _ in range(max(3, round(8 * chance.TIMES))):
        ground = Shape(shape(globe, rng.choice(GROUNDS)).geometry)
        areas = tuple(shape(globe, text) for text in rng.sample(AREAS, 3))
        pieces = overlay.cut(ground, areas)
        west, south, east, north = ground.geometry.bounds
        draw = np.random.default_rng(rng.randrange(2**32))
        x, y = draw.uniform(west, east, 400), draw.uniform(south, north, 400)
        bits = [shapely.intersects_xy(area.geometry, x, y).astype(int) << bit for bit, area in enumerate(areas)]
        wanted = np.where(shapely.intersects_xy(ground.geometry, x, y), sum(bits), -1)
        for pattern, piece in pieces.items():
            assert (shapely.intersects_xy(piece, x, y) == (wanted == pattern)).all(), pattern
        assert set(wanted.tolist()) - {-1} <= set(pieces)
        del ground, areas, pieces
        gc.collect()  # whatever nobody holds any more may lend its identity to another shape


def test_what_was_asked_for_of_late_stays_and_the_rest_goes() -> None:
    kept: Recent[str, int] = Recent()
    kept.keep("old", 1)
    kept.keep("asked for", 2)
    kept.turn()
    assert kept.get("asked for") == 2
    kept.turn()
    assert (kept.get("old"), kept.get("asked for"), len(kept)) == (None, 2, 1)
