"""`treaty explain`: the page of a rule, or of a word of the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatylang.api.knowledge import explain
from treatylang.cli import _options as options
from treatylang.cli._output import colored, say, width


def command(
    name: Annotated[
        str, typer.Argument(metavar="RULE|WORD", help="The name of a rule, as findings show it, or a word of a draft.")
    ],
    color: options.Color = "auto",
) -> None:
    """Show the page of a rule, or what a word of the vocabulary means, with a sentence that uses it.

    Example: treaty explain syntax-error
    """
    options.one_of("--color", color, ("auto", "always", "never"))
    page = explain(name, folder=Path.cwd()).content
    if not colored(color):
        say(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(force_terminal=True, width=width()).print(Markdown(page))
