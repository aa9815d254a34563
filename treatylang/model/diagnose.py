"""What makes no sense though it parses: unknown words and states, broken references, impossible dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from treatylang.findings import Finding
from treatylang.model.diagnosis import lines, sentences
from treatylang.model.diagnosis import names as naming
from treatylang.model.diagnosis.here import Here
from treatylang.model.instrument import Instrument
from treatylang.model.unknown import Unknown, unknown_state
from treatylang.model.words import Names
from treatylang.syntax import ast


def diagnose(instrument: Instrument, names: Names) -> Iterator[Finding]:
    """Yield the findings about the words, states, references and dates of one instrument."""
    seen: set[tuple[int, int]] = set()
    unknown = Unknown(names, instrument.node)
    told = 0
    for finding in _all(instrument, names, unknown):
        key = (finding.span.start, finding.span.end)
        covered = any(one.start <= key[0] and key[1] <= one.end for one in unknown.covered[:told])
        begun = any(one.start <= key[0] < one.end for one in unknown.covered[:told])
        told = len(unknown.covered)
        follows = covered and finding.rule in ("unknown-word", "unknown-state", "undefined-area")
        # What stands after an act that nobody declares is judged once the act is known.
        follows = follows or (begun and finding.rule == "misplaced-slot")
        if key not in seen and not follows:
            seen.add(key)
            yield finding


def _all(instrument: Instrument, names: Names, unknown: Unknown) -> Iterator[Finding]:
    root = instrument.node
    nodes = tuple(ast.walk(root))
    here = Here(
        names, unknown, naming.declaring(nodes), naming.in_areas(nodes), instrument.state, lines.places(root, nodes)
    )
    for node in nodes:
        search = _SEARCHES.get(type(node))
        if search is not None:
            yield from search(node, here)
    if (
        instrument.kind == "law"
        and instrument.lexicon.state(instrument.state) is None
        and instrument.node.of is not None
    ):
        yield unknown_state(instrument.node.of.span, instrument.state)


_SEARCHES: dict[type[ast.Node], Callable[[Any, Here], Iterator[Finding]]] = {
    ast.Amount: sentences.amount,
    ast.Day: sentences.day,
    ast.Ref: naming.reference,
    ast.Words: naming.words,
    ast.NormPredicate: sentences.predicate,
    ast.Sentence: sentences.denied,
    ast.Line: lines.line,
    ast.Under: lines.under,
    ast.Quantified: naming.role,
    ast.Unanimous: naming.role,
    ast.PartyLine: naming.party_line,
    ast.PartyName: naming.party,
    ast.PartyStatus: naming.status,
    ast.StatementBlock: naming.maker,
    ast.Phrase: sentences.slots,
    ast.Prose: naming.prose,
    ast.Fact: naming.fact,
    ast.When: sentences.opened,
    ast.Timed: sentences.opened,
    ast.Qualification: sentences.qualification,
    ast.Atom: sentences.circumstance,
    ast.This: sentences.pointer,
}
