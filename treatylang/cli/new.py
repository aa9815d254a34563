"""`treaty new`: a first draft that checks clean, from a title, some parties and a kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.api.beginning import USUAL, kinds, new
from treatylang.cli import _options as options
from treatylang.cli._output import remark, say
from treatylang.workspace import write
from treatylang.workspace.cache import warm


def command(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The file to write, or - for standard output.")],
    title: Annotated[str, typer.Option("--title", help="The title of the treaty.")] = "",
    parties: Annotated[
        list[str], typer.Option("--parties", metavar="STATE,STATE", help="The parties, by any of their names.")
    ] = [],  # noqa: B006
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="consultation, mutual-defence or bilateral.")
    ] = USUAL,
    clauses: Annotated[
        list[str],
        typer.Option("--clause", metavar="NAME", help="Use this model clause too; `treaty clauses` lists them."),
    ] = [],  # noqa: B006
    place: Annotated[str | None, typer.Option("--place", help="Where it is drawn up.")] = None,
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="When it is drawn up; today if not given.")] = "",
) -> None:
    """Write a first draft without faults; an existing file is never overwritten.

    Example: treaty new pact.treaty --title "Pact on Consultation" --parties "Japan,Australia" --kind consultation
    """
    options.one_of("--kind", kind, kinds())
    drawn = options.day("--date", day) or date.today()
    warm()
    text = new(
        title, options.listed(parties), kind=kind, clauses=options.listed(clauses), place=place, on=drawn
    ).content
    if file == "-":
        say(text, whole=True)
        return
    write(Path(file), text, replace=False)
    remark(f"written: {file}; next: treaty check {file}")
