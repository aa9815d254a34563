"""The pages of the states whose law is held: each law with its articles, readings, coverage and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.model.lexicon import Lexicon
from treatylang.syntax import ast
from treatylang.workspace import Project
from treatylang.workspace.cache import parsed
from treatylang.workspace.catalogue import Entry, entries


@dataclass(frozen=True)
class Law:
    """A law of a state as the library has it, with its tree."""

    entry: Entry
    node: ast.InstrumentNode


def pages(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the name of each page with its text: one of each state, and their list."""
    subjects = [word.name for word in project.lexicon().words("subject")]
    states = _laws(project)
    rows = []
    for state, laws in sorted(states.items()):
        name = re.sub(r"[^a-z]+", "-", state.lower()).strip("-") + ".md"
        held, missing = _coverage(laws, subjects)
        total, unseen = sum(law.entry.sources for law in laws), sum(law.entry.unverified for law in laws)
        rows.append(
            f"| [{state}]({name}) | {len(laws)} | {', '.join(held)} | {', '.join(missing)} | {unseen} of {total} |"
        )
        yield name, _page(state, laws, held, missing, project.lexicon())
    yield (
        "README.md",
        "# The law that is held, state by state\n\n"
        "What drafts are checked against, written from the library by `make docs`. A subject that is not held is "
        "*not known*: a draft that touches it gets a note, and is never called lawful.\n\n"
        "| state | laws | subjects held | not held | sources not verified |\n|---|---|---|---|---|\n"
        + "\n".join(rows) + "\n",
    )  # fmt: skip


def _laws(project: Project) -> dict[str, list[Law]]:
    found: dict[str, list[Law]] = {}
    nodes = {}
    for volume in project.shelf.volumes:
        document, _ = parsed(volume.source, use=False)
        for item in document.items if document is not None else ():
            if isinstance(item, ast.InstrumentNode):
                nodes[volume.source.name, item.name.text] = item
    for entry in entries(project.shelf, cache=False):
        if entry.state:
            found.setdefault(entry.state, []).append(Law(entry, nodes[entry.file, entry.name]))
    return found


def _coverage(laws: Sequence[Law], subjects: Sequence[str]) -> tuple[list[str], list[str]]:
    covered = {subject for law in laws for subject in law.entry.covers or subjects}
    return [one for one in subjects if one in covered], [one for one in subjects if one not in covered]


def _page(state: str, laws: Sequence[Law], held: Sequence[str], missing: Sequence[str], lexicon: Lexicon) -> str:
    said = f"Held: {', '.join(held) or 'nothing'}. Not held, and so *not known*: {', '.join(missing) or 'nothing'}."
    asked = f"Ask the library itself: `treaty laws {_quoted(state)}`, `treaty instruments --party {_quoted(state)}`."
    return "\n".join(
        (f"# The law of {state}\n", f"{said}\n", *("\n".join(_law(law, lexicon)) for law in laws), asked, "")
    )


def _quoted(state: str) -> str:
    return f'"{state}"' if " " in state else state


def _law(law: Law, lexicon: Lexicon) -> Iterator[str]:
    entry = law.entry
    yield f"## {entry.title}\n"
    rank = lexicon.get(entry.rank, "rank")
    facts = [rank.say() if rank is not None else entry.rank, f"in force {entry.in_force}" if entry.in_force else ""]
    facts += [
        f"covers {', '.join(entry.covers) or 'every subject'}",
        f"checked {entry.checked}" if entry.checked else "",
    ]
    line = "; ".join(fact for fact in facts if fact)
    yield f"{line[:1].upper()}{line[1:]}" + f". `{entry.name}` in `{entry.file.removeprefix('library:')}`.\n"
    for article in (inner for inner in ast.walk(law.node) if isinstance(inner, ast.Article)):
        yield from _article(article)
    yield ""
    notes = list(dict.fromkeys(_source(note) for note in ast.walk(law.node) if isinstance(note, ast.SourceNote)))
    if notes:
        yield "Sources:\n"
        yield from notes
        yield ""


def _article(article: ast.Article) -> Iterator[str]:
    number = article.number or (article.citation.text if article.citation is not None else "")
    title = article.title.text if article.title is not None else ""
    yield f"- **{' '.join(part for part in (article.division, number) if part)}** {title}".rstrip()
    for reading in (inner for inner in ast.walk(article) if isinstance(inner, ast.ReadingBlock)):
        period = ""
        if reading.period is not None:
            until = f" until {reading.period.until.text}" if reading.period.until is not None else ""
            period = f", from {reading.period.since.text}{until}"
        words = f": {reading.words.text}" if reading.words is not None else ""
        standing = f", {reading.standing}" if reading.standing else ""
        yield f"    - reading `{reading.name.text}`{standing}{period}{words}"


def _source(note: ast.SourceNote) -> str:
    seen = f" (seen {note.on.text})" if note.on is not None and not note.unverified else ""
    return f"- {note.text.text}{seen}{' — *unverified*' if note.unverified else ''}"
