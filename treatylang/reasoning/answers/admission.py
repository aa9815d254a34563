"""How a state joins a text: what it has to do, in order, and what each present party has to do to admit it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.candidates import JOINING, LAW, TEXT, TREATY, Candidacy, Obstacle, opening
from treatylang.reasoning.explanation.citation import provision
from treatylang.reasoning.norms.accession import procedures, refuses_admission
from treatylang.reasoning.norms.decisions import decisions
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import frame_of
from treatylang.syntax import ast

AGREED = "the treaty says nothing on how a state joins it, so that all parties have to agree"
AGREED_IN = "VCLT article 15"


@dataclass(frozen=True)
class Step:
    """One thing that somebody has to do; ``source`` is where it stands, ``remedy`` what would spare it.

    ``alone`` is whether whoever has to do it can hold everybody up by not doing it, ``None`` where that is not known.
    """

    who: str
    what: str
    source: str
    remedy: tuple[str, ...] = ()
    alone: bool | None = True


def steps(found: Candidacy, draft: Instrument) -> tuple[Step, ...]:
    """Return what a candidate has to do, in order: against what stands, approvals, the act itself, what comes later."""
    state = found.state
    against = [one for one in found.obstacles if one.kind in (LAW, TREATY, TEXT)]
    before = [one for one in found.obstacles if one.occasion == "join"]
    later = [one for one in found.obstacles if one.occasion == "act"]
    return (
        *(Step(state, f"settle that {one.why}", one.source, one.cures) for one in against),
        *(_approval(state, one) for one in before),
        *(Step(state, said, f"final clauses of {draft.title}") for said in _by_the_text(draft)),
        *(_approval(state, one) for one in later),
    )


def admission(world: World, draft: Instrument, question: Question) -> Iterator[Step]:
    """Yield what each present party has to do so that another state can join."""
    frame = frame_of(world, draft, question, beside=beside(world, draft, question))
    joining = opening(draft)
    spans = {(line.span.start, line.span.end) for line in joining}
    asked = [one for one in decisions(world, draft, question) if (one.span.start, one.span.end) in spans]
    for member in dict.fromkeys(one.state for one in draft.parties if one.is_party):
        alone: bool | None = not joining
        for one in asked:
            if member in one.members:
                blocks = None if one.game is None else one.members.index(member) in one.game.blockers
                alone = alone or blocks
                yield Step(member, f"agree: {one.matter} {one.rule}", f"final clauses of {draft.title}", (), blocks)
        if not joining:
            yield Step(member, f"agree: {AGREED}", AGREED_IN)
        if asked or not joining:
            for ban in refuses_admission(frame, member):
                said = " ".join(ban.norm.node.predicate.span.text.split()).replace('"', "")
                when = "".join(f" {' '.join(one.span.text.split())}" for one in ban.norm.qualifications)
                yield Step(member, f"settle that it {said}{when}", provision(ban.norm.number, ban.law.title), (), alone)
            for need in procedures(frame, member):
                if need.occasion == "join":
                    step = need.step.replace('"', "")
                    what = f"if it agrees by a treaty, such as a protocol: {step}"
                    yield Step(member, what, provision(need.norm.number, need.law.title), (), alone)


def _approval(state: str, one: Obstacle) -> Step:
    return Step(state, one.why, one.source, one.cures)


def _lines(draft: Instrument) -> list[ast.Line]:
    """Return the final clauses by which states become parties, in the order of the vocabulary."""
    words = [word.name for word in draft.lexicon.words("clause") if word.owner == JOINING]
    return sorted(
        (line for line in draft.clauses if line.word.text in words), key=lambda one: words.index(one.word.text)
    )


def _by_the_text(draft: Instrument) -> Iterator[str]:
    for line in _lines(draft):
        word = draft.lexicon.get(line.word.text, "clause")
        said = " ".join(line.span.text.split()).removesuffix(";").removeprefix(line.word.text).strip()
        yield f"{word.say() if word is not None else line.word.text}: {said}"
