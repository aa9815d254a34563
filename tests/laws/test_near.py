"""Whom sentences about observers, guarantors and signatories address, by a loop over days and party lines."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from itertools import product

from tests.chance import Budget
from tests.worlds import shipped, world_of
from treatylang.model.question import Question
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.duties import awake
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.verdicts.examination import examined

ROLES = {"signed": "signatory", "observer": "observer", "associate": "associate", "guarantor": "guarantor"}
FORCE = date(1990, 1, 1)
DAYS = (date(1985, 6, 1), date(1990, 6, 1), date(1995, 6, 1), date(2000, 6, 1))
STATES = ("Kenya", "Samoa", "Fiji")


@dataclass(frozen=True)
class Line:
    """How a state stands: a word, from which day, until which, and from when it is a party."""

    state: str
    standing: str
    since: date
    until: date | None
    joined: date | None

    @property
    def text(self) -> str:
        said = (
            f"party {self.state} {self.standing} from {self.since}"
            if self.until
            else (f"party {self.state} {self.standing} {self.since}")
        )
        said += f" until {self.until}" if self.until else ""
        return said + (f" ratified {self.joined}" if self.joined else "") + ";"

    def stands(self, day: date) -> bool:
        end = self.until or self.joined
        in_force = self.standing == "signed" or day >= FORCE
        return in_force and self.since <= day and (end is None or day < end)

    def party(self, day: date) -> bool:
        return self.joined is not None and self.joined <= day and day >= FORCE


def drawn(draw: random.Random, state: str) -> Line:
    since = draw.choice((date(1985, 1, 1), date(1989, 1, 1), date(1994, 1, 1)))
    until = draw.choice((None, None, date(1998, 1, 1)))
    joined = draw.choice((None, date(1996, 1, 1))) if until is None else None
    return Line(state, draw.choice(tuple(ROLES)), since, until, joined)


def test_sentences_reach_those_who_stand_so_on_the_day(budget: Budget) -> None:
    """Signatories from their signature until they are bound, all others while the treaty is in force."""
    for draw in budget.cases(enough=15, least=4):
        lines = [drawn(draw, state) for state in STATES]
        duties = " ".join(f"each {role} state shall consult;" for role in ROLES.values())
        text = (
            'treaty T "T" { status in-force from 1990-01-01; drawn-up on 1984-01-01; languages en; excerpt; '
            f"party Chile from 1990-01-01; {' '.join(line.text for line in lines)} "
            f"article 1 {{ {duties} each party shall report; }} }}"
        )
        world, found = world_of(text, beside=shipped("vocabulary"))
        assert not [one for one in found if one.severity.name == "ERROR"], (text, found)
        draft = world.instruments["T"]
        for day in DAYS:
            frame = examined(world, draft, Question(as_of=day))[0]
            for line, norm in product(lines, draft.norms):
                where = awake(Reader(frame, draft, line.state, norm.labels), draft, norm)
                word = norm.node.span.text.split()[1]
                wanted = line.party(day) if word == "party" else ROLES[line.standing] == word and line.stands(day)
                assert (where != EMPTY) is wanted, (text, day, line, norm.node.span.text)
