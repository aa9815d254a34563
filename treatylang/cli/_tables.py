"""What commands that answer with tables share: the choice of the format, and where the text goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import colored, say, width
from treatylang.reports import tables
from treatylang.reports.tables import Table
from treatylang.workspace import write

Form = Annotated[
    str, typer.Option("--format", metavar="NAME", help="How the answer is shown: table, csv, html, json or markdown.")
]
Out = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]

_ENDINGS = {".csv": "csv", ".html": "html", ".htm": "html", ".json": "json", ".md": "markdown", ".txt": "table"}


def form(name: str, out: str) -> str:
    """Return the format: the one that is named, else the one that the file's ending means, else the table."""
    if name:
        return options.one_of("--format", name, tables.formats())
    return _ENDINGS.get(Path(out).suffix.lower(), "table")


def show(found: Sequence[Table], name: str, out: str, color: str) -> None:
    """Write tables to a file, or to standard output."""
    chosen = form(name, out)
    text = tables.report(chosen, found, color=not out and colored(color), width=width())
    if out and out != "-":
        write(Path(out), text)
    else:
        say(text)
