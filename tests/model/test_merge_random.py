"""Random merges: nothing is lost, nothing comes back, nothing stands twice; where nobody disagrees nobody is asked."""

from __future__ import annotations

import random

import pytest

from tests import chance
from tests.model.merging import Drafts, faults, written
from tests.model.test_merge import read
from treatylang.model.merge import merged
from treatylang.syntax.formatter import format_document

TIMES = 100


def numbered(text: str) -> str:
    """Return a draft as it is laid out; its paragraphs are numbered by their places."""
    return format_document(read(text))


def told(number: int, wrong: list[str], *texts: str) -> str:
    """Return what shows a failure: the case, what is wrong with it, and the four texts."""
    return "\n--\n".join((f"case {number} of seed {chance.seed()}: {', '.join(wrong)}", *texts))


@pytest.mark.law
def test_random_merges() -> None:
    counts = {"clean": 0, "asked": 0}
    first = chance.seed()
    for number in range(round(TIMES * chance.TIMES)):
        drafts = Drafts(random.Random(f"{first} merge {number}"))
        base, ours, theirs = (written(one) for one in (drafts.base, drafts.ours, drafts.theirs))
        found = merged(read(base), read(ours), read(theirs))
        wrong = list(faults(drafts, found.text, bool(found.conflicts)))
        assert not wrong, told(number, wrong, base, ours, theirs, found.text)
        counts["asked" if found.conflicts else "clean"] += 1
        other = merged(read(base), read(theirs), read(ours))
        wrong = list(faults(drafts, other.text, bool(other.conflicts)))
        assert not wrong, told(number, wrong, base, theirs, ours, other.text)
        for side in (ours, theirs):
            alone = [merged(read(base), read(side), read(base)), merged(read(base), read(base), read(side))]
            assert all(one.text == numbered(side) and not one.conflicts for one in alone), f"case {number}: {side}"
    assert counts["clean"] > counts["asked"] / 4
