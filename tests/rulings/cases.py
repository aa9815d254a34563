"""Tiny drafts beside tiny laws, and what the engine says of them: what every test of a ruling is built from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from tests.worlds import shipped, world_of
from treatylang.checks import rules
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.scenarios import outcomes
from treatylang.reasoning.areas.terrain import allowed
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.accession import Procedure, procedures
from treatylang.reasoning.norms.bans import bans_on
from treatylang.reasoning.norms.duties import Duty, duties
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.legality import Clash
from treatylang.source import Source
from treatylang.syntax.parser import parse

ALWAYS, NEVER, SOMETIMES, IMPOSSIBLE = "always", "never", "sometimes", "impossible"
HEADINGS = 'drawn-up at "Manila" on 2026-11-22; languages en; under law of parties;'


PARTIES = "Japan, Australia, Philippines"


def pact(body: str, *, party: str = PARTIES, headings: str = HEADINGS, name: str = "Pact") -> str:
    """Return a treaty; a body without an article of its own is put into one, labelled `assistance`."""
    inside = body if "article " in body else f'article "Assistance" as assistance {{ {body} }}'
    line = f"party {party};" if party else ""
    return f'treaty {name} "Pact of {name}" {{ {headings} {line} {inside} }}\n'


def with_statement(kind: str, says: str, *, duty: str = "use-force", finals: str = "") -> str:
    """Return a pact of one duty, its final clauses, and a statement of some kind by Japan on that duty."""
    article = f'article "Assistance" as assistance {{ {HELP.format(duty)} }}'
    final = f"final-clauses {{ {finals} }}" if finals else ""
    return pact(f'{article} {final} {kind} "Statement" by Japan on signature to @assistance {{ {says} }}')


def law(body: str, *, of: str = "Japan", rank: str = "constitution", name: str = "Law", more: str = "") -> str:
    """Return a law in force since 1950; a body without an article of its own is put into one, labelled `ban`."""
    inside = body if "article " in body else f'article 1 "Peace" as ban {{ {body} }}'
    return f'law {name} "Law {name}" of "{of}" {{ rank {rank}; in-force from 1950-01-01; {more} {inside} }}\n'


HELP = "when armed-attack on any party each other party shall {} ;"
"""The trigger that most cases share; `{}` is what is owed."""


def help_by(duty: str) -> str:
    """Return a pact whose only duty answers an armed attack on a party."""
    return pact(HELP.format(duty))


@dataclass(frozen=True)
class Case:
    """A draft with its world, asked one question."""

    world: World
    draft: Instrument
    mistakes: tuple[Finding, ...]
    question: Question

    @cached_property
    def frame(self) -> Frame:
        """The situations of the draft beside the law of its parties."""
        return examined(self.world, self.draft, self.question)[0]

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Its conflicts and tensions."""
        return examined(self.world, self.draft, self.question)[1]

    def situations(self, **values: str | tuple[str, ...]) -> int:
        """Return the possible situations with these values."""
        result = self.frame.possible
        for name, value in values.items():
            wanted = value if isinstance(value, tuple) else (value,)
            result = self.frame.diagrams.both(result, self.frame.diagrams.value(name, *wanted))
        return result

    def judged(self, where: int, **values: str | tuple[str, ...]) -> str:
        """Return whether a set holds always, never or only in some of the situations with these values."""
        diagrams = self.frame.diagrams
        # Where an answer turns on areas, only places that there are count.
        case = diagrams.both(self.situations(**values), allowed(self.frame, where))
        if case == EMPTY:
            return IMPOSSIBLE
        if diagrams.both(case, where) == EMPTY:
            return NEVER
        return ALWAYS if diagrams.within(case, where) else SOMETIMES

    def conflict(self, state: str, *, kind: str = "conflict", weight: int | None = None, **values: str) -> str:
        """Return in which of the situations a state's own law clashes with its duties, by readings that prevail."""
        found = (
            clash.where
            for clash in self.clashes
            if clash.kind == kind
            and clash.duty.bearer == state
            and not clash.readings
            and weight in (None, int(clash.weight))
        )
        return self.judged(self.frame.diagrams.any_of(found), **values)

    def duties(self, state: str) -> list[Duty]:
        """Return the duties of a state."""
        return [duty for norm in self.draft.norms for duty in duties(self.frame, self.draft, norm, state)]

    def owes(self, state: str, act: str = "", **values: str) -> str:
        """Return in which of the situations a state has a duty, or one to a given act."""
        found = (duty.awake for duty in self.duties(state) if act in ("", *duty.norm.acts))
        return self.judged(self.frame.diagrams.any_of(found), **values)

    def banned(self, state: str, act: str, **values: str) -> str:
        """Return in which of the situations a state's own law forbids an act, whatever the reading."""
        found = (ban.bites for ban in bans_on(self.frame, state) if ban.forbids(act))
        return self.judged(self.frame.diagrams.any_of(found), **values)

    def reader(self, state: str) -> Reader:
        """Return a reader of the draft for one bearer."""
        return Reader(self.frame, self.draft, state)

    def procedures(self, state: str) -> list[Procedure]:
        """Return what a state must do at home first."""
        return list(procedures(self.frame, state))

    def found(self, rule: str) -> list[Finding]:
        """Return what one rule finds in the draft, in the pass that it belongs to."""
        find = rules()[rule].find
        if find is None:
            return [finding for finding in self.mistakes if finding.rule == rule]
        return list(find(self.world, self.draft, self.question))

    def expected(self) -> list[str]:
        """Return the verdicts on the expectations of all scenarios of the text, about the draft."""
        return [one.verdict for s in self.world.scenarios for one in outcomes(self.world, s, self.draft)]


def case_of(text: str, *, draft: str = "Pact", **question: object) -> Case:
    """Return the case of a text with treaties and laws; `draft` names the instrument that is asked about."""
    world, mistakes = world_of(text, beside=shipped("vocabulary"))
    return Case(world, world.instruments[draft], mistakes, replace(Question(), **question))  # type: ignore[arg-type]


def form_faults(text: str) -> list[Finding]:
    """Return the mistakes of form of a text."""
    return list(parse(Source("draft.treaty", text))[1])


def attack_on(state: str, **values: str) -> dict[str, str]:
    """Return an armed attack from outside on a state at home, with other values where they are given."""
    return {"event": "armed-attack", "attacker": "another state", "victim": state, "place": state, **values}


ATTACK = attack_on("Australia")
"""The plainest case for a duty of Japan."""
BAN = law("Japan shall not use-force;")
"""The plainest ban of its law."""
