"""`treaty guarantees`: who may be sure of whose help, and what an edit or a remedy would change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from treatylang.api.pact import Pact
from treatylang.api.setting import cured as after_cures
from treatylang.api.setting import matrices_of, setting_of
from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked, pact
from treatylang.reasoning.verdicts.guarantees import Matrix, Setting
from treatylang.reports import _added, _guarantees
from treatylang.reports.tables import Table, remarked


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    place: Annotated[
        str, typer.Option("--place", metavar="STATE", help="Where the attack takes place: in a state, or `high-seas`.")
    ] = "",
    attacker: Annotated[
        str, typer.Option("--attacker", metavar="STATE", help="Who attacks; any outsider if not given.")
    ] = "",
    event: Annotated[str, typer.Option("--event", metavar="EVENT", help="The kind of attack.")] = "",
    thing: Annotated[
        str, typer.Option("--object", metavar="OBJECT", help="What is hit; the territory if not given.")
    ] = "",
    given: Annotated[
        list[str],
        typer.Option("--given", metavar="FACT", help="Suppose that this holds; `not FACT`: that it does not."),
    ] = [],  # noqa: B006
    worst: Annotated[bool, typer.Option("--worst", help="What is certain whoever attacks (the default).")] = False,
    best: Annotated[bool, typer.Option("--best", help="What is certain in the best case.")] = False,
    every_treaty: Annotated[
        bool,
        typer.Option(
            "--with-treaties",
            "--all-treaties",
            help="Also show, separately, what other treaties in force promise.",
        ),
    ] = False,
    gained: Annotated[
        bool, typer.Option("--added", help="Show, pair by pair, what this draft adds to the treaties in force.")
    ] = False,
    other: Annotated[
        str, typer.Option("--diff", metavar="OTHER", help="Show what this draft costs and gains against another.")
    ] = "",
    cured: Annotated[
        bool, typer.Option("--cures", help="Also show the matrix after each remedy for a conflict with law.")
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
    """Show what each party could be sure of, from each other party, if it were attacked.

    Example: treaty guarantees pact.treaty --option strength=B --attacker "North Korea"
    """
    if worst and best:
        options.refuse("`--worst` and `--best` ask for different things", "give one of them")
    if sum(map(bool, (other, cured, gained))) > 1:
        options.refuse("`--diff`, `--cures` and `--added` show different things", "give one of them")
    _tables.form(form, out)
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    found = pact(operand, stdin_filename, asked, treaty)
    setting = setting_of(
        found.case,
        found.instrument,
        event=event,
        attacker=attacker,
        place=place,
        thing=thing,
        given=given,
        best=best,
        other_treaties=every_treaty or gained,
    )
    after = matrices_of(found.case, found.instrument, setting)
    lexicon = found.instrument.lexicon
    if other:
        older = pact(other, "", asked, treaty)
        before = matrices_of(older.case, older.instrument, setting)
        shown = [
            _guarantees.difference(a, b, f"What `{operand}` costs and gains against `{other}`{_named(b)}", lexicon)
            for a, b in zip(before * len(after) if len(before) == 1 else before, after, strict=False)
        ]
    elif gained:
        shown = [_added.table(one, lexicon, found.title) for one in after]
    else:
        shown = [_guarantees.table(one, lexicon, found.title, best=best) for one in after]
        if cured:
            shown += _after_cures(found, setting)
    _tables.show(remarked(shown, found.left_open), form, out, color)


def _named(found: Matrix) -> str:
    return f" (option {found.options})" if found.options else ""


def _after_cures(found: Pact, setting: Setting) -> Iterator[Table]:
    """Yield the matrix after each remedy that was found for a conflict with law."""
    for fix, case, draft in after_cures(found.case, found.instrument):
        for one in matrices_of(case, draft, setting):
            title = f"{draft.title}, after the remedy: {fix.message}"
            yield _guarantees.table(one, draft.lexicon, title, best=setting.best)
