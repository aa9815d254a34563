"""`treaty candidates`: what stands against a state's joining a draft, and what would cure it."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, pact


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STATE…]", help="Who might join; if not given, those the draft invites."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All states whose law is held, as one table.")] = False,
    steps: Annotated[
        bool, typer.Option("--steps", help="What each has to do to join, in order, and the parties to admit it.")
    ] = False,
    change: Annotated[
        bool,
        typer.Option(
            "--change", help="What changes with each as a party, also for a present party: help, areas, votes."
        ),
    ] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Show what each state's law, treaties, disputes and procedures mean for its joining.

    Example: treaty candidates pact.treaty Vietnam India
    """
    _tables.form(form, out)
    asked = Asked(as_of, readings, [], brackets, config, isolated, not no_cache)
    if every and names:
        options.refuse("`--all` asks of every state, and takes no names")
    if change and (every or steps):
        options.refuse("`--change` and `--all` or `--steps` show different things", "give one of them")
    draft = pact(operand, stdin_filename, asked, treaty)
    states = options.listed(names or [])
    found = draft.joining(*states) if change else draft.candidates(*states, every=every, steps=steps)
    _tables.show(found.tables, form, out, color)
