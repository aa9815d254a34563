"""The first look at a duty and many bans: only those that forbid some way of it, where it is owed, can matter to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.bans import Ban
from treatylang.reasoning.norms.duties import Duty
from treatylang.reasoning.situations.frame import Frame


def meeting(frame: Frame, duty: Duty, bans: Iterable[Ban]) -> tuple[Ban, ...]:
    """Return the bans that can matter to a duty, each cut down to the situations in which the duty is awake.

    Of hundreds of bans most never meet a duty, and the union of those that do is small once they are cut: without this
    look the sets of all bans would be joined for every duty. The manner is the actor's choice, so a ban on one manner
    matters to a duty that is awake in another.
    """
    diagrams = frame.diagrams
    ways = duty.ceiling.union(*(those for _, those in duty.levels))
    awake = diagrams.somehow(duty.awake, frame.space.manners())
    found = []
    for ban in bans:
        if any(ban.forbids(way) for way in ways):
            bites = diagrams.both(ban.bites, awake)
            if bites != EMPTY:
                found.append(replace(ban, bites=bites))
    return tuple(found)
