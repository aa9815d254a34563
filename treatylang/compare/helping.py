"""What a change of one state's duties and waivers means for those who would be helped."""

from __future__ import annotations

from typing import TypeGuard

from treatylang.compare.common import Common
from treatylang.compare.effects import DUTY, Meaning
from treatylang.compare.weight import Sentence, Weighed
from treatylang.model.instrument import Norm
from treatylang.model.modality import Modality
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.space import ATTACKER

Sides = tuple[Meaning, Meaning]
"""The effects of either draft."""


def helps(one: Sentence) -> bool:
    """Return whether a sentence makes its bearers do something where somebody is hit."""
    return isinstance(one, Norm) and bool(one.triggers) and not any(slot.word == "to" for slot in one.slots)


def waives(one: Sentence) -> TypeGuard[Norm]:
    """Return whether a sentence frees its bearers of what another asks."""
    return isinstance(one, Norm) and one.modality is Modality.NEED_NOT


def protected(sides: Sides, result: Weighed, helper: str) -> None:
    """Add what a change of a helper's duties means for each state that is hit."""
    diagrams = sides[1].case.diagrams
    for victim in sides[1].states:
        if victim == helper:
            continue
        hit = _hit(sides[1].case, victim)
        for sets, source in ((result.gain, result.up), (result.loss, result.down)):
            where = diagrams.both(source.get(helper, EMPTY), hit)
            if where != EMPTY:
                sets[victim] = diagrams.either(sets.get(victim, EMPTY), where)


def released(sides: Sides, result: Weighed, waiver: Norm) -> None:
    """Add what more or less of a waiver means for those who would be helped; one in a statement works both ways.

    Where its maker is hit, the others are free of what it is free of, and owe again what it owes again.
    """
    either, both = sides[1].case.diagrams.either, sides[1].case.diagrams.both
    owed = {state: _helping(sides, waiver, state) for state in sides[1].states}
    for mine, theirs in ((result.up, result.gain), (result.down, result.loss)):
        makers = {state: where for state, where in mine.items() if where != EMPTY}
        for maker, where in makers.items():
            for victim in sides[1].states:
                if victim == maker:
                    continue
                here = both(both(where, owed[maker]), _hit(sides[1].case, victim))
                if here != EMPTY:
                    theirs[victim] = either(theirs.get(victim, EMPTY), here)
            for other in sides[1].states if waiver.statement else ():
                here = both(both(where, owed[other]), _hit(sides[1].case, maker))
                if other != maker and here != EMPTY:
                    mine[other] = either(mine.get(other, EMPTY), here)
                    theirs[maker] = either(theirs.get(maker, EMPTY), here)


def _helping(sides: Sides, waiver: Norm, state: str) -> Situations:
    """Return where a state owes in either text a kind of help that a waiver speaks of, were there no waiver."""
    found = EMPTY
    lexicon = sides[1].case.world.lexicon
    waived = {way for act in waiver.acts for way in ways(lexicon, act)}
    for side in sides:
        for one in side.case.draft.norms:
            if not helps(one) or not one.modality.obliges:
                continue
            for effect, where in side.of(one).get(state, {}).items():
                if effect.form == DUTY and any(level & waived for level in effect.levels):
                    found = sides[1].case.diagrams.either(found, where)
    return found


def _hit(case: Common, victim: str) -> Situations:
    return case.diagrams.less(case.space.hits(victim), case.space.is_state(ATTACKER, victim))
