"""`treaty brackets`: which combinations of options are lawful for whom."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, pact


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft with brackets.")],
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Show, for each combination of options that is still open, for whom the text would be lawful.

    Example: treaty brackets pact.treaty
    """
    _tables.form(form, out)
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    draft = pact(operand, stdin_filename, asked, treaty)
    _tables.show(draft.brackets().tables, form, out, color)
