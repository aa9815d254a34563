"""What changes when a state is a party of a treaty: the same text with it and without it, set side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Membership, World
from treatylang.model.memo import Memo
from treatylang.model.question import Question
from treatylang.reasoning.areas.lands import Land, lands
from treatylang.reasoning.areas.scopes import day_of
from treatylang.reasoning.norms.decisions import Decision, decisions
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.verdicts.guarantees import Cell, Matrix, Setting, matrices

MOST = 8
"""Combinations of options that are told one by one."""


@dataclass(frozen=True)
class Joined:
    """What a state's being a party changes under one choice of options.

    ``found`` is the matrix of guarantees with it, ``before`` without it; ``land`` says how much of its land lies in
    which areas of the text, ``None`` where its land is not known; ``decisions`` are those in which it has a vote.
    """

    state: str
    found: Matrix
    before: Matrix | None
    land: Land | None
    decisions: tuple[Decision, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """The parties that there are without it."""
        return tuple(party for party in self.found.parties if party != self.state)

    def changed(self) -> Iterator[tuple[Cell, Cell | None]]:
        """Yield the fields between the other parties that are not what they are without it."""
        for cell in self.found.cells:
            if self.state not in (cell.helper, cell.victim):
                old = self.before.cell(cell.helper, cell.victim) if self.before is not None else None
                if old is None or (old.certain, old.lawful, old.depends) != (cell.certain, cell.lawful, cell.depends):
                    yield cell, old


def joined(world: World, draft: Instrument, question: Question, state: str) -> Iterator[Joined]:
    """Yield what changes with a state as a party, for each combination of options, `MOST` of them at the most.

    ``world`` must hold the law of the state; whether the text names it as a party does not matter.
    """
    others = tuple(member for member in draft.parties if member.state != state)
    mine = tuple(member for member in draft.parties if member.state == state and member.is_party)
    with_it = _with(world, draft, (*others, *(mine or _like(others, state, draft))))
    without = _with(world, draft, others)
    plain = replace(question, joined=tuple(name for name in question.joined if name != state))
    setting = Setting("", "", "", "", False, True, {})
    alone = replace(setting, every_treaty=False)
    for number, choices in enumerate(combinations(draft, question.options)):
        if number == MOST:
            return
        asked = replace(plain, options={**plain.options, **{c.bracket: c.option for c in choices}})
        found = next(matrices(*with_it, asked, setting))
        if state not in found.parties:
            return
        before = next(matrices(*without, asked, alone), None) if len(found.parties) > 2 else None
        land = next((one for one in lands(*with_it, asked, day_of(draft, asked)) if one.state == state), None)
        voting = tuple(one for one in decisions(*with_it, asked) if state in one.members)
        yield Joined(state, found, before, land, voting)


def _with(world: World, draft: Instrument, parties: tuple[Membership, ...]) -> tuple[World, Instrument]:
    """Return a draft with other parties, in a world of its own: nothing of it is known yet."""
    changed = replace(draft, parties=parties)
    return replace(world, instruments={**world.instruments, draft.name: changed}, memo=Memo()), changed


def _like(others: tuple[Membership, ...], state: str, draft: Instrument) -> tuple[Membership, ...]:
    """Return a line by which a state is a party as the first party is, without a name or dates of its own."""
    first = next((member for member in others if member.is_party and not member.standing), None)
    if first is not None:
        return (replace(first, state=state, alias="", suspended=None, near=()),)
    return (Membership(state, "", "", draft.force, True, None, draft.span),)
