"""What is held of a state's law on what an act is about: all of it, a part, or nothing (ruling 31).

That nothing held forbids an act makes it lawful only where the law that could forbid it is held: a law of the state, in
force on the day, that covers each subject of the act. An act of no subject is lawful where nothing held forbids it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from treatylang.model.instrument import Instrument
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.duties import duties
from treatylang.reasoning.norms.subject import concerns
from treatylang.reasoning.situations.frame import Frame

JOINING = "joining"
"""What the vocabulary says with ``of`` of the subjects that every treaty touches by being joined."""


class Held(Enum):
    """How much of a state's law is held on some subjects."""

    WHOLE = "whole"
    PART = "part"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Unheld:
    """What is not held of one state's law in some situations: ``subjects`` in the order of the vocabulary.

    ``held`` says how much is held of what was asked for: a part, or nothing; ``bare`` is set where no law of the state
    is held at all, ``dated`` where there is one, in force on other days.
    """

    state: str
    subjects: tuple[str, ...]
    held: Held
    bare: bool
    dated: bool


@dataclass(frozen=True)
class Holding:
    """What is held of one state's law on some subjects.

    ``missing`` maps each subject that is not held to the situations on whose date it is not, in the order of the
    vocabulary; ``bare`` are the situations on whose date no law of the state is held at all, ``laws`` counts those on
    whatever day.
    """

    state: str
    subjects: tuple[str, ...]
    missing: Mapping[str, Situations]
    bare: Situations
    laws: int

    def held(self, frame: Frame, where: Situations) -> Held:
        """Return how much is held in some situations."""
        gone = self.lacking(frame, where)
        if not gone:
            return Held.WHOLE
        return Held.NOTHING if set(gone) == set(self.subjects) else Held.PART

    def lacking(self, frame: Frame, where: Situations) -> tuple[str, ...]:
        """Return the subjects that are not held in some of the situations."""
        return tuple(name for name, gone in self.missing.items() if frame.diagrams.both(gone, where) != EMPTY)

    def unheld(self, frame: Frame, where: Situations) -> Unheld | None:
        """Return what is not held in some situations, ``None`` where everything is."""
        gone = self.lacking(frame, where)
        if not gone:
            return None
        bare = frame.diagrams.within(frame.diagrams.both(where, frame.possible), self.bare)
        return Unheld(self.state, gone, self.held(frame, where), bare, bare and self.laws > 0)

    def where(self, frame: Frame) -> Situations:
        """Return the situations in which some subject is not held."""
        return frame.diagrams.any_of(self.missing.values())


def holding(frame: Frame, state: str, subjects: Iterable[str]) -> Holding:
    """Return what is held of a state's law on some subjects, on every date of the frame."""
    wanted = frozenset(subjects)
    laws = frame.world.laws_of(state)
    key = (state, wanted, tuple(map(id, laws)))
    return frame.memo.once(_HELD, key, lambda: _holding(frame, state, wanted, laws), laws)


_HELD = Topic[Holding]("what is held of the law of a state")


def _holding(frame: Frame, state: str, wanted: frozenset[str], laws: Sequence[Instrument]) -> Holding:
    diagrams = frame.diagrams
    days = [(law.covers, frame.space.on(law.force)) for law in laws]
    every = [word.name for word in frame.world.lexicon.words("subject")]
    ordered = tuple(name for name in every if name in wanted)
    missing = {}
    for name in ordered:
        held = diagrams.any_of(when for covers, when in days if covers is None or name in covers)
        gone = diagrams.less(frame.possible, held)
        if gone != EMPTY:
            missing[name] = gone
    bare = diagrams.less(frame.possible, diagrams.any_of(when for _, when in days))
    return Holding(state, ordered, missing, bare, len(laws))


def unheld(frame: Frame, state: str, act: str) -> Situations:
    """Return the situations in which the law that could forbid an act to a state is not held."""
    return holding(frame, state, frame.world.lexicon.subjects(act)).where(frame)


def nowhere_held(frame: Frame, state: str, acts: Iterable[str]) -> Situations:
    """Return the situations in which the law is held on none of some ways to perform; nowhere where there is none."""
    found = [unheld(frame, state, act) for act in acts]
    return frame.diagrams.all_of(found) if found else EMPTY


def undecided(
    frame: Frame, state: str, shut: Mapping[str, Situations], where: Situations
) -> tuple[Situations, Unheld] | None:
    """Return where nothing held decides whether a state may act, with the law that is missing; ``None`` if all is held.

    ``shut`` are the ways to act, each with the situations in which something held forbids it.
    """
    diagrams = frame.diagrams
    if not shut:
        return None
    closed = diagrams.all_of(shut.values())
    maybe = diagrams.all_of(diagrams.either(gone, unheld(frame, state, way)) for way, gone in shut.items())
    found = diagrams.both(where, diagrams.less(maybe, closed))
    subjects = (name for act in _widest(frame.world.lexicon, shut) for name in frame.world.lexicon.subjects(act))
    missing = holding(frame, state, subjects).unheld(frame, found) if found != EMPTY else None
    return (found, missing) if missing is not None else None


def _widest(lexicon: Lexicon, acts: Iterable[str]) -> list[str]:
    """Return the acts of which none is a kind of another among them."""
    return sorted(act for act in acts if not any(other != act and lexicon.is_a(act, other) for other in acts))


def of_joining(case: Frame, draft: Instrument) -> frozenset[str]:
    """Return the subjects that a text touches by being joined: those of every treaty, and those of its matters.

    What binds in politics alone is not a treaty, so nothing of treaty-making is touched by it.
    """
    about = concerns(case, draft)
    return frozenset(
        word.name
        for word in case.world.lexicon.words("subject")
        if word.owner in about or (word.owner == JOINING and not draft.political)
    )


def asked_of(case: Frame, draft: Instrument, state: str) -> dict[str, Situations]:
    """Return the subjects of what a text asks of a state, with where the law on them is not held.

    A duty that can be performed in some way of which the law is held asks for nothing that is not known.
    """
    diagrams = case.diagrams
    lexicon = case.world.lexicon
    found: dict[str, Situations] = {}

    def take(acts: frozenset[str], where: Situations) -> None:
        gone = diagrams.both(where, nowhere_held(case, state, acts))
        for act in _widest(lexicon, acts) if gone != EMPTY else ():
            for name, days in holding(case, state, lexicon.subjects(act)).missing.items():
                here = diagrams.both(gone, days)
                if here != EMPTY:
                    found[name] = diagrams.either(found.get(name, EMPTY), here)

    for norm in draft.norms:
        for duty in duties(case, draft, norm, state) if norm.choices <= case.choices else ():
            take(duty.levels[0][1], duty.awake)
    return found
