"""`treaty cache`: what is kept from run to run, where it lies, how large it is; and away with it."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._output import remark
from treatylang.reports.tables import Entry, Table
from treatylang.workspace import cache
from treatylang.workspace.trouble import NoVerdict

_TOLD = {
    "parser": "tables of the parser",
    "parsed": "files that were parsed",
    "answer": "findings, and answers of geometry",
    "shape": "shapes of areas",
    "run": "runs, with what they said",
    "left by halves": "left by runs that were killed",
}


def command(
    clear: Annotated[bool, typer.Option("--clear", help="Remove what is kept; later runs build it again.")] = False,
    form: _tables.Form = "",
    out: _tables.Out = "",
    color: options.Color = "auto",
) -> None:
    """Show what is in the cache folder, or remove it; nothing in it is needed, and none of your work is there.

    The folder is `treatylang` below XDG_CACHE_HOME, or below ~/.cache. Example: treaty cache --clear
    """
    _tables.form(form, out)
    try:
        place = cache.folder()
    except RuntimeError as problem:
        raise NoVerdict("there is no home folder, so nothing is kept", "set XDG_CACHE_HOME to a folder") from problem
    found = cache.clear() if clear else cache.holdings()
    if place.exists() and not cache.is_used():
        remark("the folder is not used: it is a link, belongs to somebody else, or others may write into it")
    number, size = sum(one.entries for one in found), sum(one.size for one in found)
    records = [
        {"kind": one.kind, "entries": one.entries, "bytes": one.size, "folder": str(place), "cleared": clear}
        for one in found
    ]
    rows = [
        (Entry.of(_TOLD[one.kind]), Entry.of(str(one.entries)), Entry.of(_bytes(one.size)))
        for one in found
        if one.entries
    ]
    rows.append((Entry.of("all"), Entry.of(str(number)), Entry.of(_bytes(size))))
    title = f"{'Removed from' if clear else 'Kept in'} {place}"
    _tables.show([Table(title, ("what", "entries", "size"), tuple(rows), tuple(records))], form, out, color)


def _bytes(size: int) -> str:
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
