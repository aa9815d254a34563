"""Brackets: which combinations of options are lawful for whom, each combination that can matter looked at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from treatylang.model.instrument import Choice, Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.norms.bans import Weight
from treatylang.reasoning.situations.options import bound, combinations
from treatylang.reasoning.telling.citing import cited, provision
from treatylang.reasoning.verdicts.contradiction import CONTRADICTION, TOGETHER, dilemmas_of
from treatylang.reasoning.verdicts.examining import examined
from treatylang.reasoning.verdicts.legality import clashes_of


@dataclass(frozen=True)
class Standing:
    """How one party stands under one combination.

    ``against`` cites what makes it unlawful; ``doubts`` what policy, tension or law that the treaty outranks says.
    """

    party: str
    against: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Combination:
    """One combination of options, with how each party stands."""

    choices: frozenset[Choice]
    standings: tuple[Standing, ...]

    @property
    def lawful(self) -> bool:
        """Whether no party would promise what it may not do."""
        return not any(one.against for one in self.standings)

    @property
    def name(self) -> str:
        """The options, in the order of their brackets: ``strength A, scope B``."""
        return ", ".join(f"{c.bracket} {c.option}" for c in sorted(self.choices, key=str))


def settled(world: World, draft: Instrument, question: Question) -> tuple[Combination, ...]:
    """Return every combination of options that the question leaves open, in the order of the text."""
    frame, _ = examined(world, draft, question)
    found = []
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        standings = []
        for state in bound(case):
            against: dict[str, None] = {}
            doubts: dict[str, None] = {}
            for clash in clashes_of(case, state):
                if not clash.readings:
                    hard = clash.kind == "conflict" and clash.weight is Weight.LAW
                    (against if hard else doubts).update(dict.fromkeys(cited(ban) for ban in clash.bans))
            for one in dilemmas_of(case, state):
                if one.kind in (CONTRADICTION, TOGETHER):
                    against.update(dict.fromkeys(provision(b.norm.number, b.law.title) for b in one.bans))
            standings.append(Standing(state, tuple(against), tuple(d for d in doubts if d not in against)))
        found.append(Combination(choices, tuple(standings)))
    return tuple(found)
