"""What a change of a draft costs and gains: promise lost, guarantee lost, guarantee gained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from treatylang.model.instrument import Norm
from treatylang.reasoning.bans import bans_on, fitted, readings_of
from treatylang.reasoning.diagram import EMPTY
from treatylang.reasoning.duties import duties
from treatylang.reasoning.floors import closed, floor
from treatylang.reasoning.frame import Frame
from treatylang.reasoning.worth import shared


@dataclass(frozen=True)
class Price:
    """The acts that are lost or gained, each with the situations in which they are."""

    promise_lost: dict[str, int]
    guarantee_lost: dict[str, int]
    guarantee_gained: dict[str, int]

    def lines(self, case: Frame) -> tuple[str, ...]:
        """Return the price in words, the most specific acts only."""
        say = _least_words(case)
        return (
            f"promise lost: {say(sorted(self.promise_lost))}",
            f"guarantee lost: {say(sorted(self.guarantee_lost))}",
            f"guarantee gained: {say(sorted(self.guarantee_gained))}",
        )

    def no_worse(self, other: Price, case: Frame) -> bool:
        """Return whether it costs no more than another price, and gains no less, in every situation."""
        return (
            _within(case, self.promise_lost, other.promise_lost)
            and _within(case, self.guarantee_lost, other.guarantee_lost)
            and _within(case, other.guarantee_gained, self.guarantee_gained)
        )


def _within(case: Frame, less: dict[str, int], more: dict[str, int]) -> bool:
    return all(case.diagrams.within(where, more.get(act, EMPTY)) for act, where in less.items())


def price(case: Frame, after: Frame, old: Norm, new: Norm, bearer: str) -> Price:
    """Return what a bearer's duty was worth and no longer is, or is now, after a change of its sentence."""
    promised, kept = worth_of(case, old, bearer)
    promised_after, kept_after = worth_of(after, new, bearer)

    def lost(before: dict[str, int], now: dict[str, int]) -> dict[str, int]:
        gone = {act: case.diagrams.less(where, now.get(act, EMPTY)) for act, where in before.items()}
        return {act: where for act, where in gone.items() if where != EMPTY}

    return Price(lost(promised, promised_after), lost(kept, kept_after), lost(kept_after, kept))


def _least_words(case: Frame) -> Callable[[list[str]], str]:
    """Return what names the most specific of a list of acts."""
    lexicon = case.world.lexicon

    def say(acts: list[str]) -> str:
        specific = [a for a in acts if not any(b != a and lexicon.is_a(b, a) for b in acts)]
        return ", ".join(f"`{act}`" for act in specific) if specific else "none"

    return say


def worth_of(case: Frame, norm: Norm, bearer: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return where each act is promised and where it is certain: upward closed sets of acts (reasoning.md)."""
    diagrams = case.diagrams
    bans = bans_on(case, bearer)
    readings = readings_of(case, bearer)
    promised: dict[str, int] = {}
    kept: dict[str, int] = {}
    for duty in duties(case, case.draft, norm, bearer):
        reach = fitted(case, bans, duty.deed(case.draft))
        binding = tuple(ban for ban in reach if ban.weight == 1)
        for _, ways, owed in floor(case, duty, reach, readings):
            lawful = diagrams.less(owed, closed(case, ways, binding, readings))
            for act in shared(case, ways):
                promised[act] = diagrams.either(promised.get(act, EMPTY), owed)
                kept[act] = diagrams.either(kept.get(act, EMPTY), lawful)
    return promised, kept
