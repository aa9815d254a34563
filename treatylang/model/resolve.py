"""Documents to instruments: names get their meaning, sentences become norms, headings become facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from treatylang.findings import Finding
from treatylang.model.amend import amended, amending, has_parties_of_its_own, names
from treatylang.model.brackets import Brackets
from treatylang.model.circumstances import FACTS
from treatylang.model.instrument import (
    Instrument,
    Labelled,
    Norm,
    World,
)
from treatylang.model.known import Beside, known_text, known_words
from treatylang.model.lexicon import Lexicon, Word, words_of
from treatylang.model.numbering import number
from treatylang.model.references import broken
from treatylang.model.text import Resolver
from treatylang.model.understood import understood
from treatylang.model.versions import through_time
from treatylang.syntax import ast


def resolve(
    drafts: Sequence[ast.Document],
    library: Sequence[ast.Document],
    brackets: Mapping[str, Brackets] = MappingProxyType({}),
) -> tuple[World, tuple[Finding, ...]]:
    """Give documents their meaning.

    ``drafts`` are what the user asks about, ``library`` the vocabulary, laws and treaties to look at beside them. The
    findings are about the drafts alone. An instrument of a draft hides one of the same name in the library.
    ``brackets`` are those that have been settled in the documents, by the name of their instrument.
    """
    findings: list[Finding] = []
    lexicon = _lexicon(library, drafts, findings)
    found: dict[str, tuple[ast.InstrumentNode, ast.Document | None]] = {}
    for documents, ours in ((library, False), (drafts, True)):
        for document in documents:
            for item in document.items:
                if isinstance(item, ast.InstrumentNode):
                    found[item.name.text] = (item, None if ours else document)
    nodes = {name: node for name, (node, _) in found.items()}
    protocols = [node for node in nodes.values() if node.kind == "protocol"]
    known = frozenset(nodes)
    declared = frozenset(inner.name.text for node in nodes.values() for inner in _circumstances(node.parts))
    instruments: dict[str, Instrument] = {}
    unclear = _unclear([*nodes.values()], lexicon)
    apart = {node.name.text: node for node in protocols if has_parties_of_its_own(node)}
    beside = Beside(lexicon, known, declared, unclear)
    for name, (node, held_in) in found.items():
        if held_in is not None and node.amends is None and not amending(node, protocols):
            instruments[name] = known_text(held_in, node, beside, partial(_alone, node, beside))
            continue
        consolidated = amended(node, protocols)
        resolver = Resolver(consolidated, lexicon, known, declared)
        resolver.origins = _origins(apart.values())
        resolver.unclear = unclear
        if node.amends is not None and node.amends.text in nodes:
            resolver.amended = _amendable(nodes[node.amends.text], protocols)
        instrument, mistakes = resolver.instrument()
        kept = _still_binding(node, protocols, apart, instrument, lexicon, known, declared)

        def read(text: ast.InstrumentNode) -> Instrument:
            return Resolver(text, lexicon, known, declared).instrument()[0]

        whole = [one for one in protocols if one.name.text not in apart]
        instrument = through_time(instrument, node, whole, read)
        instrument = replace(instrument, norms=(*instrument.norms, *kept)) if kept else instrument
        instruments[name] = understood(instrument, mistakes)
        if held_in is None:
            findings.extend(mistakes)
    for name, taken in brackets.items():
        if name in instruments:
            instruments[name] = replace(instruments[name], settled=taken)
    for node in protocols:
        base = instruments.get(node.amends.text) if node.amends is not None else None
        own = instruments[node.name.text]
        if base is not None and not own.parties and not own.every_state:
            # A protocol without a `party` line has the treaty's parties.
            instruments[own.name] = replace(own, parties=base.parties, every_state=base.every_state)
    scenarios = [item for document in drafts for item in document.items if isinstance(item, ast.Scenario)]
    names = tuple(
        item.name.text for document in drafts for item in document.items if isinstance(item, ast.InstrumentNode)
    )
    world = World(instruments, names, tuple(scenarios), lexicon)
    findings.extend(one for name in names for one in broken(world, instruments[name]))
    return world, tuple(findings)


def _alone(node: ast.InstrumentNode, beside: Beside) -> Instrument:
    """Return what a text means that no protocol changes."""
    resolver = Resolver(node, beside.lexicon, beside.known, beside.declared)
    resolver.unclear = beside.unclear
    return understood(*resolver.instrument())


def _unclear(nodes: Sequence[ast.InstrumentNode], lexicon: Lexicon) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the circumstances that texts declare in other words and no vocabulary does: a bare name could be any."""
    found: dict[str, dict[tuple[object, object], tuple[str, str]]] = {}
    for node in nodes:
        state = lexicon.state(node.of.items[0].text) or "" if isinstance(node.of, ast.Words) else ""
        for line in _circumstances(node.parts):
            if lexicon.get(line.name.text, *FACTS) is None:
                words = line.words.text if line.words is not None else ""
                found.setdefault(line.name.text, {}).setdefault((words, line.condition), (node.name.text, state))
    return {name: tuple(senses.values()) for name, senses in found.items() if len(senses) > 1}


def _origins(protocols: Iterable[ast.InstrumentNode]) -> dict[int, str]:
    """Return which sentences protocols with parties of their own insert, by the identity of their node."""
    return {
        id(node): protocol.name.text
        for protocol in protocols
        for part in protocol.parts
        if isinstance(part, ast.Amendment) and part.part is not None
        for node in (part.part, *ast.walk(part.part))
        if isinstance(node, ast.Sentence)
    }


def _still_binding(
    node: ast.InstrumentNode,
    protocols: Sequence[ast.InstrumentNode],
    apart: Mapping[str, ast.InstrumentNode],
    instrument: Instrument,
    lexicon: Lexicon,
    known: frozenset[str],
    declared: frozenset[str],
) -> tuple[Norm, ...]:
    """Return the norms that protocols took out for their own parties: they bind the others still (VCLT 40(4))."""
    found: dict[int, Norm] = {}
    ours = [one for one in amending(node, protocols) if one.name.text in apart]
    for protocol in ours:
        others = [one for one in protocols if one is not protocol]
        before, _ = Resolver(amended(node, others), lexicon, known, declared).instrument()
        left = {id(norm.node) for norm in instrument.norms}
        for norm in before.norms:
            if id(norm.node) not in left:
                earlier = found.get(id(norm.node), norm)
                found[id(norm.node)] = replace(earlier, besides=(*earlier.besides, protocol.name.text))
    return tuple(found.values())


def _amendable(base: ast.InstrumentNode, protocols: Sequence[ast.InstrumentNode]) -> dict[str, Labelled]:
    """Return what a protocol may refer to in the treaty that it amends, as it was and as it will be."""
    whole = {name: Labelled(name, "part", "", name, name, base) for name in names(base) if "." not in name}
    before = number(base, as_written=False).labels
    return {**whole, **before, **number(amended(base, protocols), as_written=False).labels}


def _circumstances(parts: Sequence[ast.Node]) -> Iterator[ast.CircumstanceLine]:
    """Yield the circumstances that an instrument declares, among its parts or in its articles and readings."""
    for part in parts:
        if isinstance(part, ast.CircumstanceLine):
            yield part
        elif isinstance(part, (ast.Article, ast.ReadingBlock, ast.Numbered)):
            yield from _circumstances(part.body)
        elif isinstance(part, ast.Chapter):
            yield from _circumstances(part.parts)


def _lexicon(library: Sequence[ast.Document], drafts: Sequence[ast.Document], findings: list[Finding]) -> Lexicon:
    lexicon = known_words(library, lambda: [word for entries, _ in _vocabularies(library) for word in entries])
    own = [*_vocabularies(drafts)]
    for _, mistakes in own:
        findings.extend(mistakes)
    return lexicon.extended(word for entries, _ in own for word in entries) if own else lexicon


def _vocabularies(documents: Sequence[ast.Document]) -> Iterator[tuple[Sequence[Word], Sequence[Finding]]]:
    for document in documents:
        for item in document.items:
            if isinstance(item, ast.Vocabulary):
                yield words_of(item)
