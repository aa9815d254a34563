"""`treaty fmt`: one canonical layout, in place or shown."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang import reports
from treatylang.api.amending import formatted
from treatylang.cli import _options as options
from treatylang.cli._output import colored, comparison, remark, say, width
from treatylang.findings import Finding
from treatylang.workspace import Draft, drafts, write
from treatylang.workspace.cache import warm
from treatylang.workspace.trouble import Malformed


def command(
    operands: options.Operands,
    stdin_filename: options.StdinFilename = "",
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Bring drafts into the canonical layout; their meaning and their comments stay the same.

    Standard input (-) is written to standard output. Example: treaty fmt --check treaties/
    """
    options.one_of("--color", color, ("auto", "always", "never"))
    found = drafts(operands, stdin_filename)
    warm(use=not no_cache)
    broken: list[Finding] = []
    ready: list[tuple[Draft, str]] = []
    for draft in found:
        try:
            ready.append((draft, formatted(draft)))
        except Malformed as problem:
            broken.extend(problem.findings)
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
