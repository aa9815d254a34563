"""`treaty brief`: what a minister's adviser needs of a draft, on three pages at most."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked
from treatylang.cli._output import say
from treatylang.cli.guarantees import opened
from treatylang.model.instrument import Instrument
from treatylang.model.question import Question
from treatylang.reasoning.answers.brackets import settled
from treatylang.reasoning.verdicts.guarantees import Setting, matrices
from treatylang.workspace import Selection, check, write

_ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown"}
_FORMS = ("html", "markdown")


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write to this file: .html or .md.")] = "",
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="html or markdown.")] = "",
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, where a file has several.")] = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    no_cache: options.NoCache = False,
) -> None:
    """Tell in short what a draft promises to whom, what stands against it, what parliaments must do, where it applies.

    Example: treaty brief pact.treaty -o brief.html --option strength=A
    """
    suffix = Path(out).suffix.lower()
    if out not in ("", "-") and not to and suffix not in _ENDINGS:
        options.refuse(f"a brief has no form with the ending `{suffix}`", "end it in .html or .md, or name `--to`")
    form = options.one_of("--to", to, _FORMS) if to else _ENDINGS.get(suffix, "markdown")
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    case, draft = opened(operand, stdin_filename, asked, treaty)
    world = case.opened.world
    assert world is not None
    from treatylang.reports._brief import Briefed, brief

    text = brief(
        Briefed(
            world,
            draft,
            case.question,
            check(case.opened, case.question, Selection(), date.today()),
            tuple(one for one in matrices(world, draft, case.question, Setting()) if one.cells),
            settled(world, draft, case.question) if draft.brackets else (),
            _picture(draft, case.question) if form == "html" else "",
        ),
        form,
    )
    if out and out != "-":
        write(Path(out), text)
    else:
        say(text, whole=True)


def _picture(draft: Instrument, question: Question) -> str:
    """Return the areas of a draft as a map, nothing where it defines none."""
    from treatylang.documents.maps import draw
    from treatylang.documents.maps.subject import names_of, subject_of
    from treatylang.reasoning.areas.whereabouts import usual_day

    day = question.as_of or usual_day(draft, date.today())
    return draw(subject_of(draft, question, day)) if names_of(draft, question, day) else ""
