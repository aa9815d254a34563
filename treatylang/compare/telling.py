"""A change told to people: its sentence, its effect, its witness, its counts, and where it stands in both drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from treatylang.compare.canonical import Names
from treatylang.compare.changes import MIXED, SUBSTANTIVE, Change, Count, Decided, Direction, Place
from treatylang.compare.common import Common
from treatylang.compare.guarantees import Pairs
from treatylang.compare.kinds import UNCHANGED, kind_of
from treatylang.compare.outline import Piece
from treatylang.compare.placing import name_of
from treatylang.compare.sentences import Draft
from treatylang.compare.weighing import Weighed, counts, decided, directions
from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.reasoning.kernel.diagram import EMPTY

_CITED = re.compile(r"\(([^()]*\d[^()]*)\)\.?$")
_SORTS = {
    "clause": "final clause `{}`",
    "heading": "heading `{}`",
    "area": "area `{}`",
    "group": "group `{}`",
    "term": "term `{}`",
    "circumstance": "circumstance `{}`",
    "bracket": "bracket `{}`",
    "reading": "reading `{}`",
    "amendment": "amendment of `{}`",
}


class Teller:
    """Turns weighed drafts of changes into changes; sets are counted only now, when all circumstances are known."""

    def __init__(
        self,
        old: Instrument,
        new: Instrument,
        names: tuple[Names, Names],
        frames: Sequence[tuple[Common, Common, Pairs]],
        states: tuple[str, ...],
    ) -> None:
        self.old, self.new, self.names, self.frames = old, new, names, frames
        self.states = states
        rosters = [{m.state for m in text.parties if m.is_party} for text in (old, new)]
        self.strangers = rosters[0] ^ rosters[1]
        """Parties of one draft alone."""
        self.pairs: Pairs = {}
        for _, case, pairs in frames:
            for key, where in pairs.items():
                self.pairs[key] = case.diagrams.either(self.pairs.get(key, EMPTY), where)

    def change(self, draft: Draft) -> Change:
        """Return the change that a draft describes."""
        entry = kind_of(draft.area, draft.kind, draft.action)
        piece = draft.new_piece or draft.old_piece
        where = place_of(piece) if piece is not None else ""
        level = draft.level
        shown = told = None
        way: tuple[object, ...] = ()
        if draft.weighed is not None and draft.weighed.parts and self.frames and level == SUBSTANTIVE:
            case = self.frames[0][1]
            shown = decided(case, draft.weighed, draft.parties)
            way = directions(draft.weighed, self._order(draft), draft.hint)
            told = counts(case, draft.weighed, self._order(draft), self.pairs)
        if shown is None and draft.decided is not None and level == SUBSTANTIVE:
            asked, mine, theirs = draft.decided
            shown = Decided((asked,), "", mine, theirs)
        message = entry.sentence.format(
            where=where, old=draft.old or "nothing", new=draft.new or "nothing", what=draft.what
        )
        return Change(
            level=level,
            area=draft.area,
            kind=draft.kind,
            action=draft.action,
            node=self._node(draft),
            base=_place(draft.old_piece),
            revision=_place(draft.new_piece),
            old=_bare(draft.old),
            new=_bare(draft.new),
            message=message,
            effect=entry.effect if level != "editorial" else UNCHANGED,
            directions=way,  # type: ignore[arg-type]  # directions, or none
            counts=told or (),
            witness=shown,
            notes=tuple(draft.notes),
            authority=self._authority(piece),
        )

    def totals(
        self, whole: Weighed | None, drafts: Sequence[Draft]
    ) -> tuple[int, tuple[Count, ...], tuple[Direction, ...]]:
        """Return the number of situations, how many of them differ for each party, and what that means for it."""
        if not self.frames or whole is None:
            return 0, (), ()
        case = self.frames[0][1]
        order = tuple(dict.fromkeys((*self.states, *whole.duty, *whole.right)))
        ways = tuple(self._timed(one, drafts) for one in directions(whole, order))
        return case.diagrams.count(case.possible), counts(case, whole, order, self.pairs), ways

    def _timed(self, one: Direction, drafts: Sequence[Draft]) -> Direction:
        """Return what the revision means for a party with the times that it has, which no set of situations shows."""
        burden = one.burden
        for draft in drafts:
            sets = draft.weighed
            if not draft.hint or draft.level != SUBSTANTIVE or sets is None or one.party not in sets.duty:
                continue
            if not (sets.up.get(one.party) or sets.down.get(one.party)) and burden != draft.hint:
                burden = MIXED if burden else draft.hint
        return replace(one, burden=burden)

    def _order(self, draft: Draft) -> tuple[str, ...]:
        sets = draft.weighed
        named = () if sets is None else (*sets.duty, *sets.right, *sets.gain, *sets.loss)
        others = self.strangers - {draft.what} if draft.area == "parties" else frozenset()
        of_both = [s for s in self.states if draft.area == "parties" or s not in self.strangers]
        return tuple(s for s in dict.fromkeys((*of_both, *named)) if s not in others)

    def _node(self, draft: Draft) -> str:
        piece = draft.new_piece or draft.old_piece
        name = self.new.name if draft.new_piece is not None else self.old.name
        if piece is None:
            return name
        path = piece.path or piece.label or piece.key
        if piece.sort in ("clause", "heading", "institution") and piece.key not in path:
            path = f"{path}.{piece.key}" if path else piece.key
        return "/".join((name, *(p for p in path.split(".") if p)))

    def _authority(self, piece: Piece | None) -> str:
        """Return what is cited for a provision: its own source, or what the vocabulary cites for its clause."""
        if piece is None:
            return ""
        if isinstance(piece.meaning, (Norm, Statement)) and piece.meaning.sources:
            source = piece.meaning.sources[-1]
            return f"{source.text.text}{' (unverified)' if source.unverified else ''}"
        if piece.sort in ("clause", "heading"):
            word = self.new.lexicon.get(piece.key, "clause")
            cited = _CITED.search(word.definition) if word is not None else None
            return cited[1] if cited is not None else ""
        return ""


def _place(piece: Piece | None) -> Place | None:
    return Place(piece.span, piece.number) if piece is not None else None


def place_of(piece: Piece) -> str:
    """Return how the place of a piece is told: `article 4(2)`, `final clause withdrawal`, `the preamble`."""
    if piece.sort in _SORTS:
        return _SORTS[piece.sort].format(piece.key or piece.label)
    if piece.sort == "recital":
        return "the preamble"
    if piece.sort == "title":
        return "the title"
    if piece.sort == "institution":
        return f"{name_of(piece)}, `{piece.key}`" if piece.number or piece.path else f"`{piece.key}`"
    if piece.sort in ("under", "note", "party"):
        return "the heading" if not piece.number else name_of(piece)
    return name_of(piece)


def _bare(text: str) -> str:
    """Return words without the signs that quote them in a sentence."""
    for left, right in (("`", "`"), ("“", "”")):
        if text.startswith(left) and text.endswith(right) and text.count(left) <= 2:
            return text[1:-1]
    return text
