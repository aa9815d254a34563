"""What is for a state itself to judge: a guarantee must hold however it judges."""

from __future__ import annotations

from treatylang.reasoning.situations.frame import Frame


def judged_by(case: Frame, state: str) -> tuple[int, ...]:
    """Return the levels of the circumstances that a state judges itself."""
    return tuple(
        case.diagrams.level(key)
        for key, fact in case.space.facts.items()
        if key not in case.given and fact.kind == "judgement" and fact.state in ("", state)
    )
