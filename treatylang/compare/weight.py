"""Where two drafts part because of a change, and who has more or less of it: sets of situations, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from treatylang.compare.common import Common
from treatylang.compare.effects import Meaning
from treatylang.model.instrument import Norm, Statement
from treatylang.reasoning.kernel.diagram import EMPTY, Situations

Sentence = Norm | Statement | None
Sets = dict[str, Situations]
"""State → situations."""


@dataclass
class Weighed:
    """Where two drafts part because of one change, and what follows; all as sets of situations.

    ``duty`` and ``right`` are the situations by state; ``up`` and ``down`` those in which a state has to do more or
    less; ``gain`` and ``loss`` those in which others owe it more or less. ``pairs`` are the sentences that tell a
    witness.
    """

    duty: Sets
    right: Sets
    up: Sets
    down: Sets
    gain: Sets
    loss: Sets
    pairs: list[tuple[Sentence, Sentence, Meaning, Meaning]]

    @property
    def parts(self) -> bool:
        """Whether any situation is decided differently."""
        return any(where != EMPTY for sets in (self.duty, self.right) for where in sets.values())

    def states(self) -> tuple[str, ...]:
        """Return the states for which some situation is decided differently."""
        return tuple(s for s in dict.fromkeys((*self.duty, *self.right)) if self.where(s) != EMPTY)

    def turned(self, state: str) -> bool:
        """Return whether a state has to do more or less somewhere."""
        return any(sets.get(state, EMPTY) != EMPTY for sets in (self.up, self.down))

    def among(self, strangers: Collection[str]) -> Weighed:
        """Return the weight for all states but some."""

        def kept(sets: Sets) -> Sets:
            return {state: where for state, where in sets.items() if state not in strangers}

        return Weighed(
            kept(self.duty), kept(self.right), kept(self.up), kept(self.down), kept(self.gain), kept(self.loss),
            self.pairs,
        )  # fmt: skip

    def where(self, state: str) -> Situations:
        """Return where the drafts part for a state, duties first."""
        return self.duty.get(state, EMPTY) or self.right.get(state, EMPTY)


def nothing() -> Weighed:
    """Return what says that no situation is decided differently."""
    return Weighed({}, {}, {}, {}, {}, {}, [])


def merged(case: Common, several: Iterable[Weighed]) -> Weighed:
    """Return what several changes, or one under several options, come to together."""
    result = nothing()
    for one in several:
        for mine, theirs in (
            (result.duty, one.duty), (result.right, one.right), (result.up, one.up), (result.down, one.down),
            (result.gain, one.gain), (result.loss, one.loss),
        ):  # fmt: skip
            for state, where in theirs.items():
                mine[state] = case.diagrams.either(mine.get(state, EMPTY), where)
        result.pairs += one.pairs
    return result


def without(case: Common, whole: Weighed, part: Weighed) -> Weighed:
    """Return what is left of a weight beyond a part of it."""
    rest = nothing()
    for mine, all_of_it, taken in (
        (rest.duty, whole.duty, part.duty), (rest.right, whole.right, part.right), (rest.up, whole.up, part.up),
        (rest.down, whole.down, part.down), (rest.gain, whole.gain, part.gain), (rest.loss, whole.loss, part.loss),
    ):  # fmt: skip
        for state, where in all_of_it.items():
            here = case.diagrams.less(where, taken.get(state, EMPTY))
            if here != EMPTY:
                mine[state] = here
    rest.pairs = list(whole.pairs)
    return rest


def inside(case: Common, whole: Weighed, part: Weighed) -> Weighed:
    """Return a weight as far as it lies in a part of it: with the directions of the whole."""
    both, either = case.diagrams.both, case.diagrams.either

    def kept(sets: Sets, *rooms: Sets) -> Sets:
        found = {}
        for state, where in sets.items():
            room = EMPTY
            for one in rooms:
                room = either(room, one.get(state, EMPTY))
            if both(where, room) != EMPTY:
                found[state] = both(where, room)
        return found

    return Weighed(
        kept(whole.duty, part.duty), kept(whole.right, part.right),
        kept(whole.up, part.duty), kept(whole.down, part.duty),
        kept(whole.gain, part.gain, part.loss), kept(whole.loss, part.gain, part.loss), list(whole.pairs),
    )  # fmt: skip
