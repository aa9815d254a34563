"""`treaty redline`: what changed between two drafts, word by word, as lawyers show it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang import reports
from treatylang.api.opening import chosen
from treatylang.api.redlining import AUTHOR, redlined
from treatylang.cli import _endings
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases
from treatylang.cli._output import colored, remark, say, width
from treatylang.findings import Finding
from treatylang.reports._redline import shown
from treatylang.reports._terminal import visible
from treatylang.workspace import Selection, tidy, write

_ENDINGS = {".docx": "docx", ".html": "html", ".htm": "html", ".txt": "text"}


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier draft: a file, REV:path, or -.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later draft.")],
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="docx, html or text.")] = "",
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")] = "",
    author: Annotated[str, typer.Option("--author", help="Who is named as the author of the changes.")] = AUTHOR,
    day: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The day of the changes; today if not given.")
    ] = "",
    whole: Annotated[bool, typer.Option("--whole", help="In text, also show what did not change.")] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    lang: Annotated[
        str,
        typer.Option("--lang", metavar="CODE", help="Only this language; all of them if not given."),
    ] = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything differs that is shown.")
    ] = False,
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Show what changed between two drafts as struck-out and inserted words, in each of their languages.

    What is not printed, such as what a draft is checked against, is listed below. In a Word document, accepting all
    changes gives the new draft and rejecting them the old one; that is verified before anything is written. Example:
    treaty redline HEAD~1:pact.treaty pact.treaty -o pact.docx
    """
    form = _endings.form(to, out, ("docx", "html", "text"), _ENDINGS, "text")
    if form == "docx" and out in ("", "-"):
        options.refuse("a Word document is written to a file", "name it: `-o changes.docx`")
    if not author.strip() or re.search(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", author):
        options.refuse("`--author` must be a name on one line")
    options.one_of("--color", color, ("auto", "always", "never"))
    signed = options.day("--date", day) or date.today()
    asked = Asked(as_of, (), with_party, brackets, config, isolated, not no_cache)
    earlier, later = _two(old, new, stdin_filename, asked)
    found = redlined((earlier, later), (chosen(earlier, treaty), chosen(later, treaty)), lang)
    if not quiet:
        _tell(found.findings)
    if form == "docx":
        written = found.save_tracked(Path(out), author=author, day=signed)
        if len(written) > 1 and not quiet:
            remark(f"one document for each language: {', '.join(visible(path.name) for path in written)}")
    else:
        text = shown(
            found.languages, found.beside, found.names, form=form, color=colored(color) and not out, whole=whole
        )
        if out and out != "-":
            write(Path(out), text)
        else:
            say(text, whole=True)
    if out and not quiet:
        for sentence in found.summary:
            remark(visible(sentence))
    raise typer.Exit(1 if exit_code and found.differs else 0)


def _two(old: str, new: str, stdin_filename: str, asked: Asked) -> tuple[Case, Case]:
    """Return the two drafts; one file that is named twice is both."""
    if old == new == "-":
        options.refuse("only one of the two drafts can come from standard input")
    for operand in (old, new):
        if operand != "-" and os.path.isdir(operand):
            options.refuse(f"`{operand}` is a folder; `treaty redline` compares two files")
    found = cases([old, new], stdin_filename, asked)
    if len(found) > 2:
        options.refuse("`treaty redline` compares two files", "give the files, not the folders")
    for case in found:
        if case.opened.world is None:
            remark(reports.report("full", case.opened.findings, width=width()).rstrip("\n"))
            raise typer.Exit(2)
    return found[0], found[-1]


def _tell(missing: Sequence[Finding]) -> None:
    said = tidy(missing, Selection())
    if said:
        remark(reports.report("full", said, width=width()).rstrip("\n"))
