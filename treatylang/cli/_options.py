"""Options that mean the same in every command, and the reading of their values."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from treatylang.api.refusing import day, hint, known_state, one_of, refuse, rules, state, word_hint

__all__ = ["day", "hint", "known_state", "one_of", "refuse", "rules", "state", "word_hint"]

Operands = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|FOLDER|REV:PATH|-", help="Drafts, folders, revisions of them in git, or - for standard input."
    ),
]
StdinFilename = Annotated[
    str, typer.Option("--stdin-filename", metavar="NAME", help="The name of standard input, and its folder.")
]
AsOf = Annotated[
    str, typer.Option("--as-of", "--on", metavar="DATE", help="Judge draft and law as of this day: 2027-03-31.")
]
Readings = Annotated[
    list[str],
    typer.Option("--reading", metavar="STATE=NAME", help="Apply this reading of a state's law (JPN=gov1972)."),
]
WithParty = Annotated[
    list[str], typer.Option("--with-party", metavar="STATE", help="Suppose that this state is a party.")
]
Options = Annotated[list[str], typer.Option("--option", metavar="BRACKET=A", help="Settle a bracket with this option.")]
Select = Annotated[list[str], typer.Option("--select", metavar="RULE", help="Apply only these rules.")]
Ignore = Annotated[list[str], typer.Option("--ignore", metavar="RULE", help="Do not apply these rules.")]
SeverityOf = Annotated[
    list[str], typer.Option("--severity", metavar="RULE=LEVEL", help="Treat a rule as error, warning or info.")
]
Formats = Annotated[
    list[str],
    typer.Option(
        "--format",
        metavar="NAME",
        help="How findings are shown: full, concise, github, gitlab, html, json, jsonl, junit, markdown or sarif.",
    ),
]
OutputFile = Annotated[
    list[str],
    typer.Option("--output-file", metavar="FORMAT=PATH", help="Also write the findings to a file; may be repeated."),
]
FailOn = Annotated[
    str,
    typer.Option("--fail-on", metavar="LEVEL", help="Exit with 1 from this level: error, warning, info, never."),
]
Config = Annotated[str, typer.Option("--config", metavar="FILE", help="Read the settings from this file.")]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
Color = Annotated[str, typer.Option("--color", metavar="WHEN", help="Colours: auto, always or never.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing; the exit code gives the result.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show everything, and list on standard error what was read.")
]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule on standard error.")]
Baseline = Annotated[
    str, typer.Option("--baseline", metavar="FILE", help="Accept the findings in this file; report the new ones.")
]
WriteBaseline = Annotated[
    str, typer.Option("--write-baseline", metavar="FILE", help="Write a baseline with all present findings.")
]
PruneBaseline = Annotated[
    bool, typer.Option("--prune-baseline", help="Remove from the baseline what no longer occurs.")
]
Fix = Annotated[bool, typer.Option("--fix", help="Apply the remedies that keep the meaning of the draft.")]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="Apply remedies that change the meaning too: cures, at their price.")
]
ShowDiff = Annotated[bool, typer.Option("--diff", help="Show what the remedies would change; write nothing.")]
Watch = Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep anything in the cache folder.")]


def apart(paths: Iterable[str]) -> None:
    """Refuse two outputs in one file: the second would be written over the first."""
    seen: set[str] = set()
    for path in paths:
        place = os.path.realpath(path)
        if place in seen and not place.startswith("/dev/"):
            refuse(f"two outputs would be written to `{path}`", "give each a file of its own")
        seen.add(place)


def pairs(option: str, values: Iterable[str], form: str) -> dict[str, str]:
    """Return the pairs that an option names, each written ``KEY=VALUE``."""
    result = {}
    for value in values:
        key, sign, text = value.partition("=")
        if not sign or not key.strip() or not text.strip():
            refuse(f"`{option} {value}` cannot be read", f"write `{option} {form}`")
        result[key.strip()] = text.strip()
    return result


def listed(values: Iterable[str]) -> list[str]:
    """Return the single names of an option that may be repeated or separated by commas."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def existing(path: str) -> Path | None:
    """Return a path, ``None`` where none was given."""
    return Path(path) if path else None
