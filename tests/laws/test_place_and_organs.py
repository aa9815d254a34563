"""The forms of place and organs against plain loops over every situation, written from `docs/semantics.md`."""

from __future__ import annotations

import random
from itertools import product

from tests.chance import Budget
from tests.worlds import shipped, world_of
from treatylang.model.question import Question
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.duties import awake
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ANOTHER_STATE, ATTACKER, EVENT, NON_STATE, NOWHERE, PLACE, VICTIM
from treatylang.reasoning.verdicts.examination import examined

PARTIES = ("Chile", "Kenya", "Samoa")
ATTACKERS = (*PARTIES, ANOTHER_STATE, NON_STATE)
VICTIMS = (*PARTIES, ANOTHER_STATE)
SPOTS = (*PARTIES, ANOTHER_STATE, NOWHERE)
HEAD = "drawn-up on 2026-11-22; languages en; party Chile, Kenya, Samoa;"


def frame_of(body: str) -> Frame:
    world, _ = world_of(f'treaty T "T" {{ {HEAD} {body} }}', beside=shipped("vocabulary"))
    return examined(world, world.instruments["T"], Question())[0]


def point(frame: Frame, attacker: str, victim: str, place: str) -> int:
    """Return the situations of one attack, all circumstances left open."""
    diagrams = frame.diagrams
    named = ((EVENT, "armed-attack"), (ATTACKER, attacker), (VICTIM, victim), (PLACE, place))
    return diagrams.all_of((frame.possible, *(diagrams.value(variable, value) for variable, value in named)))


def settled(frame: Frame, where: int, facts: dict[str, bool]) -> int:
    """Narrow situations by the circumstances of given names, those that the text asks about."""
    known = [(key, value) for key, value in facts.items() if key in frame.space.facts]
    return frame.diagrams.all_of((where, *(frame.diagrams.value(key, "yes" if yes else "no") for key, yes in known)))


def helps(bearer: str, attacker: str, victim: str, place: str) -> bool:
    """Whether some `each other party` helps: not whoever is hit, on its soil or otherwise, and no attacker."""
    return bearer not in (victim, place, attacker) and (victim in PARTIES or place in PARTIES)


def test_where_it_happens_and_what_bodies_and_all_parties_did(budget: Budget) -> None:
    """`in` and `outside` a zone, `after` and `failing` an act of a council, the consent of all parties or of any."""
    for draw in budget.cases(enough=20, least=3):
        zone = _some(draw)
        side = draw.choice(("in", "outside"))
        stage = draw.choice(("", "after meet", "failing meet"))
        whose = draw.choice(("all parties", "any party", "each party", "any other party"))
        frame = frame_of(
            f'area Zone "the Zone" = {" plus ".join(f"territory of {one}" for one in zone)}; article 1 {{ '
            "when armed-attack on any party the council shall meet; "
            f"when armed-attack on any party {side} Zone {{ {stage} each other party shall assist "
            f"if consent of {whose}; }} }}"
        )
        (norm,) = [one for one in frame.draft.norms if "assist" in one.acts]
        for bearer, attacker, victim, place in product(PARTIES, ATTACKERS, VICTIMS, SPOTS):
            where = point(frame, attacker, victim, place)
            if where == EMPTY:
                continue
            speaks = awake(Reader(frame, frame.draft, bearer, norm.labels), frame.draft, norm)
            for *consents, met in product((True, False), repeat=4):
                facts = {f"consent of {one}": yes for one, yes in zip(PARTIES, consents, strict=True)}
                here = settled(frame, where, facts | {"done meet of council": met})
                others = [yes for one, yes in zip(PARTIES, consents, strict=True) if one != bearer]
                given = {
                    "all parties": all(consents),
                    "each party": all(consents),
                    "any party": any(consents),
                    "any other party": any(others),
                }[whose]
                wanted = (
                    helps(bearer, attacker, victim, place)
                    and (place in zone) is (side == "in")
                    and given
                    and {"": True, "after meet": met, "failing meet": not met}[stage]
                )
                found = frame.diagrams.within(here, speaks) if wanted else frame.diagrams.both(here, speaks) == EMPTY
                assert found, (zone, side, stage, whose, bearer, attacker, victim, place, facts, met)


def _some(draw: random.Random) -> tuple[str, ...]:
    chosen = tuple(one for one in PARTIES if draw.choice((True, False)))
    return chosen or PARTIES[:1]
