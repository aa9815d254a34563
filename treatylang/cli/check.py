"""`treaty check`: every fault of the drafts, as findings, and an exit code for scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from treatylang import reports
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases
from treatylang.cli._output import colored, remark, say, width
from treatylang.findings import Finding, Severity
from treatylang.workspace import Selection, check, tidy, write
from treatylang.workspace.passes import ALWAYS
from treatylang.workspace.settings import Settings

LEVELS = ("error", "warning", "info")


def command(
    operands: options.Operands,
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006  # typer copies its defaults
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    select: options.Select = [],  # noqa: B006
    ignore: options.Ignore = [],  # noqa: B006
    severity: options.SeverityOf = [],  # noqa: B006
    format: options.Format = "full",
    output_file: options.OutputFile = [],  # noqa: B006
    fail_on: options.FailOn = "",
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    statistics: options.Statistics = False,
    no_cache: options.NoCache = False,
) -> None:
    """Look for faults in drafts: conflicts with law, broken references, missing clauses.

    Example: treaty check pact.treaty --as-of 2027-03-31 --reading JPN=gov2014
    """
    options.one_of("--format", format, reports.formats())
    options.one_of("--color", color, ("auto", "always", "never"))
    if fail_on:
        options.one_of("--fail-on", fail_on, (*LEVELS, "never"))
    files = [_output_file(value) for value in output_file]
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    selection(Settings(), select, ignore, severity)
    found = cases(operands, stdin_filename, asked)
    findings: list[Finding] = []
    worst = False
    for case in found:
        chosen = selection(case.project.settings, select, ignore, severity)
        said = check(case.opened, case.question, chosen, date.today())
        findings.extend(said)
        worst = worst or fails(said, fail_on or case.project.settings.fail_on)
    shown = tidy(findings, Selection())
    for name, path in files:
        write(path, reports.report(name, shown))
    if not quiet:
        say(reports.report(format, shown, color=colored(color), width=width()))
    if verbose:
        _say_what_was_read(found)
    if statistics:
        for rule, number in sorted(Counter(f.rule for f in shown if not f.suppressed).items()):
            remark(f"{number:>5}  {rule}")
    raise typer.Exit(1 if worst else 0)


def selection(settings: Settings, select: Sequence[str], ignore: Sequence[str], severity: Sequence[str]) -> Selection:
    """Return which rules are looked for; options win over settings."""
    chosen = options.rules("--select", options.listed(select)) or options.rules("select", settings.select)
    left_out = options.rules("--ignore", options.listed(ignore)) | options.rules("ignore", settings.ignore)
    for name in sorted(left_out & ALWAYS):
        options.refuse(f"`{name}` cannot be ignored: without it there would be no verdict")
    levels = {**settings.severity, **options.pairs("--severity", severity, "unused-term=error")}
    options.rules("--severity", levels)
    for level in levels.values():
        options.one_of("--severity", level, LEVELS)
    return Selection(chosen, left_out, levels)


def fails(findings: Sequence[Finding], fail_on: str) -> bool:
    """Return whether a finding that nobody accepted reaches a level."""
    if fail_on == "never":
        return False
    least = Severity[fail_on.upper()]
    return any(finding.severity >= least and not finding.suppressed for finding in findings)


def _output_file(value: str) -> tuple[str, Path]:
    ((name, path),) = options.pairs("--output-file", [value], "json=findings.json").items()
    return options.one_of("--output-file", name, reports.formats()), Path(path)


def _say_what_was_read(found: Sequence[Case]) -> None:
    for case in found:
        world = case.opened.world
        names = ", ".join(sorted(world.instruments)) if world is not None else "nothing"
        remark(f"{case.draft.source.name}: looked at with {names}")
