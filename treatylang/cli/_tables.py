"""What commands that answer with tables share: the choice of the format, and where the text goes."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import colored, remark, say, width
from treatylang.reports import tables
from treatylang.reports.tables import Table
from treatylang.workspace import write

Form = Annotated[
    str,
    typer.Option(
        "--format", metavar="NAME", help="How the answer is shown: table, text, csv, html, json, markdown or parquet."
    ),
]
Out = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]

_BINARY = ("parquet",)
"""Formats that are not text: they go to a file."""


_BARE = ("csv", "parquet")
"""Formats that have records alone: what an answer leaves out is remarked beside them."""


def form(name: str, out: str) -> str:
    """Return the format: the one that is named, else the one that the file's ending means, else the table.

    A format that is not a text, or whose library is not installed, is refused before any work is done.
    """
    suffix = Path(out).suffix.lower()
    ending = tables.ENDINGS.get(suffix, "text")
    if suffix and not name and suffix not in tables.ENDINGS:  # it may be another draft
        options.refuse(
            f"no format has the ending `{suffix}`", f"there are: {', '.join(tables.ENDINGS)}; or name a `--format`"
        )
    chosen = options.one_of("--format", name, tables.formats()) if name else ending
    if name and ending not in ("text", chosen):
        options.refuse(f"`{out}` has the ending of {ending}, not of {chosen}", "give another ending, or no `--format`")
    if chosen in _BINARY:
        if not out or out == "-":
            options.refuse(f"`{chosen}` is not a text that can be shown", f"write it to a file: `-o answer.{chosen}`")
        if find_spec("pyarrow") is None:
            options.refuse("files in Parquet need `pyarrow`", "install `treatylang[parquet]`, or write .csv instead")
    return chosen


def show(found: Sequence[Table], name: str, out: str, color: str) -> None:
    """Write tables to a file, or to standard output."""
    chosen = form(name, out)
    if chosen in _BARE:
        for line in dict.fromkeys(line for one in found for line in one.remarks):
            remark(line)
    text = tables.report(chosen, found, color=not out and colored(color), width=width())
    if out and out != "-":
        write(Path(out), text)
    elif isinstance(text, str):
        say(text)
