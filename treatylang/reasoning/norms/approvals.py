"""Which acts wait for an approval of the state's own organs, and in which situations a procedure puts one first."""

from __future__ import annotations

from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.addressees import applies, stands
from treatylang.reasoning.norms.ways import called_for, ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import governed
from treatylang.syntax import ast


def approvals(case: Frame, state: str, wanted: frozenset[str]) -> dict[str, Situations]:
    """Return, for each way, the situations in which a procedure of the state's own law has to come first."""
    found: dict[str, Situations] = {}
    for law in case.world.laws_of(state):
        for norm in law.norms:
            before = frozenset(way for act in _before(norm) for way in ways(case.world.lexicon, act))
            gated = frozenset(way for way in wanted if way in before or before & called_for(case.world.lexicon, way))
            if not gated:
                continue
            where = _needed(case, state, law, norm)
            for way in gated:
                found[way] = case.diagrams.either(found.get(way, EMPTY), where)
    return found


def _before(norm: Norm) -> tuple[str, ...]:
    """Return the acts before which a norm wants something done; none where it concerns the making of treaties."""
    if norm.timing is None or norm.timing[0] != "before" or not norm.modality.obliges:
        return ()
    head = norm.timing[1].head
    if isinstance(head, ast.Modified):
        head = head.head
    if isinstance(head, ast.Of):
        owner = head.owner
        if isinstance(owner, ast.Quantified) and owner.noun in ("treaty", "law"):
            return ()
        head = head.head
    return tuple(item.text for item in head.items) if isinstance(head, ast.Words) else ()


def _needed(case: Frame, state: str, law: Instrument, norm: Norm) -> Situations:
    diagrams = case.diagrams
    reader = Reader(case, law, state, norm.labels)
    where = diagrams.all_of((case.possible, applies(reader, norm), stands(reader, law, norm)))
    for trigger in norm.triggers:
        where = diagrams.both(where, reader.condition(trigger))
    where = diagrams.both(where, reader.qualified(norm.qualifications))
    return diagrams.both(where, governed(case, law, norm))
