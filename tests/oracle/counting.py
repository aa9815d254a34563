"""Counts situations by verdict, each looked at by itself, for an event, an attacker and a victim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from tests.oracle.assuring import ANOTHER
from tests.oracle.deciding import NO_STATE, Duty, Judge, Texts, Unsettled
from tests.oracle.drafts import Fact, Model, Place, Situation
from tests.oracle.sampling import OUTSIDER

LAND = ("territory", "land", "islands", "metropolitan-territory")
THINGS = (*LAND, "forces", "vessels", "public-vessels", "aircraft", "space-objects", "networks")
"""What the vocabulary says can be hit."""

SEA, NOBODYS = "no state's territory", "a non-state actor"
"""How the rows name a place that is nobody's, and attackers who act for no state."""

VERDICTS = ("conflict", "contradiction", "tension", "policy", "displaced", "lawful", "free")
"""The verdicts that are told apart, the gravest first."""


def cases(
    model: Model, day: date, event: str, attacker: str, victim: str, places: Sequence[str]
) -> Iterator[tuple[Situation, int]]:
    """Yield each situation with how many are like it: states that no text names are all alike."""
    facts = [
        [(Fact(one.name, owner), value) for value in (True, False)]
        for one in model.circumstances
        for owner in (model.states if one.owned else ("",))
    ]
    # What has to come first is owed whatever happens later, and whoever owes it has done it or has not (42).
    steps = dict.fromkeys(
        (sentence.after, state)
        for provision in model.treaties[0].provisions
        for sentence in provision.sentences
        if sentence.after
        for state in model.states
    )
    left_undone = [
        tuple(step for step, left in zip(steps, lefts, strict=True) if left)
        for lefts in product((False, True), repeat=len(steps))
    ]
    named = {*model.states, OUTSIDER}
    weights = Counter("" if place == SEA else place if place in named else ANOTHER for place in places)
    by = NO_STATE if attacker == NOBODYS else attacker
    for thing in THINGS:
        for holder, weight in weights.items():
            if thing in LAND and holder != victim:
                continue
            for chosen, undone in product(product(*facts), left_undone):
                place = Place(0, 0, holder)
                yield Situation(day, event, thing, victim, by, place, tuple(chosen), undone), weight


def counts(
    model: Model, options: dict[str, str], state: str, situations: Iterator[tuple[Situation, int]]
) -> Counter[str]:
    """Return how many situations come under each verdict for a state."""
    found: Counter[str] = Counter()
    for situation, weight in situations:
        found[verdict(Judge(model, options, situation.day), state, situation)] += weight
    return found


def verdict(judge: Judge, state: str, situation: Situation) -> str:
    """Return the gravest verdict on what a state owes under the draft because of what happens."""
    duties = list(judge.duties(judge.model.treaties[:1], state, situation))
    others: Texts = (*judge.laws(state, situation.day), *judge.model.treaties[1:])
    for duty in judge.duties(others, state, situation):
        for ban in judge.treaty_bans(state, situation):
            if ban.norm.text is judge.draft and ban.ways & duty.floor:
                raise Unsettled  # whether what others ask and the draft forbids counts with what the draft asks
    for other in judge.model.states:
        draft = judge.duties(judge.model.treaties[:1], other, situation) if other != state else ()
        if any(judge.hosted(duty, other, situation) for duty in draft):
            raise Unsettled  # what a host's law forbids others is counted for the host too
    seen = {"free", *(of_duty(judge, duty, state, situation) for duty in duties)}
    return next(one for one in VERDICTS if one in seen)


def of_duty(judge: Judge, duty: Duty, state: str, situation: Situation) -> str:
    """Return the verdict on one duty."""
    if duty.norm.sentence.when is None:
        raise Unsettled  # whether what is owed on every day is owed because of what happens
    if judge.hosted(duty, state, situation):
        raise Unsettled
    if judge.displaced(duty, state, situation):
        return "displaced"
    firm, weak = judge.closed(duty, state, situation)
    if not duty.floor:
        if duty.ceiling <= firm | weak:
            raise Unsettled  # what a duty of which nothing is owed may still call for
        return "free"
    above, beside = judge.standing_against(duty, state, situation)
    if duty.floor <= firm:
        return "conflict"
    if duty.floor <= above | beside | firm and above & duty.floor:
        raise Unsettled  # where some ways are closed by what prevails, and others by what does not
    if duty.floor <= beside | firm:
        return "contradiction"
    if duty.floor <= firm | weak:
        return "policy"
    if duty.floor <= firm | weak | beside:
        raise Unsettled
    return "tension" if duty.ceiling <= firm else "lawful"
