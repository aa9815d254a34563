"""The effects of two drafts side by side, under every choice of options: what alterations are weighed with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from treatylang.compare import rosters
from treatylang.compare.alteration import Alteration
from treatylang.compare.canonical import Names
from treatylang.compare.common import common, pairs_of_options, suppositions
from treatylang.compare.effects import Meaning, Where
from treatylang.compare.guarantees import Pairs, guarantees
from treatylang.compare.nesting import nested
from treatylang.compare.rosters import Roster
from treatylang.compare.sentences import changed, unmatched
from treatylang.compare.standing import Sentences
from treatylang.compare.weighing import Scales
from treatylang.compare.weight import Weighed, merged
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.options import addressed

Text = tuple[World, Instrument]


@dataclass(frozen=True)
class Balance:
    """Scales for each choice of options, and what the texts are called in them.

    ``moved`` says that what sentences lean on has changed, so that those whose words stayed are weighed too.
    """

    scales: tuple[Scales, ...]
    names: tuple[Names, Names]
    states: tuple[str, ...]
    roster: Roster
    moved: bool

    @property
    def strangers(self) -> frozenset[str]:
        """Parties of one draft alone: what a sentence is to them follows from that, and not from its words."""
        return frozenset((*self.roster.left, *self.roster.joined))


def balance(
    old: Text, new: Text, question: Question, renamed: dict[str, str], roster: Roster, *, moved: bool
) -> Balance:
    """Return the balance of two drafts over one space of situations."""
    frames = common(old, new, question, renamed)
    states = tuple(dict.fromkeys((*addressed(frames[0]), *addressed(frames[1]))))
    if new[1].kind == "law":
        states = tuple(s for s in dict.fromkeys((old[1].state, new[1].state)) if s)
    scales = []
    for options in pairs_of_options(*frames, question):
        for one, other in suppositions(*nested(*options)):
            shared: dict[object, Where] | None = None if moved else {}
            level = None
            if roster.any:
                base, revision = rosters.levelled(one, other, roster)
                level = Scales(Meaning(base, states), Meaning(revision, states))
            scales.append(Scales(Meaning(one, states, shared), Meaning(other, states, shared), level))
    return Balance(tuple(scales), (frames[0].shared.names, frames[1].shared.names), states, roster, moved)


def alterations_of(found: Balance, sentences: Sentences) -> list[Alteration]:
    """Return the alterations of sentences that were reworded, added or struck out, aspect by aspect."""
    told: list[Alteration] = []
    for before, after in sentences.altered:
        if before is not None and after is not None:
            told += changed(found.scales, found.names, before, after, moved=found.moved, strangers=found.strangers)
        else:
            told.append(unmatched(found.scales, before, after))
    return told


def taken_whole(found: Balance, sentences: Sentences) -> Weighed:
    """Return where the two drafts part, taken whole; who leaves gains nothing by it, who joins loses nothing."""
    several = [*sentences.altered, *(sentences.stayed if found.moved else ())]
    old = [p.meaning for p, _ in several if p is not None and p.meaning is not None]
    new = [p.meaning for _, p in several if p is not None and p.meaning is not None]
    whole = merged(found.scales[0].case, (s.together(old, new) for s in found.scales))
    for state in found.roster.left:
        whole.up.pop(state, None)
        whole.gain.pop(state, None)
    for state in found.roster.joined:
        whole.down.pop(state, None)
        whole.loss.pop(state, None)
    return whole


def promised(found: Balance, alterations: Sequence[Alteration]) -> Pairs:
    """Return where guarantees differ between the two drafts, given by any state that an alteration touches."""
    return promised_by(found, (s for one in alterations if one.weighed is not None for s in one.weighed.states()))


def promised_by(found: Balance, states: Iterable[str]) -> Pairs:
    """Return where guarantees that some states give differ between the two drafts."""
    touched = tuple(dict.fromkeys(states))
    pairs: Pairs = {}
    for scale in found.scales:
        old, new = scale.old.case, scale.new.case
        if new.asked and new.approved:
            for key, where in guarantees(old, new, touched, found.states).items():
                pairs[key] = new.diagrams.either(pairs.get(key, EMPTY), where)
    return pairs
