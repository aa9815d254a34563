"""What can be asked without a draft: the words, the laws, the treaties of the library, and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from treatylang.api.refusing import day, hint, one_of, refuse, state
from treatylang.api.results import Answer, Document
from treatylang.library.editions import Change, changes, editions
from treatylang.model.lexicon import Lexicon, Word
from treatylang.reports.tables import Entry, Table
from treatylang.workspace import Project

TREATIES = "treaties"


def project(
    folder: str | Path = ".", config: str | Path = "", *, isolated: bool = False, cache: bool = True
) -> Project:
    """Return the project around a folder, whose own laws and words count beside those of the library."""
    there = Path(folder).absolute() / "here.treaty"
    return Project.around(there, config=Path(config) if config else None, isolated=isolated, cache=cache)


def words(*names: str, kind: str = "", like: str = "", folder: str | Path = ".") -> Answer:
    """Return words of the vocabulary: those of the names, those of a kind, or those that mean what ``like`` means."""
    from treatylang.model.explained import explain
    from treatylang.reports._words import record

    lexicon = project(folder).lexicon()
    found = chosen_words(lexicon, names, kind, like)
    return Answer((_listed("Words that drafts may use", [record(explain(lexicon, word)) for _, word in found]),))


def chosen_words(
    lexicon: Lexicon, names: Sequence[str] = (), kind: str = "", like: str = ""
) -> tuple[tuple[str, Word], ...]:
    """Return the words that are asked for, each with how it is written; what no vocabulary has is refused."""
    from treatylang.library.kinds import kinds
    from treatylang.model.explained import alike

    if kind:
        one_of("kind", kind, [*kinds(), *(word.kind for word in lexicon.words())])
    if like:
        found = tuple(alike(lexicon, like, kind))
        if not found:
            refuse(f"no word is like `{like}`", "`treaty words` lists all words, `--kind act` those of a kind")
        return found
    chosen = [word for name in names for word in lexicon.words(kind) if word.name == name]
    for name in names:
        if not any(word.name == name for word in chosen):
            refuse(f"no vocabulary declares `{name}`", _near(name, lexicon, kind))
    return tuple((word.name, word) for word in (chosen if names else lexicon.words(kind)))


def _near(name: str, lexicon: Lexicon, kind: str) -> str:
    from treatylang.model.explained import alike
    from treatylang.model.meant import did_you_mean

    return "".join(did_you_mean(written for written, _ in alike(lexicon, name, kind)[:3])) or "`treaty words` lists all"


def laws(name: str = "", *, folder: str | Path = ".") -> Answer:
    """Return what drafts are checked against: all of it, the law of one state, or ``treaties``."""
    found = [asdict(entry) for entry in chosen_laws(project(folder), name)]
    return Answer((_listed(f"Law of {state(name)}" if name else "Laws and treaties of the library", found),))


def chosen_laws(found: Project, name: str = "") -> list[Any]:
    """Return the entries of the library, those of one state or the treaties where asked; an unknown one is refused."""
    from treatylang.workspace.catalogue import entries

    every = entries(found.shelf, cache=found.cache)
    if not name:
        return every
    wanted = "" if name == TREATIES else state(name)
    chosen = [entry for entry in every if entry.state == wanted]
    if not chosen:
        refuse(f"there is no law of `{wanted}`", hint(wanted, {e.state for e in every if e.state} | {TREATIES}))
    return chosen


def changed_since(name: str) -> list[Change]:
    """Return what the editions after a day changed in the library, the oldest first.

    ``name`` is a day, or the name of an edition, which is the day on which it was made.
    """
    try:
        since = str(date.fromisoformat(name.removeprefix("edition ").strip()))
    except ValueError:
        refuse(
            f"there is no edition `{name}` of the library, and no such day",
            f"write a day, as in {editions()[-1]}, or an edition; there are: {', '.join(editions())}",
        )
    return [change for change in changes() if change.edition > since]


def instruments(party: str = "", *, on: date | str, folder: str | Path = ".") -> Answer:
    """Return the treaties and political texts of the library as they stand on a day, or those of one state."""
    when = day("on", on)
    if when is None:
        refuse("the day is missing", "say which: `on='2027-03-31'`")
    return Answer(tuple(chosen_instruments(project(folder), party, when)))


def chosen_instruments(found: Project, party: str, when: date) -> list[Table]:
    """Return the table of the instruments on a day; a state that has none is refused."""
    from treatylang.reports import _instruments

    wanted = state(party) if party else ""
    made = _instruments.tables(found.treaties(), wanted, when)
    if wanted and not made[0].rows:
        refuse(f"the library has no instrument of `{party}` on {when}")
    return made


def rules() -> Answer:
    """Return the rules that `check` looks for: name, usual severity, one sentence."""
    from treatylang.checks import rules as every

    rows = [{"rule": one.name, "severity": one.severity.word, "summary": one.summary} for one in every().values()]
    return Answer((_listed("Rules", rows),))


def explain(name: str, *, folder: str | Path = ".") -> Document:
    """Return the page of a rule, or what a word of the vocabulary means, in Markdown."""
    from treatylang.checks import rules as every

    found = every().get(name)
    page = f"# {found.name}\n\n*{found.severity.word}*: {found.page.strip()}\n" if found is not None else ""
    return Document(name, "markdown", page or _word(name, folder))


def _word(name: str, folder: str | Path) -> str:
    """Return the pages of the words of that name; whoever asks for anything else is told what is near."""
    from treatylang.checks import rules as every
    from treatylang.model.explained import alike
    from treatylang.model.explained import explain as explained
    from treatylang.model.meant import did_you_mean
    from treatylang.reports._words import page

    known = project(folder).lexicon()
    found = [word for word in known.words() if word.name == name]
    if not found:
        near = did_you_mean(dict.fromkeys(written for written, _ in alike(known, name)[:3]))
        refuse(f"there is no rule or word `{name}`", near[0] if near else hint(name, every()))
    return "\n".join(page(explained(known, word)) for word in found)


def _listed(title: str, records: Sequence[Mapping[str, Any]]) -> Table:
    """Return records as a table whose columns are their keys."""
    columns = tuple(records[0]) if records else ()
    rows = tuple(tuple(Entry.of(text) for text in _cells(one)) for one in records)
    return Table(title, columns, rows, tuple(dict(one) for one in records))


def _cells(record: Mapping[str, Any]) -> Iterator[str]:
    for value in record.values():
        if isinstance(value, bool):
            yield "yes" if value else "no"
        elif isinstance(value, (list, tuple)):
            yield ", ".join(map(str, value))
        else:
            yield "" if value is None else str(value)
