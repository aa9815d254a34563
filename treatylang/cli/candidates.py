"""`treaty candidates`: what stands against a state's joining a draft, and what would cure it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked
from treatylang.cli.guarantees import opened
from treatylang.reasoning.answers.candidates import candidacy
from treatylang.reports import _candidates
from treatylang.workspace.trouble import NoVerdict

OUTSIDE = ("invited", "signed", "observer")


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[STATE…]", help="Who might join; else those the draft invites.")
    ] = None,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, where a file has several.")] = "",
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Show what each state's law, treaties, disputes and procedures mean for its joining.

    Example: treaty candidates pact.treaty Vietnam India
    """
    _tables.form(form, out)
    asked = Asked(as_of, readings, [], brackets, config, isolated, not no_cache)
    case, draft = opened(operand, stdin_filename, asked, treaty)
    parties = {member.state for member in draft.parties if member.is_party}
    wanted = [options.state(name) for name in options.listed(names or [])]
    wanted = wanted or [m.state for m in draft.parties if m.standing in OUTSIDE]
    if not wanted:
        options.refuse("the draft invites nobody", "name the states: `treaty candidates pact.treaty Vietnam`")
    found = []
    for state in dict.fromkeys(wanted):
        if state in parties:
            options.refuse(f"{state} is a party already", "`treaty check` says what its law means for the draft")
        if draft.lexicon.state(state) is None:
            options.refuse(f"no state is known as `{state}`", options.hint(state, _known()))
        question = replace(case.question, joined=(state,))
        again = case.project.open(case.draft, question)
        if again.world is None:
            raise NoVerdict(f"{again.findings[0].span}: {again.findings[0].message}", "treaty check shows the place")
        found.append(candidacy(again.world, again.world.instruments[draft.name], case.question, state))
    _tables.show(list(_candidates.tables(found, draft)), form, out, color)


def _known() -> list[str]:
    from treatylang.library import states

    return [state.name for state in states.all_states()]
