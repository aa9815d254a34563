"""`treaty timeline`: the life of a treaty by its dates, as a table or as a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, pact
from treatylang.workspace import write


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    brackets: options.Options = [],  # noqa: B006  # typer copies its defaults
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Show when a treaty was signed, who is bound when, which readings and areas hold, and when terms end.

    Of a draft it shows what follows from signature, in order and without dates.

    Example: treaty timeline pact.treaty -o pact.svg
    """
    picture = Path(out).suffix.lower() == ".svg" and not form
    if not picture:
        _tables.form(form, out)
    asked = Asked("", (), (), brackets, config, isolated, not no_cache)
    found = pact(operand, stdin_filename, asked, treaty, told=picture)
    if picture:
        write(Path(out), found.timeline_picture(date.today()))
        return
    _tables.show(found.timeline().tables, form, out, color)
