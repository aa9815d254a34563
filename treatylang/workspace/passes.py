"""The order of the passes: text, document, instruments, findings; each draft in its own world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from treatylang import checks
from treatylang.findings import Finding, Severity
from treatylang.geography.keeping import keep_in
from treatylang.library.editions import edition
from treatylang.model.brackets import Brackets, settled
from treatylang.model.clauses import Expanded, as_treaties, clauses_of, expanded, shown, uses, written_out
from treatylang.model.instrument import Instrument, World
from treatylang.model.lexicon import Lexicon, words_of
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.model.swallowed import swallowed
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace import texts
from treatylang.workspace.cache import Answers, Shapes, parsed
from treatylang.workspace.glossary import ShelfGlossary
from treatylang.workspace.imports import Imported, follow
from treatylang.workspace.operands import Draft
from treatylang.workspace.project import root_of
from treatylang.workspace.remembered import remembered
from treatylang.workspace.settings import Settings
from treatylang.workspace.settings_file import settings_for
from treatylang.workspace.shelf import SHIPPED, Shelf, Volume, mentions, usual
from treatylang.workspace.suppression import suppress
from treatylang.workspace.trouble import Misconfigured

ALWAYS = frozenset({"syntax-error"})
"""Rules that cannot be left out: without a document there is no verdict to give."""

UNDERSTOOD_FIRST = frozenset(
    "syntax-error unknown-word unknown-state unknown-place undefined-area broken-reference not-a-condition"
    " misplaced-slot impossible-date double-negation".split()
)
"""Rules about words that nobody can understand: their findings are told before all others of a file."""

_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}

_NAMED = (ast.Name, ast.Text)

_LIBRARY: dict[str, ast.Document] = {}
"""What ships with the program, by name, as far as it was read in this process: it does not change while it runs."""

Parsed = tuple[ast.Document | None, tuple[Finding, ...]]


@dataclass(frozen=True)
class Selection:
    """Which rules are looked for, and how much they matter; an empty ``select`` means all."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, str] = field(default_factory=dict)

    def has(self, rule: str) -> bool:
        """Return whether findings of a rule are wanted."""
        return rule in ALWAYS or ((not self.select or rule in self.select) and rule not in self.ignore)


@dataclass(frozen=True)
class Opened:
    """A draft with everything that it is looked at with.

    ``document`` and ``world`` are ``None`` where the text has a mistake of form; ``findings`` are those of reading,
    importing and resolving. ``beside`` are the user's own files that were read with it: imports, laws, vocabularies.
    ``imported`` are the names of the instruments in the files that the text itself imports; ``library`` are all
    documents that were read with the text, in their order. ``replacing`` are the shipped instruments in whose place the
    user's own stand, by the name of the user's file. ``filled`` is the document with the clauses that it uses
    filled in.
    """

    source: Source
    document: ast.Document | None
    world: World | None
    findings: tuple[Finding, ...]
    beside: tuple[Path, ...] = ()
    imported: tuple[str, ...] = ()
    library: tuple[ast.Document, ...] = ()
    replacing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filled: ast.Document | None = None

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The treaties and laws that the text itself holds."""
        return tuple(self.world.instruments[name] for name in self.world.drafts) if self.world is not None else ()


class Project:
    """A folder of drafts with its settings and its library; files that several drafts need are parsed once."""

    def __init__(self, root: Path, settings: Settings, *, cache: bool = True) -> None:
        self.root = root
        self.settings = settings
        self.shelf = Shelf([root / "laws", root / "vocabulary", root / "clauses", *settings.libraries])
        self.cache = cache
        self._parsed: dict[tuple[str, str], Parsed] = {}
        self._answers = Answers()
        self.glossary = ShelfGlossary(self.lexicon, self.shelf)

    @classmethod
    def around(cls, path: Path, *, config: Path | None = None, isolated: bool = False, cache: bool = True) -> Project:
        """Return the project that a file belongs to.

        ``isolated`` leaves its configuration unread; without ``cache`` the cache folder is neither read nor written.
        """
        root = root_of(path)
        return cls(root, Settings() if isolated else settings_for(root, config), cache=cache)

    def open(self, draft: Draft, question: Question, *, every_treaty: bool = False) -> Opened:
        """Read a draft, what it imports and the part of the library that it needs, and give all of it its meaning.

        With ``every_treaty``, all treaties of the library are read, not only those that something mentions.
        """
        self._refuse_another_edition()
        keep_in(Shapes() if self.cache else None)
        document, mistakes = parsed(draft.source, use=self.cache, glossary=self.glossary)
        if document is None:
            return Opened(draft.source, None, None, mistakes)
        findings = list(mistakes)
        imported = follow(document, draft.path, self.root, self.shelf, self._parse)
        findings += imported.findings
        own = _declared(document, imported)
        whole = self.filled(document, own)
        findings += whole.findings
        brought = tuple(self.filled(other, own) for other in imported.documents)
        whole, brought, brackets = _settled(whole, brought, question)
        mentioned = {usual(name) for name in question.joined}
        for one in (whole, *brought):
            mentioned |= mentions(one.source or one.document.source)
        here = {texts.real(draft.path)}
        taken = {other.source.name for other in imported.documents}
        library: list[ast.Document] = []
        beside = [Path(name) for name in taken if not name.startswith(SHIPPED)]
        beside += [volume.path for volume in self.shelf.volumes if volume.own]
        if every_treaty:
            mentioned |= {head.name for volume in self.shelf.volumes for head in volume.heads if head.kind == "treaty"}
        mine = (whole.document,) if _holds_texts(document) else imported.direct
        parties = {state for one in mine for state in self._parties(one)} | {usual(name) for name in question.joined}
        for volume in self.shelf.wanted(frozenset(mentioned), parties):
            if volume.source.name in taken or (volume.own and texts.real(volume.path) in here):
                continue
            inner, said_there = self._volume(volume)
            findings += said_there
            if inner is not None:
                library.append(self.filled(inner).document if volume.own else inner)
        others = (*library, *(one.document for one in brought))
        world, said = resolve((whole.document,), others, brackets)
        run_on = swallowed(document, world.lexicon)
        if run_on is not None:
            return Opened(draft.source, None, None, (run_on,))
        said = (*said, *_said_of_clauses(document, others))
        if self.cache:
            world = replace(world, kept=self._answers)
        names = tuple(
            item.name.text for one in imported.direct for item in one.items if isinstance(item, ast.InstrumentNode)
        )
        borrowed = tuple(ast.Document(one.source, ()) for one in (whole, *brought) if one.source is not None)
        read = (*others, *borrowed)
        said_of_it = (*findings, *said)
        return Opened(
            draft.source,
            settled(document, question.options).document,
            world,
            said_of_it,
            tuple(sorted(beside)),
            names,
            read,
            self.shelf.replacing,
            whole.document,
        )

    def filled(self, document: ast.Document, own: Mapping[str, ast.ModelClause] | None = None) -> Expanded:
        """Return a document with the sentences of the clauses that it uses: ``own`` ones, the user's, or shipped."""
        mine = clauses_of(document) if own is None else own
        return expanded(
            document, lambda name: mine.get(name) or self.clause(name), lambda: (*mine, *self.shelf.clauses)
        )

    def written_out(self, draft: Draft, document: ast.Document) -> str:
        """Return the text of a draft with the sentences of each clause in the place of its use."""
        if not uses(document):
            return document.source.text
        own = _declared(document, follow(document, draft.path, self.root, self.shelf, self._parse))
        return written_out(document, lambda name: own.get(name) or self.clause(name))

    def clause(self, name: str) -> ast.ModelClause | None:
        """Return the model clause of a name, the user's own before a shipped one; ``None`` where there is none."""
        volume = self.shelf.clauses.get(name)
        document = self._volume(volume)[0] if volume is not None else None
        return clauses_of(document).get(name) if document is not None else None

    def _refuse_another_edition(self) -> None:
        """Refuse to judge by another edition of the library than the one that the project is pinned to."""
        wanted = self.settings.edition
        if wanted and wanted != edition():
            raise Misconfigured(
                f"this project asks for edition {wanted} of the library, and this is edition {edition()}",
                f"`treaty laws --changed-since {wanted}` tells what changed; then set `library-edition`, or install the"
                " version of treatylang that has the other edition",
            )

    def treaties(self) -> World:
        """Return all treaties of the library and of the project's own folders, without any law."""
        volumes = [one for one in self.shelf.volumes if not any(head.kind == "law" for head in one.heads)]
        documents = [document for volume in volumes if (document := self._volume(volume)[0]) is not None]
        return resolve((), documents)[0]

    def lexicon(self) -> Lexicon:
        """Return the words that any draft of the project may use: shipped ones, and those of its own vocabularies."""
        # One's own without a glossary: what is asked about a mistake in a vocabulary would lead here again.
        documents = (
            parsed(one.source, use=self.cache)[0] if one.own else self._volume(one)[0]
            for one in self.shelf.volumes
            if one.is_vocabulary
        )
        items = (item for document in documents if document is not None for item in document.items)
        words = [word for item in items if isinstance(item, ast.Vocabulary) for word in words_of(item)[0]]
        return Lexicon().extended(words)

    def _parties(self, document: ast.Document) -> Iterator[str]:
        """Yield the states that a document names as parties; a protocol without any has those of its treaty."""
        for item in document.items:
            if not isinstance(item, ast.InstrumentNode):
                continue
            lines = [part for part in item.parts if isinstance(part, ast.PartyLine)]
            yield from (usual(one.who.text) for line in lines for one in line.names if isinstance(one.who, _NAMED))
            if item.amends is not None and not lines:
                yield from self.shelf.bound_by(item.amends.text)

    def _volume(self, volume: Volume) -> Parsed:
        if volume.own:
            return self._parse(volume.source)
        if volume.source.name not in _LIBRARY:
            document, mistakes = self._parse(volume.source)
            if document is None or mistakes:
                raise RuntimeError(f"a shipped file cannot be read: {mistakes[0].span}: {mistakes[0].message}")
            _LIBRARY[volume.source.name] = document
        return _LIBRARY[volume.source.name], ()

    def _parse(self, source: Source) -> Parsed:
        key = (source.name, source.digest)
        if key not in self._parsed:
            self._parsed[key] = parsed(source, use=self.cache, glossary=self.glossary)
        return self._parsed[key]


def _settled(
    whole: Expanded, brought: tuple[Expanded, ...], question: Question
) -> tuple[Expanded, tuple[Expanded, ...], dict[str, Brackets]]:
    """Return texts as the options of a question make them, and which brackets of which instruments that settles."""
    if not question.options:
        return whole, brought, {}
    found = [settled(one.document, question.options) for one in (whole, *brought)]
    first, *rest = (replace(one, document=has.document) for one, has in zip((whole, *brought), found, strict=True))
    return first, tuple(rest), {name: brackets for has in found for name, brackets in has.brackets.items()}


def _said_of_clauses(document: ast.Document, library: Sequence[ast.Document]) -> Iterator[Finding]:
    """Yield what nobody can understand in the clauses that a document declares."""
    if not clauses_of(document):
        return
    treaties, open_names = as_treaties(document)
    for finding in resolve((treaties,), library)[1]:
        if finding.rule in UNDERSTOOD_FIRST and finding.span.text not in open_names:
            yield finding


def _declared(document: ast.Document, imported: Imported) -> dict[str, ast.ModelClause]:
    """Return the clauses that a document or a file which it imports declares, its own first."""
    own: dict[str, ast.ModelClause] = {}
    for one in (*imported.documents, document):
        own.update(clauses_of(one))
    return own


def _holds_texts(document: ast.Document) -> bool:
    """Return whether a document holds a treaty or law of its own, and not only scenarios about those it imports."""
    return any(isinstance(item, ast.InstrumentNode) for item in document.items)


def check(opened: Opened, question: Question, selection: Selection, today: date) -> tuple[Finding, ...]:
    """Return what is wrong with an opened draft, sorted by place; accepted findings are marked ``suppressed``.

    Where answers are kept from run to run, what was found before in the same texts on the same day is found again.
    """
    if opened.world is None or opened.document is None or not isinstance(opened.world.kept, Answers):
        return _looked(opened, question, selection, today)
    sources = (opened.document.source, *(one.source for one in opened.library))
    asked = (question, sorted(selection.select), sorted(selection.ignore), sorted(selection.severity.items()))
    told = (asked, opened.source.name, opened.findings, opened.imported)
    return remembered(opened.world.kept, sources, told, today, lambda: _looked(opened, question, selection, today))


def _looked(opened: Opened, question: Question, selection: Selection, today: date) -> tuple[Finding, ...]:
    rules = checks.rules()
    findings = list(opened.findings)
    if opened.document is not None and opened.world is not None:
        for instrument in opened.instruments:
            for rule in rules.values():
                if rule.from_silence and instrument.unread:
                    continue
                if rule.find is not None and selection.has(rule.name):
                    findings += rule.find(opened.world, instrument, question)
        applied = {name for name in rules if selection.has(name)}
        wanted = [finding for finding in findings if selection.has(finding.rule)]
        findings = [shown(finding if finding.node else _placed(opened, finding)) for finding in wanted]
        findings = [_with_own(finding, opened.replacing) for finding in findings]
        findings = suppress(opened.document, findings, rules, applied, question.as_of or today)
        findings = [finding if finding.node else _placed(opened, finding) for finding in findings]
    return tidy(findings, selection)


def _with_own(finding: Finding, replacing: Mapping[str, tuple[str, ...]]) -> Finding:
    """Return a finding that says where a law of the user's own decides it in the place of a shipped one."""
    if not replacing:
        return finding
    spans = (*(label.span for label in finding.labels), *(step.span for step in finding.steps if step.span is not None))
    files = dict.fromkeys(span.source.name for span in spans)
    notes = [
        f"`{file}` stands in the place of the shipped {' and '.join(f'`{name}`' for name in replacing[file])}"
        for file in files
        if file in replacing
    ]
    return replace(finding, notes=(*finding.notes, *notes)) if notes else finding


def _placed(opened: Opened, finding: Finding) -> Finding:
    """Return a finding with the path of labels to the smallest part of the draft that holds its place."""
    best: tuple[int, str] | None = None
    for instrument in opened.instruments:
        whole = instrument.node.span
        parts = [(whole, instrument.name)]
        parts += [
            (part.node.span, f"{instrument.name}/{part.path.replace('.', '/')}") for part in instrument.labels.values()
        ]
        for span, path in parts:
            if span.source == finding.span.source and span.start <= finding.span.start <= finding.span.end <= span.end:
                best = min(best or (span.end - span.start, path), (span.end - span.start, path))
    return replace(finding, node=best[1]) if best is not None else finding


def tidy(findings: Sequence[Finding], selection: Selection) -> tuple[Finding, ...]:
    """Return the wanted findings, each once, sorted by place, at the severity that the user gave their rules.

    What cannot be read or understood comes first: other findings of the file may follow from it.
    """
    kept: dict[tuple[str, int, int, str, str], Finding] = {}
    for finding in findings:
        if not selection.has(finding.rule):
            continue
        level = selection.severity.get(finding.rule)
        kept.setdefault(finding.order, replace(finding, severity=_LEVELS[level]) if level else finding)
    return tuple(sorted(kept.values(), key=lambda finding: (finding.span.source.name, _rest(finding), finding.order)))


def _rest(finding: Finding) -> bool:
    return finding.rule not in UNDERSTOOD_FIRST or finding.severity is not Severity.ERROR
