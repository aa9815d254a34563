"""The comparison: pieces are matched, sentences weighed, everything else told, and all of it put in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from treatylang.compare import context, parts, placing, rosters, verdicts
from treatylang.compare.accounted import unaccounted
from treatylang.compare.canonical import Names, canonical
from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE, Difference, identified
from treatylang.compare.common import Common, common, pairs_of_options, suppositions
from treatylang.compare.effects import Meaning, Where
from treatylang.compare.guarantees import Pairs, guarantees
from treatylang.compare.matching import matched
from treatylang.compare.nesting import nested
from treatylang.compare.outline import Piece, leaves, outline
from treatylang.compare.sentences import Draft, changed, unmatched
from treatylang.compare.telling import Teller
from treatylang.compare.weighing import Scales, Weighed, merged, without
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument, Norm, World
from treatylang.model.question import Question
from treatylang.reasoning.situations.options import bound
from treatylang.syntax import ast

MOST_NORMS = 400
"""Sentences beyond which neither guarantees nor checks are compared: no treaty has so many, and each one costs."""


@dataclass(frozen=True)
class Side:
    """One of the two texts: its world, the instrument itself, and what the checks say of it.

    ``written`` is the text as it stands in its file, where protocols beside it amend it; nothing where it is the same.
    """

    world: World
    draft: Instrument
    findings: tuple[Finding, ...] = ()
    written: ast.InstrumentNode | None = None


def compared(old: Side, new: Side, question: Question | None = None) -> Difference:
    """Return everything that differs between two texts, in words and in law."""
    return _Comparison(old, new, question or Question()).whole()


class _Comparison:
    def __init__(self, old: Side, new: Side, question: Question) -> None:
        self.old, self.new, self.question = old, new, question
        self.drafts: list[Draft] = []
        self.same: list[tuple[Piece, Piece]] = []
        """Sentences whose words stayed."""
        self.changed: list[tuple[Piece | None, Piece | None]] = []
        """Sentences that were added, removed or reworded."""
        self.roster = rosters.Roster()
        self.whole_weight: Weighed | None = None

    def whole(self) -> Difference:
        first, second = outline(self.old.draft), outline(self.new.draft)
        self.found = matched(first, second)
        renamed = self.found.renamed()
        self.names = (Names(self.old.draft), Names(self.new.draft, renamed))
        self._tell_parts()
        self.drafts += placing.placed(self.found)
        self._sort_sentences()
        frames = self._weigh(renamed)
        self._pair_up()
        self._note_prose()
        old, new = self.old.draft, self.new.draft
        written = (self.old.written or old.node, self.new.written or new.node)
        self.drafts += unaccounted(old, new, self.names, self.drafts, written)
        introduced, resolved = verdicts.delta(self.old.findings, self.new.findings, renamed)
        states = tuple(dict.fromkeys(m.state for t in (self.old.draft, self.new.draft) for m in t.parties))
        result = Difference(
            self.old.draft.name, self.new.draft.name, (), introduced=introduced, resolved=resolved, parties=states
        )
        teller = Teller(self.old.draft, self.new.draft, self.names, frames, states)
        told = identified(teller.change(draft) for draft in self.drafts)
        total, counts, ways = teller.totals(self.whole_weight, self.drafts)
        return replace(result, changes=told, counts=counts, total=total, directions=ways)

    # -- what is not a sentence --

    def _tell_parts(self) -> None:
        old, new = self.old.draft, self.new.draft
        self.drafts += parts.treaty_title(old, new)
        self.drafts += parts.parties(old, new)
        used = _Spoken(old, new)
        for one, other in self.found.lines:
            self.drafts += parts.part(one, other, self.names, used)
        for one, other in (*self.found.articles, *self.found.chapters):
            if one is not None and other is not None:
                self.drafts += parts.titles(one, other)
        for one, other in self.found.leaves:
            piece = other or one
            if piece is not None and piece.sort != "sentence":
                self.drafts += parts.part(one, other, self.names, used)

    def _sort_sentences(self) -> None:
        for one, other in self.found.leaves:
            piece = other or one
            if piece is None or piece.sort != "sentence":
                continue
            if one is not None and other is not None and self._says_the_same(one, other) and _as_known(one, other):
                self.same.append((one, other))
            else:
                self.changed.append((one, other))
        for one, other in self.found.same:
            pairs = zip(leaves(one.inside), leaves(other.inside), strict=True)
            for a, b in pairs:
                if a.sort == "sentence":
                    (self.same if _as_known(a, b) else self.changed).append((a, b))

    def _says_the_same(self, one: Piece, other: Piece) -> bool:
        if one.text == other.text:
            return True
        if self.names[0].said(one.text) == self.names[1].said(other.text):
            return True
        # The order of an unordered list is layout (ruling 47), in the sentence and in what opens it.
        mine, theirs = (
            [(word, canonical(node, names, exactly=True)) for word, node in (*piece.opened, ("", piece.node))]
            for piece, names in zip((one, other), self.names, strict=True)
        )
        return mine == theirs

    # -- what situations say --

    def _weigh(self, renamed: dict[str, str]) -> list[tuple[Common, Common, Pairs]]:
        """Weigh every sentence that changed, and those that lean on what changed around them."""
        moved = context.differs((self.old.world, self.old.draft), (self.new.world, self.new.draft), self.names)
        if not moved and not self.changed:
            return []
        frames = common((self.old.world, self.old.draft), (self.new.world, self.new.draft), self.question, renamed)
        self.names = (frames[0].names, frames[1].names)
        states = tuple(dict.fromkeys((*bound(frames[0]), *bound(frames[1]))))
        if self.new.draft.kind == "law":
            states = tuple(s for s in dict.fromkeys((self.old.draft.state, self.new.draft.state)) if s)
        self.roster = rosters.changes(self.drafts)
        strangers = {*self.roster.left, *self.roster.joined}
        scales = []
        for options in pairs_of_options(*frames, self.question):
            for one, other in suppositions(*nested(*options)):
                shared: dict[object, Where] | None = None if moved else {}
                level = None
                if self.roster.any:
                    base, revision = rosters.levelled(one, other, self.roster)
                    level = Scales(Meaning(base, states), Meaning(revision, states))
                scales.append(Scales(Meaning(one, states, shared), Meaning(other, states, shared), level))
        for before, after in self.changed:
            if before is not None and after is not None:
                self.drafts += changed(scales, self.names, before, after, moved=moved, strangers=strangers)
            else:
                self.drafts.append(unmatched(scales, before, after))
        if moved:
            self._attribute(scales)
        self.whole_weight = self._taken_whole(scales, moved=moved)
        touched = dict.fromkeys(s for d in self.drafts if d.weighed is not None for s in d.weighed.states())
        few = max(len(self.old.draft.norms), len(self.new.draft.norms)) <= MOST_NORMS
        helpers = tuple(touched) if few and self.new.draft.kind != "law" else ()
        return [
            (s.old.case, s.new.case, guarantees(s.old.case, s.new.case, helpers, states))
            for s in scales
            if s.new.case.asked and s.new.case.approved
        ]

    def _attribute(self, scales: Sequence[Scales]) -> None:
        """Give what unchanged sentences now decide otherwise to what changed around them."""
        case = scales[0].case
        causes = context.Causes(case, self.drafts)
        strangers = {*self.roster.left, *self.roster.joined}
        stayed = [(a.meaning, b.meaning) for a, b in (*self.same, *self.changed) if a is not None and b is not None]
        rosters.weigh(scales, self.roster, self.drafts, stayed)
        for draft in causes.defined:
            if draft.area == "scope" and draft.action == "change":
                draft.action = context.reach(scales[0].old.case, scales[0].new.case, draft)
        for one, other in self.same:
            for found in (s.own(one.meaning, other.meaning).among(strangers) for s in scales):
                if found.parts:
                    causes.attribute(one, other, found)
        self._attribute_rest(scales, causes, strangers)
        causes.settle(self.drafts)
        for draft in (*causes.defined, *causes.spoken, *causes.clauses, *causes.parties, *causes.brackets):
            if draft.weighed is not None and draft.weighed.parts:
                self._raise(draft)
        if causes.parties:  # what parties change may hide what a definition changes
            for draft in causes.defined:
                if draft.level == EDITORIAL and draft.kind == "scope":
                    draft.level = REVIEW
        for one, other, found in causes.unexplained():
            self.drafts.append(
                Draft("law", "condition", "change", one, other, f"`{one.text}`", f"`{other.text}`", found, SUBSTANTIVE)
            )

    def _taken_whole(self, scales: Sequence[Scales], *, moved: bool) -> Weighed:
        """Return where the two drafts part, taken whole; who leaves gains nothing by it, who joins loses nothing."""
        several = [*self.changed, *(self.same if moved else ())]
        old = [p.meaning for p, _ in several if p is not None and p.meaning is not None]
        new = [p.meaning for _, p in several if p is not None and p.meaning is not None]
        found = merged(scales[0].case, (s.together(old, new) for s in scales))
        for state in self.roster.left:
            found.up.pop(state, None)
            found.gain.pop(state, None)
        for state in self.roster.joined:
            found.down.pop(state, None)
            found.loss.pop(state, None)
        return found

    def _attribute_rest(self, scales: Sequence[Scales], causes: context.Causes, strangers: Collection[str]) -> None:
        """Give what a reworded sentence decides otherwise, but not because of its new words, to what changed around."""
        case = scales[0].case
        for one, other in self.changed:
            mine = [d for d in self.drafts if d.weighed is not None and (d.old_piece, d.new_piece) == (one, other)]
            if not mine:
                continue
            told = merged(case, (d.weighed for d in mine if d.weighed is not None))
            before, after = (piece.meaning if piece is not None else None for piece in (one, other))
            if one is None or other is None:
                continue
            for whole in (s.own(before, after).among(strangers) for s in scales):
                rest = without(case, whole, told)
                if rest.parts and not causes.attribute(one, other, rest, loose=False):
                    assert mine[0].weighed is not None
                    mine[0].weighed = merged(case, (mine[0].weighed, rest))

    def _raise(self, draft: Draft) -> None:
        draft.level = SUBSTANTIVE
        if draft.area == "text" and draft.kind == "wording":
            draft.area, draft.kind = "trigger", "condition"
            assert draft.weighed is not None
            more, less = any(draft.weighed.up.values()), any(draft.weighed.down.values())
            if more != less:
                draft.action = "widen" if more else "narrow"

    # -- afterthoughts --

    def _pair_up(self) -> None:
        """Tell a sentence that was split into two, or two that were merged, as one change."""
        for action, lone in (("split", "add"), ("merge", "remove")):
            for extra in [d for d in self.drafts if (d.kind, d.action, d.level) == ("existence", lone, EDITORIAL)]:
                partner = self._partner(extra, action)
                if partner is None:
                    continue
                whole = partner.old_piece if action == "split" else partner.new_piece
                rest = partner.new_piece if action == "split" else partner.old_piece
                piece = extra.new_piece or extra.old_piece
                assert whole is not None and rest is not None and piece is not None
                said = (f"`{whole.text}`", f"`{rest.text}` and `{piece.text}`")
                old, new = said if action == "split" else said[::-1]
                self.drafts = [d for d in self.drafts if d is not extra and d is not partner]
                pieces = (whole, rest) if action == "split" else (rest, whole)
                self.drafts.append(Draft("text", "number", action, *pieces, old, new, level=EDITORIAL))

    def _partner(self, extra: Draft, action: str) -> Draft | None:
        piece = extra.new_piece or extra.old_piece
        if piece is None or not isinstance(piece.meaning, Norm):
            return None
        for draft in self.drafts:
            if (draft.area, draft.kind, draft.level) != ("text", "wording", EDITORIAL):
                continue
            whole, rest = (
                (draft.old_piece, draft.new_piece) if action == "split" else (draft.new_piece, draft.old_piece)
            )
            if whole is None or rest is None:
                continue
            if isinstance(whole.meaning, Norm) and isinstance(rest.meaning, Norm):
                acts = set(whole.meaning.acts)
                if set(rest.meaning.acts) | set(piece.meaning.acts) == acts and len(acts) > len(rest.meaning.acts):
                    return draft
        return None

    def _note_prose(self) -> None:
        """Note where prose and meaning may part: one of them, or one language, changed and the other did not."""
        reworded = {p.above for d in self.drafts for p in (d.new_piece,) if p is not None and p.sort == "prose"}
        spoken = {
            p.above: p
            for a in self._articles()
            for p in leaves(a.inside)
            if p.sort == "prose" and p.above not in reworded
        }
        meant = {
            d.new_piece.above
            for d in self.drafts
            if d.level == SUBSTANTIVE and d.new_piece is not None and d.new_piece.sort == "sentence"
        }
        for draft in self.drafts:
            piece = draft.new_piece
            if piece is None:
                continue
            if draft.level == SUBSTANTIVE and piece.sort == "sentence" and piece.above in spoken:
                draft.notes.append("the prose beside it stayed as it was: read whether both still say the same")
            if piece.sort == "prose" and draft.level == REVIEW:
                if piece.with_meaning and piece.above not in meant:
                    draft.notes.append(
                        "the sentences beside it stayed as they were: read whether both still say the same"
                    )
                draft.notes += self._left_behind(piece)

    def _left_behind(self, piece: Piece) -> Iterator[str]:
        touched = {
            d.new_piece.key
            for d in self.drafts
            if d.new_piece is not None and d.new_piece.sort == "prose" and d.new_piece.above == piece.above
        }
        others = {
            p.key for a in self._articles() for p in leaves(a.inside) if p.sort == "prose" and p.above == piece.above
        } - touched
        if others:
            yield f"not changed with it: {', '.join(sorted(others))}"

    def _articles(self) -> list[Piece]:
        return [b for _, b in self.found.articles if b is not None]


def _as_known(one: Piece, other: Piece) -> bool:
    """Return whether both sentences have a meaning, or neither: a word may have been undefined in one text alone."""
    return (one.meaning is None) == (other.meaning is None)


class _Spoken:
    """Whether prose speaks of a name; the names are gathered only when somebody asks."""

    def __init__(self, *texts: Instrument) -> None:
        self.texts = texts
        self.names: set[str] | None = None

    def __call__(self, name: str) -> bool:
        if self.names is None:
            prose = [n.text.text for t in self.texts for n in ast.walk(t.node) if isinstance(n, ast.Prose)]
            self.names = {piece.partition("}")[0].strip() for text in prose for piece in text.split("{")[1:]}
        return name in self.names
