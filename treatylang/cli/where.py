"""`treaty where`: whose a place is, who claims it, in which areas it lies; or where the land of the parties lies."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from treatylang.api.questions import read_place
from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, pact

SETTINGS = {"ignore_unknown_options": True}
"""So that -24.5 is a latitude and no option."""


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    place: Annotated[
        list[str],
        typer.Argument(
            metavar="[LAT LON]",
            show_default=False,
            help="As in 24.5N 153.9E, 24°30′N 153°54′E or -24.5 153.9; if not given, the land of the parties.",
        ),
    ] = [],  # noqa: B006
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
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Show whose a place is, who claims it, and in which areas of the treaties in force it lies.

    Without a place: on which continents the land of each party lies, and how much of it in which areas of the text.

    Example: treaty where pact.treaty 26°20′N 127°48′E --on 1970-01-01
    """
    _tables.form(form, out)
    _refuse_options(place)
    options.day("--on", on)
    if place:
        read_place(place)  # refuse what is no place before any file is read
    asked = Asked(on, (), with_party, brackets, config, isolated, not no_cache)
    found = pact(operand, stdin_filename, asked, treaty)
    day = found.day_or(date.today())
    answer = found.where(*place, as_of=day) if place else found.lands(as_of=day)
    _tables.show(answer.tables, form, out, color)


def _refuse_options(words: list[str]) -> None:
    """Refuse what looks like an option and is none: with negative numbers about, the parser lets it pass."""
    for word in words:
        if word.startswith("-") and not word[1:2].isdigit() and word[1:2] != ".":
            options.refuse(f"there is no option `{word}`", "`treaty where --help` lists them")
