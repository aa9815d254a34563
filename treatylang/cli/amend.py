"""`treaty amend`: the consolidated text of a treaty and its protocols; or the protocol between two drafts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang import reports
from treatylang.cli import _options as options
from treatylang.cli._output import remark, say, width
from treatylang.cli._protocols import document, refuse_names, treaty_of
from treatylang.cli._protocols import protocol as protocol_of
from treatylang.reports._terminal import visible
from treatylang.syntax import ast
from treatylang.workspace import NoVerdict, Selection, tidy, write
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
    if not between and (name or title):
        options.refuse("`--name` and `--title` are for the protocol that `--between` writes")
    refuse_names(name, title)
    if base == protocol == "-":
        options.refuse("only one of the two files can come from standard input")
    warm(use=not no_cache)
    documents = [document(operand, stdin_filename, cache=not no_cache) for operand in (base, protocol)]
    old = treaty_of(documents[0], treaty)
    if between:
        text, troubles = protocol_of(old, treaty_of(documents[1], treaty, like=old.name.text), name, title)
    else:
        text, troubles = _consolidated(documents[0], old, documents[1], day, quiet)
    if troubles and not quiet:
        remark("\n".join(troubles))
    if out and out != "-":
        own = base != "-" and is_same(Path(out), Path(base))
        write(Path(out), text, over=documents[0].source if own else None)
    else:
        say(text, whole=True)
    raise typer.Exit(1 if troubles else 0)


def _consolidated(
    base: ast.Document, old: ast.InstrumentNode, beside: ast.Document, day: date | None, quiet: bool
) -> tuple[str, list[str]]:
    """Return the consolidated text, and why some instructions were left out."""
    from treatylang.model.amend import amending, in_force
    from treatylang.model.consolidate import consolidated

    found = amending(old, [item for item in beside.items if isinstance(item, ast.InstrumentNode)])
    if not found:
        raise NoVerdict(f"`{beside.source.name}` has no protocol that amends `{old.name.text}`")
    applied = [protocol for protocol in found if day is None or in_force(protocol, day)]
    for protocol in found:
        if protocol not in applied and not quiet:
            remark(f"not in force on {day}, left out: {visible(protocol.title.text)}")
    own = {item.name.text for item in base.items if isinstance(item, ast.InstrumentNode)}
    without = [protocol.name.text for protocol in applied if protocol.name.text in own]
    made = consolidated(base, old.name.text, applied, without=without)
    if made.moved and not quiet:
        told = ", ".join(f"article {old} is now article {new} (`{visible(name)}`)" for old, new, name in made.moved)
        remark(f"numbers moved, since the treaty is not in force yet: {told}")
    shown = reports.report("full", tidy(made.findings, Selection()), width=width()).rstrip("\n")
    return made.text, [shown] if made.findings else []
