"""Sentences that cannot be understood take part in no reasoning: nothing is concluded from a word without meaning."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from treatylang.findings import Finding
from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.source import Span

_MEANINGLESS = frozenset({"unknown-word", "unknown-state", "undefined-area", "broken-reference", "not-a-condition"})
"""Findings about words that mean nothing where they stand."""

Places = dict[str, list[int]]
"""Where such words begin, by the file: what a protocol brings stands in another file than the treaty."""


def understood(instrument: Instrument, findings: Sequence[Finding]) -> Instrument:
    """Return an instrument without the sentences that hold a word without meaning; those are kept as ``unread``."""
    # Where no act is declared at all, there is no vocabulary to be measured by.
    if not instrument.lexicon.words("act"):
        return instrument
    places: Places = defaultdict(list)
    for finding in sorted((f for f in findings if f.rule in _MEANINGLESS), key=lambda f: f.span.start):
        places[finding.span.source.name].append(finding.span.start)
    if not places:
        return instrument
    norms = tuple(norm for norm in instrument.norms if not _touched(norm, places))
    statements = tuple(one for one in instrument.statements if not _touched(one, places))
    kept = {id(norm.node) for norm in norms} | {id(statement.node) for statement in statements}
    nodes = (*(norm.node for norm in instrument.norms), *(statement.node for statement in instrument.statements))
    unread = tuple(node for node in nodes if id(node) not in kept)
    return replace(instrument, norms=norms, statements=statements, unread=unread) if unread else instrument


def _touched(sentence: Norm | Statement, places: Places) -> bool:
    spans = [sentence.node.span, *(trigger.span for trigger in sentence.triggers)]
    if isinstance(sentence, Norm) and sentence.timing is not None:
        spans.append(sentence.timing[1].span)
    return any(_holds(span, places.get(span.source.name, ())) for span in spans)


def _holds(span: Span, places: Sequence[int]) -> bool:
    index = bisect_left(places, span.start)
    return index < len(places) and places[index] < span.end
