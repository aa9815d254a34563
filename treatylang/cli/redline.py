"""`treaty redline`: what changed between two drafts, word by word, as lawyers show it."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatylang import reports
from treatylang.api.opening import chosen
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases
from treatylang.cli._output import colored, remark, say, width
from treatylang.cli.render import language_of
from treatylang.findings import Finding
from treatylang.reports._terminal import styled, visible
from treatylang.syntax import ast
from treatylang.workspace import NoVerdict, Selection, tidy, write

if TYPE_CHECKING:
    from treatylang.documents.outline import Outline
    from treatylang.documents.redline import Redline
    from treatylang.documents.redline.unprinted import Unprinted
    from treatylang.model.instrument import Instrument

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
    day: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The day of the changes; today if not given.")
    ] = "",
    whole: Annotated[bool, typer.Option("--whole", help="As text: show what did not change, too.")] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    lang: Annotated[
        str,
        typer.Option("--lang", metavar="CODE", help="One language alone; without it, every one."),
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
    """Show what changed between two drafts as struck-out and inserted words, in each language of theirs.

    What is not printed, such as what a draft is checked with, is listed below. In a Word document, accepting all
    changes gives the new draft and rejecting them the old one; that is verified before anything is written. Example:
    treaty redline HEAD~1:pact.treaty pact.treaty -o pact.docx
    """
    from treatylang.documents.redline.unprinted import unprinted

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
    pair = (chosen(earlier, treaty), chosen(later, treaty))
    found: dict[str, Redline] = {}
    missing: list[Finding] = []
    for code in [lang] if lang else languages_of(*pair):
        sides = [_outline(case, draft, code) for case, draft in zip((earlier, later), pair, strict=True)]
        if not found:  # what one language lacks is for `treaty render` to tell, unless it is asked for
            missing = [finding for _, several in sides for finding in several]
        found[code] = _compared(sides[0][0], sides[1][0])
    if not quiet:
        _tell(missing)
    files = (earlier.opened.document, later.opened.document)
    assert files[0] is not None and files[1] is not None  # texts that cannot be read were refused
    beside = list(unprinted((files[0], files[1]), pair, found.values()))
    if form == "docx":
        written = [_written(path, found[code], author, signed) for code, path in _files(Path(out), list(found))]
        if len(written) > 1 and not quiet:
            remark(f"one document for each language: {', '.join(visible(path.name) for path in written)}")
    else:
        names = (earlier.draft.source.name, later.draft.source.name)
        text = _text(found, beside, form, names, colored(color) and not out, whole)
        if out and out != "-":
            write(Path(out), text)
        else:
            say(text, whole=True)
    if out and not quiet:
        _remark_summary(found, beside)
    raise typer.Exit(1 if exit_code and (beside or any(differs(one) for one in found.values())) else 0)


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


def languages_of(*drafts: Instrument) -> list[str]:
    """Return the languages of two drafts, those of the later one first, and each that is authentic in either."""
    found: dict[str, None] = {}
    for draft in reversed(drafts):
        found |= dict.fromkeys(draft.languages)
        for line in draft.clauses:
            if line.word.text == "authentic":
                values = [value for slot in line.slots for value in slot.values if isinstance(value, ast.Words)]
                found |= dict.fromkeys(item.text for value in values for item in value.items)
    return list(found) or [language_of(drafts[-1])]


def differs(found: Redline) -> bool:
    """Return whether two drafts read differently in a language."""
    return any(passage.kind != "same" for passage in found.passages)


def _outline(case: Case, draft: Instrument, lang: str) -> tuple[Outline, tuple[Finding, ...]]:
    from treatylang.documents import outline

    world = case.opened.world
    assert world is not None
    return outline(world, draft, case.question, language=lang)


def _files(path: Path, codes: list[str]) -> list[tuple[str, Path]]:
    """Return where each language goes: the first into the file that was named, the others beside it."""
    beside = [path.with_name(f"{path.stem}.{code}{path.suffix}") for code in codes[1:]]
    return list(zip(codes, [path, *beside], strict=True))


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


def _written(path: Path, found: Redline, author: str, signed: date) -> Path:
    from treatylang.documents.redline import Unfaithful
    from treatylang.documents.redline.tracked import tracked

    try:
        data = tracked(found, author=author, day=signed.isoformat())
    except Unfaithful as problem:
        raise _refused(problem) from problem
    write(path, data)
    return path


def _refused(problem: Exception) -> NoVerdict:
    return NoVerdict(
        f"nothing was written: {problem}", "this is a fault of treatylang; please file a bug with the two drafts"
    )


def _text(
    found: dict[str, Redline], beside: list[Unprinted], form: str, names: tuple[str, str], color: bool, whole: bool
) -> str:
    if form == "html":
        from treatylang.documents.redline.page import pages

        return pages(found, beside, *names)
    from treatylang.documents.redline.telling import called

    parts = []
    for code, one in found.items():
        if len(found) == 1 or not any(map(differs, found.values())):
            return as_text(one, color, whole=whole, beside=len(beside)) + _beside(beside, color)
        head = styled(f"-- {called(code)} --", "bold", color)
        said = as_text(one, color, whole=whole) if whole or differs(one) else "nothing differs in this language\n"
        parts.append(f"{head}\n{said}")
    return "\n".join(parts) + _beside(beside, color)


def _beside(found: list[Unprinted], color: bool) -> str:
    """Return what differs and is not printed, line by line."""
    if not found:
        return ""
    lines = ["", "not printed, and so not shown above:"]
    for one in found:
        lines += [styled(f"  - {visible(one.old)}", "error", color)] if one.old else []
        lines += [styled(f"  + {visible(one.new)}", "help", color)] if one.new else []
    return "\n".join(lines) + "\n"


def as_text(found: Redline, color: bool, *, whole: bool, beside: int = 0) -> str:
    """Return a redline as lines for a terminal, in colours or with signs; ``beside`` differences are not printed."""
    from treatylang.documents.redline.plain import plain, signs

    if not color:
        return visible(plain(found, signs, whole=whole, beside=beside))
    marked = plain(found, lambda kind, text: f"{_MARKS[kind]}{text}\x03", whole=whole, beside=beside)
    # Colours replace marks that no draft can hold, so that nothing that a draft says is taken for one.
    return "".join(_colored(piece) for piece in re.split("([\x01\x02][^\x03]*\x03)", marked))


def _colored(piece: str) -> str:
    if piece[:1] not in _MARKS.values():
        return visible(piece)
    return styled(visible(piece[1:-1]), "error" if piece[0] == _MARKS["gone"] else "help", True)


def _remark_summary(found: dict[str, Redline], beside: list[Unprinted]) -> None:
    from treatylang.documents.redline.telling import called, summary

    changed = {code: one for code, one in found.items() if differs(one)} or dict(list(found.items())[:1])
    for code, one in changed.items():
        for sentence in summary(one, len(beside)):
            remark(visible(sentence if len(found) == 1 or not differs(one) else f"{called(code)}: {sentence}"))
    if beside and any(map(differs, found.values())):
        remark(f"not printed, and so not shown: {len(beside)} difference{'s' if len(beside) > 1 else ''}")
