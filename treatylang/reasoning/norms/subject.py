"""What a treaty is about: the matters that it names, and those that its duties amount to."""

from __future__ import annotations

from treatylang.model.instrument import Instrument
from treatylang.model.memo import Topic
from treatylang.reasoning.situations.frame import Frame


def concerns(case: Frame, draft: Instrument) -> frozenset[str]:
    """Return the matters that a treaty concerns: those it names, those its duties amount to, and all wider ones.

    An act may be declared ``of`` a matter: a duty to do it, or anything narrower, makes the treaty concern the matter.
    """
    key = (id(draft), case.choices)
    return case.memo.once(_CONCERNS, key, lambda: _concerns(case, draft), draft)


_CONCERNS = Topic[frozenset[str]]("what treaties concern")


def _concerns(case: Frame, draft: Instrument) -> frozenset[str]:
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
