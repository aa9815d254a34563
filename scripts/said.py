"""Counts what of a treaty is said with its meaning, statement by statement, and why the rest stays prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

MARK = "# prose: "
"""Opens the comment above a paragraph of prose that says why it owes nothing that could be said."""


@dataclass(frozen=True)
class Counted:
    """One treaty of the examples: how many of its statements are said, and the articles of which some stay prose.

    A statement is a sentence of meaning with its conditions, a line of final clauses, a body that is set up, or a
    sentence of prose: roughly a sentence of the treaty. ``prose`` has the number of an article and the reason; an empty
    reason is one that nobody gave.
    """

    path: Path
    title: str
    said: int
    prose: tuple[tuple[str, str], ...]
    scenarios: int

    @property
    def all(self) -> int:
        """How many statements there are."""
        return self.said + len(self.prose)


def counted(path: Path) -> Counted:
    """Return the count of the treaties of a file, its protocols with them."""
    source = Source(path.name, path.read_text(encoding="utf-8"))
    document, findings = parse(source)
    if document is None:
        raise ValueError(f"{path.name}: {findings[0].message}")
    texts = [item for item in document.items if isinstance(item, ast.InstrumentNode)]
    said = 0
    prose: list[tuple[str, str]] = []
    for article, body in (one for text in texts for one in _bodies(text.parts, "")):
        if isinstance(body, ast.Prose):
            prose += [(article, _reason(source, body))] * _sentences(body.text.text)
        elif isinstance(body, ast.FinalClauses):
            said += len(body.lines)
        elif not isinstance(body, (ast.SourceNote, ast.CircumstanceLine, ast.CureLine)):
            said += 1
    scenarios = sum(isinstance(item, ast.Scenario) for item in document.items)
    return Counted(path, texts[0].title.text, said, tuple(prose), scenarios)


def _bodies(parts: Sequence[ast.Node], article: str) -> Iterator[tuple[str, ast.Node]]:
    """Yield what stands in articles and statements, with the number of the article."""
    for part in parts:
        if isinstance(part, ast.Article):
            yield from _bodies(part.body, part.number)
        elif isinstance(part, ast.StatementBlock):
            yield from _bodies(part.body, part.making)
        elif isinstance(part, ast.Chapter):
            yield from _bodies(part.parts, article)
        elif isinstance(part, ast.Amendment):
            yield from _bodies((part.part,) if part.part is not None else (), article)
        elif isinstance(part, ast.Numbered):
            yield from _bodies(part.body, article)
        elif article:
            yield article, part


def _reason(source: Source, prose: ast.Prose) -> str:
    before = source.text[: prose.span.start].rstrip().rpartition("\n")[2].strip()
    return before.removeprefix(MARK) if before.startswith(MARK) else ""


def _sentences(text: str) -> int:
    return max(1, sum(text.rstrip().count(end) for end in (". ", ".\n")) + text.rstrip().endswith("."))


ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "examples" / "treaties", ROOT / "treatylang" / "library" / "of-record")
"""Where treaties are written out whole: examples, and those of the library that are read only where they are named."""


def page() -> str:
    """Return the page of the treaties that are written out: a table, then what stays prose and why."""
    paths = sorted((path for folder in FOLDERS for path in folder.glob("*.treaty")), key=lambda path: path.name)
    every = [counted(path) for path in paths]
    rows = [
        f"| [{one.title}](../{one.path.relative_to(ROOT).as_posix()}) | {one.said} of {one.all} | {one.scenarios} |"
        for one in every
    ]
    said, total = sum(one.said for one in every), sum(one.all for one in every)
    rows.append(
        f"| all {len(every)} | {said} of {total} ({100 * said / total:.1f} %) | {sum(o.scenarios for o in every)} |"
    )
    prose = [f"| {one.title} | {article} | {reason} |" for one in every for article, reason in dict.fromkeys(one.prose)]
    return (
        "# Treaties in force and of the past\n\n"
        f"{len(every)} instruments of many kinds, each in our own words, with events of history as scenarios that "
        "hold: [examples/treaties](../examples/treaties), and those of the library that bind so many states that they "
        "are read only beside a draft that names them ([of record](../treatylang/library/of-record)). The `source` "
        "lines say which text each follows; those "
        "marked `unverified` were written from general knowledge of it, and not compared with an official print.\n\n"
        "A statement is a sentence of meaning with its conditions, a line of final clauses, a body that is set up, or "
        "a sentence of prose: roughly a sentence of the treaty. Recitals are not counted, nor are articles that an "
        "excerpt leaves out.\n\n"
        "| instrument | said with its meaning | scenarios |\n|---|---|---|\n" + "\n".join(rows) + "\n\n"
        "## What stays prose\n\n| instrument | article | why |\n|---|---|---|\n" + "\n".join(prose) + "\n"
    )
