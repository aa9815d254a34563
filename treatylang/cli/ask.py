"""`treaty ask`: one situation in the words of the language, and what each party shall, may and must not do."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from treatylang.api.situation import DAY, fact_of, told
from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked as Options
from treatylang.cli._drafts import pact
from treatylang.cli._output import remark
from treatylang.reasoning.answers.position import Asked
from treatylang.reports import _answers
from treatylang.reports.tables import remarked
from treatylang.workspace.cache import warm


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    situation: Annotated[
        str, typer.Argument(metavar="SITUATION", help="EVENT on VICTIM by ATTACKER on DATE given FACT, not FACT.")
    ],
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Ask about the circumstances on which the answer depends.")
    ] = False,
    standing: Annotated[
        bool, typer.Option("--standing", help="Also show standing duties and powers, which no event triggers.")
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Show each choice of options separately, and provisions that change nothing."
        ),
    ] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
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
    """Say what each party shall, may and must not do in a situation, and by which provisions.

    Example: treaty ask pact.treaty "armed-attack on territory of Philippines by China on 2028-05-01"
    """
    _tables.form(form, out)
    if interactive and not sys.stdin.isatty():
        options.refuse("`--interactive` needs a terminal to ask on", "give the facts in the situation: `given …`")
    asked = Options(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    opened = pact(operand, stdin_filename, asked, treaty)
    if as_of and DAY.search(situation.partition(" given ")[0]):
        options.refuse("`--as-of` and the situation both name a day", "name it in one of them")
    facts: list[str] = []
    warm(use=not no_cache)
    while True:
        found = told(opened.case, opened.instrument, situation, facts, standing=standing)
        if not interactive or not (more := _asked(found.found, facts)):
            break
        facts.append(more)
    for line in found.idle:
        remark(line)
    words = " ".join(situation.split())
    tables = _answers.tables(found.found, opened.instrument, words, whole=verbose)
    _tables.show(remarked(tables, opened.left_open), form, out, color)


def _asked(found: tuple[Asked, ...], known: list[str]) -> str:
    """Ask for the most decisive open circumstance that was not asked for before; return it as a fact, empty to stop."""
    asked_before = {fact.removeprefix("not ") for fact in known}
    for key in dict.fromkeys(key for one in found for key in one.open):
        if '"' in key or fact_of(key) in asked_before:
            continue
        question = next(one.questions[key] for one in found if key in one.open)
        while True:
            remark(f"{question}  [y]es, [n]o, or Enter for the answer so far")
            reply = sys.stdin.readline().strip().lower()
            if reply in ("", "n", "no", "y", "yes"):
                break
        if reply[:1] == "y":
            return fact_of(key)
        return f"not {fact_of(key)}" if reply else ""
    return ""
