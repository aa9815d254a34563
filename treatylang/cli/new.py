"""`treaty new`: a first draft that checks clean, from a title, some parties and a kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import remark, say
from treatylang.source import Source
from treatylang.workspace import Project, write
from treatylang.workspace.cache import warm

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_USUAL = "consultation"


def command(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The file to write, or - for standard output.")],
    title: Annotated[str, typer.Option("--title", help="The title of the treaty.")] = "",
    parties: Annotated[
        list[str], typer.Option("--parties", metavar="STATE,STATE", help="The parties, by any of their names.")
    ] = [],  # noqa: B006
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="consultation, mutual-defence or bilateral.")
    ] = _USUAL,
    clauses: Annotated[
        list[str],
        typer.Option("--clause", metavar="NAME", help="Use this model clause too; `treaty clauses` lists them."),
    ] = [],  # noqa: B006
    place: Annotated[str, typer.Option("--place", help="Where it is drawn up.")] = "Geneva",
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="When it is drawn up; today if not given.")] = "",
) -> None:
    """Write a first draft that checks clean; a file that exists is never overwritten.

    Example: treaty new pact.treaty --title "Pact on Consultation" --parties "Japan,Australia" --kind consultation
    """
    options.one_of("--kind", kind, _kinds())
    states = [_state(name) for name in options.listed(parties)] or ["Australia", "Japan"]
    if len(set(states)) < 2 or len(set(states)) < len(states):
        options.refuse("a treaty needs at least two different parties", 'give them as `--parties "Japan,Australia"`')
    if kind == "bilateral" and len(states) != 2:
        others = " or ".join(f"`--kind {one}`" for one in _kinds() if one != kind)
        options.refuse(f"a bilateral treaty has two parties, not {len(states)}", f"for more of them: {others}")
    drawn = options.day("--date", day) or date.today()
    for name in states:
        _there(name, drawn)
    warm()
    uses = [_use(name) for name in options.listed(clauses)]
    text = laid_out(draft(kind, title or _usual_title(kind), states, place, drawn, uses))
    if file == "-":
        say(text, whole=True)
        return
    write(Path(file), text, replace=False)
    remark(f"written: {file}; next: treaty check {file}")


def draft(kind: str, title: str, states: list[str], place: str, drawn: date, uses: Sequence[str] = ()) -> str:
    """Return the text of a draft; ``uses`` of model clauses stand before its final clauses."""
    for option, text in (("--title", title), ("--place", place)):
        if not text.strip() or re.search(r'["\n\r{}\x00-\x1f]', text):
            options.refuse(f"`{option}` must be words on one line, without quotation marks or braces")
    skeleton = files("treatylang.library").joinpath("drafts", f"{kind}.draft").read_text(encoding="utf-8")
    before, final, after = skeleton.partition("  final-clauses {")
    return Template("".join([before, *(f"  {use}\n" for use in uses), "\n" if uses else "", final, after])).substitute(
        name=_name(title),
        title=title,
        place=place,
        date=drawn.isoformat(),
        closing=date(drawn.year + 1, 12, 31).isoformat(),
        depositary=_quoted(states[0]),
        quorum=len(states),
        parties="\n".join(f"  party {_quoted(state)};" for state in states),
    )


def laid_out(text: str) -> str:
    """Return the text in the canonical layout, whatever the length of the names in it."""
    from treatylang.syntax.formatter import format_document
    from treatylang.syntax.parser import parse

    document, mistakes = parse(Source("new", text))
    if document is None:
        raise RuntimeError(f"the skeleton cannot be read: {mistakes[0].span}: {mistakes[0].message}")
    return format_document(document)


def _use(name: str) -> str:
    """Return the line that uses a clause; one that is not there, or needs what nobody said, is refused."""
    from treatylang.api.clauses import chosen_clauses

    (clause,) = chosen_clauses(Project.around(Path.cwd() / "here.treaty"), (name,))
    needed = [word for word, _, usual in clause.takes if not usual]
    if needed:
        options.refuse(f"clause `{name}` needs `{needed[0]}`", f"write `{clause.use}` into the draft")
    return clause.use


def _kinds() -> list[str]:
    folder = files("treatylang.library").joinpath("drafts")
    return sorted(entry.name.removesuffix(".draft") for entry in folder.iterdir() if entry.name.endswith(".draft"))


def _state(name: str) -> str:
    from treatylang.library import states

    found = states.find(name)
    if found is None:
        near = states.near(name)
        help = f"did you mean `{near[0]}`?" if near else "check the spelling, or write the draft by hand"
        options.refuse(f"`{name}` is not a state that is known", help)
    return found.name


def _there(name: str, drawn: date) -> None:
    """Refuse a state that did not exist on the day on which the treaty is drawn up."""
    from treatylang.library import states

    found = states.find(name)
    if found is None:
        return
    day = drawn.isoformat()
    if found.until and day >= found.until:
        options.refuse(f"{found.the} ended on {found.until}", "name its successor, or an earlier day with `--date`")
    if found.since and day < found.since:
        options.refuse(f"{found.the} began on {found.since}", "name a later day with `--date`")


def _usual_title(kind: str) -> str:
    return {"consultation": "Pact on Consultation"}.get(kind, "Treaty on Mutual Assistance")


def _name(title: str) -> str:
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", title)
    name = "-".join(word for word in words if word[0].isupper()) or "-".join(words)
    return name or "Treaty"


def _quoted(name: str) -> str:
    return name if _BARE.fullmatch(name) else f'"{name}"'
