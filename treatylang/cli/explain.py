"""`treaty explain`: the page of a rule, or of a word of the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import colored, say, width


def command(
    name: Annotated[
        str, typer.Argument(metavar="RULE|WORD", help="The name of a rule, as findings show it, or a word of a draft.")
    ],
    color: options.Color = "auto",
) -> None:
    """Show the page of a rule, or what a word of the vocabulary means, with a sentence in which it stands.

    Example: treaty explain syntax-error
    """
    from treatylang.checks import rules

    options.one_of("--color", color, ("auto", "always", "never"))
    found = rules().get(name)
    page = f"# {found.name}\n\n*{found.severity.word}*: {found.page.strip()}\n" if found is not None else _word(name)
    if not colored(color):
        say(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(force_terminal=True, width=width()).print(Markdown(page))


def _word(name: str) -> str:
    """Return the pages of the words of that name; whoever asks for anything else is told what is near."""
    from treatylang.checks import rules
    from treatylang.cli._vocabulary import lexicon
    from treatylang.model.explained import alike, explain
    from treatylang.model.meant import did_you_mean
    from treatylang.reports._words import page

    known = lexicon(Path.cwd())
    found = [word for word in known.words() if word.name == name]
    if found:
        return "\n".join(page(explain(known, word)) for word in found)
    near = did_you_mean(dict.fromkeys(written for written, _ in alike(known, name)[:3]))
    return options.refuse(f"there is no rule or word `{name}`", near[0] if near else options.hint(name, rules()))
