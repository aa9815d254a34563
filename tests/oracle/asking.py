"""All that is asked of a small draft in one situation, with what the rulings answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from tests.oracle.commands import choices
from tests.oracle.deciding import Judge, settled
from tests.oracle.drafts import Model, Situation


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


def _not_known(act: str, state: str, situation: Situation, judge: Judge) -> bool:
    return judge.not_known(act, state, situation)


def _conflict(state: str, situation: Situation, judge: Judge) -> bool:
    return judge.conflict(state, situation)


def _contradiction(state: str, situation: Situation, judge: Judge) -> bool:
    return judge.contradiction(state, situation)


def _gap(state: str, situation: Situation, judge: Judge) -> bool:
    return judge.gap(state, situation)


RARE = re.compile(r"^(conflict|contradiction|gap) |^[A-Z]\w* shall (?!not)")
"""What is rarely so, and therefore asked wherever it is."""

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
    rng.shuffle(asked)
    plain = []
    for words, answer in asked:
        found = all_of(answer)
        if found is None:
            continue
        if found and RARE.search(words):
            yield words, found
        else:
            plain.append((words, found))
    yield from plain[:most]
