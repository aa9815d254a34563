"""`treaty timeline`: the life of a treaty by its dates, as a table or as a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked
from treatylang.cli.guarantees import opened
from treatylang.workspace import write


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, where a file has several.")] = "",
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

    Example: treaty timeline pact.treaty -o pact.svg
    """
    picture = Path(out).suffix.lower() == ".svg" and not form
    if not picture:
        _tables.form(form, out)
    asked = Asked("", (), (), brackets, config, isolated, not no_cache)
    case, draft = opened(operand, stdin_filename, asked, treaty)

    from treatylang.reasoning.answers.chronology import timeline

    assert case.opened.world is not None
    found = timeline(case.opened.world, draft, case.question)
    if picture:
        from treatylang.documents.timelines import picture_of

        write(Path(out), picture_of(found, draft, date.today()))
        return
    from treatylang.reports import _timeline

    _tables.show([_timeline.table(found, draft)], form, out, color)
