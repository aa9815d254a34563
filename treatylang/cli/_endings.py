"""In which form a file is written: by the option that names a form, else by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from treatylang.cli import _options as options


def form(to: str, out: str, forms: Collection[str], endings: Mapping[str, str], otherwise: str) -> str:
    """Return the form in which an answer is written; ``otherwise`` where neither option nor ending says one.

    ``endings`` gives the form that each ending means. An ending that means none is refused where no form is named, and
    one that means another form than the named one is refused too: the file would not be what its name says.
    """
    chosen = options.one_of("--to", to, tuple(forms)) if to else ""
    ending = Path(out).suffix.lower()
    meant = endings.get(ending, "")
    if not ending:
        return chosen or otherwise
    if chosen and meant and meant != chosen:
        fits = next(one for one, kind in endings.items() if kind == chosen)
        options.refuse(f"`{out}` has the ending of {meant}, not of {chosen}", f"end it in {fits}, or leave `--to` out")
    if not chosen:
        refuse_unknown(out, endings, "; or name one with `--to`")
    return chosen or meant


def refuse_unknown(out: str, endings: Collection[str], otherwise: str = "") -> None:
    """Refuse the name of a file whose ending means nothing that can be written: it may be another draft."""
    ending = Path(out).suffix.lower()
    if ending and ending not in endings:
        options.refuse(f"no form has the ending `{ending}`", f"there are: {', '.join(endings)}{otherwise}")
