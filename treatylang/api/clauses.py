"""The model clauses of the library and of a project: what each takes, its sentences, and its wording in a language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from treatylang.api.knowledge import project
from treatylang.api.opening import malformed
from treatylang.api.refusing import hint, refuse
from treatylang.api.results import Answer
from treatylang.model.question import Question
from treatylang.reports.tables import Entry, Table
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace import Draft, Project

LANGUAGES = ("en", "fr")
"""The languages in which a clause is shown."""


@dataclass(frozen=True)
class Clause:
    """A model clause; ``takes`` has the preposition, what it says, and what holds where a use does not say it."""

    name: str
    title: str
    takes: tuple[tuple[str, str, str], ...]
    sentences: str
    file: str
    own: bool

    @property
    def use(self) -> str:
        """How it is used, with what it needs."""
        needed = "".join(f" {word} {_GIVEN.get(word, '…')}" for word, _, usual in self.takes if not usual)
        return f"use clause {self.name}{needed};"


_GIVEN = {"by": "Council"}
"""What stands for a value in the examples of clauses that need one."""


def clauses(*names: str, folder: str | Path = ".") -> Answer:
    """Return the model clauses that texts of a folder may use, all or those of the names."""
    return Answer((listed(chosen_clauses(project(folder), names)),))


def chosen_clauses(found: Project, names: tuple[str, ...] = ()) -> list[Clause]:
    """Return the clauses that are asked for, in the order of their names; an unknown one is refused."""
    every = found.shelf.clauses
    for name in names:
        if name not in every:
            refuse(f"there is no clause `{name}`", hint(name, every))
    return [_clause(found, name) for name in names or sorted(every) if names or found.clause(name) is not None]


def _clause(found: Project, name: str) -> Clause:
    node, volume = found.clause(name), found.shelf.clauses[name]
    if node is None:
        refuse(f"the file of clause `{name}` cannot be read", f"`treaty check {volume.source.name}` says why")
    takes = tuple((one.word, _words(one), one.usual.span.text if one.usual is not None else "") for one in node.takings)
    text, first = node.span.source.text, node.parts[0].span.start if node.parts else node.span.end - 1
    sentences = "  " + text[first : node.span.end - 1].strip()
    return Clause(name, node.title.text, takes, sentences, volume.source.name, volume.own)


def _words(taking: ast.Taking) -> str:
    return taking.words.text if taking.words is not None else ""


def listed(found: list[Clause]) -> Table:
    """Return clauses as a table."""
    rows = tuple(
        (Entry.of(one.name), Entry.of(one.title), Entry.of(", ".join(w for w, *_ in one.takes))) for one in found
    )
    records = tuple(
        {
            "clause": one.name,
            "title": one.title,
            "takes": [{"word": word, "words": words, "usual": usual} for word, words, usual in one.takes],
            "use": one.use,
            "sentences": one.sentences,
            "file": one.file,
            "own": one.own,
        }
        for one in found
    )
    return Table("Model clauses", ("clause", "what it says", "takes"), rows, records)


def using(clause: Clause, parties: tuple[str, ...], *, beside: str = "") -> str:
    """Return the text of a small treaty that uses a clause, for some parties; ``beside`` stands before the use."""
    council = 'council "Council" as Council { members each party; decides by consensus; }'
    lines = [
        'status draft; drawn-up at "Geneva" on 2026-11-22; languages en, fr; fr-title "Traité"; under law of parties;',
        "party " + ", ".join(f'"{name}"' for name in parties) + ";",
        *([beside] if beside else []),
        clause.use,
        *([council] if any(word == "by" and not usual for word, _, usual in clause.takes) else []),
    ]
    return 'treaty Model "Treaty" {\n  ' + "\n  ".join(lines) + "\n}\n"


def wording(found: Project, clause: Clause, language: str) -> str:
    """Return what a clause is printed as in a language, in a treaty between two parties that it does not name."""
    from treatylang.documents import outline
    from treatylang.documents.paragraphs import sections

    draft = Draft(Source("model.treaty", using(clause, ("Fiji", "Samoa"))), found.root / "model.treaty", exists=False)
    question = Question()
    opened = found.open(draft, question)
    assert opened.world is not None
    text, _ = outline(opened.world, opened.instruments[0], question, language=language)
    found_there = [one for one in sections(text) if one.kind == "article" and one.label.casefold() != "council"]
    return "\n\n".join("\n".join(p.text.replace("\t", " ") for p in one.paragraphs[1:]) for one in found_there)


def written_out(operand: str, stdin_filename: str = "", config: str = "", *, isolated: bool, cache: bool) -> str:
    """Return the text of a draft with the sentences of each clause in the place of its use, in the usual layout."""
    from treatylang.model import clauses as filling
    from treatylang.syntax.formatter import format_document
    from treatylang.syntax.parser import parse
    from treatylang.workspace import drafts

    found = drafts([operand], stdin_filename)
    if len(found) != 1:
        refuse("one draft is written out at a time", "give the file, not the folder")
    around = Project.around(found[0].path, config=Path(config) if config else None, isolated=isolated, cache=cache)
    opened = around.open(found[0], Question())
    if opened.document is None:
        raise malformed(opened.findings)
    wrong = [one for one in opened.findings if one.rule == filling.RULE]
    if wrong:
        raise malformed(tuple(wrong))
    document, _ = parse(Source(found[0].source.name, around.written_out(found[0], opened.document)))
    assert document is not None
    return format_document(document)
