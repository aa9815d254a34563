"""What a text answers, as data without names: how large each duty, ban, waiver, conflict and gap is, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from tests.worlds import shipped, world_of
from treatylang.model.instrument import World
from treatylang.model.question import Question
from treatylang.reasoning.norms.accession import barred, procedures
from treatylang.reasoning.norms.approvals import approvals
from treatylang.reasoning.norms.bans import law_on
from treatylang.reasoning.norms.decisions import decisions
from treatylang.reasoning.norms.duties import awake, duties, rights
from treatylang.reasoning.norms.floors import waived
from treatylang.reasoning.norms.obligations import bans_under
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, bound
from treatylang.reasoning.verdicts.contradiction import dilemmas
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.gaps import dead, unanswered
from treatylang.reasoning.verdicts.worth import worth
from treatylang.syntax import ast


def answers(text: str, draft: str = "Pact", options: Mapping[str, str] = MappingProxyType({})) -> tuple[object, ...]:
    """Return all that the program computes of a draft and what stands beside it, in an order of its own."""
    world, _ = world_of(text, beside=shipped("vocabulary"), options=options)
    return tuple(sorted(map(repr, _answers(world, draft))))


def _answers(world: World, name: str) -> Iterator[object]:
    draft = world.instruments[name]
    frame, clashes = examined(world, draft, Question())
    diagrams = frame.diagrams

    def share(where: int) -> Fraction:
        """How much of all situations a set is: an idle circumstance or another order changes nothing."""
        return Fraction(diagrams.count(where), diagrams.count(1))

    yield "days", [(d.since, d.until) for d in frame.space.dates]
    for clash in clashes:
        yield "clash", str(clash.kind), int(clash.weight), len(clash.ways), share(clash.where), len(clash.readings)
    for one in dilemmas(frame):
        yield "dilemma", str(one.kind), len(one.ways), share(one.where)
    for gap in unanswered(frame):
        yield "gap", share(gap.where)
    yield "dead", len(list(dead(frame)))
    yield "bound", len(bound(frame))
    for state in addressed(frame):
        yield from _of_state(frame, state, share)
    if any(isinstance(node, ast.CouncilBlock) for node in ast.walk(draft.node)) or draft.clauses:
        for rule in decisions(world, draft, Question()):
            if rule.game is not None:
                yield "decision", rule.spared, sorted(rule.game.banzhaf)


def _of_state(frame: Frame, state: str, share) -> Iterator[object]:  # type: ignore[no-untyped-def]
    lexicon = frame.world.lexicon
    draft = frame.draft
    yield "party", share(Reader(frame, draft, state).party(state))
    for treaty in treaties_of(frame, state):
        for norm in treaty.norms:
            for duty in (*duties(frame, treaty, norm, state), *rights(frame, treaty, norm, state)):
                levels = tuple(len(each) for _, each in duty.levels)
                lowered = tuple(share(waived(frame, duty, way)) for _, each in duty.levels for way in sorted(each))
                yield (
                    "duty",
                    norm.modality.value,
                    levels,
                    len(duty.ceiling),
                    share(duty.awake),
                    sorted(lowered),
                    len(duty.absorbs),
                    len(duty.laws),
                    duty.discretion,
                )
            if norm.modality.value in ("should", "should not", "need"):
                yield "wish", share(awake(Reader(frame, treaty, state, norm.labels), treaty, norm))
    every = frozenset(way for word in lexicon.words("act") for way in ways(lexicon, word.name))
    bans, readings = law_on(frame, state)
    for ban in (*bans, *bans_under(frame, state, every)):
        forbidden = sum(1 for way in every if ban.forbids(way))
        yield "ban", forbidden, share(ban.bites), int(ban.weight), len(ban.lifted)
    yield "readings", [(len(found), [share(days) for _, days in found]) for found in readings.prevailing.values()]
    value = worth(frame, state, (draft,))
    for name in ("promised", "lawful", "certain"):
        yield name, sorted(share(where) for where in getattr(value, name).values())
    for one in barred(frame, state):
        yield "barred", share(one.where), int(one.ban.weight)
    for step in procedures(frame, state):
        yield "procedure", step.occasion, bool(step.late), int(step.weight)
    yield "approvals", sorted(share(where) for where in approvals(frame, state, every).values())
