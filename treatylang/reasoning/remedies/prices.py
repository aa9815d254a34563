"""What a change of a draft costs and gains: promise lost, guarantee lost, guarantee gained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from treatylang.model.instrument import Norm
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import fitted, law_on
from treatylang.reasoning.norms.displacement import deferred
from treatylang.reasoning.norms.duties import duties
from treatylang.reasoning.norms.floors import closed, floor
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed
from treatylang.reasoning.verdicts.worth import shared

Owed = tuple[str, str]
"""Who owes an act, and the act."""

MOST_NAMES = 4
"""So many parties are named, and the others counted."""


@dataclass(frozen=True)
class Price:
    """What each party's word is worth no longer, or is now: (party, act) → the situations in which it is.

    A change of a sentence is made for all whom it binds, so all pay for it, whoever's law asked for it.
    """

    promise_lost: dict[Owed, Situations]
    guarantee_lost: dict[Owed, Situations]
    guarantee_gained: dict[Owed, Situations]

    def lines(self, case: Frame, *, names: bool = False) -> tuple[str, ...]:
        """Return the price in words: the most specific acts of each party only, by their words or ``names``."""
        return (
            f"promise lost: {_told(case, self.promise_lost, names)}",
            f"guarantee lost: {_told(case, self.guarantee_lost, names)}",
            f"guarantee gained: {_told(case, self.guarantee_gained, names)}",
        )

    def no_worse(self, other: Price, case: Frame) -> bool:
        """Return whether it costs no more than another price, and gains no less, in every situation."""
        return (
            _within(case, self.promise_lost, other.promise_lost)
            and _within(case, self.guarantee_lost, other.guarantee_lost)
            and _within(case, other.guarantee_gained, self.guarantee_gained)
        )


def _within(case: Frame, less: dict[Owed, Situations], more: dict[Owed, Situations]) -> bool:
    return all(case.diagrams.within(where, more.get(owed, EMPTY)) for owed, where in less.items())


def price(case: Frame, after: Frame, old: Norm, new: Norm, parties: Iterable[str]) -> Price:
    """Return what the duties of parties were worth and no longer are, or are now, after a change of their sentence."""
    sets: tuple[dict[Owed, Situations], dict[Owed, Situations], dict[Owed, Situations]] = ({}, {}, {})
    for party in parties:
        promised, kept = worth_of(case, old, party)
        promised_after, kept_after = worth_of(after, new, party)
        pairs = ((promised, promised_after), (kept, kept_after), (kept_after, kept))
        for found, (before, now) in zip(sets, pairs, strict=True):
            for act, where in before.items():
                gone = case.diagrams.less(where, now.get(act, EMPTY))
                if gone != EMPTY:
                    found[party, act] = gone
    return Price(*sets)


def together(prices: Iterable[Price], case: Frame) -> Price:
    """Return the price of several changes, each of another sentence or for another party."""
    sets: tuple[dict[Owed, Situations], dict[Owed, Situations], dict[Owed, Situations]] = ({}, {}, {})
    for one in prices:
        for total, part in zip(sets, (one.promise_lost, one.guarantee_lost, one.guarantee_gained), strict=True):
            for owed, where in part.items():
                total[owed] = case.diagrams.either(total.get(owed, EMPTY), where)
    return Price(*sets)


def _told(case: Frame, found: dict[Owed, Situations], names: bool) -> str:
    """Return acts in words, each with the parties whose most specific act it is; parties in the order of the text."""
    lexicon = case.world.lexicon
    by_party: dict[str, list[str]] = {}
    for party, act in found:
        by_party.setdefault(party, []).append(act)
    whose: dict[str, list[str]] = {}
    for party, acts in by_party.items():
        for act in acts:
            if not any(other != act and lexicon.is_a(other, act) for other in acts):
                whose.setdefault(act, []).append(party)
    said = (f"{act if names else _says(case, act)} ({_named(case, parties)})" for act, parties in sorted(whose.items()))
    return ", ".join(said) or "none"


def _says(case: Frame, act: str) -> str:
    word = case.world.lexicon.get(act, "act")
    return word.say() if word is not None else act


def _named(case: Frame, parties: list[str]) -> str:
    every = addressed(case)
    if len(parties) > 1 and len(parties) == len(every):
        return "all parties"
    if len(parties) > MOST_NAMES:
        return f"{len(parties)} of {len(every)} parties"
    return ", ".join(sorted(parties, key=every.index))


def worth_of(case: Frame, norm: Norm, bearer: str) -> tuple[dict[str, Situations], dict[str, Situations]]:
    """Return where each act is promised and where it is certain: upward closed sets of acts (reasoning.md)."""
    diagrams = case.diagrams
    bans, readings = law_on(case, bearer)
    promised: dict[str, Situations] = {}
    kept: dict[str, Situations] = {}
    for duty in duties(case, case.draft, norm, bearer):
        reach = fitted(case, bans, duty.conduct(case.draft))
        binding = tuple(ban for ban in reach if ban.weight == 1)
        for _, ways, owed in floor(case, duty, (*reach, *deferred(case, case.draft, duty)), readings):
            lawful = diagrams.less(owed, closed(case, ways, binding, readings))
            for act in shared(case, ways):
                promised[act] = diagrams.either(promised.get(act, EMPTY), owed)
                kept[act] = diagrams.either(kept.get(act, EMPTY), lawful)
    return promised, kept
