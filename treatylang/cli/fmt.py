"""`treaty fmt`: one canonical layout, in place or shown."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang import reports
from treatylang.cli import _options as options
from treatylang.cli._output import colored, comparison, remark, say, width
from treatylang.findings import Finding
from treatylang.workspace import Draft, drafts, write
from treatylang.workspace.cache import warm


def command(
    operands: options.Operands,
    stdin_filename: options.StdinFilename = "",
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Bring drafts into the one canonical layout; what they mean stays the same, and so do their comments.

    Standard input (-) is written to standard output. Example: treaty fmt --check treaties/
    """
    options.one_of("--color", color, ("auto", "always", "never"))
    found = drafts(operands, stdin_filename)
    warm(use=not no_cache)
    broken: list[Finding] = []
    ready: list[tuple[Draft, str]] = []
    for draft in found:
        text = _formatted(draft)
        if isinstance(text, str):
            ready.append((draft, text))
        else:
            broken.extend(text)
    changed = 0
    for draft, text in ready:
        differs = text != draft.source.text
        changed += differs
        if diff:
            say(comparison(draft.source.name, draft.source.text, text, "formatted", color=colored(color)))
        elif not check and not draft.exists:
            say(text, whole=True)
        elif differs and not check:
            write(draft.path, text, over=draft.source)
        if differs and (check or draft.exists) and not diff and not quiet:
            remark(f"{'would change' if check else 'changed'}: {draft.source.name}")
    if broken:
        remark(reports.report("full", broken, width=width()).rstrip("\n"))
    raise typer.Exit(1 if broken or ((check or diff) and changed) else 0)


def _formatted(draft: Draft) -> str | tuple[Finding, ...]:
    """Return the text in the canonical layout, or why it cannot be read."""
    from treatylang.syntax.formatter import format_document
    from treatylang.syntax.parser import parse
    from treatylang.workspace import Project

    document, _ = parse(draft.source)
    if document is None:
        # Once more with the vocabulary, which is opened only where it has to say what was meant.
        return parse(draft.source, Project.around(draft.path, isolated=True).glossary)[1]
    text = format_document(document)
    again, _ = parse(type(draft.source)(draft.source.name, text))
    if again != document:
        raise RuntimeError(f"the layout of {draft.source.name} would change its meaning; nothing was written")
    return text
