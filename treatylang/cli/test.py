"""`treaty test`: the scenarios that stand in the files, and whether what they expect is so."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from treatylang.api.trying import Chosen, tried
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, cases
from treatylang.cli._output import colored, remark, say, standpoint, width
from treatylang.cli._reports import Out, wanted
from treatylang.reasoning.answers.scenarios import FAILS
from treatylang.reports import scenarios as reports
from treatylang.workspace import write

Formats = Annotated[
    list[str],
    typer.Option("--format", metavar="NAME", help="How the results are shown: full, concise, json or junit."),
]
OutputFile = Annotated[
    list[str],
    typer.Option("--output-file", metavar="FORMAT=PATH", help="Also write the results to a file; may be repeated."),
]
Titles = Annotated[
    list[str], typer.Option("--scenario", metavar="TEXT", help="Only scenarios with this text in their title.")
]
Party = Annotated[str, typer.Option("--party", metavar="STATE", help="Only what is expected of this state.")]
Covered = Annotated[
    bool, typer.Option("--coverage", help="Show which norms no scenario triggers, and which readings none exercises.")
]


def command(
    operands: options.Operands,
    stdin_filename: options.StdinFilename = "",
    readings: options.Readings = [],  # noqa: B006  # typer copies its defaults
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    titles: Titles = [],  # noqa: B006
    party: Party = "",
    covered: Covered = False,
    format: Formats = [],  # noqa: B006
    out: Out = "",
    output_file: OutputFile = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_cache: options.NoCache = False,
) -> None:
    """Try the scenarios of drafts, laws and separate files, each in every situation that it describes.

    A file without a treaty or law of its own tries what it imports. Example: treaty test pact.treaty --coverage
    """
    options.one_of("--color", color, ("auto", "always", "never"))
    places = wanted(reports, format, out, output_file, "junit=scenarios.xml")
    asked = Asked("", readings, with_party, brackets, config, isolated, not no_cache)
    chosen = Chosen(tuple(titles), options.state(party) if party else "")
    opened = cases(operands, stdin_filename, asked)
    tested, remarks = tried(opened, chosen, covered=covered)
    for line in remarks:
        remark(line)
    tested = replace(tested, told=verbose)
    for name, path in places.files:
        write(path, reports.report(name, tested, standpoint=standpoint()))
    for name in () if quiet else places.printed:
        say(reports.report(name, tested, color=colored(color), width=width(), standpoint=standpoint()))
    raise typer.Exit(1 if any(one.verdict == FAILS for one in tested.outcomes) else 0)
