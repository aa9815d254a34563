"""All that is asked of a small draft in one situation, with what the rulings answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from tests.oracle.commands import choices
from tests.oracle.deciding import Judge, settled
from tests.oracle.drafts import Model, Situation
from tests.oracle.sampling import OUTSIDER


def _free(act: str, state: str, situation: Situation, judge: Judge) -> bool:
    return judge.free(act, state, situation)


def _shall(act: str, state: str, situation: Situation, judge: Judge) -> bool:
    return judge.shall(act, state, situation)


def _need_not(act: str, state: str, situation: Situation, judge: Judge) -> bool:
    return not judge.shall(act, state, situation)


def _shall_not(act: str, state: str, situation: Situation, judge: Judge) -> bool:
    return judge.forbidden(act, state, situation)


def _may(act: str, state: str, situation: Situation, judge: Judge) -> bool:
    return not judge.forbidden(act, state, situation)


def _shall_not_to(act: str, partner: str, state: str, situation: Situation, judge: Judge) -> bool:
    return judge.forbidden(act, state, situation, partner)


def _may_to(act: str, partner: str, state: str, situation: Situation, judge: Judge) -> bool:
    return not judge.forbidden(act, state, situation, partner)


def _shall_not_in(act: str, place: str, state: str, situation: Situation, judge: Judge) -> bool:
    return judge.forbidden(act, state, situation, place=place)


def _may_in(act: str, place: str, state: str, situation: Situation, judge: Judge) -> bool:
    return not judge.forbidden(act, state, situation, place=place)


def _not_known(act: str, state: str, situation: Situation, judge: Judge) -> bool:
    return judge.not_known(act, state, situation)


def _conflict(state: str, situation: Situation, judge: Judge) -> bool:
    return judge.conflict(state, situation)


def _contradiction(state: str, situation: Situation, judge: Judge) -> bool:
    return judge.contradiction(state, situation)


def _gap(state: str, situation: Situation, judge: Judge) -> bool:
    return judge.gap(state, situation)


TOWARDS = (("shall not", _shall_not_to), ("may", _may_to))

WITHIN = (("shall not", _shall_not_in), ("may", _may_in))

RARE = re.compile(r"^(conflict|contradiction|gap) |^[A-Z]\w* shall (?!not)")
"""What is rarely so, and therefore asked wherever it is."""

OPPOSITE = 0.8
"""How often the opposite is asked of what is not so."""

ABOUT_ACTS = (
    ("shall", _shall),
    ("need not", _need_not),
    ("shall not", _shall_not),
    ("may", _may),
    ("not known", _not_known),
    ("not bound to", _free),
)


def questions(model: Model, situation: Situation, rng: Random, most: int = 12) -> Iterator[tuple[str, bool]]:
    """Yield some of what a scenario may expect of a situation, and whether it is so; nothing that is not settled."""
    judges = [Judge(model, options, situation.day) for options in choices(model)]

    def all_of(answer: Callable[[Judge], bool]) -> bool | None:
        found = [settled(partial(answer, judge)) for judge in judges]
        if False in found:
            return False
        return None if None in found else True

    asked: list[tuple[str, Callable[[Judge], bool]]] = []
    for state in model.states:
        asked += [
            (f"{state} not bound", partial(_free, "", state, situation)),
            (f"conflict for {state}", partial(_conflict, state, situation)),
            (f"contradiction for {state}", partial(_contradiction, state, situation)),
        ]
        if situation.victim == state:
            asked.append((f"gap for {state}", partial(_gap, state, situation)))
        for act in model.acts:
            asked += [
                (f"{state} {words} {act.name}", partial(way, act.name, state, situation)) for words, way in ABOUT_ACTS
            ]
        for act in rng.sample(model.acts, 2):
            partner = rng.choice([one for one in (*model.states, OUTSIDER) if one != state])
            for words, way in TOWARDS:
                asked.append(
                    (f"{state} {words} {act.name} {partner}", partial(way, act.name, partner, state, situation))
                )
        for act in rng.sample(model.acts, 2):
            place = rng.choice([one for one in model.states if one != state])
            for words, there in WITHIN:
                asked.append(
                    (
                        f"{state} {words} {act.name} in territory of {place}",
                        partial(there, act.name, place, state, situation),
                    )
                )
    rng.shuffle(asked)
    plain = []
    for words, answer in asked:
        found = all_of(answer)
        if found is None:
            continue
        # What does not hold takes longest to answer, since it is explained: where words for the opposite are there,
        # they are put more often.
        if not found and len(judges) == 1 and rng.random() < OPPOSITE and (other := opposite(words)):
            words, found = other, True
        if RARE.search(words):
            yield words, found
        else:
            plain.append((words, found))
    yield from plain[:most]


def opposite(words: str) -> str:
    """Return the words that expect the opposite, empty where there are none."""
    if words.startswith(("conflict ", "contradiction ", "gap ")):
        return f"no {words}"
    state, _, rest = words.partition(" ")
    for one, other in (
        ("shall not ", "may "),
        ("shall ", "need not "),
        ("may ", "shall not "),
        ("need not ", "shall "),
    ):
        if rest.startswith(one):
            return f"{state} {other}{rest.removeprefix(one)}"
    return ""
