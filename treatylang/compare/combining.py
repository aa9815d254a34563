"""Alterations seen beside each other: sentences that were split or merged, prose that parts from what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.compare.alteration import Alteration
from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE
from treatylang.compare.outline import Piece, leaves
from treatylang.model.instrument import Norm

STAYED = "the prose beside it stayed as it was: read whether both still say the same"
LEFT = "the sentences beside it stayed as they were: read whether both still say the same"


def combined(alterations: Sequence[Alteration]) -> list[Alteration]:
    """Return the alterations, a sentence that was split into two, or two that were merged, as one."""
    left = list(alterations)
    for action, lone in (("split", "add"), ("merge", "remove")):
        for extra in [a for a in left if (a.kind, a.action, a.level) == ("existence", lone, EDITORIAL)]:
            partner = _partner(extra, action, left)
            if partner is None:
                continue
            whole = partner.old_piece if action == "split" else partner.new_piece
            rest = partner.new_piece if action == "split" else partner.old_piece
            piece = extra.piece
            assert whole is not None and rest is not None and piece is not None
            said = (f"`{whole.text}`", f"`{rest.text}` and `{piece.text}`")
            old, new = said if action == "split" else said[::-1]
            left = [a for a in left if a is not extra and a is not partner]
            pieces = (whole, rest) if action == "split" else (rest, whole)
            left.append(Alteration("text", "number", action, *pieces, old, new, level=EDITORIAL))
    return left


def _partner(extra: Alteration, action: str, alterations: Sequence[Alteration]) -> Alteration | None:
    """Return the rewording that left over what another sentence says now, or took over what one said."""
    piece = extra.piece
    if piece is None or not isinstance(piece.meaning, Norm):
        return None
    for one in alterations:
        if (one.area, one.kind, one.level) != ("text", "wording", EDITORIAL):
            continue
        whole, rest = (one.old_piece, one.new_piece) if action == "split" else (one.new_piece, one.old_piece)
        if whole is None or rest is None:
            continue
        if isinstance(whole.meaning, Norm) and isinstance(rest.meaning, Norm):
            acts = set(whole.meaning.acts)
            if set(rest.meaning.acts) | set(piece.meaning.acts) == acts and len(acts) > len(rest.meaning.acts):
                return one
    return None


def with_prose(alterations: Sequence[Alteration], articles: Sequence[Piece]) -> list[Alteration]:
    """Return the alterations with a note where prose and meaning, or two languages, may part: one of them changed.

    ``articles`` are those of the revision that the base has too.
    """
    prose = [p for article in articles for p in leaves(article.inside) if p.sort == "prose"]
    reworded = {p.above for a in alterations for p in (a.new_piece,) if p is not None and p.sort == "prose"}
    spoken = {p.above for p in prose if p.above not in reworded}
    meant = {
        a.new_piece.above
        for a in alterations
        if a.level == SUBSTANTIVE and a.new_piece is not None and a.new_piece.sort == "sentence"
    }
    return [one.noted(*_notes(one, alterations, prose, spoken, meant)) for one in alterations]


def _notes(
    one: Alteration, alterations: Sequence[Alteration], prose: Sequence[Piece], spoken: set[str], meant: set[str]
) -> Iterator[str]:
    piece = one.new_piece
    if piece is None:
        return
    if one.level == SUBSTANTIVE and piece.sort == "sentence" and piece.above in spoken:
        yield STAYED
    if piece.sort == "prose" and one.level == REVIEW:
        if piece.with_meaning and piece.above not in meant:
            yield LEFT
        here = (a.new_piece for a in alterations)
        touched = {p.key for p in here if p is not None and p.sort == "prose" and p.above == piece.above}
        others = {p.key for p in prose if p.above == piece.above} - touched
        if others:
            yield f"not changed with it: {', '.join(sorted(others))}"
