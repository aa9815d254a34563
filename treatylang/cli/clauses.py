"""`treaty clauses`: the model clauses that a draft may use, and a draft with its clauses written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatylang.api import clauses as model
from treatylang.cli import _options as options
from treatylang.cli._output import say, width
from treatylang.reports._json import dumped
from treatylang.reports._terminal import inline, wrapped
from treatylang.workspace import Project


def command(
    names: Annotated[list[str], typer.Argument(metavar="[CLAUSE…]", help="Show these clauses.")] = [],  # noqa: B006
    write_out: Annotated[
        str, typer.Option("--write-out", metavar="FILE|-", help="Print this draft with its clauses written out.")
    ] = "",
    stdin_filename: options.StdinFilename = "",
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Print clauses in en or fr.")] = "en",
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
    config: options.Config = "",
    isolated: options.Isolated = False,
    no_cache: options.NoCache = False,
) -> None:
    """List the model clauses that a draft may use, show some with what they take and say, or write them out.

    Example: treaty clauses common-danger
    """
    options.one_of("--format", format, ("text", "json"))
    options.one_of("--lang", lang, model.LANGUAGES)
    if write_out:
        if names:
            options.refuse("`--write-out` takes a draft, and no names of clauses")
        say(model.written_out(write_out, stdin_filename, config, isolated=isolated, cache=not no_cache), whole=True)
        return
    here = Path.cwd() / "here.treaty"
    project = Project.around(here, config=options.existing(config), isolated=isolated, cache=not no_cache)
    found = model.chosen_clauses(project, tuple(names))
    if format == "json":
        say(dumped(list(model.listed(found).records)) + "\n")
        return
    lines: list[str] = []
    column = max(len(one.name) for one in found)
    for one in found:
        head = f"{one.name:<{column}}  "
        if not names:
            takes = f" ({', '.join(word for word, *_ in one.takes)})" if one.takes else ""
            lines += wrapped(inline(one.title) + takes, width(), head, " " * len(head))
            continue
        lines += [f"{one.name}: {inline(one.title)}", "", f"  {one.use}"]
        for word, words, usual in one.takes:
            said = f"usually {usual}" if usual else "has to be said"
            lines += wrapped(f"{word}: {inline(words)} ({said})" if words else f"{word}: {said}", width(), "  ", "    ")
        lines += ["", one.sentences, "", *_indented(model.wording(project, one, lang)), "", f"  {inline(one.file)}", ""]
    say("\n".join(lines).rstrip("\n") + "\n")


def _indented(text: str) -> list[str]:
    return [
        line for piece in text.split("\n") for line in (wrapped(inline(piece), width(), "  ", "  ") if piece else [""])
    ]
