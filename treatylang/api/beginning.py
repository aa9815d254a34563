"""First drafts without faults, from a title, some parties and a kind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template

from treatylang.api.refusing import day, one_of, refuse
from treatylang.api.results import Document
from treatylang.api.subject import names_of
from treatylang.source import Source
from treatylang.workspace import Project

USUAL = "consultation"
"""The kind of a first draft where none is named."""
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Usual:
    """What a first draft has where nothing is said; ``titles`` by kind."""

    parties: tuple[str, ...]
    place: str
    titles: Mapping[str, str]


@cache
def usually() -> Usual:
    """Return what a first draft has where nothing is said."""
    found = tomllib.loads(files("treatylang.library").joinpath("drafts", "usual.toml").read_text(encoding="utf-8"))
    return Usual(tuple(found["parties"]), found["place"], found["titles"])


def new(
    title: str = "",
    parties: Iterable[str] = (),
    *,
    kind: str = USUAL,
    clauses: Iterable[str] = (),
    place: str | None = None,
    on: date | str,
) -> Document:
    """Return a first draft without faults, drawn up on a day; ``clauses`` are model clauses that it uses.

    Parties, place and title that are not given are those of ``library/drafts/usual.toml``.
    """
    usual = usually()
    drawn = day("on", on)
    if drawn is None:
        refuse("the day is missing", "say which: `on='2027-03-31'`")
    one_of("kind", kind, kinds())
    states = [_state(name) for name in names_of(parties)] or list(usual.parties)
    if len(set(states)) < 2 or len(set(states)) < len(states):
        form = f'give them as `--parties "{",".join(usual.parties)}"`'
        refuse("a treaty needs at least two different parties", form)
    if kind == "bilateral" and len(states) != 2:
        others = " or ".join(f"`--kind {one}`" for one in kinds() if one != kind)
        refuse(f"a bilateral treaty has two parties, not {len(states)}", f"for more of them: {others}")
    for name in states:
        _there(name, drawn)
    uses = [_use(name) for name in names_of(clauses)]
    named = title or usual.titles[kind]
    where = usual.place if place is None else place
    return Document(named, "treaty", laid_out(draft(kind, named, states, where, drawn, uses)))


def draft(kind: str, title: str, states: list[str], place: str, drawn: date, uses: Sequence[str] = ()) -> str:
    """Return the text of a draft; ``uses`` of model clauses stand before its final clauses."""
    for option, text in (("--title", title), ("--place", place)):
        if not text.strip() or re.search(r'["\n\r{}\x00-\x1f]', text):
            refuse(f"`{option}` must be words on one line, without quotation marks or braces")
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
        refuse(f"clause `{name}` needs `{needed[0]}`", f"write `{clause.use}` into the draft")
    return clause.use


def kinds() -> list[str]:
    """Return the kinds of first drafts: the folder is the registry."""
    folder = files("treatylang.library").joinpath("drafts")
    return sorted(entry.name.removesuffix(".draft") for entry in folder.iterdir() if entry.name.endswith(".draft"))


def _state(name: str) -> str:
    from treatylang.library import states

    found = states.find(name)
    if found is None:
        near = states.near(name)
        help = f"did you mean `{near[0]}`?" if near else "check the spelling, or write the draft by hand"
        refuse(f"`{name}` is not a state that is known", help)
    return found.name


def _there(name: str, drawn: date) -> None:
    """Refuse a state that did not exist on the day on which the treaty is drawn up."""
    from treatylang.library import states

    found = states.find(name)
    if found is None:
        return
    day = drawn.isoformat()
    if found.until and day >= found.until:
        refuse(f"{found.the} ended on {found.until}", "name its successor, or an earlier day with `--date`")
    if found.since and day < found.since:
        refuse(f"{found.the} began on {found.since}", "name a later day with `--date`")


def _name(title: str) -> str:
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", title)
    name = "-".join(word for word in words if word[0].isupper()) or "-".join(words)
    return name or "Treaty"


def _quoted(name: str) -> str:
    return name if _BARE.fullmatch(name) else f'"{name}"'
