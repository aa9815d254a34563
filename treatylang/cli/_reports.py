"""What commands that report share: the formats of standard output, one of them in a file, and further ones beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

import typer

from treatylang.cli import _options as options

Out = Annotated[
    str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file, in the format of its ending.")
]

_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".sarif": "sarif",
    ".txt": "full",
    ".xml": "junit",
}
"""The format that the ending of a file name means, where the command has it."""


class Reports(Protocol):
    """The registry of the formats of a command."""

    def formats(self) -> tuple[str, ...]:
        """Return the names of the formats."""

    def is_alone(self, name: str) -> bool:
        """Return whether a format is a whole document, which nothing may precede or follow."""


@dataclass(frozen=True)
class Wanted:
    """Which reports go to standard output, and which to files."""

    printed: tuple[str, ...]
    files: tuple[tuple[str, Path], ...]


def wanted(reports: Reports, names: Sequence[str], out: str, beside: Sequence[str], example: str) -> Wanted:
    """Return what `--format`, `-o` and `--output-file` ask for; what goes to the file of `-o` is not printed."""
    files = [_beside(reports, value, example) for value in beside]
    if out and out != "-":
        files.insert(0, (placed(reports.formats(), names, out), Path(out)))
    options.apart(str(path) for _, path in files)
    return Wanted(() if out and out != "-" else printed(reports, names), tuple(files))


def printed(reports: Reports, names: Sequence[str]) -> tuple[str, ...]:
    """Return the formats of standard output, ``full`` where none is named; a whole document stands alone."""
    found = tuple(dict.fromkeys(options.listed(names))) or ("full",)
    for name in found:
        options.one_of("--format", name, reports.formats())
    alone = [name for name in found if reports.is_alone(name)]
    if len(found) > 1 and alone:
        options.refuse(
            f"`{alone[0]}` is a whole document, so nothing else can be printed with it",
            f"write it to a file: `--output-file {alone[0]}=PATH`",
        )
    return found


def placed(formats: Sequence[str], names: Sequence[str], out: str) -> str:
    """Return the format in which a file is written: the one that is named, else that of its ending, else ``full``."""
    suffix = Path(out).suffix.lower()
    ending = _ENDINGS.get(suffix, "")
    named = options.listed(names)
    if len(named) > 1:
        options.refuse("`-o` writes one format", "write each further one with `--output-file FORMAT=PATH`")
    for name in named:
        options.one_of("--format", name, formats)
        if ending in formats and ending != name and (ending, name) not in _SAME:
            help_ = "give another ending, or no `--format`"
            options.refuse(f"`{out}` has the ending of {ending}, not of {name}", help_)
    if named:
        return named[0]
    if suffix and ending not in formats:  # it may be another draft
        known = ", ".join(end for end, name in _ENDINGS.items() if name in formats)
        options.refuse(f"no format has the ending `{suffix}`", f"there are: {known}; or name a `--format`")
    return ending if ending in formats else "full"


_SAME = (("json", "gitlab"), ("json", "sarif"), ("full", "concise"), ("full", "github"))
"""Formats that may have the ending of another: those of GitLab and of SARIF are JSON."""


def _beside(reports: Reports, value: str, example: str) -> tuple[str, Path]:
    ((name, path),) = options.pairs("--output-file", [value], example).items()
    return options.one_of("--output-file", name, reports.formats()), Path(path)
