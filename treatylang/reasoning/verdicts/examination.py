"""A draft with all that is looked at beside it, and its clashes: found once for all rules that ask."""

from __future__ import annotations

from treatylang.model.instrument import Instrument, World
from treatylang.model.memo import Topic
from treatylang.model.question import Question
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import assume
from treatylang.reasoning.verdicts.legality import Clash, clashes


def examined(world: World, draft: Instrument, question: Question) -> tuple[Frame, tuple[Clash, ...]]:
    """Return the frame of a draft and its clashes, computed once for all rules that ask."""
    key = (
        draft.name,
        question.as_of,
        tuple(sorted(question.readings.items())),
        question.joined,
        tuple(sorted(question.options.items())),
    )

    def looked() -> tuple[Frame, tuple[Clash, ...]]:
        frame = assume(frame_of(world, draft, question, beside=beside(world, draft, question)))
        return frame, clashes(frame)

    return world.memo.once(_EXAMINED, key, looked)


_EXAMINED = Topic[tuple[Frame, tuple[Clash, ...]]]("a draft with its clashes")
