"""One instrument: its parts are gone through in order, sentences become norms and statements, with where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from treatylang.findings import Finding
from treatylang.model.brackets import left_open
from treatylang.model.diagnose import diagnose
from treatylang.model.exceptions import by_means, excepted, included, lying, settled
from treatylang.model.headings import Headings
from treatylang.model.instrument import (
    Choice,
    Circumstance,
    Defined,
    Instrument,
    Labelled,
    Norm,
    Period,
    Reading,
    Statement,
    statement_names,
)
from treatylang.model.lexicon import Lexicon
from treatylang.model.membership import aliases_of, parties_of, state_named, state_of
from treatylang.model.modality import addressed
from treatylang.model.numbering import Numbering, number
from treatylang.model.occasions import occasion
from treatylang.model.words import Names
from treatylang.syntax import ast

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


class Resolver:
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
        self.headings = Headings.of(node, lexicon)
        self.numbering = Numbering()

    def instrument(self) -> tuple[Instrument, list[Finding]]:
        """Return what the text means, and what is wrong with its words."""
        node = self.node
        lines, lexicon = self.headings, self.lexicon
        excerpt = "excerpt" in lines.by_word
        self.numbering = number(node, as_written=node.kind == "law" or excerpt)
        self._parts(node.parts, _Context())
        parties = tuple(parties_of(node, lexicon))
        aliases = aliases_of(node, lexicon)
        instrument = Instrument(
            name=node.name.text,
            title=node.title.text,
            kind="law" if node.kind == "law" else "treaty",
            state=state_of(node.of, lexicon),
            rank=lines.word("rank"),
            status=lines.status(),
            force=lines.ended(self.clauses),
            entry=lines.entry(),
            day=lines.day("drawn-up", "on"),
            ranks=next(((p.above.text, p.below.text) for p in node.parts if isinstance(p, ast.TreatiesRank)), None),
            parties=parties,
            every_state=any(
                isinstance(name.who, ast.Quantified)
                for part in node.parts
                if isinstance(part, ast.PartyLine)
                for name in part.names
            ),
            concerns=lines.words("concerns"),
            adversaries=tuple(state_named(name, aliases, lexicon) for name in lines.words("adversaries")),
            assumed=tuple(f for part in node.parts if isinstance(part, ast.Assume) for f in part.facts),
            languages=lines.words("languages"),
            style=lines.word("style") or "un",
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
            headings=lines.lines,
            sources=tuple(part for part in node.parts if isinstance(part, ast.SourceNote)),
            checked=lines.day("checked", "on"),
            covers=lines.covers(),
            labels=self.numbering.labels,
            lexicon=lexicon,
            node=node,
            open_clauses=tuple(self.open_clauses),
            open_parts=tuple(left_open(node)) if self.brackets else (),
        )
        labels = {**self.amended, **self.numbering.labels}
        own = {one.name for one in self.circumstances}
        unclear = {name: texts for name, texts in self.unclear.items() if name not in own}
        names = Names(labels, aliases, lexicon, self.known, self.declared, unclear)
        return instrument, [*self.numbering.findings, *diagnose(instrument, names)]

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
        # Where an option has been chosen, what it held stands among the rules: paragraphs, readings, sources.
        if isinstance(rule, ast.When):
            triggers = (*here.triggers, settled(rule.condition, self.lexicon))
            self._bodies(rule.rules, replace(here, triggers=triggers))
        elif isinstance(rule, ast.Timed):
            self._bodies(rule.rules, replace(here, timing=(rule.order, rule.act)))
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
            own = {**self.amended, **self.numbering.labels}
            toward, slots = lying(predicate.toward, by_means(predicate.slots, self.lexicon), self.lexicon, own)
            toward, slots = excepted(toward, slots, self.lexicon)
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
