"""`treaty git-merge-driver`: how git puts two versions of a draft together: by label, never within one paragraph."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import remark
from treatylang.reports._terminal import visible
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace import NoVerdict, write
from treatylang.workspace.cache import parsed, warm
from treatylang.workspace.texts import read


def command(
    base: Annotated[str, typer.Argument(metavar="BASE", help="What both sides come from (%O).")],
    ours: Annotated[str, typer.Argument(metavar="OURS", help="This side; the result is written here (%A).")],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="The other side (%B).")],
    size: Annotated[str, typer.Argument(metavar="SIZE", help="How long the marks of a conflict are (%L).")] = "7",
    path: Annotated[str, typer.Argument(metavar="PATH", help="Where the draft lies (%P).")] = "",
) -> None:
    """Put two versions of a draft together, as git asks a merge driver to; `treaty init` tells git to use it.

    Exit code 0: everything could be taken from one side or the other. 1: people have to choose; the places stand
    between comments, and `treaty check` reports them. Example: git merge australia
    """
    if not size.isdigit() or not 1 <= int(size) <= 200:
        options.refuse(f"the size of the marks cannot be `{size}`", "git gives it as %L")
    name = path or ours
    warm()
    documents = []
    sources = []
    for file in (base, ours, theirs):
        source = Source(name, read(Path(file)).text)
        document, _ = parsed(source) if source.text.strip() else (ast.Document(source, ()), ())
        sources.append(source)
        documents.append(document)
    a, b, c = documents
    if a is None or b is None or c is None:
        _line_by_line(base, ours, theirs, size)
        remark(f"{visible(name)}: one of the versions has a mistake of form, so lines were merged; look at all of it")
        raise typer.Exit(1)
    from treatylang.model.merge import merged

    made = merged(a, b, c, size=max(7, int(size)))
    write(Path(ours), made.text, over=sources[1])
    for conflict in made.conflicts:
        remark(f"{visible(name)}: both sides changed {visible(conflict)}")
    raise typer.Exit(1 if made.conflicts else 0)


def _line_by_line(base: str, ours: str, theirs: str, size: str) -> None:
    """Let git merge lines, which people must look at in any case."""
    try:
        done = subprocess.run(
            ["git", "merge-file", f"--marker-size={size}", "--", ours, base, theirs], capture_output=True, check=False
        )
    except FileNotFoundError as problem:
        raise NoVerdict("git is not installed, so lines cannot be merged") from problem
    if done.returncode >= 128:
        raise NoVerdict("git cannot merge the lines of the draft")
