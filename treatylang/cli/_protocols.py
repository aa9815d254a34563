"""The treaty that an operand means, and the protocol between two: what `treaty amend` and `treaty diff` share."""

from __future__ import annotations

import re

import typer

from treatylang import reports
from treatylang.cli import _options as options
from treatylang.cli._output import remark, width
from treatylang.model.clauses import uses
from treatylang.reports._terminal import visible
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace import NoVerdict, Project, drafts
from treatylang.workspace.cache import parsed

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")


def refuse_names(name: str, title: str) -> None:
    """Refuse what cannot be the name or the title of a protocol."""
    if name and not _NAME.fullmatch(name):
        options.refuse(f"`--name` cannot be `{name}`", "a name has letters, digits and hyphens")
    if re.search(r'["\n\r\x00-\x1f]', title):
        options.refuse("`--title` must be words on one line, without quotation marks")


def document(operand: str, stdin_filename: str, *, cache: bool) -> ast.Document:
    """Return the one file that an operand names, parsed; a mistake of form leaves with exit code 2."""
    found = drafts([operand], stdin_filename)
    if len(found) != 1:
        options.refuse("one treaty and one other file are needed", "give the files, not the folders")
    result, mistakes = parsed(found[0].source, use=cache)
    if result is None:
        remark(reports.report("full", mistakes, width=width()).rstrip("\n"))
        raise typer.Exit(2)
    if not uses(result):
        return result
    # What a protocol amends, and what it puts in, are the sentences of a clause and not its use.
    around = Project.around(found[0].path, cache=cache)
    whole, mistakes = parsed(Source(result.source.name, around.written_out(found[0], result)), use=False)
    assert whole is not None, mistakes
    return whole


def treaty_of(document: ast.Document, name: str, like: str = "") -> ast.InstrumentNode:
    """Return the treaty that is meant: the named one, one of the name ``like``, or the only one of the file."""
    found = {i.name.text: i for i in document.items if isinstance(i, ast.InstrumentNode) and i.kind == "treaty"}
    if (name or like) in found:
        return found[name or like]
    if len(found) == 1 and not name:
        return next(iter(found.values()))
    if name:
        options.refuse(f"`{document.source.name}` has no treaty `{name}`", options.hint(name, found))
    if not found:
        raise NoVerdict(f"`{document.source.name}` has no treaty")
    raise NoVerdict(f"the file has {len(found)} treaties", f"choose one with `--treaty`: {', '.join(found)}")


def protocol(old: ast.InstrumentNode, new: ast.InstrumentNode, name: str, title: str) -> tuple[str, list[str]]:
    """Return the protocol between two drafts, and what it cannot say."""
    from treatylang.model.protocol import protocol_between

    made = protocol_between(old, new, name=name, title=title)
    return made.text, [f"no protocol can say this: {visible(sentence)}" for sentence in made.unsaid]
