"""A draft of thirty lines is answered in seconds, whatever its lines use: others of each kind at each commit."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.growth import KINDS, MOST_SECONDS
from tests import chance
from tests.fuzz.trying import Commands

SOME = list(KINDS) if chance.TIMES >= 1 else random.Random(chance.seed()).sample(list(KINDS), 3)


@pytest.mark.law
@pytest.mark.parametrize("kind", SOME)
def test_small_drafts_take_little(tmp_path: Path, kind: str) -> None:
    make, least = KINDS[kind]
    commands = Commands(tmp_path)
    for size in (least, 2 * least):
        commands.lay_out(make(size), "")
        assert commands.run(("check", "draft.treaty", "--isolated", "--no-cache"), seconds=MOST_SECONDS) is None
