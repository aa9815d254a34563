"""`treaty git-textconv`: what git compares instead of a draft: the draft in its canonical layout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatylang.cli._output import say
from treatylang.workspace.cache import parsed, warm
from treatylang.workspace.texts import read


def command(file: Annotated[str, typer.Argument(metavar="FILE", help="The draft that git has laid out.")]) -> None:
    """Print a draft in its canonical layout, so that `git log -p` and `git show` pass over changes of layout.

    `treaty init` tells git to use it. A draft with a mistake of form is printed as it stands.

    Example: git log -p -- pact.treaty
    """
    from treatylang.syntax.formatter import format_document

    source = read(Path(file))
    warm()
    document, _ = parsed(source)
    say(source.text if document is None else format_document(document), whole=True)
