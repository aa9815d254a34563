"""`treaty git-diff-driver`: what `git diff` shows for a draft: the words that changed, article by article."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli._output import colored, say
from treatylang.cli.redline import as_text
from treatylang.model.question import Question
from treatylang.reports._terminal import styled, visible
from treatylang.source import Source
from treatylang.workspace import Draft, NoVerdict, Project
from treatylang.workspace.cache import parsed, warm
from treatylang.workspace.texts import read

_NOTHING = "/dev/null"


def command(
    arguments: Annotated[
        list[str], typer.Argument(metavar="PATH OLD OLD-HEX OLD-MODE NEW NEW-HEX NEW-MODE", help="As git gives them.")
    ],
) -> None:
    """Show what changed in a draft, as git asks an external diff driver to; `treaty init` tells git to use it.

    The exit code is 0 unless the files cannot be read: git takes anything else for a failure of its own. Example: git
    diff HEAD~1 -- pact.treaty
    """
    if len(arguments) == 1:
        say(f"unmerged: {visible(arguments[0])}\n")
        return
    if len(arguments) < 7:
        raise NoVerdict("`treaty git-diff-driver` is run by git", "run `treaty init` once, then `git diff`")
    path, old, new = arguments[0], arguments[1], arguments[4]
    renamed = arguments[7] if len(arguments) > 7 else ""
    warm()
    say("".join(f"{line}\n" for line in _shown(path, old, new, colored("auto"), renamed)))


def _shown(path: str, old: str, new: str, color: bool, renamed: str = "") -> list[str]:
    named = f"{visible(path)} => {visible(renamed)}" if renamed and renamed != path else visible(path)
    head = styled(f"treaty: {named}", "bold", color)
    if _NOTHING in (old, new):
        word, file = ("new", new) if old == _NOTHING else ("deleted", old)
        return [head, f"{word} draft, {len(_read(file, path).text.splitlines())} lines"]
    sources = _read(old, path), _read(new, path)
    documents = [parsed(source)[0] for source in sources]
    redlined: list[str] = []
    if documents[0] is not None and documents[1] is not None:
        redlined = _redlined(sources, path, color)
    # The printed text has no parties' dates, no law to be checked with, no comments: every line that differs is shown.
    shown = [head, *redlined, *lines(*sources, color, around=0 if redlined else 3)]
    return shown if len(shown) > 1 else [head, "nothing that is read differs"]


def _read(file: str, path: str) -> Source:
    return Source(path, read(Path(file)).text)


def _redlined(sources: tuple[Source, Source], path: str, color: bool) -> list[str]:
    """Return the redline of each treaty that both files have."""
    from treatylang.documents import outline
    from treatylang.documents.redline import redline

    question = Question()
    opened = [Project.around(Path(path)).open(Draft(s, Path(path), exists=False), question) for s in sources]
    treaties = [{i.name: i for i in one.instruments if i.kind == "treaty"} for one in opened]
    lines: list[str] = []
    for name in treaties[0]:
        if name not in treaties[1] or opened[0].world is None or opened[1].world is None:
            continue
        pair = [treaties[side][name] for side in (0, 1)]
        language = pair[1].languages[0] if pair[1].languages else "en"
        texts = [
            outline(o.world, d, question, language=language)[0] for o, d in zip(opened, pair, strict=True) if o.world
        ]
        found = redline(*texts)
        if any(passage.kind != "same" for passage in found.passages):
            lines.append(as_text(found, color, whole=False).rstrip("\n"))
    return lines


def lines(old: Source, new: Source, color: bool = False, *, around: int) -> list[str]:
    """Return what differs between two texts line by line, with some lines around."""
    styles = {"+": "help", "-": "error"}
    found = unified_diff(
        old.text.splitlines(), new.text.splitlines(), f"a/{old.name}", f"b/{new.name}", lineterm="", n=around
    )
    return [styled(visible(x), styles[x[0]], color) if x[:1] in styles else visible(x) for x in found]
