"""`treaty brief`: what a minister's adviser needs of a draft, on three pages at most."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _endings
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, pact
from treatylang.cli._output import say
from treatylang.workspace import write

_ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown"}
_FORMS = ("html", "markdown")


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file: .html or .md.")] = "",
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="html or markdown.")] = "",
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    no_cache: options.NoCache = False,
) -> None:
    """Summarise what a draft promises to whom, what stands in its way, what parliaments must do, where it applies.

    Example: treaty brief pact.treaty -o brief.html --option strength=A
    """
    form = _endings.form(to, out, _FORMS, _ENDINGS, "markdown")
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    text = pact(operand, stdin_filename, asked, treaty).brief_text(form, date.today())
    if out and out != "-":
        write(Path(out), text)
    else:
        say(text, whole=True)
