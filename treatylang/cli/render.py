"""`treaty render`: the treaty itself, as Markdown, HTML, plain text or a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatylang import reports
from treatylang.api.opening import chosen
from treatylang.api.redlining import language_of
from treatylang.cli import _endings
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases
from treatylang.cli._output import remark, say, width
from treatylang.cli._run import fails
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument
from treatylang.workspace import NoVerdict, Selection, tidy, write
from treatylang.workspace.templates import templates_in

FORMS = ("markdown", "html", "text", "docx")
ENDINGS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text", ".docx": "docx"}


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|-", help="A draft, or - for standard input.")],
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="markdown, html, text or docx.")] = "",
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")] = "",
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    templates: Annotated[str, typer.Option("--templates", metavar="FOLDER", help="Templates of your own.")] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help="The language of the text.")] = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    fail_on: options.FailOn = "error",
    config: options.Config = "",
    isolated: options.Isolated = False,
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Print the whole treaty, from its title to the signature blocks.

    Example: treaty render pact.treaty --to html -o pact.html --option strength=B
    """
    form = _endings.form(to, out, FORMS, ENDINGS, "markdown")
    if form == "docx" and out in ("", "-"):
        options.refuse("a Word document is written to a file", "name it: `-o pact.docx`")
    options.one_of("--fail-on", fail_on, ("error", "warning", "info", "never"))
    found = cases(
        [operand], stdin_filename, Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    )
    if len(found) > 1:
        options.refuse("`treaty render` prints one file at a time", "give the file, not the folder")
    case = found[0]
    if case.opened.world is None:
        remark(reports.report("full", case.opened.findings, width=width()).rstrip("\n"))
        raise typer.Exit(2)
    text, findings = _text(case, chosen(case, treaty), form, lang, templates)
    said = tidy([*case.opened.findings, *findings], Selection())
    if said and not quiet:
        remark(reports.report("full", said, width=width()).rstrip("\n"))
    if isinstance(text, bytes) or (out and out != "-"):
        write(Path(out), text)
    else:
        say(text, whole=True)
    raise typer.Exit(1 if fails(said, fail_on) else 0)


def _text(
    case: Case, draft: Instrument, form: str, lang: str, templates: str
) -> tuple[str | bytes, tuple[Finding, ...]]:
    from treatylang.documents import TemplateFault, outline, render

    world = case.opened.world
    assert world is not None
    if form == "docx":
        from treatylang.documents.word import docx

        text, missing = outline(world, draft, case.question, language=lang or language_of(draft))
        return docx(text), missing
    folder = options.existing(templates) or case.project.settings.templates
    own = templates_in(folder) if folder is not None else {}
    try:
        return render(world, draft, case.question, form=form, language=lang or language_of(draft), templates=own)
    except TemplateFault as problem:
        raise NoVerdict(str(problem)) from problem
