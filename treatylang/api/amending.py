"""A treaty and its protocols: the text as amended, and the protocol that makes one draft out of another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from treatylang.api.opening import Case, malformed
from treatylang.api.refusing import day, hint, refuse
from treatylang.api.results import Document
from treatylang.model.clauses import uses
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace import Draft, NoVerdict, Project, Selection, drafts, tidy
from treatylang.workspace.cache import parsed

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Amended(Document):
    """The text as amended; ``left_out`` are protocols that are not in force on the day that was asked about.

    ``findings`` say which instructions did not fit and were left out; ``moved`` has the articles of a draft whose
    number changed: the old number, the new one, the label.
    """

    left_out: tuple[str, ...] = ()
    moved: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Drawn(Document):
    """The protocol between two drafts; ``unsaid`` is what no protocol can say."""

    unsaid: tuple[str, ...] = ()


def amend(
    base: str | Path,
    protocol: str | Path,
    *,
    as_of: date | str | None = None,
    treaty: str = "",
    cache: bool = True,
) -> Amended:
    """Return a treaty as a protocol amends it, or all the protocols of a file, in the usual layout.

    With ``as_of`` only protocols in force on that day are carried out. An instruction that does not fit is left out.
    """
    first, beside = (document(str(one), cache=cache) for one in (base, protocol))
    return amended(first, beside, treaty, day("as_of", as_of))


def amended(first: ast.Document, beside: ast.Document, treaty: str = "", on: date | None = None) -> Amended:
    """Return the treaty of a file as the protocols of another amend it."""
    from treatylang.model.amend import amending, in_force
    from treatylang.model.consolidate import consolidated

    old = treaty_of(first, treaty)
    found = amending(old, [item for item in beside.items if isinstance(item, ast.InstrumentNode)])
    if not found:
        raise NoVerdict(f"`{beside.source.name}` has no protocol that amends `{old.name.text}`")
    applied = [one for one in found if on is None or in_force(one, on)]
    own = {item.name.text for item in first.items if isinstance(item, ast.InstrumentNode)}
    without = [one.name.text for one in applied if one.name.text in own]
    made = consolidated(first, old.name.text, applied, without=without)
    said = tidy(made.findings, Selection())
    later = tuple(one.title.text for one in found if one not in applied)
    return Amended(old.title.text, "treaty", made.text, said, later, made.moved)


def protocol(
    old: str | Path,
    new: str | Path,
    *,
    name: str = "",
    title: str = "",
    treaty: str = "",
    cache: bool = True,
) -> Drawn:
    """Return the protocol that makes the second draft out of the first."""
    first, second = (document(str(one), cache=cache) for one in (old, new))
    return drawn(first, second, name=name, title=title, treaty=treaty)


def drawn(first: ast.Document, second: ast.Document, *, name: str = "", title: str = "", treaty: str = "") -> Drawn:
    """Return the protocol between the treaties of two files."""
    from treatylang.model.protocol import protocol_between

    refuse_names(name, title)
    base = treaty_of(first, treaty)
    made = protocol_between(base, treaty_of(second, treaty, like=base.name.text), name=name, title=title)
    return Drawn(title or base.title.text, "treaty", made.text, (), tuple(made.unsaid))


def formatted(draft: Draft) -> str:
    """Return a text in the canonical layout; ``Malformed`` is raised where it cannot be read."""
    from treatylang.syntax.formatter import format_document
    from treatylang.syntax.parser import parse

    found, _ = parse(draft.source)
    if found is None:
        # Once more with the vocabulary, which is opened only where it has to say what was meant.
        raise malformed(parse(draft.source, Project.around(draft.path, isolated=True).glossary)[1])
    text = format_document(found)
    again, _ = parse(Source(draft.source.name, text))
    if again != found:
        raise RuntimeError(f"the layout of {draft.source.name} would change its meaning; nothing was written")
    return text


def layout(text: str, *, name: str = "draft.treaty") -> str:
    """Return a text in the canonical layout of `treaty fmt`; its meaning and its comments stay the same."""
    return formatted(Draft(Source(name, text), Path(name), exists=False))


def refuse_names(name: str, title: str) -> None:
    """Refuse what cannot be the name or the title of a protocol."""
    if name and not _NAME.fullmatch(name):
        refuse(f"`--name` cannot be `{name}`", "a name has letters, digits and hyphens")
    if re.search(r'["\n\r\x00-\x1f]', title):
        refuse("`--title` must be words on one line, without quotation marks")


def document(operand: str, stdin_filename: str = "", *, cache: bool) -> ast.Document:
    """Return the one file that an operand names, parsed; ``Malformed`` is raised where it cannot be read."""
    found = drafts([operand], stdin_filename)
    if len(found) != 1:
        refuse("one treaty and one other file are needed", "give the files, not the folders")
    result, mistakes = parsed(found[0].source, use=cache)
    if result is None:
        raise malformed(tuple(mistakes))
    return _written_out(found[0], result, Project.around(found[0].path, cache=cache)) if uses(result) else result


def whole(case: Case) -> ast.Document:
    """Return the text of a draft that was opened, with the sentences of its clauses written out."""
    result = case.opened.document
    if result is None:
        raise malformed(case.opened.findings)
    return _written_out(case.draft, result, case.project) if uses(result) else result


def _written_out(draft: Draft, result: ast.Document, around: Project) -> ast.Document:
    # What a protocol amends, and what it puts in, are the sentences of a clause and not its use.
    found, mistakes = parsed(Source(result.source.name, around.written_out(draft, result)), use=False)
    assert found is not None, mistakes
    return found


def treaty_of(document: ast.Document, name: str, like: str = "") -> ast.InstrumentNode:
    """Return the treaty that is meant: the named one, one of the name ``like``, or the only one of the file."""
    found = {i.name.text: i for i in document.items if isinstance(i, ast.InstrumentNode) and i.kind == "treaty"}
    if (name or like) in found:
        return found[name or like]
    if len(found) == 1 and not name:
        return next(iter(found.values()))
    if name:
        refuse(f"`{document.source.name}` has no treaty `{name}`", hint(name, found))
    if not found:
        raise NoVerdict(f"`{document.source.name}` has no treaty")
    raise NoVerdict(f"the file has {len(found)} treaties", f"choose one with `--treaty`: {', '.join(found)}")
