"""`treaty test`: the scenarios that stand in the files, and whether what they expect is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases, tell_errors
from treatylang.cli._output import colored, remark, say, standpoint, width
from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.coverage import Coverage, coverage, merged
from treatylang.reasoning.answers.scenarios import FAILS, Outcome, outcomes
from treatylang.reports import scenarios as reports
from treatylang.reports.scenarios import Tested
from treatylang.syntax import ast
from treatylang.workspace import NoVerdict, write

Formats = Annotated[
    list[str],
    typer.Option("--format", metavar="NAME", help="How the outcomes are shown: full, concise, json or junit."),
]
OutputFile = Annotated[
    list[str],
    typer.Option("--output-file", metavar="FORMAT=PATH", help="Write the outcomes to a file too; may be repeated."),
]
Titles = Annotated[
    list[str], typer.Option("--scenario", metavar="TEXT", help="Only scenarios with this text in their title.")
]
Party = Annotated[str, typer.Option("--party", metavar="STATE", help="Only what is expected of this state.")]
Covered = Annotated[
    bool, typer.Option("--coverage", help="Say which norms no scenario wakes, and which readings none exercises.")
]

_FORM = ("syntax-error", "missing-import", "import-cycle")
"""Findings that leave open what a scenario is about."""


@dataclass(frozen=True)
class Chosen:
    """Which scenarios are tried: words of their titles, and the state that an expectation is about."""

    titles: tuple[str, ...]
    party: str

    def has(self, scenario: ast.Scenario) -> bool:
        """Return whether the title of a scenario has one of the texts in it."""
        title = scenario.title.text.casefold()
        return not self.titles or any(text.casefold() in title for text in self.titles)


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
    output_file: OutputFile = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_cache: options.NoCache = False,
) -> None:
    """Try the scenarios of drafts, laws and separate files: what each expects has to be so in all that it describes.

    A file without a treaty or law of its own tries what it imports. Example: treaty test pact.treaty --coverage
    """
    options.one_of("--color", color, ("auto", "always", "never"))
    shown = _formats(format)
    files = [_output_file(value) for value in output_file]
    options.apart(str(path) for _, path in files)
    asked = Asked("", readings, with_party, brackets, config, isolated, not no_cache)
    chosen = Chosen(tuple(titles), options.state(party) if party else "")
    opened = cases(operands, stdin_filename, asked)
    tested = _tested(opened, chosen, covered=covered)
    tested = replace(tested, told=verbose)
    for name, path in files:
        write(path, reports.report(name, tested, standpoint=standpoint()))
    for name in () if quiet else shown:
        say(reports.report(name, tested, color=colored(color), width=width(), standpoint=standpoint()))
    raise typer.Exit(1 if any(one.verdict == FAILS for one in tested.outcomes) else 0)


def _tested(opened: Sequence[Case], chosen: Chosen, *, covered: bool) -> Tested:
    found: list[Outcome] = []
    tried: dict[tuple[str, str], Coverage] = {}
    some = matched = False
    for case in opened:
        world = case.opened.world
        unsound = [one for one in case.opened.findings if one.rule in _FORM]
        if world is not None and not unsound:
            tell_errors(case)
        if world is None or unsound:
            first = (unsound or case.opened.findings)[0]
            raise NoVerdict(f"{first.span}: {first.message}", "treaty check shows the place")
        some = some or bool(world.scenarios)
        mine = [scenario for scenario in world.scenarios if chosen.has(scenario)]
        matched = matched or bool(mine)
        about = list(_about(case)) if mine or covered else []
        for scenario in mine:
            found += outcomes(world, scenario, about[0], case.question, also=about[1:], party=chosen.party)
        for one in coverage(world, about, mine, case.question) if covered and about else ():
            _add(tried, one)
    if not some:
        remark("no file has a scenario")
    elif not matched:
        options.refuse(f"no scenario has {_quoted(chosen.titles)} in its title", "treaty test --verbose lists them all")
    elif chosen.party and not found:
        options.refuse(f"no scenario expects anything of `{chosen.party}`")
    return Tested(found, tuple(tried.values()) if covered else None)


def _about(case: Case) -> Iterator[Instrument]:
    """Yield what the scenarios of a file are about: its own treaties and laws, else those in the files it imports.

    A protocol is part of the treaty that it amends.
    """
    world = case.opened.world
    assert world is not None
    names = world.drafts or case.opened.imported
    texts = [world.instruments[name] for name in names]
    whole = [text for text in texts if text.node.amends is None or text.node.amends.text not in names]
    if not whole and world.scenarios:
        raise NoVerdict(
            f"`{case.draft.source.name}` has scenarios, and neither a treaty or law nor an import of one",
            'say what they are about: `import "pact.treaty";`',
        )
    yield from whole


def _add(tried: dict[tuple[str, str], Coverage], one: Coverage) -> None:
    """Take in what one file's scenarios try; the same text under two names (a file, the library) is one."""
    key = (one.instrument.span.source.digest, one.instrument.name)
    known = tried.get(key)
    if known is None:
        tried[key] = one
    elif known.instrument.span.source.name.startswith("library:"):
        tried[key] = merged(one, known)
    else:
        tried[key] = merged(known, one)


def _quoted(titles: Sequence[str]) -> str:
    return " or ".join(f"`{title}`" for title in titles)


def _formats(names: Sequence[str]) -> tuple[str, ...]:
    """Return the formats of standard output, ``full`` where none is named; a whole document stands alone."""
    wanted = tuple(dict.fromkeys(options.listed(names))) or ("full",)
    for name in wanted:
        options.one_of("--format", name, reports.formats())
    alone = [name for name in wanted if reports.is_alone(name)]
    if len(wanted) > 1 and alone:
        options.refuse(
            f"`{alone[0]}` is a whole document, so nothing else can be printed with it",
            f"write it to a file: `--output-file {alone[0]}=PATH`",
        )
    return wanted


def _output_file(value: str) -> tuple[str, Path]:
    ((name, path),) = options.pairs("--output-file", [value], "junit=scenarios.xml").items()
    return options.one_of("--output-file", name, reports.formats()), Path(path)
