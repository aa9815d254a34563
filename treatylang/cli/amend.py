"""`treaty amend`: the consolidated text of a treaty and its protocols; or the protocol between two drafts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang import reports
from treatylang.api.amending import amended, drawn, refuse_names
from treatylang.cli import _options as options
from treatylang.cli._endings import refuse_unknown
from treatylang.cli._output import remark, say, width
from treatylang.cli._protocols import read, told
from treatylang.reports._terminal import visible
from treatylang.syntax import ast
from treatylang.workspace import write
from treatylang.workspace.cache import warm
from treatylang.workspace.texts import is_same


def command(
    base: Annotated[str, typer.Argument(metavar="BASE", help="The treaty: a file, REV:path, or -.")],
    protocol: Annotated[str, typer.Argument(metavar="PROTOCOL", help="The protocol, or with --between the new draft.")],
    between: Annotated[
        bool, typer.Option("--between", help="Write the protocol that makes the second draft out of the first.")
    ] = False,
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")] = "",
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", "--on", metavar="DATE", help="Carry out only what is in force on this day.")
    ] = "",
    name: Annotated[str, typer.Option("--name", help="With --between: the name of the protocol.")] = "",
    title: Annotated[str, typer.Option("--title", help="With --between: the title of the protocol.")] = "",
    stdin_filename: options.StdinFilename = "",
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Carry out the instructions of a protocol and print the treaty as amended.

    An instruction that does not fit is left out, with the reason; the exit code is then 1. Example: treaty amend
    pact.treaty protocol.treaty -o consolidated.treaty
    """
    day = options.day("--as-of", as_of)
    refuse_unknown(out, (".treaty", ".txt"))
    if not between and (name or title):
        options.refuse("`--name` and `--title` are for the protocol that `--between` writes")
    refuse_names(name, title)
    if base == protocol == "-":
        options.refuse("only one of the two files can come from standard input")
    warm(use=not no_cache)
    first, second = (read(operand, stdin_filename, cache=not no_cache) for operand in (base, protocol))
    if between:
        made = drawn(first, second, name=name, title=title, treaty=treaty)
        text, troubles = made.content, told(made)
    else:
        text, troubles = _consolidated(first, second, treaty, day, quiet)
    if troubles and not quiet:
        remark("\n".join(troubles))
    if out and out != "-":
        own = base != "-" and is_same(Path(out), Path(base))
        write(Path(out), text, over=first.source if own else None)
    else:
        say(text, whole=True)
    raise typer.Exit(1 if troubles else 0)


def _consolidated(
    base: ast.Document, beside: ast.Document, treaty: str, day: date | None, quiet: bool
) -> tuple[str, list[str]]:
    """Return the consolidated text, and why some instructions were left out."""
    made = amended(base, beside, treaty, day)
    for title in () if quiet else made.left_out:
        remark(f"not in force on {day}, left out: {visible(title)}")
    if made.moved and not quiet:
        numbers = ", ".join(f"article {old} is now article {new} (`{visible(name)}`)" for old, new, name in made.moved)
        remark(f"numbers moved, since the treaty is not in force yet: {numbers}")
    shown = reports.report("full", made.findings, width=width()).rstrip("\n")
    return made.content, [shown] if made.findings else []
