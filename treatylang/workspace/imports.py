"""The files that a draft imports, and those that they import: found, read once, kept inside the project."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from treatylang.findings import Finding, Severity
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace import texts
from treatylang.workspace.operands import SUFFIX
from treatylang.workspace.project import lies_in
from treatylang.workspace.shelf import SHIPPED, Shelf
from treatylang.workspace.texts import read, shown
from treatylang.workspace.trouble import Unreadable

Parse = Callable[[Source], tuple[ast.Document | None, tuple[Finding, ...]]]

_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:|[A-Za-z][\w+.-]*://")


@dataclass(frozen=True)
class Imported:
    """The documents that a draft imports, in the order of their first use, and what was wrong on the way.

    ``direct`` are those that it names itself, not only through others.
    """

    documents: tuple[ast.Document, ...]
    findings: tuple[Finding, ...]
    direct: tuple[ast.Document, ...] = ()


@dataclass
class _File:
    """A file whose imports are being followed; ``waiting`` are those that are not yet followed."""

    key: str
    name: str
    folder: Path
    waiting: Iterator[ast.Import]


def follow(document: ast.Document, path: Path, root: Path, shelf: Shelf, parse: Parse) -> Imported:
    """Read whatever a document at ``path`` imports, each file once, without leaving ``root``; a cycle is a finding."""
    documents: dict[str, ast.Document] = {}
    direct: dict[str, None] = {}
    findings: list[Finding] = []
    key = texts.real(path)
    seen = {key}
    trail = [_File(key, document.source.name, path.parent, _imports(document))]
    while trail:
        file = trail[-1]
        entry = next(file.waiting, None)
        if entry is None:
            trail.pop()
            continue
        found = _find(entry, file.folder, root, shelf)
        if isinstance(found, Finding):
            findings.append(found)
            continue
        target, source = found
        if any(above.key == target for above in trail):
            findings.append(_cycle(entry, target, trail))
            continue
        if len(trail) == 1:
            direct[target] = None
        if target in seen:
            continue
        seen.add(target)
        try:
            source = source or read(Path(target), _shown_beside(file, entry))
        except Unreadable as problem:
            findings.append(_missing(entry, problem.message, problem.help))
            continue
        inner, mistakes = parse(source)
        findings.extend(mistakes)
        if inner is not None:
            documents[target] = inner
            trail.append(_File(target, source.name, Path(target).parent, _imports(inner)))
    named = tuple(documents[one] for one in direct if one in documents)
    return Imported(tuple(documents.values()), tuple(findings), named)


def _imports(document: ast.Document) -> Iterator[ast.Import]:
    return (item for item in document.items if isinstance(item, ast.Import))


def _shown_beside(file: _File, entry: ast.Import) -> str:
    """Return how an imported file is shown: as seen from where the importing file is shown."""
    if file.folder.is_absolute():  # a revision that was laid out elsewhere has names of its own
        name = shown(Path(os.path.normpath(file.folder / entry.path.text)))
        if ":" in name:
            return name
    base = file.name.rpartition("/")[0]
    return Path(os.path.normpath(f"{base}/{entry.path.text}" if base else entry.path.text)).as_posix()


def _find(entry: ast.Import, folder: Path, root: Path, shelf: Shelf) -> Finding | tuple[str, Source | None]:
    """Return where an import leads, with its text if that is known already; or what is wrong with it."""
    text = entry.path.text
    if text.startswith(SHIPPED):
        volume = shelf.find(text)
        if volume is None:
            near = get_close_matches(text, shelf.names(), n=1)
            help = f'did you mean "{near[0]}"?' if near else "`treaty laws` lists what is shipped"
            return _missing(entry, f"the library has no file `{text}`", help)
        return texts.real(volume.path), volume.source
    if not text.strip() or "\0" in text:
        return _missing(entry, "an import needs the path of a file")
    if _ABSOLUTE.match(text) or "\\" in text:
        return _missing(
            entry,
            f"`{text}` is not a path relative to this file",
            'write the path from this file to the other, with `/` between folders: `import "laws/x.treaty";`',
        )
    path = folder / text
    if not lies_in(path, root):
        return _missing(
            entry,
            f"`{text}` leads out of the project's folder",
            "copy the file into the project, or add a `treaty.toml` to the folder that holds both",
        )
    if not texts.there(path):
        names = [name for name in texts.names_in(path.parent) if name.endswith(SUFFIX)]
        near = get_close_matches(path.name, names, n=1)
        help = (
            f"did you mean `{(Path(text).parent / near[0]).as_posix()}`?" if near else "check the spelling of the path"
        )
        return _missing(entry, f"there is no file `{text}` beside this one", help)
    return texts.real(path), None


def _missing(entry: ast.Import, message: str, help: str = "") -> Finding:
    return Finding(
        "missing-import",
        Severity.ERROR,
        message,
        entry.path.span,
        remark="this import",
        help=(help,) if help else (),
    )


def _cycle(entry: ast.Import, target: str, trail: list[_File]) -> Finding:
    start = next(index for index, file in enumerate(trail) if file.key == target)
    names = [f"`{file.name}`" for file in trail[start:]]
    circle = " imports ".join([*names, names[0]]) if len(names) > 1 else f"{names[0]} imports itself"
    return Finding(
        "import-cycle",
        Severity.ERROR,
        f"these imports run in a circle: {circle}",
        entry.path.span,
        remark="this import closes the circle",
        help=("move what both files need into a third file and import that one",),
    )
