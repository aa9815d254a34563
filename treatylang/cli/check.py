"""`treaty check`: every fault of the drafts, as findings, and an exit code for scripts."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from typing import Annotated

import typer

from treatylang import reports
from treatylang.api.opening import LEVELS
from treatylang.checks import rules as all_rules
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked
from treatylang.cli._output import remark
from treatylang.cli._reports import Out, wanted
from treatylang.cli._run import Run, Shown, selection
from treatylang.findings import Finding
from treatylang.reports import ALL, REMEDIES, Depth
from treatylang.workspace.settings import Settings
from treatylang.workspace.texts import is_same


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
    format: options.Formats = [],  # noqa: B006
    out: Out = "",
    output_file: options.OutputFile = [],  # noqa: B006
    remedies: Annotated[
        int, typer.Option("--remedies", metavar="N", min=0, help="Show this many remedies for each finding.")
    ] = REMEDIES,
    fail_on: options.FailOn = "",
    baseline: options.Baseline = "",
    write_baseline: options.WriteBaseline = "",
    prune_baseline: options.PruneBaseline = False,
    fix: options.Fix = False,
    unsafe_fixes: options.UnsafeFixes = False,
    diff: options.ShowDiff = False,
    watch: options.Watch = False,
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
    options.one_of("--color", color, ("auto", "always", "never"))
    if fail_on:
        options.one_of("--fail-on", fail_on, (*LEVELS, "never"))
    selection(Settings(), select, ignore, severity)
    places = wanted(reports, format, out, output_file, "json=findings.json")
    options.apart([*(str(path) for _, path in places.files), *filter(None, [write_baseline])])
    run = Run(
        operands,
        stdin_filename,
        Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache),
        (select, ignore, severity),
        fail_on,
        options.existing(baseline),
        Shown(
            places.printed,
            places.files,
            color,
            quiet,
            verbose,
            statistics,
            ALL if verbose else Depth(bool(select), remedies),
        ),
    )
    if prune_baseline and run.baseline is None:
        options.refuse("`--prune-baseline` needs a baseline", "add `--baseline FILE`")
    if (fix or unsafe_fixes or diff) and (write_baseline or prune_baseline or watch):
        options.refuse("remedies are not applied while a baseline is written or a draft is watched")
    if fix or unsafe_fixes or diff:
        from treatylang.cli._fixing import fixed

        raise typer.Exit(fixed(run, unsafe=unsafe_fixes, only_show=diff))
    if watch:
        from treatylang.cli._watching import watched

        _refuse_watching(operands)
        watched(run, lambda: _once(run, "", prune=False))
    raise typer.Exit(_once(run, write_baseline, prune=prune_baseline))


def _once(run: Run, write_to: str, *, prune: bool) -> int:
    """Look once and show what was found; return the exit code."""
    found = run.open()
    findings = run.look()
    kept = options.existing(write_to)
    if kept is not None:
        from treatylang.workspace import baseline as known

        fresh = known.of(run.marked(findings) if run.baseline else findings, kept)
        same = run.baseline is not None and is_same(kept, run.baseline)
        known.keep(kept, fresh, over=run.known if same else None)
        findings = known.known_to(fresh, findings, kept)
        if not run.shown.quiet:
            number = len(fresh.entries)
            remark(f"wrote {number} {'entry' if number == 1 else 'entries'} to {kept.as_posix()}")
    else:
        findings = run.marked(findings)
        _tell_gone(run, findings, prune=prune)
    run.shown.show(findings, found)
    return run.code(findings)


def _tell_gone(run: Run, findings: Sequence[Finding], *, prune: bool) -> None:
    """Report the entries of the baseline that no longer occur; with ``prune``, take them out."""
    if run.baseline is None or run.known is None:
        return
    from treatylang.workspace import baseline as known

    before = known.understood(run.known, run.baseline)
    judged = [case.draft.source.name for case in run.found if case.opened.world is not None]
    gone = known.gone(before, findings, run.baseline, judged, _applied(run))
    for entry in gone if not run.shown.quiet else ():
        remark(f"no longer occurs: {entry.rule} at {entry.node or entry.file} ({entry.message})")
    if gone and prune:
        left = known.Baseline(entries=tuple(e for e in before.entries if e not in gone))
        known.keep(run.baseline, left, over=run.known)
    if gone and not run.shown.quiet:
        number = f"{len(gone)} {'entry' if len(gone) == 1 else 'entries'}"
        what = f"took {number} out of" if prune else f"{number} can be taken out with `--prune-baseline` from"
        remark(f"{what} {run.baseline.as_posix()}")


def _applied(run: Run) -> Collection[str]:
    """Return the rules that were looked for in every draft."""
    return {name for name in all_rules() if all(run.selection(case).has(name) for case in run.found)}


def _refuse_watching(operands: Sequence[str]) -> None:
    if not sys.stdout.isatty():
        options.refuse("`--watch` needs a terminal", "in scripts, run `treaty check` whenever a file changes")
    if "-" in operands:
        options.refuse("standard input cannot be watched", "give the file")
