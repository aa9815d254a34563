"""`treaty redline`: what changed between two drafts, word by word, as lawyers show it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatylang import reports
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases
from treatylang.cli._output import colored, remark, say, width
from treatylang.cli.render import chosen, language_of
from treatylang.findings import Finding
from treatylang.reports._terminal import styled, visible
from treatylang.workspace import NoVerdict, Selection, tidy, write

if TYPE_CHECKING:
    from treatylang.documents.outline import Outline
    from treatylang.documents.redline import Redline

_MARKS = {"gone": "\x01", "new": "\x02"}
_ENDINGS = {".docx": "docx", ".html": "html", ".htm": "html", ".txt": "text"}


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier draft: a file, REV:path, or -.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later draft.")],
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="docx, html or text.")] = "",
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")] = "",
    author: Annotated[
        str, typer.Option("--author", help="Who is named as the author of the changes.")
    ] = "treaty redline",
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="The day of the changes; today without one.")] = "",
    whole: Annotated[bool, typer.Option("--whole", help="As text: show what did not change, too.")] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, where a file has several.")] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="The language of the text.")] = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if the drafts read differently.")] = False,
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Show what changed between two drafts as struck-out and inserted words.

    In a Word document, accepting all changes gives the new draft and rejecting them the old one; that is verified
    before anything is written. Example: treaty redline HEAD~1:pact.treaty pact.treaty -o pact.docx
    """
    form = (
        options.one_of("--to", to, ("docx", "html", "text")) if to else _ENDINGS.get(Path(out).suffix.lower(), "text")
    )
    if form == "docx" and out in ("", "-"):
        options.refuse("a Word document is written to a file", "name it: `-o changes.docx`")
    if not author.strip() or re.search(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", author):
        options.refuse("`--author` must be a name on one line")
    options.one_of("--color", color, ("auto", "always", "never"))
    signed = options.day("--date", day) or date.today()
    asked = Asked(as_of, (), with_party, brackets, config, isolated, not no_cache)
    earlier, later = _two(old, new, stdin_filename, asked)
    (before, missing), (after, missing_too) = _outline(earlier, treaty, lang), _outline(later, treaty, lang)
    if not quiet:
        _tell([*missing, *missing_too])
    found = _compared(before, after)
    if form == "docx":
        _written(Path(out), found, author, signed)
    else:
        names = (earlier.draft.source.name, later.draft.source.name)
        text = _text(found, form, names, colored(color) and not out, whole)
        if out and out != "-":
            write(Path(out), text)
        else:
            say(text, whole=True)
    if out and not quiet:
        _remark_summary(found)
    raise typer.Exit(1 if exit_code and any(p.kind != "same" for p in found.passages) else 0)


def _two(old: str, new: str, stdin_filename: str, asked: Asked) -> tuple[Case, Case]:
    """Return the two drafts; one file that is named twice is both."""
    if old == new == "-":
        options.refuse("only one of the two drafts can come from standard input")
    for operand in (old, new):
        if operand != "-" and Path(operand).is_dir():
            options.refuse(f"`{operand}` is a folder; `treaty redline` compares two files")
    found = cases([old, new], stdin_filename, asked)
    if len(found) > 2:
        options.refuse("`treaty redline` compares two files", "give the files, not the folders")
    for case in found:
        if case.opened.world is None:
            remark(reports.report("full", case.opened.findings, width=width()).rstrip("\n"))
            raise typer.Exit(2)
    return found[0], found[-1]


def _outline(case: Case, treaty: str, lang: str) -> tuple[Outline, tuple[Finding, ...]]:
    from treatylang.documents import outline

    world = case.opened.world
    assert world is not None
    draft = chosen(case, treaty)
    return outline(world, draft, case.question, language=lang or language_of(draft))


def _tell(missing: list[Finding]) -> None:
    said = tidy(missing, Selection())
    if said:
        remark(reports.report("full", said, width=width()).rstrip("\n"))


def _compared(before: Outline, after: Outline) -> Redline:
    from treatylang.documents.redline import Unfaithful, redline

    try:
        return redline(before, after)
    except Unfaithful as problem:
        raise _refused(problem) from problem


def _written(path: Path, found: Redline, author: str, signed: date) -> None:
    from treatylang.documents.redline import Unfaithful
    from treatylang.documents.redline.tracked import tracked

    try:
        data = tracked(found, author=author, day=signed.isoformat())
    except Unfaithful as problem:
        raise _refused(problem) from problem
    write(path, data)


def _refused(problem: Exception) -> NoVerdict:
    return NoVerdict(
        f"nothing was written: {problem}", "this is a fault of treatylang; please file a bug with the two drafts"
    )


def _text(found: Redline, form: str, names: tuple[str, str], color: bool, whole: bool) -> str:
    if form == "html":
        from treatylang.documents.redline.page import page

        return page(found, *names)
    return as_text(found, color, whole=whole)


def as_text(found: Redline, color: bool, *, whole: bool) -> str:
    """Return a redline as lines for a terminal, in colours or with signs."""
    from treatylang.documents.redline.plain import plain, signs

    if not color:
        return visible(plain(found, signs, whole=whole))
    marked = plain(found, lambda kind, text: f"{_MARKS[kind]}{text}\x03", whole=whole)
    # Colours replace marks that no draft can hold, so that nothing that a draft says is taken for one.
    return "".join(_colored(piece) for piece in re.split("([\x01\x02][^\x03]*\x03)", marked))


def _colored(piece: str) -> str:
    if piece[:1] not in _MARKS.values():
        return visible(piece)
    return styled(visible(piece[1:-1]), "error" if piece[0] == _MARKS["gone"] else "help", True)


def _remark_summary(found: Redline) -> None:
    from treatylang.documents.redline.telling import summary

    for sentence in summary(found):
        remark(visible(sentence))
