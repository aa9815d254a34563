"""What treaties bind a state to: its duties and bans under every treaty that is looked at, the draft among them."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.bans import TREATY, Ban, Lift, Weight, prohibitions
from treatylang.reasoning.norms.duties import Duty, awake, duties
from treatylang.reasoning.norms.priority import priority
from treatylang.reasoning.situations.beside import editions
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.meaning import Reader
from treatylang.reasoning.situations.options import bound_by
from treatylang.syntax import ast


def treaties_of(case: Frame, state: str) -> tuple[Instrument, ...]:
    """Return the treaties that a state is a party of on some date of the frame, the draft first, no edition of it."""
    drafts = [case.draft] if case.draft.kind == "treaty" else []
    own = editions(case.world, case.draft)
    instruments = case.world.instruments.values()
    others = [t for t in instruments if t.kind == "treaty" and t is not case.draft and t.name not in own]
    return tuple(t for t in (*drafts, *_in_force(case, others)) if bound_by(case, t, state))


def _in_force(case: Frame, treaties: list[Instrument]) -> Iterator[Instrument]:
    """Yield the treaties that bind on some date of the frame; drafts bind nobody but where they are asked about."""
    for treaty in treaties:
        in_force = treaty.status.startswith("in-force") and case.on(treaty.force) != EMPTY
        if in_force or treaty.name in case.together:
            yield treaty


def duties_under(case: Frame, treaty: Instrument, state: str, *only: Norm) -> Iterator[Duty]:
    """Yield what a treaty asks of a state under the options of the frame, by all of its norms or only by some."""
    for norm in only or treaty.norms:
        if not case.stands(treaty, norm.choices):
            continue
        for duty in duties(case, treaty, norm, state):
            if not _of_performance(norm):
                yield duty


def _of_performance(norm: Norm) -> bool:
    """Return whether a duty only says that treaties are kept: it asks for nothing that they do not ask themselves."""
    return any(
        slot.word == "object" and isinstance(slot.value, ast.Quantified) and slot.value.noun == "treaty"
        for slot in norm.slots
        if slot.values
    )


def bans_under(case: Frame, state: str, ways: frozenset[str]) -> tuple[Ban, ...]:
    """Return every ban that treaties put on some of the ways of a state, permissions with priority taken off."""
    found = []
    for treaty in treaties_of(case, state):
        for norm in _bans(case, treaty):
            if not case.stands(treaty, norm.choices):
                continue
            if _touches(case, norm, ways):
                ban = _ban(case, treaty, norm, state)
                if ban.bites != EMPTY:
                    found.append(ban)
    return tuple(found)


def _touches(case: Frame, norm: Norm, ways: frozenset[str]) -> int:
    """Return 1 if an act of a norm is one of some ways or wider than one, else 0."""
    key = ("touches", id(norm), ways)
    known = case.read.get(key)
    if known is None:
        is_a = case.world.lexicon.is_a
        known = case.read[key] = (norm, int(any(is_a(way, act) for way in ways for act in norm.acts)))
    return known[1]


def _bans(case: Frame, treaty: Instrument) -> tuple[Norm, ...]:
    """Return what a treaty forbids, what its duties exclude among it; the same sentences each time."""
    key = ("prohibitions", id(treaty.norms))
    known = case.read.get(key)
    if known is None:
        lexicon = case.world.lexicon
        found = tuple(ban for norm in treaty.norms for ban in prohibitions(lexicon, norm))
        known = case.read[key] = ((treaty.norms, found), 0)
    return known[0][1]  # type: ignore[no-any-return, index]  # put there above


def _ban(case: Frame, treaty: Instrument, norm: Norm, state: str) -> Ban:
    key = ("treaty ban", treaty.name, id(norm), state, case.supposed)
    known = case.read.get(key)
    if known is None:
        bites = awake(Reader(case, treaty, state, norm.labels), treaty, norm)
        lifted = tuple(_lifted(case, treaty, norm, state)) if bites != EMPTY else ()
        known = case.read[key] = ((norm, Ban(norm, treaty, bites, TREATY, Weight.LAW, case.world.lexicon, lifted)), 0)
    return known[0][1]  # type: ignore[no-any-return, index]  # put there above


def _lifted(case: Frame, treaty: Instrument, ban: Norm, state: str) -> Iterator[Lift]:
    """Yield the permissions of the same treaty that free acts by declared priority, and where (ruling 16)."""
    order = priority(case, state)
    for norm in treaty.norms:
        if not norm.modality.permits or not case.stands(treaty, norm.choices):
            continue
        above = order.strict(norm, ban)
        if above != EMPTY:
            where = awake(Reader(case, treaty, state, norm.labels), treaty, norm)
            yield Lift(norm.acts, case.diagrams.both(above, where))
