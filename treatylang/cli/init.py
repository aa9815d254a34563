"""`treaty init`: the repository around a folder learns to show, compare and merge drafts."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import remark, say
from treatylang.workspace.repository import Step, carry_out, steps


def command(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A folder of the repository.")] = ".",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be set; change nothing.")] = False,
    run_by: Annotated[
        str,
        typer.Option("--command", metavar="COMMAND", help="How git should run treaty; found by itself if not given."),
    ] = "",
    quiet: options.Quiet = False,
) -> None:
    """Set up the git repository around a folder to show and merge drafts; running it again changes nothing.

    Sets a line in .gitattributes, which is committed, and entries in the configuration of this clone alone. Example:
    treaty init --dry-run
    """
    if any(ord(sign) < 32 for sign in run_by):
        options.refuse("`--command` must be on one line")
    place = Path(folder)
    if not os.path.isdir(place):
        options.refuse(f"`{folder}` is not a folder")
    top, wanted = steps(place, run_by or _command())
    for step in wanted:
        if not quiet:
            say(f"{_told(step, dry_run)}\n")
        if not step.done and not dry_run:
            carry_out(top, step)
    if dry_run and not quiet:
        remark("nothing was changed")


def _told(step: Step, dry_run: bool) -> str:
    if step.done:
        return f"kept: {step.what}"
    was = f" (was: {step.before})" if step.before else ""
    return f"{'would set' if dry_run else 'set'}: {step.what} = {step.after}{was}"


def _command() -> str:
    """Return how git can run this program: by its name where the shell finds it, else by this Python."""
    return "treaty" if shutil.which("treaty") else f"{shlex.quote(Path(sys.executable).as_posix())} -m treatylang"
