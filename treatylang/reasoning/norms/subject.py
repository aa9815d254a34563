"""What a treaty is about: the matters that it names, and those that its duties amount to."""

from __future__ import annotations

from treatylang.model.instrument import Instrument
from treatylang.reasoning.situations.frame import Frame


def concerns(case: Frame, draft: Instrument) -> frozenset[str]:
    """Return the matters that a treaty concerns: those it names, those its duties amount to, and all wider ones.

    An act may be declared ``of`` a matter: a duty to do it, or anything narrower, makes the treaty concern the matter.
    """
    lexicon = case.world.lexicon
    found = set(draft.concerns)
    for norm in draft.norms:
        if norm.modality.obliges and norm.triggers and norm.choices <= case.choices:
            for act in norm.acts:
                for wide in lexicon.wider(act):
                    word = lexicon.get(wide, "act")
                    if word is not None and word.owner:
                        found.add(word.owner)
    return frozenset(wide for matter in found for wide in lexicon.wider(matter))
