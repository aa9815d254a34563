"""What is looked at beside a draft: the law of its parties, and the treaties in force that bind them."""

from __future__ import annotations

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question


def beside(world: World, draft: Instrument, question: Question) -> list[Instrument]:
    """Return what is looked at beside a draft: the law of its parties, and the treaties in force that bind them."""
    states = dict.fromkeys([*(member.state for member in draft.parties), *question.joined])
    laws = [law for state in states for law in world.laws_of(state)]
    treaties = [
        other
        for other in world.instruments.values()
        if other.kind == "treaty"
        and other is not draft
        and other.status.startswith("in-force")
        and (other.every_state or any(member.state in states for member in other.parties))
    ]
    return [*laws, *treaties]
