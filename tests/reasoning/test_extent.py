"""How far a conflict reaches: what is told of it holds in every situation, on random small treaties and laws."""

from __future__ import annotations

from hypothesis import given

from tests.chance import cases
from tests.reasoning import brute
from tests.reasoning.test_legality import CASES, frame_for, index_of
from treatylang.reasoning.explanation.extent import extent
from treatylang.reasoning.verdicts.legality import clashes


@cases(80)
@given(CASES)
def test_what_is_told_of_the_extent_holds_in_every_situation(case: brute.Case) -> None:
    frame = frame_for(case)
    for clash in clashes(frame):
        if clash.kind != "conflict" or clash.readings:
            continue
        found = extent(frame, clash.owed, clash.where)
        holds = frame.diagrams.holds
        bare = elsewhere = 0
        days = set()
        for s in brute.situations():
            there = index_of(frame, s)
            if holds(clash.where, there):
                days.add(there[frame.diagrams.level("date")])
        for s in brute.situations():
            there = index_of(frame, s)
            if not holds(clash.owed, there) or there[frame.diagrams.level("date")] not in days:
                continue
            forbidden = holds(clash.where, there)
            told = any(all(mask >> there[level] & 1 for level, mask in part) for part in found.parts)
            assert forbidden or not told, f"told of a situation in which nothing forbids it\n{brute.as_treaty(case)}"
            bare += not forbidden
            elsewhere += forbidden and not told
        assert found.every == (bare == 0), brute.as_treaty(case)
        assert found.every or found.whole == (elsewhere == 0), brute.as_treaty(case)
