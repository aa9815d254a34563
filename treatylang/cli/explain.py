"""`treaty explain`: the page of a rule."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import colored, say, width


def command(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The name of a rule, as findings show it.")],
    color: options.Color = "auto",
) -> None:
    """Show the page of a rule: what it finds, why it matters, an example, what to write instead.

    Example: treaty explain syntax-error
    """
    from treatylang.checks import rules

    options.one_of("--color", color, ("auto", "always", "never"))
    found = rules().get(rule)
    if found is None:
        options.refuse(f"there is no rule `{rule}`", options.hint(rule, rules()))
    page = f"# {found.name}\n\n*{found.severity.word}*: {found.page.strip()}\n"
    if not colored(color):
        say(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(force_terminal=True, width=width()).print(Markdown(page))
