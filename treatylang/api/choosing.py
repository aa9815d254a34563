"""Brackets that hold parties, final clauses or bodies: each of their options makes another text, which is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from treatylang.api.opening import Case, brackets_of
from treatylang.api.refusing import refuse
from treatylang.model.instrument import Choice, Instrument
from treatylang.reasoning.answers.brackets import Combination, settled
from treatylang.reasoning.situations.options import possible

MOST_TEXTS = 64
"""How many texts the options of such brackets may make."""


def combinations_of(case: Case, draft: Instrument) -> tuple[tuple[Combination, ...], int]:
    """Return the combinations of options that are open, in the order of the text, and how many there are at all."""
    found: list[Combination] = []
    number = 0
    for taken, one in _texts(case, draft.name):
        text = one.world.instruments[draft.name]
        number += possible(text, one.question.options)
        found += (replace(each, choices=each.choices | taken) for each in settled(one.world, text, one.question))
    brackets = [*draft.brackets]
    order = {Choice(name, option): place for name in brackets for place, option in enumerate(draft.brackets[name])}

    def place(one: Combination) -> tuple[int, ...]:
        taken = {choice.bracket: order.get(choice, 0) for choice in one.choices}
        return tuple(taken.get(name, 0) for name in brackets)

    return tuple(sorted(found, key=place)), number


def _texts(case: Case, name: str) -> Iterator[tuple[frozenset[Choice], Case]]:
    """Yield a treaty with each combination of the options that say more than sentences do, and which these are."""
    draft = case.world.instruments[name]
    brackets = brackets_of(draft)
    number = prod(len(draft.brackets[one]) for one in brackets)
    if number > MOST_TEXTS:
        refuse(
            f"the options of {' and '.join(f'`{one}`' for one in brackets)} make {number:,} texts of other parties or "
            f"clauses, and no more than {MOST_TEXTS} are looked at",
            "settle some of them: `--option BRACKET=X`",
        )
    if not brackets:
        yield frozenset(), case
        return
    for option in dict.fromkeys(draft.brackets[brackets[0]]):
        asked = replace(case.question, options={**case.question.options, brackets[0]: option})
        chosen = replace(case, question=asked, opened=case.project.open(case.draft, asked))
        for taken, one in _texts(chosen, name):
            yield taken | {Choice(brackets[0], option)}, one
