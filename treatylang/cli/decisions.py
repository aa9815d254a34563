"""`treaty decisions`: who decides what by which majority, who can block it, and how much each vote weighs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, pact


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    on: Annotated[
        str,
        typer.Option(
            "--on",
            "--as-of",
            metavar="DATE",
            help="On this day; if not given, the day of the draft, or today for a treaty.",
        ),
    ] = "",
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    with_party: options.WithParty = [],  # noqa: B006  # typer copies its defaults
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Show who can block each decision, who can carry it, and each member's share of power.

    Example: treaty decisions pact.treaty --with-party India --with-party Vietnam
    """
    _tables.form(form, out)
    options.day("--on", on)
    asked = Asked(on, (), with_party, brackets, config, isolated, not no_cache)
    found = pact(operand, stdin_filename, asked, treaty)
    _tables.show(found.decisions(as_of=found.day_or(date.today())).tables, form, out, color)
