"""Several changes that may make one sentence decide otherwise, each tried alone: which of them does so, and where.

A change is put, and nothing else, into the base, and taken out of the revision. A sentence that it never touches so
does not decide otherwise because of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from treatylang.compare.alteration import Alteration
from treatylang.compare.effects import Meaning, differing
from treatylang.compare.outline import Piece
from treatylang.compare.weighing import Scales
from treatylang.compare.weight import Sentence, Weighed, inside, merged, nothing, without
from treatylang.model.instrument import Instrument, Statement
from treatylang.model.memo import Memo
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.syntax import ast


@dataclass
class Trials:
    """Both texts with one change tried at a time; each is made once."""

    _made: dict[tuple[int, int], tuple[Meaning, Meaning]] = field(default_factory=dict)

    def shares(
        self, scale: Scales, causes: Sequence[Alteration], pair: tuple[Sentence, Sentence], found: Weighed
    ) -> list[tuple[Alteration, Weighed]]:
        """Return what a sentence decides otherwise because of each of several changes.

        What none of them does alone, they do together: it is told of all of them.
        """
        if len(causes) < 2 or not all(_can_be_tried(one) for one in causes):
            return [(one, found) for one in causes]
        shares = [(one, inside(scale.case, found, self._alone(scale, one, pair, found))) for one in causes]
        told = [(one, share) for one, share in shares if share.parts]
        if not told:
            return [(one, found) for one in causes]
        rest = without(scale.case, found, merged(scale.case, (share for _, share in told)))
        return [*told, *((one, rest) for one, _ in told)] if rest.parts else told

    def _alone(self, scale: Scales, one: Alteration, pair: tuple[Sentence, Sentence], found: Weighed) -> Weighed:
        """Return where a change alone makes a sentence decide otherwise, in either text; helped is whoever gains."""
        tried = self._twins(scale, one)
        either = scale.case.diagrams.either
        where: dict[str, Situations] = {}
        for text, twin, sentence in zip((scale.old, scale.new), tried, pair, strict=True):
            before, after = text.of(sentence), twin.of(sentence)
            for state in dict.fromkeys((*before, *after)):
                for here in differing(scale.case, before.get(state, {}), after.get(state, {})).values():
                    where[state] = either(where.get(state, EMPTY), here)
        every = scale.case.diagrams.any_of(where.values())
        helped = dict.fromkeys((*found.gain, *found.loss), every)
        return replace(nothing(), duty=where, gain=helped)

    def _twins(self, scale: Scales, one: Alteration) -> tuple[Meaning, Meaning]:
        key = (id(scale), id(one))
        if key not in self._made:
            there = (scale.old, one.old_piece, scale.new, one.new_piece)
            back = (scale.new, one.new_piece, scale.old, one.old_piece)
            twins = []
            for side, mine, other, theirs in (there, back):
                draft = _with(side.case.draft, mine, other.case.draft, theirs)
                # What was read before was read with the words as they were.
                twins.append(Meaning(replace(side.case, draft=draft, memo=Memo()), side.states))
            self._made[key] = (twins[0], twins[1])
        return self._made[key]


def _can_be_tried(one: Alteration) -> bool:
    """Return whether a change is one of a sentence about texts and meanings, or of an area or group."""
    pieces = [piece for piece in (one.old_piece, one.new_piece) if piece is not None]
    return bool(pieces) and all(
        isinstance(piece.meaning, Statement) or isinstance(piece.node, ast.Definition) for piece in pieces
    )


def _with(draft: Instrument, mine: Piece | None, other: Instrument, theirs: Piece | None) -> Instrument:
    """Return a draft in which one sentence or definition is as the other text has it."""
    piece = mine or theirs
    assert piece is not None
    if isinstance(piece.node, ast.Definition):
        name = (mine or theirs or piece).key
        kept = [area for area in draft.areas if mine is None or area.name != mine.key]
        come = [replace(area, name=name) for area in other.areas if theirs is not None and area.name == theirs.key]
        return replace(draft, areas=(*kept, *come))
    statements = [one for one in draft.statements if mine is None or one is not mine.meaning]
    if theirs is not None and isinstance(theirs.meaning, Statement):
        statements.append(theirs.meaning)
    return replace(draft, statements=tuple(statements))
