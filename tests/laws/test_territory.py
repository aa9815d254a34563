"""To which territory a treaty applies, party by party and day by day, against a loop over the lines as written."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from tests.chance import Budget
from tests.worlds import shipped, world_of
from treatylang.model.question import Question
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.duties import awake
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.space import EVENT, OBJECT, PLACE, VICTIM
from treatylang.reasoning.verdicts.examination import examined

PARTIES = ("Chile", "Kenya", "Samoa")
DAYS = (date(1961, 1, 1), date(1971, 1, 1), date(1981, 1, 1))


@dataclass(frozen=True)
class Line:
    """One line: of whom, the territory of whom after each preposition, and its days."""

    of: str
    to: tuple[str, ...]
    including: tuple[str, ...]
    less: tuple[str, ...]
    since: date | None
    until: date | None

    @property
    def text(self) -> str:
        said = f"of {self.of} " if self.of else ""
        for word, states in (("to", self.to), ("including", self.including), ("except", self.less)):
            said += f"{word} {', '.join(f'Land{s}' for s in states)} " if states else ""
        said += f"from {self.since} " if self.since else ""
        said += f"until {self.until} " if self.until else ""
        return f"territorial-application {said};"


def applies(lines: Sequence[Line], place: str, day: date) -> bool:
    """Whether the treaty applies on a party's soil on a day: the last general line, then the lines about that party."""
    result = True
    general = [line for line in lines if not line.of]
    for line in (*general[-1:], *(line for line in lines if line.of == place)):
        if (line.since is None or line.since <= day) and (line.until is None or day < line.until):
            result = place in line.to if line.to else result
            result = (result or place in line.including) and place not in line.less
    return result


def drawn(draw: random.Random) -> tuple[Line, ...]:
    def some(share: float) -> tuple[str, ...]:
        return tuple(one for one in PARTIES if draw.random() < share)

    found = []
    for of in ("", *draw.sample(PARTIES, draw.randint(1, 3)), draw.choice(PARTIES)):
        line = Line(
            of,
            some(0.5) if not of or draw.random() < 0.4 else (),
            some(0.3),
            some(0.2),
            draw.choice((None, date(1966, 1, 1))),
            draw.choice((None, None, date(1976, 1, 1))),
        )
        if line.to or (of and (line.including or line.less)):
            found.append(line)
    return tuple(found)


def test_where_a_treaty_applies_is_as_its_lines_say(budget: Budget) -> None:
    """On each day and each party’s soil: what is said of all, then of that party, in the order of the text."""
    for draw in budget.cases(enough=20, least=4):
        lines = drawn(draw)
        areas = "".join(f'area Land{s} "the land of {s}" = territory of {s}; ' for s in PARTIES)
        text = (
            'treaty T "T" { status in-force from 1960-01-01; languages en; excerpt; '
            f"party {', '.join(PARTIES)} from 1960-01-01; {areas}"
            "article 1 { when armed-attack on any party each other party shall assist; } "
            f"final-clauses {{ {' '.join(line.text for line in lines)} }} }}"
        )
        world, found = world_of(text, beside=shipped("vocabulary"))
        assert not [one for one in found if one.severity.name == "ERROR"], (text, found)
        draft = world.instruments["T"]
        whole = examined(world, draft, Question())[0]
        for day, victim, bearer in product(DAYS, PARTIES, PARTIES):
            if bearer == victim:
                continue
            wanted = applies(lines, victim, day)
            for frame in (examined(world, draft, Question(as_of=day))[0], whole):
                diagrams = frame.diagrams
                here = diagrams.all_of(
                    (
                        frame.possible,
                        frame.space.on(next(one for one in frame.space.dates if one.covers(day))),
                        diagrams.value(EVENT, "armed-attack"),
                        diagrams.value(VICTIM, victim),
                        diagrams.value(PLACE, victim),
                        diagrams.value(OBJECT, "territory"),
                        diagrams.outside(frame.space.attacks(bearer)),
                    )
                )
                speaks = awake(Reader(frame, draft, bearer, draft.norms[0].labels), draft, draft.norms[0])
                owed = diagrams.within(here, speaks) if wanted else diagrams.both(here, speaks) == EMPTY
                assert owed, (text, day, victim, bearer, wanted)
