"""Which acts wait for an approval of the state's own organs, and in which situations a procedure puts one first."""

from __future__ import annotations

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.addressees import applies, stands
from treatylang.reasoning.norms.ways import called_for, ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import governed
from treatylang.syntax import ast


def approvals(case: Frame, state: str, wanted: frozenset[str]) -> dict[str, Situations]:
    """Return, for each way, the situations in which a procedure of the state's own law has to come first."""
    found = ((way, _approval(case, state, way)) for way in sorted(wanted))
    return {way: where for way, where in found if where is not None}


def _approval(case: Frame, state: str, way: str) -> Situations | None:
    """Return the situations in which one way waits for an approval; ``None`` where no procedure speaks of it."""
    key = (state, way, id(case.draft), id(case.question), case.supposed)
    return case.memo.once(_APPROVALS, key, lambda: _found(case, state, way), case.draft, case.question)


_APPROVALS = Topic["Situations | None"]("what waits for an approval")


def _found(case: Frame, state: str, way: str) -> Situations | None:
    found = None
    lexicon = case.world.lexicon
    for law in case.world.laws_of(state):
        for norm in law.norms:
            before = frozenset(one for act in _before(norm) for one in ways(lexicon, act))
            if way in before or before & called_for(lexicon, way):
                where = _needed(case, state, law, norm)
                found = case.diagrams.either(EMPTY if found is None else found, where)
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
