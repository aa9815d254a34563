"""What each alteration weighs with all that follows from it: in sentences that stayed, and in those that lean on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from treatylang.compare import context, rosters
from treatylang.compare.alteration import Alteration
from treatylang.compare.balance import Balance
from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE
from treatylang.compare.context import Causes
from treatylang.compare.outline import Piece
from treatylang.compare.singly import Trials
from treatylang.compare.standing import Sentences
from treatylang.compare.weight import Weighed, merged, without

Share = tuple[Alteration, Weighed]
"""An alteration, and something that follows from it."""
Loose = tuple[Piece, Piece, Weighed]
"""A sentence that decides otherwise, and nothing explains why."""


def attributed(balance: Balance, alterations: Sequence[Alteration], sentences: Sentences) -> list[Alteration]:
    """Return the alterations with what sentences decide otherwise because of them.

    A sentence that decides otherwise for no reason that is found is an alteration of its own.
    """
    case = balance.scales[0].case
    stayed = [
        (a.meaning, b.meaning) for a, b in (*sentences.stayed, *sentences.altered) if a is not None and b is not None
    ]
    weighed = rosters.weighed(balance.scales, balance.roster, alterations, stayed)
    reaching = [_reaching(balance, one) for one in weighed]
    causes = context.causes_among(reaching)
    shares, loose = _of_stayed(balance, sentences, causes)
    shares += _of_reworded(balance, sentences, causes, reaching)
    summed = {id(one): _summed(balance, one, shares) for one in reaching}
    grave = {id(one) for one in causes.every}
    raised = [_raised(summed[id(one)]) if id(one) in grave else summed[id(one)] for one in reaching]
    if causes.parties:  # what parties change may hide what a definition changes
        raised = [
            replace(one, level=REVIEW)
            if context.defines(one) and one.level == EDITORIAL and one.kind == "scope"
            else one
            for one in raised
        ]
    together: dict[tuple[int, int], list[Loose]] = {}
    for entry in loose:
        together.setdefault((id(entry[0]), id(entry[1])), []).append(entry)
    return [*raised, *(_unexplained(group, merged(case, (w for *_, w in group))) for group in together.values())]


def _reaching(balance: Balance, one: Alteration) -> Alteration:
    """Return a definition that was altered with whether it reaches further or less far than before."""
    if not (context.defines(one) and one.area == "scope" and one.action == "change"):
        return one
    scale = balance.scales[0]
    return replace(one, action=context.reach(scale.old.case, scale.new.case, one))


def _of_stayed(balance: Balance, sentences: Sentences, causes: Causes) -> tuple[list[Share], list[Loose]]:
    """Return what sentences whose words stayed decide otherwise, by what made them do so."""
    shares: list[Share] = []
    loose: list[Loose] = []
    trials = Trials()
    for one, other in sentences.stayed:
        for scale in balance.scales:
            found = scale.own(one.meaning, other.meaning).among(balance.strangers)
            if not found.parts:
                continue
            made = context.causes_of(causes, one, other, found)
            if made is None:
                loose.append((one, other, found))
            else:
                shares += trials.shares(scale, made, (one.meaning, other.meaning), found)
    return shares, loose


def _of_reworded(
    balance: Balance, sentences: Sentences, causes: Causes, alterations: Sequence[Alteration]
) -> list[Share]:
    """Return what reworded sentences decide otherwise, but not because of their new words.

    Where nothing around them explains it, it is the first of their own alterations that does.
    """
    case = balance.scales[0].case
    shares: list[Share] = []
    by_pieces: dict[tuple[int, int], list[Alteration]] = {}
    for one in alterations:
        if one.weighed is not None:
            by_pieces.setdefault((id(one.old_piece), id(one.new_piece)), []).append(one)
    for before, after in sentences.altered:
        mine = by_pieces.get((id(before), id(after)), [])
        if not mine or before is None or after is None:
            continue
        told = merged(case, (one.weighed for one in mine if one.weighed is not None))
        for whole in (s.own(before.meaning, after.meaning).among(balance.strangers) for s in balance.scales):
            rest = without(case, whole, told)
            if rest.parts:
                made = context.causes_of(causes, before, after, rest)
                shares += [(cause, rest) for cause in (mine[:1] if made is None else made)]
    return shares


def _summed(balance: Balance, one: Alteration, shares: Iterable[Share]) -> Alteration:
    """Return an alteration with all that follows from it."""
    given = [found for cause, found in shares if cause is one]
    if not given:
        return one
    case = balance.scales[0].case
    own = [one.weighed] if one.weighed is not None else []
    whole = merged(case, [one.sentence, *given]) if one.sentence is not None else None
    return replace(one, weighed=merged(case, [*own, *given]), sentence=whole)


def _raised(one: Alteration) -> Alteration:
    """Return an alteration from which something follows as a substantive one."""
    if one.weighed is None or not one.weighed.parts:
        return one
    if (one.area, one.kind) != ("text", "wording"):
        return replace(one, level=SUBSTANTIVE)
    more, less = any(one.weighed.up.values()), any(one.weighed.down.values())
    action = one.action if more == less else "widen" if more else "narrow"
    return replace(one, level=SUBSTANTIVE, area="trigger", kind="condition", action=action)


def _unexplained(group: Sequence[Loose], found: Weighed) -> Alteration:
    one, other, _ = group[0]
    return Alteration("law", "condition", "change", one, other, f"`{one.text}`", f"`{other.text}`", found, SUBSTANTIVE)
