"""`treaty diff`: what changed between two drafts, in law and not in lines, and whether it may be merged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.api.comparing import compared
from treatylang.api.judging import GATES, REASONS, refuse_strangers, refuse_unchecked, refused
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, cases
from treatylang.cli._output import colored, remark, say, standpoint, width
from treatylang.cli._reports import Out, wanted
from treatylang.compare.changes import PROFILES, Difference
from treatylang.workspace.settings import Settings
from treatylang.workspace.writing import write

Old = Annotated[str, typer.Argument(metavar="OLD", help="The base: a file, a folder, or REV:PATH; --log: REV..REV.")]
New = Annotated[
    str, typer.Argument(metavar="NEW", help="The revision: a file, a folder, or REV:PATH; with --log: a path.")
]
Log = Annotated[
    bool, typer.Option("--log", help="Show what each revision of a range changed: treaty diff --log v1..HEAD PATH.")
]
AsProtocol = Annotated[
    bool, typer.Option("--as-protocol", help="Write the protocol that makes NEW out of OLD, and nothing else.")
]
Profile = Annotated[str, typer.Option("--profile", metavar="NAME", help="What to show: law, structure or text (all).")]
Party = Annotated[
    list[str], typer.Option("--party", metavar="STATE", help="Show and judge only what concerns this party.")
]
Formats = Annotated[
    list[str],
    typer.Option(
        "--format", metavar="NAME", help="full, concise, github, gitlab, html, json, jsonl, junit, markdown, sarif."
    ),
]
OutputFile = Annotated[
    list[str],
    typer.Option("--output-file", metavar="FORMAT=PATH", help="Write a report to a file too; may be repeated."),
]
FailOn = Annotated[
    list[str],
    typer.Option("--fail-on", metavar="WHAT", help=f"Exit with 1 on: {', '.join(GATES)}."),
]
Accept = Annotated[
    str, typer.Option("--accept", metavar="FILE", help="Changes that are accepted, each with a reason (TOML).")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if there is any difference that is shown.")]


def command(
    old: Old,
    new: New,
    log: Log = False,
    as_protocol: AsProtocol = False,
    profile: Profile = "text",
    party: Party = [],  # noqa: B006  # typer copies its defaults
    format: Formats = [],  # noqa: B006
    out: Out = "",
    output_file: OutputFile = [],  # noqa: B006
    fail_on: FailOn = [],  # noqa: B006
    accept: Accept = "",
    exit_code: ExitCode = False,
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    no_cache: options.NoCache = False,
) -> None:
    """Compare two drafts by what they mean: what changed in law, for whom, in which situations.

    Example: treaty diff HEAD~1:pact.treaty pact.treaty --party Japan --fail-on weakened; for the changelog of a
    negotiation: treaty diff --log v1..HEAD pact.treaty --format markdown
    """
    from treatylang.reports import changes as reports

    options.one_of("--color", color, ("auto", "always", "never"))
    options.one_of("--profile", profile, PROFILES)
    if log or as_protocol:
        _refuse_beside(
            "--log" if log else "--as-protocol", fail_on, accept, output_file, exit_code, log and as_protocol
        )
    gates = [options.one_of("--fail-on", gate, GATES) for gate in options.listed(fail_on)]
    aside = log or as_protocol
    places = wanted(reports, () if aside else format, "" if aside else out, output_file, "markdown=comment.md")
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    today = asked.question(Settings()).as_of or date.today()
    if as_protocol:
        raise typer.Exit(_protocol(old, new, format, out, quiet=quiet, cache=not no_cache))
    if log:
        from treatylang.cli._changelog import tell

        names = [options.state(name) for name in options.listed(party)]
        raise typer.Exit(tell(old, new, asked, today, format, profile, names, out, colored(color), quiet=quiet))
    whole = _differences(old, new, asked, today)
    names = [options.state(name) for name in options.listed(party)]
    refuse_strangers(names, whole)
    _tell_unchecked(whole, gates)
    found, over = _accepted(whole, accept, today, quiet=quiet)
    found = tuple(one.of_profile(profile).of_parties(names) for one in found)
    for name, path in places.files:
        write(path, reports.report(name, found, standpoint=standpoint()))
    for name in () if quiet else places.printed:
        say(reports.report(name, found, color=colored(color), width=width(), standpoint=standpoint()))
    broken = [gate for gate in gates if refused(gate, found, names) or gate in over]
    for gate in broken if not quiet else ():
        remark(f"refused: {REASONS[gate]}{f' for {_and(names)}' if names else ''} (--fail-on {gate})")
    differs = exit_code and any(not c.accepted for one in found for c in one.changes)
    raise typer.Exit(1 if broken or differs else 0)


def _refuse_beside(option: str, *others: object) -> None:
    """Refuse gates and reports beside an option that judges nothing."""
    if any(others):
        options.refuse(
            f"`{option}` cannot be given with `--fail-on`, `--accept`, `--output-file`, `--exit-code`"
            f"{' or `--as-protocol`' if option == '--log' else ''}",
            "compare the two drafts without it to judge them",
        )


def _protocol(old: str, new: str, form: Sequence[str], out: str, *, quiet: bool, cache: bool) -> int:
    """Print the protocol between two drafts; return 1 where it cannot say everything that differs."""
    from treatylang.api.amending import drawn
    from treatylang.cli._protocols import read, told
    from treatylang.workspace.cache import warm

    if form:
        options.refuse("`--as-protocol` writes a draft, so `--format` makes no sense with it")
    warm(use=cache)
    made = drawn(read(old, cache=cache), read(new, cache=cache))
    if made.unsaid and not quiet:
        remark("\n".join(told(made)))
    if out and out != "-":
        write(Path(out), made.content)
    elif not quiet:
        say(made.content, whole=True)
    return 1 if made.unsaid else 0


def _differences(old: str, new: str, asked: Asked, today: date) -> tuple[Difference, ...]:
    if old == new == "-":
        options.refuse("standard input can be read only once", "give a file for one of the two")
    return compared(old, new, lambda operand: cases([operand], "", asked, alone=False), today)


def _accepted(
    found: tuple[Difference, ...], path: str, today: date, *, quiet: bool
) -> tuple[tuple[Difference, ...], set[str]]:
    """Mark what the accept-list covers; tell what in it has ended or answers to no change."""
    if not path:
        return found, set()
    from treatylang.workspace import acceptance

    kept, ended, stale = acceptance.marked(found, acceptance.load(Path(path)), today)
    for entry in ended if not quiet else ():
        remark(f"no longer accepted since {entry.until}: {entry.name} ({entry.reason})")
    for entry in stale if not quiet else ():
        remark(f"accepted, but no change answers to it: {entry.name} ({entry.reason})")
    return kept, {name for name, entries in (("expired", ended), ("stale", stale)) if entries}


def _tell_unchecked(found: Sequence[Difference], gates: Sequence[str]) -> None:
    """Tell of drafts too long for the checks; a gate that asks for new findings cannot judge them."""
    from treatylang.compare.comparison import MOST_NORMS

    for name in refuse_unchecked(found, gates):
        remark(f"`{name}` has more than {MOST_NORMS} sentences: findings of the checks are not compared")


def _and(names: Sequence[str]) -> str:
    return ", ".join(names)
