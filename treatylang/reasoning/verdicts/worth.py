"""What a state's promise is worth: what it owes at the least, what it may lawfully do, what is certain.

*Promised* are the acts at or above an owed floor. *Lawful* are those whose floor keeps a way that neither domestic law
nor a treaty forbids, whatever the state itself judges. *Certain* are those that need no approval of its own organs
besides (reasoning.md, "Abandonment"). All three are upward closed: who promises to fight promises to assist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.approvals import approvals
from treatylang.reasoning.norms.bans import Ban, Weight, fitted, law_on
from treatylang.reasoning.norms.displacement import blocked, owed, standing
from treatylang.reasoning.norms.duties import Duty
from treatylang.reasoning.norms.knowledge import unheld as unheld_law
from treatylang.reasoning.norms.obligations import duties_under
from treatylang.reasoning.norms.votes import assured, is_vote
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.judgement import judged_by
from treatylang.syntax import ast


@dataclass(frozen=True)
class Promise:
    """One level of one duty: the ``act``, its ``ways``, and the sets of situations in which it is worth something.

    ``promised`` ⊇ ``permitted`` ⊇ ``lawful`` ⊇ ``certain``: what no law and no treaty forbids; what besides does not
    turn on the state's own judgement; what waits for no approval. ``cleared`` waits for none, but may turn on
    judgement. ``unknown`` is what of ``permitted`` rests on law that is not held. ``bans`` are those that take
    something away.
    """

    duty: Duty
    treaty: Instrument
    act: str
    ways: frozenset[str]
    promised: Situations
    permitted: Situations
    cleared: Situations
    lawful: Situations
    certain: Situations
    unknown: Situations
    bans: tuple[Ban, ...]


@dataclass(frozen=True)
class Worth:
    """What all promises of one state are worth together: act → situations, for the act itself or a narrower one.

    ``lawful`` and ``certain`` say what nothing that is held stands against; ``unknown`` where that rests on law of the
    state that is not held, so that neither is known (ruling 31). ``votable`` is ``lawful`` before votes are weighed:
    what decisions may still bring about that the state itself can block.
    """

    promised: Mapping[str, Situations]
    lawful: Mapping[str, Situations]
    certain: Mapping[str, Situations]
    unknown: Mapping[str, Situations]
    votable: Mapping[str, Situations]
    promises: tuple[Promise, ...]


def worth(case: Frame, state: str, treaties: tuple[Instrument, ...]) -> Worth:
    """Return what the promises of a state under some treaties are worth, under the options of the frame."""
    key = (state, tuple(t.name for t in treaties), id(case.draft), case.supposed)
    return case.memo.once(_WORTH, key, lambda: _worth(case, state, treaties), case.draft)


_WORTH = Topic[Worth]("what promises are worth")


def _worth(case: Frame, state: str, treaties: tuple[Instrument, ...]) -> Worth:
    diagrams = case.diagrams
    promises = tuple(one for treaty in treaties for one in promises_of(case, treaty, state))
    sets: tuple[dict[str, Situations], ...] = ({}, {}, {}, {})
    for one in promises:
        held = diagrams.less(one.permitted, one.unknown)
        for act in shared(case, one.ways):
            for found, where in zip(sets, (one.promised, one.permitted, one.cleared, held), strict=True):
                if where != EMPTY:
                    found[act] = diagrams.either(found.get(act, EMPTY), where)
    # However the state judges, some promise has to give the act: not the same one under either judgement.
    judged = judged_by(case, state)
    promised, *kept = sets
    may_be, certain, known_lawful = (
        {act: diagrams.whatever(where, judged) for act, where in found.items()} for found in kept
    )
    # Nor does it count what the state could prevent by its vote (ruling 48).
    lawful, certain, known_lawful = (
        {act: assured(case, state, where) for act, where in found.items()} for found in (may_be, certain, known_lawful)
    )
    unknown = {act: diagrams.less(where, known_lawful.get(act, EMPTY)) for act, where in lawful.items()}
    return Worth(
        promised,
        _without_empty(lawful),
        _without_empty(certain),
        _without_empty(unknown),
        _without_empty(may_be),
        promises,
    )


def _without_empty(sets: Mapping[str, Situations]) -> dict[str, Situations]:
    return {act: where for act, where in sets.items() if where != EMPTY}


def promises_of(case: Frame, treaty: Instrument, state: str) -> Iterator[Promise]:
    """Yield what each duty of a state under a treaty is worth, level by level."""
    diagrams = case.diagrams
    law, readings = law_on(case, state)
    # The same law with no approval given: what then is forbidden is not certain.
    strict = replace(case, approved=False)
    unapproved, _ = law_on(strict, state)
    for duty in duties_under(case, treaty, state):
        if not is_help(case, duty):
            continue
        own = fitted(case, law, duty.conduct(treaty))
        binding = tuple(ban for ban in own if ban.weight is Weight.LAW)
        unsure = tuple(b for b in fitted(strict, unapproved, duty.conduct(treaty)) if b.weight is Weight.LAW)
        for one in owed(case, treaty, duty, own, readings):
            act, ways, _ = one.level
            if one.owed == EMPTY:
                continue
            against = tuple(standing(case, duty, one.bans))
            shut = blocked(case, ways, binding, against, readings, {})
            pending = blocked(case, ways, unsure, against, readings, approvals(case, state, ways))
            judged = judged_by(case, state)
            permitted = diagrams.less(one.owed, shut)
            lawful = assured(case, state, diagrams.whatever(permitted, judged))
            cleared = diagrams.less(one.owed, diagrams.either(shut, pending))
            certain = assured(case, state, diagrams.whatever(cleared, judged))
            unheld = {way: where for way in ways if (where := unheld_law(case, state, way)) != EMPTY}
            unknown = EMPTY
            if unheld:
                unknown = diagrams.both(permitted, blocked(case, ways, binding, against, readings, unheld))
            everything = (*binding, *against)
            yield Promise(duty, treaty, act, ways, one.owed, permitted, cleared, lawful, certain, unknown, everything)


def is_help(case: Frame, duty: Duty) -> bool:
    """Return whether a duty is woken by an event and owed to whoever it happens to, not to a body or register."""
    lexicon = case.world.lexicon
    woken = any(
        isinstance(node, ast.Name) and lexicon.get(node.text, "event") is not None
        for trigger in duty.norm.triggers
        for node in ast.walk(trigger)
    )
    voting = any(is_vote(lexicon, act) for act in duty.norm.acts)
    return woken and not voting and not any(slot.word == "to" for slot in duty.norm.slots)


def shared(case: Frame, ways: frozenset[str]) -> frozenset[str]:
    """Return the acts that every way amounts to: what is certain to be done, however the duty is performed."""
    lexicon = case.world.lexicon
    common: frozenset[str] | None = None
    for way in ways:
        common = lexicon.wider(way) if common is None else common & lexicon.wider(way)
    return common or frozenset()


def specific(case: Frame, acts: frozenset[str]) -> tuple[str, ...]:
    """Return the most specific of some acts, several where none is a kind of another, in the order of the alphabet."""
    lexicon = case.world.lexicon
    return tuple(sorted(a for a in acts if not any(b != a and lexicon.is_a(b, a) for b in acts)))
