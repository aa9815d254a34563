"""`treaty sweep`: exact counts of situations by verdict, for one draft or for a whole corpus and all its pairs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

import typer

from treatylang.api.counting import Work, swept
from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked
from treatylang.cli._output import remark
from treatylang.cli._progress import progress
from treatylang.cli._version import version
from treatylang.reasoning.answers.sweep import DIMENSIONS, PARTY
from treatylang.workspace import Draft, Project
from treatylang.workspace.operands import drafts
from treatylang.workspace.settings import Settings
from treatylang.workspace.trouble import NoVerdict, Unreadable


def command(
    operands: options.Operands,
    by: Annotated[
        list[str],
        typer.Option(
            "--by", metavar="NAME,…", help="Group by these: party, date, event, attacker, victim, object, place."
        ),
    ] = [],  # noqa: B006
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Spread the work over N processes.")] = 1,
    scheduler: Annotated[
        str,
        typer.Option("--scheduler", metavar="ADDRESS", help="Spread the work over a Dask cluster: tcp://host:8786."),
    ] = "",
    resume: Annotated[
        str, typer.Option("--resume", metavar="FILE", help="Keep finished work in this file, and resume from it.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Count the situations in which each party would be in conflict, bound or free; for several files, test every pair.

    Example: treaty sweep pact.treaty --by party,attacker -o counts.csv
    """
    _tables.form(form, out)
    grouped = tuple(dict.fromkeys(options.one_of("--by", name, DIMENSIONS) for name in options.listed(by))) or (PARTY,)
    if by and not options.listed(by):
        options.refuse("`--by` names nothing to count by", f"there are: {', '.join(DIMENSIONS)}")
    if jobs < 1:
        options.refuse(f"`--jobs` cannot be {jobs}", "give the number of processes, 1 or more")
    if scheduler and jobs > 1:
        options.refuse("`--jobs` and `--scheduler` both say where the work is done", "give one of them")
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    asked.question(Settings())  # refuse wrong options before any file is read

    def around(draft: Draft) -> Project:
        config = options.existing(asked.config)
        return Project.around(draft.path, config=config, isolated=asked.isolated, cache=asked.cache)

    def watched(what: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
        return progress(what, total, quiet=quiet)

    work = Work(jobs, scheduler, resume, watched)
    left_out: list[Unreadable] = []
    remarks: list[str] = []
    found = drafts(operands, stdin_filename, left_out)
    shown = swept(found, around, asked.question, grouped, version(), work, left_out, remarks)
    for line in remarks if not quiet else ():
        remark(line)
    for problem in left_out:
        remark(f"error: {problem.message}" + (f"\n  = help: {problem.help}" if problem.help else ""))
    if not shown:
        options.refuse("there is no treaty here to count for", "give a file with a `treaty … { … }`")
    _tables.show(shown, form, out, color)
    if left_out:
        files = "1 file" if len(left_out) == 1 else f"{len(left_out)} files"
        raise NoVerdict(
            f"{files} could not be read and {'is' if len(left_out) == 1 else 'are'} left out of the counts",
            "correct what is named above and count again; with `--resume FILE` only what is new is worked out",
        )
