"""Documents to instruments: names get their meaning, sentences become norms, headings become facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType

from treatylang.findings import Finding
from treatylang.model.amend import amended, amending, has_parties_of_its_own, names
from treatylang.model.brackets import Brackets, left_open
from treatylang.model.calendar import length_of
from treatylang.model.circumstances import FACTS
from treatylang.model.diagnose import diagnose
from treatylang.model.exceptions import by_means, excepted, included, settled
from treatylang.model.instrument import (
    Choice,
    Circumstance,
    Defined,
    Instrument,
    Labelled,
    Membership,
    Norm,
    Period,
    Reading,
    Statement,
    World,
    statement_names,
)
from treatylang.model.known import Beside, known_text, known_words
from treatylang.model.lexicon import Lexicon, Word, words_of
from treatylang.model.modality import addressed
from treatylang.model.numbering import Numbering, number
from treatylang.model.occasions import occasion
from treatylang.model.references import broken
from treatylang.model.understood import understood
from treatylang.model.versions import through_time
from treatylang.model.words import Names
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
        resolver = _Resolver(consolidated, lexicon, known, declared)
        resolver.origins = _origins(apart.values())
        resolver.unclear = unclear
        if node.amends is not None and node.amends.text in nodes:
            resolver.amended = _amendable(nodes[node.amends.text], protocols)
        instrument, mistakes = resolver.instrument()
        kept = _still_binding(node, protocols, apart, instrument, lexicon, known, declared)

        def read(text: ast.InstrumentNode) -> Instrument:
            return _Resolver(text, lexicon, known, declared).instrument()[0]

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
    resolver = _Resolver(node, beside.lexicon, beside.known, beside.declared)
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
        before, _ = _Resolver(amended(node, others), lexicon, known, declared).instrument()
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


ALWAYS = Period()


@dataclass(frozen=True)
class _Context:
    """Where a sentence stands."""

    path: str = ""
    number: str = ""
    labels: tuple[str, ...] = ()
    triggers: tuple[ast.Condition, ...] = ()
    timing: tuple[str, ast.Phrase] | None = None
    period: Period = ALWAYS
    reading: Reading | None = None
    choices: frozenset[Choice] = frozenset()
    statement: str = ""
    cures: tuple[ast.CureLine, ...] = ()
    sources: tuple[ast.SourceNote, ...] = ()


class _Resolver:
    """Resolves one instrument; the findings of its passes gather here."""

    def __init__(
        self, node: ast.InstrumentNode, lexicon: Lexicon, known: frozenset[str], declared: frozenset[str]
    ) -> None:
        self.node = node
        self.lexicon = lexicon
        self.known = known
        self.declared = declared
        self.amended: dict[str, Labelled] = {}
        """The labels of the treaty that a protocol amends: the protocol may use them as its own."""
        self.unclear: Mapping[str, tuple[tuple[str, str], ...]] = {}
        """Circumstances that several texts declare in other words, with these texts and their states."""
        self.origins: Mapping[int, str] = {}
        """Which sentences a protocol with parties of its own has inserted, by the identity of their node."""
        self.norms: list[Norm] = []
        self.statements: list[Statement] = []
        self.readings: list[Reading] = []
        self.circumstances: list[Circumstance] = []
        self.areas: list[Defined] = []
        self.clauses: list[ast.Line] = []
        self.open_clauses: list[ast.Line] = []
        self.brackets: dict[str, tuple[str, ...]] = {}
        self.headings: dict[str, ast.Line] = {}
        self.lines: list[ast.Line] = []
        self.numbering = Numbering()

    def instrument(self) -> tuple[Instrument, list[Finding]]:
        node = self.node
        self.lines = [part for part in node.parts if isinstance(part, ast.Line)]
        self.headings = {line.word.text: line for line in self.lines}
        excerpt = "excerpt" in self.headings
        self.numbering = number(node, as_written=node.kind == "law" or excerpt)
        self._parts(node.parts, _Context())
        parties = tuple(self._parties())
        instrument = Instrument(
            name=node.name.text,
            title=node.title.text,
            kind="law" if node.kind == "law" else "treaty",
            state=self._state_of(node.of),
            rank=self._heading_word("rank"),
            status=self._status(),
            force=self._ended(self._force()),
            entry=self._entry(),
            day=self._heading_date("drawn-up", "on"),
            ranks=next(((p.above.text, p.below.text) for p in node.parts if isinstance(p, ast.TreatiesRank)), None),
            parties=parties,
            every_state=any(
                isinstance(name.who, ast.Quantified)
                for part in node.parts
                if isinstance(part, ast.PartyLine)
                for name in part.names
            ),
            concerns=self._heading_words("concerns"),
            adversaries=tuple(self._state_named(name, self._aliases()) for name in self._heading_words("adversaries")),
            assumed=tuple(f for part in node.parts if isinstance(part, ast.Assume) for f in part.facts),
            languages=self._heading_words("languages"),
            style=self._heading_word("style") or "un",
            excerpt=excerpt,
            under_law=any(isinstance(p, ast.Under) and p.law_of is not None for p in node.parts),
            under=tuple(n.text for p in node.parts if isinstance(p, ast.Under) for n in p.treaties),
            areas=tuple(self.areas),
            circumstances=tuple(self.circumstances),
            norms=tuple(self.norms),
            statements=tuple(self.statements),
            readings=tuple(self.readings),
            brackets=self.brackets,
            clauses=tuple(self.clauses),
            headings=tuple(self.lines),
            sources=tuple(part for part in node.parts if isinstance(part, ast.SourceNote)),
            checked=self._heading_date("checked", "on"),
            covers=self._covers(),
            labels=self.numbering.labels,
            lexicon=self.lexicon,
            node=node,
            open_clauses=tuple(self.open_clauses),
            open_parts=tuple(left_open(node)) if self.brackets else (),
        )
        labels = {**self.amended, **self.numbering.labels}
        own = {one.name for one in self.circumstances}
        unclear = {name: texts for name, texts in self.unclear.items() if name not in own}
        names = Names(labels, self._aliases(), self.lexicon, self.known, self.declared, unclear)
        return instrument, [*self.numbering.findings, *diagnose(instrument, names)]

    # -- headings --

    def _heading_words(self, word: str) -> tuple[str, ...]:
        line = self.headings.get(word)
        if line is None:
            return ()
        return tuple(
            item.text
            for slot in line.slots
            if slot.word == "object" and isinstance(slot.value, ast.Words)
            for item in slot.value.items
        )

    def _covers(self) -> frozenset[str] | None:
        """Return the subjects on which a law says that it is whole, ``None`` where it says nothing of the kind."""
        lines = [line for line in self.lines if line.word.text == "covers"]
        values = (slot.value for line in lines for slot in line.slots if slot.word == "object")
        named = (item.text for value in values if isinstance(value, ast.Words) for item in value.items)
        return frozenset(named) if lines else None

    def _heading_word(self, word: str) -> str:
        return next(iter(self._heading_words(word)), "")

    def _heading_date(self, word: str, *said: str) -> date | None:
        """Return the day that a heading line names after some words (`drawn-up on 2027-01-01`), or after none."""
        line = self.headings.get(word)
        if line is None:
            return None
        words = (*said, "date")
        return next((s.value.day for s in line.slots if s.word in words and isinstance(s.value, ast.Day)), None)

    def _status(self) -> str:
        """Return the status that a heading gives; what has a line `in-force` is in force, of whatever kind it is."""
        return self._heading_word("status") or ("in-force" if "in-force" in self.headings else "")

    def _force(self) -> Period:
        """Return when the instrument is in force: by its `in-force` or `status` line, a draft from its own date."""
        for word in ("in-force", "status"):
            line = self.headings.get(word)
            if line is None:
                continue
            since = self._heading_date(word, "from", "on")
            if self._status() == "terminated" and (ended := self._heading_date("status", "on")) is not None:
                return Period(self._heading_date("in-force", "from", "on"), ended)
            until = next(
                (q.value.day for q in line.qualifications if q.word == "until" and isinstance(q.value, ast.Day)), None
            )
            if since is not None or until is not None:
                return Period(since, until)
        return Period(self._heading_date("drawn-up", "on"), None)

    def _ended(self, force: Period) -> Period:
        """Return when the instrument is in force, ended by its own final clauses where they name the day.

        That is so for `duration until` and `termination on` a day, and for a `duration` counted by the calendar from a
        known entry into force. What is renewed, or ends on a notice or an event, stays open.
        """
        days = [force.until]
        for line in self.clauses:
            word = self.lexicon.get(line.word.text, "clause")
            effect = word.floor if word is not None else ""
            if effect == "term" and (entry := self._entry()) is not None:
                amounts = [slot.value for slot in line.slots if slot.values]
                length = length_of(amounts[0]) if len(amounts) == 1 else None
                days.append(length.after(entry) if length is not None else None)
            if effect in ("term", "end"):
                days += [q.value.day for q in line.qualifications if q.word == "until" and isinstance(q.value, ast.Day)]
            if effect == "end":
                days += [slot.value.day for slot in line.slots if slot.values and isinstance(slot.value, ast.Day)]
        return Period(force.since, min((day for day in days if day is not None), default=None))

    def _entry(self) -> date | None:
        """Return the day of entry into force, where a heading names it: that of a draft is not known."""
        return self._heading_date("in-force", "from", "on") or self._heading_date("status", "from", "on")

    # -- parties --

    def _aliases(self) -> dict[str, str]:
        aliases = {}
        for part in self.node.parts:
            if isinstance(part, ast.PartyLine):
                for name in part.names:
                    if name.alias is not None and not isinstance(name.who, ast.Quantified | ast.EachOther):
                        aliases[name.alias.text] = self._state_named(name.who.text, {})
        return aliases

    def _state_named(self, name: str, aliases: dict[str, str]) -> str:
        if name in aliases:
            return aliases[name]
        return self.lexicon.state(name) or name

    def _state_of(self, phrase: ast.NounPhrase | None) -> str:
        if isinstance(phrase, ast.Words):
            return self._state_named(phrase.items[0].text, {})
        return ""

    def _parties(self) -> Iterator[Membership]:
        for part in self.node.parts:
            if not isinstance(part, ast.PartyLine):
                continue
            for name in part.names:
                if isinstance(name.who, ast.Quantified | ast.EachOther):
                    continue
                yield self._membership(part, name)

    def _membership(self, part: ast.PartyLine, name: ast.PartyName) -> Membership:
        period = Period()
        suspended: Period | None = None
        standing = ""
        bound = outside = False
        near: dict[str, Period] = {}
        open_word: Word | None = None  # the standing whose days still follow: `observer from 1950-01-01`
        for status in part.statuses:
            day = status.day.day if status.day is not None else None
            word = self.lexicon.get(status.word, "standing")
            if status.word in ("from", "until") and open_word is not None:
                if "pauses" in open_word.wider:
                    suspended = replace(suspended or Period(), **{"since" if status.word == "from" else "until": day})
                else:
                    own = near.setdefault(open_word.name, Period())
                    near[open_word.name] = replace(own, **{"since" if status.word == "from" else "until": day})
                open_word = open_word if status.word == "from" else None
            elif status.word == "from":
                period, bound = replace(period, since=day), True
            elif status.word == "until" or (word is not None and "ends" in word.wider):
                period = replace(period, until=day)
            elif word is not None and "pauses" in word.wider:
                suspended = Period(day, None)
                standing = status.word
                open_word = word if day is None else None
            elif word is not None and "bound" in word.wider:
                standing, bound = status.word, True
                period = replace(period, since=day or period.since)
            else:
                standing = status.word
                outsider = word is not None and "outsider" in word.wider
                outside = outside or outsider
                if outsider:
                    near[status.word] = Period(day)
                open_word = word if day is None and outside else None
        is_party = bound or not outside
        who = name.who.text if not isinstance(name.who, ast.Quantified | ast.EachOther) else ""
        alias = name.alias.text if name.alias is not None else ""
        # Whoever becomes a party stands near the treaty no longer.
        until = period.since if bound else None
        stood = tuple((word, replace(days, until=days.until or until)) for word, days in near.items())
        return Membership(self._state_named(who, {}), alias, standing, period, is_party, suspended, name.span, stood)

    # -- parts and bodies --

    def _parts(self, parts: Sequence[ast.Node], here: _Context) -> None:
        for part in parts:
            if isinstance(part, ast.Article):
                self._article(part, here)
            elif isinstance(part, ast.Chapter):
                self._parts(part.parts, here)
            elif isinstance(part, ast.Definition):
                self.areas.append(
                    Defined(
                        part.kind,
                        part.name.text,
                        part.words.text if part.words else part.name.text,
                        period_of(part.period),
                        part.interpreted,
                        part.value,
                        here.choices,
                        part.span,
                    )
                )
            elif isinstance(part, ast.CircumstanceLine):
                self._circumstance(part)
            elif isinstance(part, ast.FinalClauses):
                self._clauses(part, here)
            elif isinstance(part, ast.StatementBlock):
                label = next(name for one, name in statement_names(self.node) if one is part)
                self._bodies(part.body, replace(here, path=label, labels=(label,), statement=label))
            elif isinstance(part, ast.Bracket):
                self._bracket(part, here)

    def _clauses(self, part: ast.FinalClauses, here: _Context) -> None:
        """Take in final clauses; those of a bracket that is open count for nobody yet."""
        (self.open_clauses if here.choices else self.clauses).extend(part.lines)

    def _circumstance(self, part: ast.CircumstanceLine) -> None:
        self.circumstances.append(
            Circumstance(
                part.name.text,
                part.of.text if part.of is not None else "",
                part.words.text if part.words is not None else "",
                part.kind.text if part.kind is not None else "",
                part.condition,
                part.span,
            )
        )

    def _bracket(self, part: ast.Bracket, here: _Context) -> None:
        self.brackets[part.name.text] = tuple(option.name.text for option in part.options)
        for option in part.options:
            inner = replace(here, choices=here.choices | {Choice(part.name.text, option.name.text)})
            if part.of_parts:
                self._parts(option.body, inner)
            else:
                self._bodies(option.body, inner)

    def _article(self, part: ast.Article, here: _Context) -> None:
        path = self.numbering.path_of(part)
        self._bodies(
            part.body,
            replace(here, path=path, number=self.numbering.number_of(part), labels=(*here.labels, path)),
        )

    def _bodies(self, bodies: Sequence[ast.Node], here: _Context) -> None:
        here = replace(
            here,
            cures=here.cures + tuple(body for body in bodies if isinstance(body, ast.CureLine)),
            sources=here.sources + tuple(body for body in bodies if isinstance(body, ast.SourceNote)),
        )
        for body in bodies:
            if isinstance(body, ast.Numbered):
                by_number = f"{here.path}.{body.number}"
                own = self.numbering.path_of(body)
                labels = tuple(dict.fromkeys((*here.labels, by_number, own)))
                labelled = self.numbering.labels.get(by_number)
                self._bodies(
                    body.body,
                    replace(here, path=by_number, number=labelled.number if labelled else "", labels=labels),
                )
            elif isinstance(body, ast.ReadingBlock):
                self._reading(body, here)
            elif isinstance(body, ast.CircumstanceLine):
                self._circumstance(body)
            elif isinstance(body, ast.FinalClauses):
                self._clauses(body, here)
            elif isinstance(body, (ast.Sentence, ast.When, ast.Timed, ast.Bracket)):
                self._rule(body, here)

    def _reading(self, body: ast.ReadingBlock, here: _Context) -> None:
        reading = Reading(
            body.name.text,
            body.words.text if body.words is not None else "",
            period_of(body.period),
            body.standing,
            here.path,
            tuple(inner for inner in body.body if isinstance(inner, ast.SourceNote)),
            body.span,
        )
        self.readings.append(reading)
        self._bodies(body.body, replace(here, reading=reading))

    def _rule(self, rule: ast.Rule, here: _Context) -> None:
        if isinstance(rule, ast.When):
            for inner in rule.rules:
                self._rule(inner, replace(here, triggers=(*here.triggers, settled(rule.condition, self.lexicon))))
        elif isinstance(rule, ast.Timed):
            for inner in rule.rules:
                self._rule(inner, replace(here, timing=(rule.order, rule.act)))
        elif isinstance(rule, ast.Bracket):
            self._bracket(rule, here)
        else:
            self._sentence(rule, here)

    def _stage(self, timing: tuple[str, ast.Phrase] | None) -> ast.Phrase | None:
        """Return the act after which, or failing which, a sentence speaks: after an act, a law tells of a procedure."""
        if timing is None or timing[0] == "before":
            return None
        return timing[1] if timing[0] == "failing" or self.node.kind != "law" else None

    def _sentence(self, sentence: ast.Sentence, here: _Context) -> None:
        predicate = sentence.predicate
        closing = tuple(settled(one, self.lexicon) for one in sentence.qualifications)
        if isinstance(predicate, ast.NormPredicate):
            says = addressed(sentence.subject, predicate.modal)
            if says is None:
                return  # `double-negation` says so: what is denied twice has no meaning that all would give it
            bearer, modality = says
            toward, slots = excepted(predicate.toward, by_means(predicate.slots, self.lexicon), self.lexicon)
            waits = occasion(slots, self.lexicon)
            acts = tuple(act.text for act in predicate.acts)
            if modality.forbids:
                acts += tuple(name for name in included(waits.slots, self.lexicon) if name not in acts)
            timing = here.timing or (("after", waits.after) if waits.after is not None else None)
            self.norms.append(
                Norm(
                    self.node.name.text,
                    modality,
                    bearer,
                    acts,
                    predicate.any_of,
                    toward,
                    waits.slots,
                    here.triggers,
                    timing,
                    (*closing, *waits.conditions),
                    here.period,
                    here.reading,
                    here.choices,
                    here.statement,
                    here.path,
                    here.number,
                    here.labels,
                    here.cures,
                    here.sources,
                    sentence,
                    self._stage(timing),
                    self.origins.get(id(sentence), ""),
                )
            )
            return
        waits = occasion(excepted(None, predicate.slots, self.lexicon)[1], self.lexicon)
        self.statements.append(
            Statement(
                self.node.name.text,
                predicate.kind,
                settled(sentence.subject, self.lexicon),
                settled(predicate.phrase, self.lexicon) if predicate.phrase is not None else None,
                waits.slots,
                here.triggers,
                (*closing, *waits.conditions),
                here.period,
                here.reading,
                here.choices,
                here.statement,
                here.path,
                here.number,
                here.labels,
                here.sources,
                sentence,
                self.origins.get(id(sentence), ""),
            )
        )


def period_of(node: ast.Period | None) -> Period:
    """Return the period that a node names; open on both sides without one."""
    if node is None:
        return Period()
    return Period(node.since.day, node.until.day if node.until is not None else None)
