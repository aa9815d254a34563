"""Which texts a draft with brackets can become, and who is bound by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from treatylang.model.instrument import Choice, Instrument
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.meaning import Reader
from treatylang.syntax import ast

MOST_COMBINATIONS = 256
"""How many combinations of options are looked at; beyond that each bracket is varied by itself."""


def bound(frame: Frame) -> tuple[str, ...]:
    """Return the states that are parties on some date of the frame, those that join for the question included."""
    draft = frame.draft
    # What a remedy changes are sentences: drafts with the same list of parties bind the same states.
    key = ("bound", id(draft.parties), draft.every_state, draft.force, frame.question.joined)
    known = frame.read.get(key)
    if known is None:
        states = tuple(state for state in frame.states if Reader(frame, draft, state).party(state) != EMPTY)
        known = frame.read[key] = ((draft.parties, states), 0)
    return known[0][1]  # type: ignore[no-any-return, index]  # put there above


def combinations(draft: Instrument, chosen: Mapping[str, str]) -> Iterator[frozenset[Choice]]:
    """Yield the combinations of options: all while they are few, else each option beside the first of all others."""
    names = list(draft.brackets)
    options = [(chosen[name],) if chosen.get(name) in draft.brackets[name] else draft.brackets[name] for name in names]
    size = 1
    for each in options:
        size *= len(each)
    if size <= MOST_COMBINATIONS:
        for picked in product(*options):
            yield frozenset(Choice(name, option) for name, option in zip(names, picked, strict=True))
        return
    for index, each in enumerate(options):
        for option in each[bool(index) :]:
            yield frozenset(Choice(name, option if i == index else options[i][0]) for i, name in enumerate(names))


def assume(frame: Frame) -> None:
    """Narrow the possible situations of a frame to those that its draft assumes: `assume no-other-means;`."""
    draft = frame.draft
    for fact in draft.assumed:
        span = fact.span
        word = ast.Words(span, (ast.Name(span, fact.word.text),))
        head = ast.Of(span, word, ast.Words(span, (fact.of,))) if fact.of is not None else word
        atom = ast.Atom(span, ast.Phrase(span, head, ()), fact.acted)
        where = Reader(frame, draft, "").condition(atom)
        where = where if fact.positive else frame.diagrams.outside(where)
        frame.possible = frame.diagrams.both(frame.possible, where)
