"""`treaty guarantees`: who may be sure of whose help, and what an edit or a remedy would change."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from treatylang.cli import _facts, _tables
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases, tell_errors
from treatylang.cli.render import chosen
from treatylang.findings import Fix
from treatylang.model.instrument import Instrument
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.description import HIGH_SEAS
from treatylang.reasoning.remedies.cures import cures
from treatylang.reasoning.situations.space import ANOTHER_STATE, NON_STATE, NOWHERE
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.guarantees import Matrix, Setting, attacks, matrices
from treatylang.reasoning.verdicts.legality import ClashKind
from treatylang.reports import _guarantees
from treatylang.reports.tables import Table
from treatylang.source import Source
from treatylang.workspace.fixing import applied
from treatylang.workspace.trouble import NoVerdict


def command(
    operand: Annotated[str, typer.Argument(metavar="FILE|REV:PATH|-", help="A draft or a treaty.")],
    place: Annotated[
        str, typer.Option("--place", metavar="STATE", help="Where the attack is: in a state, or `high-seas`.")
    ] = "",
    attacker: Annotated[str, typer.Option("--attacker", metavar="STATE", help="Who attacks; else any outsider.")] = "",
    event: Annotated[str, typer.Option("--event", metavar="EVENT", help="The kind of attack.")] = "",
    thing: Annotated[str, typer.Option("--object", metavar="OBJECT", help="What is hit; else the territory.")] = "",
    given: Annotated[
        list[str], typer.Option("--given", metavar="FACT", help="Suppose this holds; `not FACT`: it does not.")
    ] = [],  # noqa: B006
    worst: Annotated[bool, typer.Option("--worst", help="What is certain whoever attacks (the default).")] = False,
    best: Annotated[bool, typer.Option("--best", help="What is so in the best of all cases.")] = False,
    every_treaty: Annotated[
        bool,
        typer.Option(
            "--with-treaties",
            "--all-treaties",
            help="Tell what other treaties in force promise too, apart from this one.",
        ),
    ] = False,
    other: Annotated[
        str, typer.Option("--diff", metavar="OTHER", help="Show what this draft costs and gains against another.")
    ] = "",
    cured: Annotated[
        bool, typer.Option("--cures", help="Show the matrix after each remedy for conflicts with law, too.")
    ] = False,
    treaty: Annotated[str, typer.Option("--treaty", metavar="NAME", help="Which one, where a file has several.")] = "",
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
    if other and cured:
        options.refuse("`--diff` and `--cures` show different things", "give one of them")
    _tables.form(form, out)
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    case, draft = opened(operand, stdin_filename, asked, treaty)
    setting = _setting(case, draft, event, attacker, place, thing, given, best=best, every_treaty=every_treaty)
    found = _matrices(case, draft, setting)
    lexicon = draft.lexicon
    if other:
        older, old_draft = opened(other, "", asked, treaty)
        before = _matrices(older, old_draft, setting)
        shown = [
            _guarantees.difference(a, b, f"What `{operand}` costs and gains against `{other}`{_named(b)}", lexicon)
            for a, b in zip(before * len(found) if len(before) == 1 else before, found, strict=False)
        ]
    else:
        shown = [_guarantees.table(one, lexicon, draft.title, best=best) for one in found]
        if cured:
            shown += _after_cures(case, draft, setting)
    _tables.show(shown, form, out, color)


def _named(found: Matrix) -> str:
    return f" (option {found.options})" if found.options else ""


def opened(
    operand: str, stdin_filename: str, asked: Asked, treaty: str, *, every_treaty: bool = False
) -> tuple[Case, Instrument]:
    """Open the one draft that is asked about; a text that cannot be read gives no verdict."""
    found = cases([operand], stdin_filename, asked, every_treaty=every_treaty)
    if len(found) > 1:
        options.refuse("one file is looked at at a time", "give the file, not the folder")
    case = found[0]
    if case.opened.world is None:
        first = case.opened.findings[0]
        raise NoVerdict(f"{first.span}: {first.message}", "treaty check shows the place")
    tell_errors(case)
    return case, chosen(case, treaty)


def _matrices(case: Case, draft: Instrument, setting: Setting) -> list[Matrix]:
    assert case.opened.world is not None
    found = list(matrices(case.opened.world, draft, case.question, setting))
    if not found or not found[0].parties:
        options.refuse("the draft has no parties", "name them: `party Japan, Australia;`, or `--with-party STATE`")
    return found


def _setting(
    case: Case,
    draft: Instrument,
    event: str,
    attacker: str,
    place: str,
    thing: str,
    given: list[str],
    *,
    best: bool,
    every_treaty: bool,
) -> Setting:
    """Return the setting that the options describe; words that no vocabulary has are refused."""
    assert case.opened.world is not None
    lexicon = draft.lexicon
    frame, _ = examined(case.opened.world, draft, case.question)
    if event and event not in attacks(frame):
        options.refuse(f"`{event}` is no attack", options.word_hint(lexicon, event, ("event",), attacks(frame)))
    things = [word.name for word in lexicon.words("object")]
    if thing and thing not in things:
        options.refuse(f"nothing called `{thing}` can be hit", options.word_hint(lexicon, thing, ("object",), things))
    where = NOWHERE if place == HIGH_SEAS else options.known_state("--place", place, lexicon) if place else ""
    facts = _facts.given(frame, given)
    who = _attacker(attacker, lexicon)
    return Setting(event, who, where, thing, best, every_treaty, facts)


def _attacker(name: str, lexicon: Lexicon) -> str:
    """Return whom `--attacker` names: a state, a state that no text names, or one of those that act for no state."""
    role = lexicon.get(name, "role")
    if role is not None and role.owner == "non-state":
        return NON_STATE
    if name in ("", ANOTHER_STATE, NON_STATE):
        return name
    return options.known_state("--attacker", name, lexicon)


def _after_cures(case: Case, draft: Instrument, setting: Setting) -> list[Table]:
    """Return the matrix after each remedy that was found for a conflict with law, the draft itself left as it is."""
    assert case.opened.world is not None
    frame, clashes = examined(case.opened.world, draft, case.question)
    fixes: dict[str, Fix] = {}
    for clash in clashes:
        if clash.kind is ClashKind.CONFLICT and not clash.readings:
            for fix in cures(frame, clash):
                if fix.edits:
                    fixes.setdefault(fix.message, fix)
    shown = []
    for fix in fixes.values():
        source = Source(case.draft.source.name, applied(case.draft.source.text, fix.edits))
        changed_text = case.project.open(replace(case.draft, source=source), case.question)
        if changed_text.world is None:
            continue
        changed = replace(case, opened=changed_text)
        cured = next((one for one in changed_text.instruments if one.name == draft.name), None)
        if cured is not None:
            shown += [
                _guarantees.table(
                    one, cured.lexicon, f"{cured.title}, after the remedy: {fix.message}", best=setting.best
                )
                for one in _matrices(changed, cured, setting)
            ]
    return shown
