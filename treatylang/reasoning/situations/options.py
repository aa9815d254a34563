"""Which texts a draft with brackets can become, and who is bound by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from treatylang.model.instrument import Choice, Instrument
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.covering import covering
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.syntax import ast

MOST_COMBINATIONS = 256
"""How many combinations of options are looked at, each of them; beyond that some that bring any few together."""
_MOST_BRACKETS = ((3, 24), (2, 200))
"""How many brackets there may be at most for any so many options to be brought together."""


def bound(frame: Frame) -> tuple[str, ...]:
    """Return the states that are parties on some date of the frame, those that join for the question included."""
    draft = frame.draft
    # What a remedy changes are sentences: drafts with the same list of parties bind the same states.
    key = (id(draft.parties), draft.every_state, draft.force, frame.question.joined)

    def states() -> tuple[str, ...]:
        return tuple(state for state in frame.space.states if bound_by(frame, draft, state))

    return frame.memo.once(_BOUND, key, states, draft.parties)


_BOUND = Topic[tuple[str, ...]]("who is bound by a draft")


def addressed(frame: Frame) -> tuple[str, ...]:
    """Return the states that a draft binds, and those near it that some sentence addresses: signatories, observers."""
    parties = bound(frame)
    others = (one.state for one in frame.draft.parties if one.near and one.state not in parties)
    return (*parties, *dict.fromkeys(state for state in others if _near(frame.draft, state)))


def _near(text: Instrument, state: str) -> bool:
    """Return whether some sentence of a text addresses those who stand near it as a state does."""
    standings = {word for one in text.parties if one.state == state for word, _ in one.near}
    roles = {word.name for word in text.lexicon.words("role") if word.owner in standings} if standings else set()
    return any(
        isinstance(node, ast.Name) and node.text in roles
        for norm in (text.norms if roles else ())
        for node in ast.walk(norm.bearer.head)
    )


def bound_by(frame: Frame, text: Instrument, state: str) -> bool:
    """Return whether a text binds a state on some date: as its party, or by what a protocol to it has inserted."""
    rosters = dict.fromkeys(["", *(norm.protocol for norm in text.norms if norm.protocol)])
    return any(Reader(frame, text, state, roster=roster).party(state) != EMPTY for roster in rosters)


def addressed_by(frame: Frame, text: Instrument, state: str) -> bool:
    """Return whether a text binds a state, or addresses it as one that stands near."""
    return bound_by(frame, text, state) or _near(text, state)


def combinations(draft: Instrument, chosen: Mapping[str, str]) -> Iterator[frozenset[Choice]]:
    """Yield the combinations of options: all while they are few, else some in which any few options stand together.

    What is wrong with a text arises between two or three of its sentences. Where all combinations are too many, any
    three options of different brackets stand together in one that is yielded, or any two where brackets are very many.
    What was chosen before the text was read is part of each.
    """
    before = frozenset(Choice(name, chosen[name]) for name in draft.settled if name in chosen)
    names = list(_decisive(draft))
    options = _open(draft, chosen)
    if possible(draft, chosen) <= MOST_COMBINATIONS:
        picked: Iterable[tuple[str, ...]] = product(*options)
    else:
        rows = covering([len(each) for each in options], together(draft, chosen))
        picked = (tuple(each[number] for each, number in zip(options, row, strict=True)) for row in rows)
    for one in picked:
        yield before | {Choice(name, option) for name, option in zip(names, one, strict=True)}


def possible(draft: Instrument, chosen: Mapping[str, str]) -> int:
    """Return how many combinations of options a draft leaves open."""
    return prod(len(each) for each in _open(draft, chosen))


def together(draft: Instrument, chosen: Mapping[str, str]) -> int:
    """Return how many options of different brackets stand together in every way in what is looked at; 0 for all."""
    if possible(draft, chosen) <= MOST_COMBINATIONS:
        return 0
    sizes = sorted((len(each) for each in _open(draft, chosen) if len(each) > 1), reverse=True)
    for strength, most in _MOST_BRACKETS:
        if len(sizes) <= most and prod(sizes[:strength]) <= MOST_COMBINATIONS // 4:
            return strength
    return 1


def _open(draft: Instrument, chosen: Mapping[str, str]) -> list[tuple[str, ...]]:
    brackets = _decisive(draft).items()
    return [(chosen[name],) if chosen.get(name) in options else tuple(options) for name, options in brackets]


def _decisive(draft: Instrument) -> Mapping[str, Sequence[str]]:
    """Return the brackets with their options, without those that only hold parts which count for nobody while open."""
    idle = {b.name.text for outer, _ in draft.open_parts for b in ast.walk(outer) if isinstance(b, ast.Bracket)}
    idle |= {outer.name.text for outer, _ in draft.open_parts}
    if idle:
        spoken = (one.choices for several in (draft.norms, draft.statements, draft.areas) for one in several)
        idle -= {choice.bracket for choices in spoken for choice in choices}
    return {name: options for name, options in draft.brackets.items() if name not in idle}


def assume(frame: Frame) -> Frame:
    """Return a frame whose possible situations are those that its draft assumes: `assume no-other-means;`."""
    draft, possible = frame.draft, frame.possible
    for fact in draft.assumed:
        span = fact.span
        word = ast.Words(span, (fact.word,))
        head = ast.Of(span, word, ast.Words(span, (fact.of,))) if fact.of is not None else word
        atom = ast.Atom(span, ast.Phrase(span, head, ()), fact.acted)
        where = Reader(frame, draft, "").condition(atom)
        where = where if fact.positive else frame.diagrams.outside(where)
        possible = frame.diagrams.both(possible, where)
    return replace(frame, possible=possible)
