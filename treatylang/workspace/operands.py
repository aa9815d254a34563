"""What a user names on the command line, turned into drafts: files, folders, revisions of them, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatylang.source import Source
from treatylang.workspace import texts
from treatylang.workspace.texts import decode, read, shown
from treatylang.workspace.trouble import Unreadable

SUFFIX = ".treaty"


@dataclass(frozen=True)
class Draft:
    """A text to look at; ``path`` is where it lies, or where standard input would lie.

    ``exists`` is false where there is no file of the user's to write to: standard input and what a ``revision`` holds.
    """

    source: Source
    path: Path
    exists: bool = True
    revision: str = ""


def drafts(
    operands: Sequence[str], stdin_filename: str = "", unread: list[Unreadable] | None = None
) -> tuple[Draft, ...]:
    """Return the drafts that the operands name, each file once, folders in alphabetical order.

    Files of folders that cannot be read are put into ``unread``, where it is given; otherwise the first of them is
    raised.
    """
    found: dict[str, Draft] = {}
    passed: set[str] = set()
    for operand in operands:
        if operand == "-":
            found.setdefault("-", _standard_input(stdin_filename))
            continue
        revision, place = _placed(operand)
        for path in _files(place):
            key = texts.real(path)
            if key in found or key in passed:
                continue
            try:
                found[key] = Draft(read(path), path, not revision, revision)
            except Unreadable as problem:
                if unread is None or str(path) == operand:
                    raise
                unread.append(problem)
                passed.add(key)
    return tuple(found.values())


def _placed(operand: str) -> tuple[str, str]:
    """Return the revision that an operand names, or nothing, and where its file or folder lies."""
    if ":" not in operand:
        return "", operand
    from treatylang.workspace.revisions import is_revised, revised

    if not is_revised(operand):
        return "", operand
    found = revised(operand)
    return found.revision, str(found.place)


def _standard_input(name: str) -> Draft:
    texts.unsure("standard input")
    try:
        data = sys.stdin.buffer.read()
    except (OSError, AttributeError, ValueError) as problem:
        raise Unreadable("standard input cannot be read") from problem
    label = name or "-"
    return Draft(Source(label, decode(data, label)), Path(name or "standard-input.treaty"), exists=False)


def _files(operand: str) -> Iterator[Path]:
    if "\0" in operand:
        raise Unreadable(f"`{operand}` is not a path: it has a NUL character")
    path = Path(operand)
    if not texts.is_folder(path):
        if not texts.there(path):
            raise _missing(path)
        yield path
        return
    files = sorted(_below(path), key=lambda p: p.as_posix())
    if not files:
        raise Unreadable(
            f"the folder `{shown(path)}` has no `{SUFFIX}` file",
            f"give another folder, or a file whose name ends in `{SUFFIX}`",
        )
    yield from files


def _below(folder: Path) -> Iterator[Path]:
    """Yield the drafts below a folder; hidden folders are left out, links to folders are not followed."""
    found = texts.files_below(folder)
    yield from (path for path in found if path.name.endswith(SUFFIX) and not path.name.startswith("."))


def _missing(path: Path) -> Unreadable:
    from difflib import get_close_matches

    names = [name for name in texts.names_in(path.parent) if name.endswith(SUFFIX)]
    near = get_close_matches(path.name, names, n=1) or [n for n in names if n == f"{path.name}{SUFFIX}"]
    help = f"did you mean `{shown(path.with_name(near[0]))}`?" if near else "check the spelling of the path"
    return Unreadable(f"there is no file or folder `{shown(path)}`", help)
