"""`treaty profile`: the codings of political science, derived from the sentences of a treaty."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, pact


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    scheme: Annotated[str, typer.Option("--scheme", metavar="NAME", help="Whose variables: atop.")] = "atop",
    on: Annotated[
        str,
        typer.Option(
            "--on",
            "--as-of",
            metavar="DATE",
            help="On this day; if not given, the day of the draft, or today for a treaty.",
        ),
    ] = "",
    panel: Annotated[
        bool,
        typer.Option("--panel", help="A row for each pair of parties and year, with ISO, COW and ATOP numbers."),
    ] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Show how a scheme of political science would code a treaty, each value with the provisions that it rests on.

    Example: treaty profile pact.treaty --scheme atop --format csv
    """
    from treatylang.library.schemes import schemes

    _tables.form(form, out)
    options.one_of("--scheme", scheme, tuple(schemes()))
    options.day("--on", on)
    asked = Asked(on, (), with_party, brackets, config, isolated, not no_cache)
    found = pact(operand, stdin_filename, asked, treaty)
    _tables.show(found.profile(scheme, as_of=found.day_or(date.today()), panel=panel).tables, form, out, color)
