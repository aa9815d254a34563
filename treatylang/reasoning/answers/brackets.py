"""Brackets: which combinations of options are lawful for whom, none of them looked at twice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from treatylang.model.instrument import Choice, Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import cited, provision
from treatylang.reasoning.norms.bans import Weight
from treatylang.reasoning.norms.knowledge import Unheld, asked_of, holding
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, combinations, together
from treatylang.reasoning.verdicts.contradiction import dilemmas_of
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.legality import ClashKind, clashes_of


@dataclass(frozen=True)
class Standing:
    """How one party stands under one combination.

    ``against`` cites what makes it unlawful; ``doubts`` what policy, tension or law that the treaty outranks says;
    ``unheld`` is the law that is not held and without which nobody knows, ``None`` where all is held.
    """

    party: str
    against: tuple[str, ...]
    doubts: tuple[str, ...]
    unheld: Unheld | None = None

    @property
    def known(self) -> bool:
        """Whether the law that is held decides: it forbids, or all that could forbid is held."""
        return bool(self.against) or self.unheld is None


@dataclass(frozen=True)
class Combination:
    """One combination of options, with how each party stands."""

    choices: frozenset[Choice]
    standings: tuple[Standing, ...]

    @property
    def lawful(self) -> bool:
        """Whether, as far as law is held, no party would promise what it may not do."""
        return not any(one.against for one in self.standings)

    @property
    def known(self) -> bool:
        """Whether it is known if the combination is lawful for all: it is not for somebody, or all law is held."""
        return not self.lawful or all(one.known for one in self.standings)

    @property
    def name(self) -> str:
        """The options, in the order of their brackets: ``strength A, scope B``."""
        return ", ".join(f"{c.bracket} {c.option}" for c in sorted(self.choices, key=str))


def settled(world: World, draft: Instrument, question: Question) -> tuple[Combination, ...]:
    """Return the combinations of options that the question leaves open, in the order of the text.

    Where they are too many, those that bring any few options together; and if none of them is lawful for all, others
    are tried that avoid what made those unlawful.
    """
    frame, _ = examined(world, draft, question)
    causes: dict[_Cause, frozenset[Choice]] = {}
    found = [_combination(frame, choices, causes) for choices in combinations(draft, question.options)]
    if together(draft, question.options):
        for _ in range(MOST_ATTEMPTS):
            if any(one.lawful for one in found):
                break
            other = _avoiding(draft, question, frozenset(causes.values()))
            if other is None or any(one.choices == other for one in found):
                break
            found.append(_combination(frame, other, causes))
    return tuple(found)


_Cause = tuple[str, int, str]
"""What makes a combination unlawful: whose duty, where its sentence stands, what forbids it."""
MOST_ATTEMPTS = 32
"""How many combinations are tried besides, where none of those that were looked at is lawful for all."""


def _combination(frame: Frame, choices: frozenset[Choice], causes: dict[_Cause, frozenset[Choice]]) -> Combination:
    """Look at one combination; each cause keeps the options that all combinations have that it makes unlawful."""
    case = replace(frame, choices=choices)
    standings = []
    for state in addressed(case):
        against: dict[str, None] = {}
        doubts: dict[str, None] = {}
        for clash in clashes_of(case, state):
            if clash.readings:
                continue
            hard = clash.kind is ClashKind.CONFLICT and clash.weight is Weight.LAW
            for said in map(cited, clash.bans):
                (against if hard else doubts)[said] = None
                if hard:
                    _learn(causes, (state, clash.duty.norm.span.start, said), choices)
        for one in dilemmas_of(case, state):
            if one.kind.impossible:
                for said in (provision(ban.norm.number, ban.law.title) for ban in one.bans):
                    against[said] = None
                    _learn(causes, (state, one.duty.norm.span.start, said), choices)
        unheld = holding(case, state, asked_of(case, case.draft, state)).unheld(case, case.possible)
        standings.append(Standing(state, tuple(against), tuple(d for d in doubts if d not in against), unheld))
    return Combination(choices, tuple(standings))


def _learn(causes: dict[_Cause, frozenset[Choice]], cause: _Cause, choices: frozenset[Choice]) -> None:
    causes[cause] = causes.get(cause, choices) & choices


def _avoiding(draft: Instrument, question: Question, causes: frozenset[frozenset[Choice]]) -> frozenset[Choice] | None:
    """Return a combination that has all options of no cause, the first in the order of the text; None if none is found.

    Brackets are settled one after the other, and taken back where a cause is complete; the search is bounded.
    """
    names = list(draft.brackets)
    taken: list[int] = []
    start = 0
    for _ in range(MOST_STEPS):
        if len(taken) == len(names):
            return frozenset(Choice(name, _of(draft, question, name)[i]) for name, i in zip(names, taken, strict=True))
        name = names[len(taken)]
        so_far = {Choice(n, _of(draft, question, n)[i]) for n, i in zip(names, taken, strict=False)}
        options = _of(draft, question, name)
        free = (i for i in range(start, len(options)) if not _complete(causes, so_far | {Choice(name, options[i])}))
        chosen = next(free, None)
        if chosen is not None:
            taken.append(chosen)
            start = 0
        elif taken:
            start = taken.pop() + 1
        else:
            return None
    return None


def _complete(causes: frozenset[frozenset[Choice]], so_far: set[Choice]) -> bool:
    return any(cause <= so_far for cause in causes)


MOST_STEPS = 20_000
"""How many steps a search for a lawful combination may take."""


def _of(draft: Instrument, question: Question, name: str) -> tuple[str, ...]:
    chosen = question.options.get(name)
    return (chosen,) if chosen in draft.brackets[name] else tuple(draft.brackets[name])
