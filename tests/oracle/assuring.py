"""What each party can be sure of from another, by looking at every way in which an attack on it can go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from tests.oracle.deciding import Judge, Unsettled
from tests.oracle.drafts import Fact, Model, Situation
from tests.oracle.sampling import LAND, OUTSIDER

ANOTHER = "another state"
"""A state that no text names."""

Sure = tuple[frozenset[str], frozenset[str] | None]
"""The acts that are promised in every case, and those that are certain; `None` where the helper's law is not held."""


def attacks(model: Model, day: date, victim: str) -> Iterator[Situation]:
    """Yield every armed attack by a state that is not a party on the land of a victim, in usual circumstances."""
    judge = Judge(model, {}, day)
    parties = judge.parties(model.treaties[0], day)
    attackers = [OUTSIDER, ANOTHER, *(state for state in model.states if state not in parties)]
    facts = []
    for one in model.circumstances:
        for owner in model.states if one.owned else ("",):
            values = (True, False) if one.usual is None else (one.usual,)
            facts.append([(Fact(one.name, owner), value) for value in values])
    for attacker in attackers:
        for chosen in product(*facts):
            yield Situation(day, "armed-attack", "territory", victim, attacker, LAND[victim], tuple(chosen))


def sure(model: Model, options: dict[str, str], day: date, helper: str, victim: str) -> Sure:
    """Return what a helper promises a victim, and what of it is certain, whoever attacks and whatever else is so."""
    if any(zone.boxes for treaty in model.treaties for zone in treaty.zones):
        raise Unsettled  # land lies on both sides of the edge of an area
    promised: frozenset[str] | None = None
    certain: frozenset[str] | None = None
    unheld = False
    for situation in attacks(model, day, victim):
        judge = Judge(model, options, day)
        asked, kept = frozenset[str](), frozenset[str]()
        for duty in judge.owed(model.treaties[:1], helper, situation):
            if duty.norm.sentence.when is None:
                raise Unsettled  # whether what is owed on every day is help against an attack
            if judge.hosted(duty, helper, situation):
                raise Unsettled
            if duty.left < duty.floor:
                raise Unsettled  # whether what is waived or absorbed in part still counts among the ways
            above, beside = judge.standing_against(duty, helper, situation)
            if (above | beside) & duty.floor:
                raise Unsettled  # what a promise is worth that another treaty forbids
            acts = frozenset(act.name for act in model.acts if duty.floor <= judge.words.ways(act.name))
            asked |= acts
            firm, weak = judge.closed(duty, helper, situation)
            if not duty.floor <= firm:
                if duty.floor <= firm | weak:
                    raise Unsettled
                kept |= acts
                for act in duty.norm.sentence.acts:
                    subject = judge.words.subject(act)
                    laws = judge.laws(helper, day)
                    unheld |= bool(subject) and not any(one.covers is None or subject in one.covers for one in laws)
        promised = asked if promised is None else promised & asked
        certain = kept if certain is None else certain & kept
    assert promised is not None
    return promised, None if unheld else certain
