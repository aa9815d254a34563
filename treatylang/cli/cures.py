"""`treaty cures`: the sets of changes that would leave no conflict with law, and what each costs and gains."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.api.curing import Cured, cured
from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, Case, pact
from treatylang.cli._output import colored, comparison, remark, say
from treatylang.workspace import write
from treatylang.workspace.fixing import rewritten


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, if the file has several.")] = "",
    chosen: Annotated[
        int | None, typer.Option("--apply", metavar="SET", help="Write the changes of this set into the draft.")
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what `--apply` would change; write nothing.")] = False,
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
    """Show the sets of changes that leave no conflict with law at the lowest price; `--apply` carries out one of them.

    Example: treaty cures pact.treaty --option strength=A
    """
    if diff and chosen is None:
        options.refuse("`--diff` shows what one set of changes does to the draft", "say which: `--apply 1`")
    if chosen is not None and (form or out):
        options.refuse("`--apply` writes into the draft and shows no table", "leave out `--format` and `-o`")
    _tables.form(form, out)
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    opened = pact(operand, stdin_filename, asked, treaty, told=chosen is not None)
    if chosen is None:
        _tables.show(opened.cures().tables, form, out, color)
    else:
        _apply(opened.case, cured(opened.case, opened.instrument), chosen, only_show=diff, color=color)


def _apply(case: Case, found: Cured, chosen: int, *, only_show: bool, color: str) -> None:
    """Write one set into the draft, or show what that would change; standard input goes to standard output."""
    sets = found.sets
    if not 1 <= chosen <= len(sets):
        known = f"`treaty cures` lists sets 1 to {len(sets)}" if sets else "`treaty cures` finds none for this draft"
        options.refuse(f"there is no set {chosen}", known)
    before = case.draft.source
    if case.draft.revision and not only_show:
        options.refuse(f"`{before.name}` is a revision, which cannot be changed", "name the file, or add `--diff`")
    cure = sets[chosen - 1]
    names = [f"article {remedy.clash.duty.norm.number}: {remedy.change.message}" for remedy in cure.remedies]
    after = rewritten(before, cure.edits, names)
    if only_show:
        say(comparison(before.name, before.text, after.text, f"with set {chosen}", color=colored(color)))
    elif case.draft.exists:
        write(case.draft.path, after.text, over=before)
    else:
        say(after.text, whole=True)
    for line in names:
        remark(f"{'would apply' if only_show else 'applied'} to {before.name}: {line}")
    for price in cure.price.lines(found.frame):
        remark(f"  price: {price}")
