"""`treaty instruments`: the treaties and political texts of the library, whom they bind and what they ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.api.knowledge import chosen_instruments
from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.workspace import Project


def command(
    party: Annotated[
        str,
        typer.Option(
            "--party", metavar="STATE", help="Only those of this state on the day, including those only signed."
        ),
    ] = "",
    on: Annotated[str, typer.Option("--on", "--as-of", metavar="DATE", help="On this day; today if not given.")] = "",
    form: _tables.Form = "",
    out: _tables.Out = "",
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """List treaties and political texts: in force or not, alliance or not, the parties, and what each of them owes.

    Example: treaty instruments --party Japan --on 1965-01-01
    """
    _tables.form(form, out)
    day = options.day("--on", on) or date.today()
    here = Path.cwd() / "here.treaty"
    project = Project.around(here, config=options.existing(config), isolated=isolated, cache=not no_cache)

    _tables.show(chosen_instruments(project, party, day), form, out, color)
