"""`treaty laws`: what drafts are checked against: the laws and treaties that are shipped, and the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from treatylang.api.knowledge import TREATIES, changed_since, chosen_laws
from treatylang.cli import _options as options
from treatylang.cli._output import say, width
from treatylang.library.editions import edition
from treatylang.model.lexicon import Lexicon
from treatylang.reports._json import dumped
from treatylang.reports._terminal import columns, inline, wrapped
from treatylang.workspace import Project
from treatylang.workspace.catalogue import Entry


def command(
    state: Annotated[
        str, typer.Argument(metavar="[STATE]", help="Show the laws of this state; `treaties` shows the treaties.")
    ] = "",
    stale: Annotated[
        int | None,
        typer.Option("--stale", metavar="DAYS", min=0, help="Only what was last checked more than this many days ago."),
    ] = None,
    changed_since: Annotated[
        str,
        typer.Option(
            "--changed-since", metavar="DATE", help="What editions of the library changed after a day, or an edition."
        ),
    ] = "",
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
    config: options.Config = "",
    isolated: options.Isolated = False,
    no_cache: options.NoCache = False,
) -> None:
    """List the laws and treaties that drafts are checked against, or show those of one state.

    Example: treaty laws Japan
    """
    options.one_of("--format", format, ("text", "json"))
    here = Path.cwd() / "here.treaty"
    project = Project.around(here, config=options.existing(config), isolated=isolated, cache=not no_cache)
    if changed_since:
        if stale is not None:
            options.refuse("`--changed-since` and `--stale` are two questions", "ask them one after the other")
        _tell_changes(changed_since, state, format)
        return
    found = chosen_laws(project, state)
    if stale is not None:
        found = [entry for entry in found if _age(entry, date.today()) > stale]
        if not found and format == "text":
            say(f"everything was checked within the last {stale} days\n")
            return
    if format == "json":
        from dataclasses import asdict

        say(dumped([asdict(entry) for entry in found]) + "\n")
        return
    told = [*(_details(found) if state else _table(found))]
    if state and state != TREATIES and stale is None:
        told += ["", *_coverage(found, project.lexicon())]
    say("\n".join(told) + "\n")


def _tell_changes(since: str, state: str, format: str) -> None:
    """Show what each edition after one changed, in the law of one state where one is named."""
    wanted = options.state(state) if state and state != TREATIES else ""
    found = [one for one in changed_since(since) if not state or one.state == wanted]
    if format == "json":
        from dataclasses import asdict

        say(dumped([asdict(one) for one in found]) + "\n")
        return
    if not found:
        of = f" in the law of {wanted}" if wanted else ""
        say(f"nothing changed since {since}{of}; the library is edition {edition()}\n")
        return
    lines = []
    for one in found:
        what = f"{one.kind}: {', '.join(one.at)}" if one.at else one.kind
        head = f"{one.edition}  {inline(one.state or '(treaty)')}  {one.instrument}  "
        lines += wrapped(what, width(), head, "    ")
    say("\n".join(lines) + "\n")


def _age(entry: Entry, today: date) -> int:
    """Return the days since a text was last checked; what says no day was never checked."""
    try:
        return (today - date.fromisoformat(entry.checked)).days
    except ValueError:
        return date.max.toordinal()


def _coverage(found: Sequence[Entry], lexicon: Lexicon) -> Iterator[str]:
    """Yield on which subjects law of the state is held, at any time, and on which it is not known."""
    subjects = [word.name for word in lexicon.words("subject")]
    held = {subject for entry in found for subject in entry.covers or subjects}
    yield from wrapped(
        "covered: " + (", ".join(one for one in subjects if one in held) or "nothing"), width(), "", "  "
    )
    missing = [one for one in subjects if one not in held]
    if missing:
        yield from wrapped("not held, and so not known: " + ", ".join(missing), width(), "", "  ")


def _table(found: Sequence[Entry]) -> Iterator[str]:
    head = ("state", "name", "rank", "in force", "readings", "checked", "sources")
    rows = [head, *(_row(entry) for entry in found)]
    widths = [max(columns(row[index]) for row in rows) for index in range(len(head))]
    for row in rows:
        yield "  ".join(_padded(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip()


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        inline(entry.state or "(treaty)"),
        inline(entry.name),
        entry.rank or "-",
        entry.in_force or "-",
        str(len(entry.readings) or "-"),
        entry.checked or "-",
        _sources(entry),
    )


def _sources(entry: Entry) -> str:
    verified = entry.sources - entry.unverified
    return f"{verified} verified, {entry.unverified} unverified" if entry.unverified else f"{verified} verified"


def _padded(text: str, size: int) -> str:
    return text + " " * (size - columns(text))


def _details(found: Sequence[Entry]) -> Iterator[str]:
    for index, entry in enumerate(found):
        if index:
            yield ""
        yield f"{inline(entry.name)}: {inline(entry.title)}"
        facts = [entry.rank, f"in force {entry.in_force}" if entry.in_force else "", _sources(entry)]
        facts.append(f"checked {entry.checked}" if entry.checked else "")
        yield "  " + "; ".join(fact for fact in facts if fact)
        if entry.rank:
            yield from wrapped("covers " + (", ".join(entry.covers) or "everything"), width(), "  ", "    ")
        yield f"  {inline(entry.file)}"
        for article in entry.articles:
            yield from wrapped(inline(article), width(), "  - ", "    ")
        for reading in entry.readings:
            yield from wrapped(inline(reading), width(), "  * reading ", "    ")
