"""Parties that join, leave or become parties in another way: what follows from each of them alone.

A change of the parties is weighed by putting it, and nothing else, into one of the two drafts: who leaves is taken out
of the base, who joins is taken out of the revision. So no other change, and no other party, is in its weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from treatylang.compare.alteration import Alteration
from treatylang.compare.common import Common, exchanged, with_parties
from treatylang.compare.effects import Meaning
from treatylang.compare.weighing import Scales
from treatylang.compare.weight import Sentence, Weighed, merged

SINGLY = 4
"""Parties beyond which those that join, and those that leave, are weighed together."""


@dataclass(frozen=True)
class Roster:
    """Who left, who joined, and who is a party in another way, such as from another day."""

    left: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether the two drafts have other parties at all."""
        return bool(self.left or self.joined or self.changed)


def changes(alterations: Iterable[Alteration]) -> Roster:
    """Return what the changes of parties that were found come to."""
    found: dict[str, list[str]] = {"remove": [], "add": [], "change": []}
    for one in alterations:
        if one.of_parties:
            found[one.action].append(one.what)
    return Roster(tuple(found["remove"]), tuple(found["add"]), tuple(found["change"]))


def levelled(old: Common, new: Common, roster: Roster) -> tuple[Common, Common]:
    """Return both frames with the same parties: those of either draft, as the revision has them."""
    return (
        with_parties(old, exchanged(old, new, {*roster.joined, *roster.changed})),
        with_parties(new, exchanged(new, old, {*roster.left})),
    )


def weighed(
    scales: Sequence[Scales],
    roster: Roster,
    alterations: Sequence[Alteration],
    stayed: Sequence[tuple[Sentence, Sentence]],
) -> list[Alteration]:
    """Return the alterations, those of the parties each with its own weight.

    ``stayed`` are the sentences of both drafts that tell of it.
    """
    weights: dict[str, Weighed] = {}
    for names, of_base in ((roster.left, True), (roster.joined, False), (roster.changed, True)):
        groups = [(name,) for name in names] if len(names) <= SINGLY else [names]
        for group in groups:
            found = merged(scales[0].case, (_weight(scale, group, of_base=of_base) for scale in scales))
            # The situation that shows it is one that the two drafts themselves decide otherwise.
            found.pairs = [(old, new, scale.old, scale.new) for scale in scales for old, new in stayed]
            weights |= dict.fromkeys(group, found)
    return [
        replace(one, weighed=_of(weights[one.what], one.what, one.action) if weights[one.what].parts else None)
        if one.of_parties
        else one
        for one in alterations
    ]


def _weight(scale: Scales, group: Sequence[str], *, of_base: bool) -> Weighed:
    """Return what differs in one of the two drafts once the parties of a group are as the other draft has them."""
    meaning, other = (scale.old, scale.new) if of_base else (scale.new, scale.old)
    case = with_parties(meaning.case, exchanged(meaning.case, other.case, set(group)))
    twin = Meaning(case, meaning.states)
    before, after = (meaning, twin) if of_base else (twin, meaning)
    alone = Scales(before, after, by_partners=False)
    sentences: list[Sentence] = [*meaning.case.draft.norms, *meaning.case.draft.statements]
    return alone.together(sentences, sentences)


def _of(found: Weighed, name: str, action: str) -> Weighed:
    """Return the weight as it is told of one party: by going it gains nothing itself, by coming it loses nothing."""
    told = Weighed(
        dict(found.duty), dict(found.right), dict(found.up), dict(found.down), dict(found.gain), dict(found.loss),
        found.pairs,
    )  # fmt: skip
    for sets in (told.up, told.gain) if action == "remove" else (told.down, told.loss) if action == "add" else ():
        sets.pop(name, None)
    return told
