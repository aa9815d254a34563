"""A change told to people: its sentence, its effect, its witness, its counts, and where it stands in both drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from treatylang.compare.alteration import Alteration
from treatylang.compare.changes import (
    DOWN,
    MIXED,
    SUBSTANTIVE,
    UP,
    Change,
    Count,
    Decided,
    Difference,
    Direction,
    Entry,
    Place,
    alone,
    identified,
    order_of,
)
from treatylang.compare.common import Common
from treatylang.compare.deciding import counts, decided, directions
from treatylang.compare.guarantees import Pairs
from treatylang.compare.kinds import UNCHANGED, kind_of
from treatylang.compare.outline import Piece
from treatylang.compare.placing import name_of
from treatylang.compare.weight import Weighed, merged
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.syntax import ast

_CITED = re.compile(r"\(([^()\d]*\d[^()]*)\)\.?$")
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


@dataclass(frozen=True)
class Measured:
    """What two drafts come to as wholes: where they part, and where guarantees differ."""

    case: Common
    whole: Weighed
    pairs: Pairs


def described(
    old: Instrument,
    new: Instrument,
    alterations: Sequence[Alteration],
    measured: Measured | None,
    news: tuple[tuple[Finding, ...], tuple[Finding, ...]],
) -> Difference:
    """Return the difference of two texts as it is told; ``news`` are the findings that came, and those that went.

    Sets are counted only now, when all circumstances are known.
    """
    states = tuple(dict.fromkeys(m.state for text in (old, new) for m in text.parties))
    teller = _Teller(old, new, measured, states)
    told = [(one, teller.change(one)) for one in alterations]
    changes = identified(change for _, change in told)
    ordered = [one for one, _ in sorted(told, key=lambda pair: order_of(pair[1]))]
    total, numbers, ways = teller.totals(alterations)
    return Difference(
        old.name,
        new.name,
        changes,
        numbers,
        total,
        *news,
        parties=states,
        directions=ways,
        entries=tuple(teller.entries(list(zip(ordered, changes, strict=True)))),
    )


@dataclass(frozen=True)
class _Teller:
    """Turns alterations into changes."""

    old: Instrument
    new: Instrument
    measured: Measured | None
    states: tuple[str, ...]

    @cached_property
    def strangers(self) -> frozenset[str]:
        """Parties of one one alone."""
        rosters = [{m.state for m in text.parties if m.is_party} for text in (self.old, self.new)]
        return frozenset(rosters[0] ^ rosters[1])

    def change(self, one: Alteration) -> Change:
        """Return the change that an alteration is told as."""
        entry = kind_of(one.area, one.kind, one.action)
        piece = one.new_piece or one.old_piece
        where = place_of(piece) if piece is not None else ""
        level = one.level
        shown = told = None
        way: tuple[object, ...] = ()
        weighs = one.weighed is not None and one.weighed.parts and not one.of_bracket
        if weighs and one.weighed is not None and self.measured and level == SUBSTANTIVE:
            case = self.measured.case
            shown = decided(case, one.weighed, one.parties)
            way = directions(one.weighed, self._order(one), one.hint)
            told = counts(case, one.weighed, self._order(one), self.measured.pairs)
        if shown is None and one.decided is not None and level == SUBSTANTIVE:
            asked, mine, theirs = one.decided
            shown = Decided((asked,), "", mine, theirs)
        under = self._under(one)
        message = entry.sentence.format(where=where, old=one.old or "nothing", new=one.new or "nothing", what=one.what)
        return Change(
            level=level,
            area=one.area,
            kind=one.kind,
            action=one.action,
            node=self._node(one),
            base=_place(one.old_piece),
            revision=_place(one.new_piece),
            old=_bare(one.old),
            new=_bare(one.new),
            message=f"{under}: {message}" if under else message,
            effect=entry.effect if level != "editorial" else UNCHANGED,
            directions=way,  # type: ignore[arg-type]  # directions, or none
            counts=told or (),
            witness=shown,
            notes=one.notes,
            authority=self._authority(piece),
            under=under,
        )

    def _under(self, one: Alteration) -> str:
        """Return the options under which a change holds, or against which, where their bracket is gone."""
        sides = [piece.choices for piece in (one.new_piece, one.old_piece) if piece is not None and piece.choices]
        known = {frozenset(choice.option for choice in side) for side in sides}
        if one.sort == "bracket" or len(known) != 1:
            return ""  # a bracket that was renamed has the same options
        choices = sorted(sides[0], key=str)
        gone = one.old_piece is not None and not any(choice.bracket in self.new.brackets for choice in choices)
        said = " and ".join(f"option {choice.option} of `{choice.bracket}`" for choice in choices)
        return f"{'against' if gone else 'under'} {said}"

    def totals(self, alterations: Sequence[Alteration]) -> tuple[int, tuple[Count, ...], tuple[Direction, ...]]:
        """Return the number of situations, how many of them differ for each party, and what that means for it."""
        if self.measured is None:
            return 0, (), ()
        case, whole = self.measured.case, self.measured.whole
        order = tuple(dict.fromkeys((*self.states, *whole.duty, *whole.right)))
        ways = tuple(self._timed(one, alterations) for one in directions(whole, order))
        return case.diagrams.count(case.possible), counts(case, whole, order, self.measured.pairs), ways

    def entries(self, told: Sequence[tuple[Alteration, Change]]) -> Iterator[Entry]:
        """Yield the changes sentence by sentence, in their order; what is not a sentence is an entry of its own."""
        groups: dict[object, list[tuple[Alteration, Change]]] = {}
        for number, (one, change) in enumerate(told):
            whole = (id(one.old_piece), id(one.new_piece)) if one.sentence is not None else number
            groups.setdefault(whole, []).append((one, change))
        for group in groups.values():
            yield self._entry(group)

    def _entry(self, group: Sequence[tuple[Alteration, Change]]) -> Entry:
        first, change = group[0]
        weights = [one.sentence for one, _ in group if one.sentence is not None]
        if not weights or first.old_piece is None or first.new_piece is None:
            return alone(change)
        keys = tuple(one.fingerprint for _, one in group)
        entry = replace(alone(change), changes=keys, old=first.old_piece.text, new=first.new_piece.text)
        grave = [one for one, told in group if told.level == SUBSTANTIVE]
        if len(grave) < 2 or self.measured is None:
            return entry
        case, order = self.measured.case, self._order(first)
        whole = merged(case, weights)
        ways = tuple(self._timed(way, grave) for way in directions(whole, order))
        numbers = counts(case, whole, order, self.measured.pairs)
        return replace(entry, effect=_effect(ways), directions=ways, counts=numbers)

    def _timed(self, way: Direction, alterations: Sequence[Alteration]) -> Direction:
        """Return what the revision means for a party with the times that it has, which no set of situations shows."""
        burden = way.burden
        for one in alterations:
            sets = one.weighed
            if not one.hint or one.level != SUBSTANTIVE or sets is None or way.party not in sets.duty:
                continue
            if not (sets.up.get(way.party) or sets.down.get(way.party)) and burden != one.hint:
                burden = MIXED if burden else one.hint
        return replace(way, burden=burden)

    def _order(self, one: Alteration) -> tuple[str, ...]:
        sets = one.weighed
        named = () if sets is None else (*sets.duty, *sets.right, *sets.gain, *sets.loss)
        others = self.strangers - {one.what} if one.area == "parties" else frozenset()
        of_both = [s for s in self.states if one.area == "parties" or s not in self.strangers]
        return tuple(s for s in dict.fromkeys((*of_both, *named)) if s not in others)

    def _node(self, one: Alteration) -> str:
        piece = one.new_piece or one.old_piece
        name = self.new.name if one.new_piece is not None else self.old.name
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


def _effect(ways: Sequence[Direction]) -> str:
    """Return what follows from a sentence in which several things changed: one effect, of all of them together."""
    burdens = {way.burden for way in ways} - {""}
    if burdens == {UP}:
        return "more has to be done than before"
    if burdens == {DOWN}:
        return "less has to be done than before"
    if burdens:
        return "more has to be done in some situations, and less in others"
    return "something else is laid down than before"


def _place(piece: Piece | None) -> Place | None:
    return Place(piece.span, piece.number, piece.division) if piece is not None else None


def place_of(piece: Piece) -> str:
    """Return how the place of a piece is told: `article 4(2)`, `final clause withdrawal`, `the preamble`."""
    if piece.sort == "bracket" and (clauses := _clauses_of(piece)):
        return f"final clause{'s' if len(clauses) > 1 else ''} {', '.join(f'`{word}`' for word in clauses)}"
    if piece.sort in _SORTS:
        return _SORTS[piece.sort].format(piece.key or piece.label)
    if piece.sort == "recital":
        return "the preamble"
    if piece.sort == "title":
        return "the title"
    if piece.sort == "institution":
        return f"{name_of(piece)}, `{piece.key}`" if piece.number or piece.path else f"`{piece.key}`"
    if piece.sort in ("under", "note", "party"):
        return name_of(piece) if piece.number or piece.path not in ("", "parties") else "the heading"
    return name_of(piece)


def _clauses_of(bracket: Piece) -> tuple[str, ...]:
    """Return the final clauses that a bracket is about, where it is about nothing else."""
    options = bracket.node.options if isinstance(bracket.node, ast.Bracket) else ()
    parts = [part for option in options for part in option.body]
    clauses = [part for part in parts if isinstance(part, ast.FinalClauses)]
    words = dict.fromkeys(line.word.text for part in clauses for line in part.lines)
    return tuple(words) if len(clauses) == len(parts) else ()


def _bare(text: str) -> str:
    """Return words without the signs that quote them in a sentence."""
    for left, right in (("`", "`"), ("“", "”")):
        if text.startswith(left) and text.endswith(right) and text.count(left) <= 2:
            return text[1:-1]
    return text
