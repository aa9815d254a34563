"""What changed around sentences that did not: definitions, parties, what counts as what, options, words, other law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from treatylang.compare.alteration import Alteration
from treatylang.compare.canonical import Names, canonical
from treatylang.compare.common import Common
from treatylang.compare.effects import READ
from treatylang.compare.outline import Piece
from treatylang.compare.weight import Weighed
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
        [(m.state, m.is_party, m.period, m.suspended, m.near) for m in text.parties],
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


@dataclass(frozen=True)
class Causes:
    """The alterations that may make a sentence whose words stayed mean something else."""

    defined: tuple[Alteration, ...]
    spoken: tuple[Alteration, ...]
    ranking: tuple[Alteration, ...]
    clauses: tuple[Alteration, ...]
    parties: tuple[Alteration, ...]
    brackets: tuple[Alteration, ...]

    @property
    def every(self) -> tuple[Alteration, ...]:
        """All of them."""
        return (*self.defined, *self.spoken, *self.ranking, *self.clauses, *self.parties, *self.brackets)


def causes_among(alterations: Sequence[Alteration]) -> Causes:
    """Return the alterations that may be causes, by what they are."""
    return Causes(
        tuple(a for a in alterations if defines(a)),
        tuple(a for a in alterations if _is_read(a)),
        tuple(a for a in alterations if _ranks(a)),
        tuple(a for a in alterations if a.area == "final-clause" and _key(a) == "reservations"),
        tuple(a for a in alterations if a.of_parties),
        tuple(a for a in alterations if a.sort == "bracket"),
    )


def defines(one: Alteration) -> bool:
    """Return whether an alteration changes what a name stands for."""
    return one.old_piece is not one.new_piece and one.sort in ("area", "group", "circumstance")


def causes_of(causes: Causes, old: Piece, new: Piece, found: Weighed) -> tuple[Alteration, ...] | None:
    """Return what makes a sentence decide otherwise though its words stayed; ``None`` where nothing explains it.

    What has no meaning decides nothing, and has no causes.
    """
    if old.meaning is None or new.meaning is None:
        return ()
    if causes.brackets and not _taken(old, new, found):
        names = {choice.bracket for choice in old.choices ^ new.choices}
        return tuple(a for a in causes.brackets if _key(a) in names) or causes.brackets
    lean: set[str] = set()
    for one, side in ((old.meaning, found.pairs[0][2]), (new.meaning, found.pairs[0][3])) if causes.defined else ():
        # What counts as what, and where a text applies, is read into the sentence, with the names in it.
        for said in (one, *(s for s in side.case.draft.statements if s.kind in READ)):
            lean |= leaning(said, side.case.draft)
    leant = [a for a in causes.defined if {p.key for p in (a.old_piece, a.new_piece) if p is not None} & lean]
    made = isinstance(new.meaning, Norm) and bool(new.meaning.statement)
    ranked = [a for a in causes.ranking if _about(a, old.meaning) or _about(a, new.meaning)]
    return (*leant, *causes.spoken, *ranked, *(causes.clauses if made else ())) or None


def _taken(old: Piece, new: Piece, found: Weighed) -> bool:
    """Return whether both drafts have the sentence under the options that are looked at."""
    return all(
        old.choices <= before.case.choices and new.choices <= after.case.choices for _, _, before, after in found.pairs
    )


def _key(one: Alteration) -> str:
    return one.piece.key if one.piece is not None else ""


def _is_read(one: Alteration) -> bool:
    return any(
        p is not None and isinstance(p.meaning, Statement) and p.meaning.kind in READ
        for p in (one.old_piece, one.new_piece)
    )


def _ranks(one: Alteration) -> bool:
    """Return whether a sentence was altered that says which provisions prevail, yield or are replaced."""
    return any(
        p is not None and isinstance(p.meaning, Statement) and p.meaning.kind not in READ
        for p in (one.old_piece, one.new_piece)
    )


def _about(one: Alteration, sentence: Norm | Statement) -> bool:
    """Return whether such a sentence speaks of where another one stands: by its labels, or of the whole text."""
    homes = {sentence.path, *sentence.labels, sentence.instrument}
    for piece in (one.old_piece, one.new_piece):
        if piece is not None and isinstance(piece.meaning, Statement):
            nodes = list(ast.walk(piece.node))
            named = {node.text for node in nodes if isinstance(node, (ast.Ref, ast.Name))}
            if named & homes or any(isinstance(node, ast.This) for node in nodes):
                return True
    return False


def reach(old: Common, new: Common, one: Alteration) -> str:
    """Return whether an area or group reaches further than before or less far."""
    sets: list[tuple[Situations, ...]] = []
    for case, piece in ((old, one.old_piece), (new, one.new_piece)):
        if piece is None or not isinstance(piece.node, ast.Definition):
            return one.action
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
