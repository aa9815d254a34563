"""The first look at a duty and many bans changes no answer: with it and without, the same clashes are found."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given

from tests.chance import cases
from tests.reasoning import brute
from tests.reasoning.test_legality import CASES, frame_for
from tests.worlds import world_of
from treatylang.model.question import Question
from treatylang.reasoning.norms.bans import Ban, bans_on, fitted
from treatylang.reasoning.norms.duties import Duty, duties
from treatylang.reasoning.norms.relevance import meeting
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.verdicts.legality import Clash, clashes


def told(found: Iterable[Clash]) -> list[tuple[object, ...]]:
    return [(c.kind, c.duty.bearer, c.act, c.where, c.weight, c.readings, [ban.norm for ban in c.bans]) for c in found]


def all_of_them(frame: Frame, duty: Duty, bans: Iterable[Ban]) -> tuple[Ban, ...]:
    return tuple(bans)


@cases(120)
@given(CASES)
def test_no_clash_is_lost_and_none_is_added(case: brute.Case) -> None:
    frame = frame_for(case)
    looked = told(clashes(frame))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("treatylang.reasoning.verdicts.legality.meeting", all_of_them)
        assert told(clashes(frame)) == looked


TEXT = """
treaty Pact "Pact" {
  drawn-up at "Rome" on 2026-11-22; languages en; party Fiji, Tonga;
  article as duty { when armed-attack on Tonga Fiji shall assist; }
}
law Own "A law" of Fiji {
  rank constitution; in-force from 1990-01-01;
  article 1 as met { Fiji shall not use-force if armed-attack on any state; }
  article 2 as apart { Fiji shall not use-force unless armed-attack on any state; }
  article 3 as another { Fiji shall not station-nuclear-weapons; }
}
"""


def test_bans_that_sleep_or_forbid_something_else_are_passed_over() -> None:
    world, _ = world_of(TEXT)
    draft = world.instruments["Pact"]
    frame = frame_of(world, draft, Question(), beside=[world.instruments["Own"]])
    ((duty,),) = (found for norm in draft.norms if (found := duties(frame, draft, norm, "Fiji")))
    bans = fitted(frame, bans_on(frame, "Fiji"), duty.conduct(draft))
    left = [ban for ban in meeting(frame, duty, bans) if ban.law.name == "Own"]
    assert [ban.norm.labels[-1] for ban in left] == ["met"]
    assert frame.diagrams.within(left[0].bites, duty.awake)
