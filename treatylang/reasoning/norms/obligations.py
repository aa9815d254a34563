"""What treaties bind a state to: its duties and bans under every treaty that is looked at, the draft among them."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.bans import Ban
from treatylang.reasoning.norms.duties import Duty, awake, duties
from treatylang.reasoning.norms.treaty_bans import forbidding, treaty_ban
from treatylang.reasoning.situations.frame import Frame
from treatylang.syntax import ast


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
    key = (state, ways, case.supposed, id(case.draft))
    return case.memo.once(_BANS_UNDER, key, lambda: _bans_under(case, state, ways), case.draft)


def _bans_under(case: Frame, state: str, ways: frozenset[str]) -> tuple[Ban, ...]:
    found = (_ban(case, treaty, norm, state) for treaty, norm in forbidding(case, state, ways))
    return tuple(ban for ban in found if ban.bites != EMPTY)


_BANS_UNDER = Topic[tuple[Ban, ...]]("bans of treaties on some ways")
_TREATY_BAN = Topic[Ban]("ban of a treaty")


def _ban(case: Frame, treaty: Instrument, norm: Norm, state: str) -> Ban:
    key = (treaty.name, id(norm), state, case.under(treaty))
    return case.memo.once(_TREATY_BAN, key, lambda: treaty_ban(case, treaty, norm, state, awake), norm)
