"""Documents to instruments: names get their meaning, sentences become norms, headings become facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from types import MappingProxyType

from treatylang.findings import Finding
from treatylang.model.amend import amended, amending, day_of, has_parties_of_its_own, names
from treatylang.model.brackets import Brackets
from treatylang.model.circumstances import FACTS, parted
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

MOST = 5
"""Of how many protocols with parties of their own every choice is looked at that a state may have made among them."""


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
        text = _Amended(node, protocols, beside, apart)
        labels = _amendable(nodes[node.amends.text], protocols) if node.amends and node.amends.text in nodes else None
        instrument, mistakes = text.read(protocols, labels)
        whole = [one for one in protocols if one.name.text not in apart]
        instrument = through_time(text.standing(protocols, instrument), node, whole, text.alone, text.with_those)
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
    found: dict[str, dict[tuple[object, object], list[tuple[str, str, str]]]] = {}
    for node in nodes:
        state = lexicon.state(node.of.items[0].text) or "" if isinstance(node.of, ast.Words) else ""
        for line in _circumstances(node.parts):
            if lexicon.get(line.name.text, *FACTS) is None:
                words = line.words.text if line.words is not None else ""
                of = line.of.text if line.of is not None else ""
                alike = found.setdefault(line.name.text, {}).setdefault((words, line.condition), [])
                alike.append((node.name.text, state, of))
    senses = {
        name: tuple(one for (_, condition), alike in groups.items() for one in _each(alike, condition))
        for name, groups in found.items()
    }
    return {name: several for name, several in senses.items() if len(several) > 1}


def _each(alike: Sequence[tuple[str, str, str]], condition: object) -> Iterator[tuple[str, str]]:
    """Yield the first text, with its state, of each thing of which texts speak in the same words."""
    owners = [state for _, state, _ in alike]
    apart = parted(owners, (of for _, _, of in alike), condition)  # type: ignore[arg-type]  # that of the line
    yield from reversed({(state if apart else ""): (name, state) for name, state, _ in reversed(alike)}.values())


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


class _Amended:
    """A text as protocols make it; ``apart`` are those that have parties of their own (ruling 38)."""

    def __init__(
        self,
        node: ast.InstrumentNode,
        protocols: Sequence[ast.InstrumentNode],
        beside: Beside,
        apart: Mapping[str, ast.InstrumentNode],
    ) -> None:
        self._node, self._protocols, self._beside = node, protocols, beside
        self._apart = [one for one in amending(node, protocols) if one.name.text in apart]
        self._origins = _origins(apart.values())

    def alone(self, node: ast.InstrumentNode) -> Instrument:
        """Return what another text means by itself."""
        return self._resolver(node).instrument()[0]

    def read(
        self, known: Sequence[ast.InstrumentNode], labels: Mapping[str, Labelled] | None = None
    ) -> tuple[Instrument, list[Finding]]:
        """Return the text as some protocols make it, and what is wrong with its words."""
        resolver = self._resolver(amended(self._node, known))
        resolver.amended = dict(labels or {})
        return resolver.instrument()

    def with_those(self, common: Sequence[ast.InstrumentNode]) -> Instrument:
        """Return the text where of the protocols without parties of their own only some are in force.

        Those that have parties of their own count all the while: on which days, their party lines say.
        """
        known = [*common, *self._apart]
        return self.standing(known, self.read(known)[0])

    def standing(self, known: Sequence[ast.InstrumentNode], text: Instrument) -> Instrument:
        """Return a text with the norms that bind somebody still, although they are not part of it as it reads."""
        kept = (*self._cut_off(known, text), *self._still_binding(known, text))
        return replace(text, norms=(*text.norms, *kept)) if kept else text

    def _resolver(self, node: ast.InstrumentNode) -> Resolver:
        resolver = Resolver(node, self._beside.lexicon, self._beside.known, self._beside.declared)
        resolver.origins = self._origins
        resolver.unclear = self._beside.unclear
        return resolver

    def _still_binding(self, known: Sequence[ast.InstrumentNode], text: Instrument) -> tuple[Norm, ...]:
        """Return the norms that protocols took out for their own parties: they bind the others still (VCLT 40(4)).

        A state is bound by the text as it reads without the protocols to which it is no party.
        """
        left = {id(norm.node) for norm in text.norms}
        found: dict[int, Norm] = {}
        sizes = range(1, len(self._apart) + 1) if len(self._apart) <= MOST else (1, len(self._apart))
        for without in (some for size in sizes for some in combinations(self._apart, size)):
            before, _ = self.read([one for one in known if one not in without])
            names = tuple(one.name.text for one in without)
            for norm in before.norms:
                if id(norm.node) not in left and norm.protocol not in names:
                    found.setdefault(id(norm.node), replace(norm, besides=names))
        return tuple(found.values())

    def _cut_off(self, known: Sequence[ast.InstrumentNode], text: Instrument) -> Iterator[Norm]:
        """Yield what a protocol inserted beside a part that is no longer there: its parties are bound all the same."""
        left = {id(norm.node) for norm in text.norms}
        for one in self._apart:
            earlier = [p for p in self._protocols if p in known or day_of(p) <= day_of(one)]
            if len(earlier) > len(known):
                for norm in self.read(earlier)[0].norms:
                    if norm.protocol == one.name.text and id(norm.node) not in left:
                        yield norm


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
