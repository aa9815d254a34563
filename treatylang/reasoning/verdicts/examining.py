"""A draft with all that is looked at beside it, and its clashes: found once for all rules that ask."""

from __future__ import annotations

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import assume
from treatylang.reasoning.verdicts.legality import Clash, clashes


def examined(world: World, draft: Instrument, question: Question) -> tuple[Frame, tuple[Clash, ...]]:
    """Return the frame of a draft and its clashes, computed once for all rules that ask."""
    key = (
        "clashes",
        draft.name,
        question.as_of,
        tuple(sorted(question.readings.items())),
        question.joined,
        tuple(sorted(question.options.items())),
    )
    known = world.memo.get(key)
    if known is None:
        frame = frame_of(world, draft, question, beside=beside(world, draft, question))
        assume(frame)
        known = (frame, clashes(frame))
        world.memo[key] = known
    return known  # type: ignore[return-value]  # the memo holds what this function put there
