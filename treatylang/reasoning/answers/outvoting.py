"""Whose own law refuses to be outvoted: that the state be bound by decisions against its vote.

It is asked of every member that cannot block a decision alone. Where no law is held that could forbid it, it is not
known (ruling 31).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.model.bodies import OUTVOTED
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.facts import clause
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, Weight, forbidden, law_on
from treatylang.reasoning.norms.decisions import Decision
from treatylang.reasoning.norms.knowledge import Unheld, holding, unheld
from treatylang.reasoning.situations.frame import Frame, frame_of


@dataclass(frozen=True)
class Refusal:
    """What a member's own law says of being outvoted: it forbids it, ``always`` or only where ``unless`` is not so.

    ``bans`` are its provisions, none where it allows it; ``gone`` is set where the law that could say so is not held.
    """

    state: str
    bans: tuple[Ban, ...]
    unless: tuple[str, ...]
    gone: Unheld | None
    always: bool = True

    @property
    def refuses(self) -> bool | None:
        """Whether it refuses, ``None`` where that is not known."""
        return True if self.bans else None if self.gone is not None else False


def refusals(world: World, draft: Instrument, question: Question, found: Sequence[Decision]) -> dict[str, Refusal]:
    """Return what the law of each member says that could be outvoted in some decision of a council."""
    seats = (state for one in found if one.body for state in outvoted(one))
    states = dict.fromkeys(one for one in seats if world.lexicon.state(one))  # seats without a name have no law
    act = next((word.name for word in world.lexicon.words("act") if word.floor == OUTVOTED), "")
    if not states or not act:
        return {}
    frame = frame_of(world, draft, question, named=states)
    today = frame.diagrams.both(frame.possible, frame.space.on(frame.space.dates[0]))
    known = {word for word in states if word in frame.space.states}
    return {state: _refusal(frame, today, act, state) for state in states if state in known}


def outvoted(one: Decision) -> Iterator[str]:
    """Yield the members of a decision who cannot block it alone."""
    if one.game is not None and one.game.can_be_won:
        yield from (state for i, state in enumerate(one.members) if i not in one.game.blockers)


def _refusal(frame: Frame, today: Situations, act: str, state: str) -> Refusal:
    diagrams = frame.diagrams
    law, readings = law_on(frame, state)
    binding = tuple(ban for ban in law if ban.weight is Weight.LAW and not ban.admission)
    shut = diagrams.both(today, forbidden(frame, binding, act, readings))
    if shut == EMPTY:
        gone = diagrams.both(today, unheld(frame, state, act))
        missing = holding(frame, state, frame.world.lexicon.subjects(act)).unheld(frame, gone) if gone else None
        return Refusal(state, (), (), missing)
    bans = tuple(ban for ban in binding if diagrams.both(shut, ban.against(act, diagrams)) != EMPTY)
    return Refusal(state, bans, tuple(_unless(frame, shut)), None, diagrams.within(today, shut))


def _unless(frame: Frame, shut: Situations) -> Iterator[str]:
    """Yield the circumstances, as clauses, each of which would lift the ban."""
    diagrams = frame.diagrams
    for key, fact in frame.space.facts.items():
        level = diagrams.level(key)
        for holds in (True, False):
            if level in diagrams.mentions(shut) and diagrams.fix(shut, level, int(holds)) == EMPTY:
                yield clause(frame.world.lexicon, fact, holds)
