"""What is for a state itself to judge, or to block: a guarantee must hold however it decides."""

from __future__ import annotations

from treatylang.model.bodies import DECISION, EVERYBODY, says
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import Body
from treatylang.syntax import ast


def judged_by(case: Frame, state: str) -> tuple[int, ...]:
    """Return the levels of the circumstances that a state judges itself, and of decisions that it can block."""
    blocked = _bodies(case, state)
    found = []
    for key, fact in case.space.facts.items():
        if key in case.given:
            continue
        judges = fact.kind == "judgement" and fact.state in ("", state)
        blocks = fact.kind == "fact" and fact.body in blocked
        if judges or blocks:
            found.append(case.diagrams.level(key))
    return tuple(found)


def _bodies(case: Frame, state: str) -> tuple[Body, ...]:
    """Return the draft's bodies in which a state has a veto."""
    if state not in {member.state for member in case.draft.parties if member.is_party} | set(case.question.joined):
        return ()
    found = []
    for label in case.draft.labels.values():
        if label.kind != "council" or not isinstance(label.node, ast.CouncilBlock):
            continue
        if any(_vetoes(line, case.world.lexicon) for line in label.node.lines):
            found.append(Body(label.name, case.draft.name))
    return tuple(dict.fromkeys(found))


def _vetoes(line: ast.Line, lexicon: Lexicon) -> bool:
    """Return whether a line of a body lets each member block: `decides by consensus`, `by unanimity of members`."""
    return says(lexicon, line) == DECISION and any(
        isinstance(node, ast.Unanimous)
        or (
            isinstance(node, ast.Name)
            and (word := lexicon.get(node.text, "measure")) is not None
            and word.floor == EVERYBODY
        )
        for slot in line.slots
        if slot.word == "by"
        for node in ast.walk(slot)
    )
