"""What treaties forbid a state, each ban with the situations in which it bites and the permissions that lift it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import TREATY, Ban, Lift, Weight, prohibitions
from treatylang.reasoning.norms.deeming import counted
from treatylang.reasoning.norms.priority import priority
from treatylang.reasoning.situations.beside import editions
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed_by

Awake = Callable[[Reader, Instrument, Norm], Situations]
"""Tells in which situations a norm of a text binds a bearer, what it comes after among it."""


def treaties_of(case: Frame, state: str) -> tuple[Instrument, ...]:
    """Return the treaties that address a state on some date of the frame, the draft first, no edition of it."""
    drafts = [case.draft] if case.draft.kind == "treaty" else []
    own = editions(case.world, case.draft)
    instruments = case.world.instruments.values()
    others = [t for t in instruments if t.kind == "treaty" and t is not case.draft and t.name not in own]
    return tuple(t for t in (*drafts, *_in_force(case, others)) if addressed_by(case, t, state))


def _in_force(case: Frame, treaties: list[Instrument]) -> Iterator[Instrument]:
    """Yield the treaties that bind on some date of the frame; drafts bind nobody but where they are asked about."""
    for treaty in treaties:
        in_force = treaty.binds and case.space.on(treaty.force) != EMPTY
        if in_force or treaty.name in case.together:
            yield treaty


def forbidding(case: Frame, state: str, ways: Iterable[str]) -> Iterator[tuple[Instrument, Norm]]:
    """Yield the sentences by which treaties of a state forbid some of the ways, as the options are taken."""
    lexicon = case.world.lexicon
    acts = {act for way in ways for act in lexicon.wider(way)}
    for treaty in treaties_of(case, state):
        for norm in _prohibitions(case, treaty):
            if case.stands(treaty, norm.choices) and not acts.isdisjoint(norm.acts):
                yield treaty, norm


def _prohibitions(case: Frame, treaty: Instrument) -> tuple[Norm, ...]:
    """Return what a treaty forbids, what its duties exclude among it; the same sentences each time."""
    lexicon = case.world.lexicon

    def found() -> tuple[Norm, ...]:
        plain = tuple(ban for norm in treaty.norms for ban in prohibitions(lexicon, norm))
        return (*plain, *(one for ban in plain for one in counted(case.memo, lexicon, treaty, ban)))

    key = (id(treaty.norms), id(treaty.statements))
    return case.memo.once(_PROHIBITIONS, key, found, treaty.norms, treaty.statements)


_PROHIBITIONS = Topic[tuple[Norm, ...]]("what a treaty forbids")


def treaty_ban(case: Frame, treaty: Instrument, norm: Norm, state: str, awake: Awake) -> Ban:
    """Return what a sentence of a treaty forbids a state, less what permissions of that treaty lift."""
    bites = awake(Reader(case, treaty, state, norm.labels), treaty, norm)
    lifted = tuple(_lifted(case, treaty, norm, state, awake)) if bites != EMPTY else ()
    return Ban(norm, treaty, bites, TREATY, Weight.LAW, case.world.lexicon, lifted)


def _lifted(case: Frame, treaty: Instrument, ban: Norm, state: str, awake: Awake) -> Iterator[Lift]:
    """Yield the permissions of the same treaty that free acts by declared priority, and where (ruling 16)."""
    order = priority(case, state)
    for norm in treaty.norms:
        if not norm.modality.permits or not case.stands(treaty, norm.choices):
            continue
        above = order.strict(norm, ban)
        if above != EMPTY:
            where = awake(Reader(case, treaty, state, norm.labels), treaty, norm)
            yield Lift(norm.acts, case.diagrams.both(above, where))
