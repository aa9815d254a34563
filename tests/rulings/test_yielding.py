"""Ruling 83: a ban to which a duty yields still takes its way; another ban may take all that it leaves."""

from __future__ import annotations

from itertools import product

import pytest

from tests.reasoning.test_contradiction import CONTRADICTED, GUARD, of_japan, treaty
from tests.reasoning.treaties_text import frame_for
from treatylang.reasoning.norms.ways import ways

BANS = ("", "watch", "patrol", "guard", "talk")
NOTHING = "Japan shall talk if cloud and not cloud"


def taken(ban: str) -> frozenset[str]:
    """Return which ways of guarding a ban takes."""
    lexicon = frame_for(treaty("T", GUARD)).world.lexicon
    return ways(lexicon, ban) & ways(lexicon, "guard") if ban else frozenset()


@pytest.mark.parametrize(("first", "second"), [*product(BANS, BANS)])
def test_ruling_83_what_one_ban_leaves_another_may_take(first: str, second: str) -> None:
    """Brute force over the ways: nothing is contradicted where all yields; else what is left has to be left by both."""
    every = taken("guard")
    left = every - taken(first)
    contradicted = bool(left) and left <= taken(second)
    texts = [
        treaty("U", f"no party shall {first}" if first else NOTHING),
        treaty("V", f"no party shall {second}" if second else NOTHING),
        treaty("T", GUARD, "@n1 yields to U"),
    ]
    assert (CONTRADICTED in {kind for kind, _, _ in of_japan(*texts)}) is contradicted
