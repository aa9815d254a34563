"""What changed around sentences that did not: definitions, parties, what counts as what, options, words, other law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from treatylang.compare.canonical import Names, canonical
from treatylang.compare.common import Common
from treatylang.compare.effects import READ
from treatylang.compare.outline import Piece
from treatylang.compare.sentences import Draft
from treatylang.compare.weighing import Weighed, merged
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.reasoning.kernel.diagram import Situations
from treatylang.reasoning.situations.conditions import Reader
from treatylang.syntax import ast


def differs(old: tuple[World, Instrument], new: tuple[World, Instrument], names: tuple[Names, Names]) -> bool:
    """Return whether sentences that are the same may mean something else: anything that they lean on has changed."""
    (world, mine), (other, theirs) = old, new
    if names[1].renamed:
        return True
    if _around(mine, names[0]) != _around(theirs, names[1]):
        return True
    if world.lexicon.words() != other.lexicon.words():
        return True
    both = [n for n in world.instruments if n in other.instruments and n not in (*world.drafts, *other.drafts)]
    return any(
        world.instruments[n].span.source.digest != other.instruments[n].span.source.digest
        for n in both
        if world.instruments[n].span.source is not other.instruments[n].span.source
    )


def _around(text: Instrument, names: Names) -> object:
    return (
        [(a.kind, a.name, a.period, canonical(a.value, names), sorted(map(str, a.choices))) for a in text.areas],
        [(c.name, c.owner, c.kind, canonical(c.condition, names)) for c in text.circumstances],
        [canonical(s.node, names) + str(s.labels) for s in text.statements],
        [(m.state, m.is_party, m.period, m.suspended) for m in text.parties],
        sorted((name, options) for name, options in text.brackets.items()),
        [canonical(line, names) for line in text.clauses if line.word.text == "reservations"],
        text.every_state,
    )


def leaning(one: Norm | Statement, text: Instrument) -> frozenset[str]:
    """Return the names on which a sentence leans, through definitions too."""
    roots: list[ast.Node] = [one.node, *one.triggers]
    if isinstance(one, Norm) and one.timing is not None:
        roots.append(one.timing[1])
    seen: set[str] = set()
    waiting = [n.text for root in roots for n in ast.walk(root) if isinstance(n, ast.Name)]
    inside: dict[str, list[ast.Node]] = {}
    for area in text.areas:
        inside.setdefault(area.name, []).append(area.value)
    for circumstance in text.circumstances:
        if circumstance.condition is not None:
            inside.setdefault(circumstance.name, []).append(circumstance.condition)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [
                n.text for node in inside.get(name, ()) for n in (node, *ast.walk(node)) if isinstance(n, ast.Name)
            ]
    return frozenset(seen)


class Causes:
    """Finds for each sentence whose words stayed what made it mean something else, and gives that cause its weight."""

    def __init__(self, case: Common, drafts: Sequence[Draft]) -> None:
        self.case = case
        self.defined = [
            d for d in drafts if d.old_piece is not d.new_piece and _sort(d) in ("area", "group", "circumstance")
        ]
        self.parties = [d for d in drafts if d.area == "parties" and d.kind != "wording"]
        self.spoken = [d for d in drafts if _is_read(d)]
        self.brackets = [d for d in drafts if _sort(d) == "bracket"]
        self.clauses = [d for d in drafts if d.area == "final-clause" and _key(d) == "reservations"]
        self.loose: list[tuple[Piece, Piece, Weighed]] = []
        self.given: dict[int, list[Weighed]] = {}

    def attribute(self, old: Piece, new: Piece, found: Weighed, *, loose: bool = True) -> bool:
        """Give what a sentence weighs to its causes, if it has any; ``loose`` keeps apart what nothing explains."""
        if old.meaning is None or new.meaning is None:
            return True  # what has no meaning decides nothing
        if self.brackets and not self._taken(old, new, found):
            names = {c.bracket for c in old.choices ^ new.choices}
            self._give([d for d in self.brackets if _key(d) in names] or self.brackets, found)
            return True
        lean = leaning(old.meaning, found.pairs[0][2].case.draft) | leaning(new.meaning, found.pairs[0][3].case.draft)
        causes = [d for d in self.defined if {p.key for p in (d.old_piece, d.new_piece) if p is not None} & lean]
        causes += self.spoken
        if isinstance(new.meaning, Norm) and new.meaning.statement:
            causes += self.clauses
        if not causes:
            if loose:
                self.loose.append((old, new, found))
            return False
        self._give(causes, found)
        return True

    def _taken(self, old: Piece, new: Piece, found: Weighed) -> bool:
        """Return whether both drafts have the sentence under the options that are looked at."""
        return all(
            old.choices <= before.case.choices and new.choices <= after.case.choices
            for _, _, before, after in found.pairs
        )

    def unexplained(self) -> Iterator[tuple[Piece, Piece, Weighed]]:
        """Yield the sentences that decide otherwise for no reason that was found, each with its whole weight."""
        together: dict[tuple[int, int], list[tuple[Piece, Piece, Weighed]]] = {}
        for one, other, found in self.loose:
            together.setdefault((id(one), id(other)), []).append((one, other, found))
        for group in together.values():
            yield group[0][0], group[0][1], merged(self.case, (found for _, _, found in group))

    def _give(self, causes: Iterable[Draft], found: Weighed) -> None:
        for cause in causes:
            self.given.setdefault(id(cause), []).append(found)

    def settle(self, drafts: Iterable[Draft]) -> None:
        """Add to each cause what it weighs."""
        for draft in drafts:
            given = self.given.get(id(draft))
            if given:
                own = [draft.weighed] if draft.weighed is not None else []
                draft.weighed = merged(self.case, [*own, *given])


def _sort(draft: Draft) -> str:
    piece = draft.new_piece or draft.old_piece
    return piece.sort if piece is not None else ""


def _key(draft: Draft) -> str:
    piece = draft.new_piece or draft.old_piece
    return piece.key if piece is not None else ""


def _is_read(draft: Draft) -> bool:
    return any(
        p is not None and isinstance(p.meaning, Statement) and p.meaning.kind in READ
        for p in (draft.old_piece, draft.new_piece)
    )


def reach(old: Common, new: Common, draft: Draft) -> str:
    """Return whether an area or group reaches further than before or less far."""
    sets: list[tuple[Situations, ...]] = []
    for case, piece in ((old, draft.old_piece), (new, draft.new_piece)):
        if piece is None or not isinstance(piece.node, ast.Definition):
            return draft.action
        name = ast.Words(piece.span, (piece.node.name,))
        reader = Reader(case, case.draft, case.space.states[0] if case.space.states else "")
        if piece.node.kind == "area":
            sets.append((reader.area(name),))
        else:
            sets.append(tuple(reader.member(name, state) for state in case.space.states))
    before, after = sets
    diagrams = new.diagrams
    less = any(not diagrams.within(diagrams.both(b, new.possible), a) for a, b in zip(after, before, strict=True))
    more = any(not diagrams.within(diagrams.both(a, new.possible), b) for a, b in zip(after, before, strict=True))
    if more == less:
        return "change"
    return "widen" if more else "narrow"
