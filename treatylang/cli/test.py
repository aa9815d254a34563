"""`treaty test`: the scenarios that stand in the files, and whether what they expect is so."""

from __future__ import annotations

from collections import Counter

import typer

from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, cases
from treatylang.cli._output import remark, say
from treatylang.reasoning.scenarios import FAILS, HOLDS, OPEN, Outcome, outcomes
from treatylang.workspace.trouble import NoVerdict


def command(
    operands: options.Operands,
    stdin_filename: options.StdinFilename = "",
    readings: options.Readings = [],  # noqa: B006  # typer copies its defaults
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_cache: options.NoCache = False,
) -> None:
    """Try the scenarios of drafts and laws: what each expects has to be so in every situation that it describes.

    Example: treaty test pact.treaty --option strength=B
    """
    asked = Asked("", readings, with_party, brackets, config, isolated, not no_cache)
    found: list[Outcome] = []
    for case in cases(operands, stdin_filename, asked):
        world = case.opened.world
        if world is None:
            first = case.opened.findings[0]
            raise NoVerdict(f"{first.span}: {first.message}", "treaty check shows the place")
        if world.scenarios and not case.opened.instruments:
            raise NoVerdict(f"`{case.draft.source.name}` has scenarios and no instrument that they are about")
        for scenario in world.scenarios:
            found.extend(outcomes(world, scenario, case.opened.instruments[0], case.question))
    if not quiet:
        say("".join(f"{line}\n" for line in _lines(found, verbose=verbose)))
    if not found:
        remark("no file has a scenario")
    raise typer.Exit(1 if any(one.verdict == FAILS for one in found) else 0)


def _lines(found: list[Outcome], *, verbose: bool) -> list[str]:
    lines = []
    for one in found:
        words = " ".join(one.span.text.split())
        if one.verdict == FAILS:
            lines.append(f"{one.span}: fails: {words}: {one.reason} ({one.scenario})")
        elif one.verdict == OPEN:
            lines.append(f"{one.span}: undecided: {words}: {one.reason} ({one.scenario})")
        elif verbose:
            lines.append(f"{one.span}: holds: {words} ({one.scenario})")
    count = Counter(one.verdict for one in found)
    if found:
        lines.append(f"expectations: {count[HOLDS]} held, {count[FAILS]} failed, {count[OPEN]} undecided")
    return lines
