"""`treaty cures`: the sets of changes that would leave no conflict with law, and what each costs and gains."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked
from treatylang.cli.guarantees import opened
from treatylang.reasoning.front import fronts
from treatylang.reasoning.telling import examined
from treatylang.reports import _cures


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, where a file has several.")] = "",
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
    """Show the sets of changes of which none costs less and gains more; `treaty check --unsafe-fixes` makes one.

    Example: treaty cures pact.treaty --option strength=A
    """
    _tables.form(form, out)
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    case, draft = opened(operand, stdin_filename, asked, treaty)
    assert case.opened.world is not None
    frame, _ = examined(case.opened.world, draft, case.question)
    _tables.show([_cures.table(fronts(frame), frame, draft)], form, out, color)
