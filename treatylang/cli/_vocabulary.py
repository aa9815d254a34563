"""The words that the commands about words look at: those that are shipped, and those of the folder around."""

from __future__ import annotations

from pathlib import Path

from treatylang.cli import _options as options
from treatylang.model.lexicon import Lexicon
from treatylang.workspace import Project


def lexicon(folder: Path, *, config: str = "", isolated: bool = False, cache: bool = True) -> Lexicon:
    """Return the words that a draft in a folder may use."""
    project = Project.around(folder / "here.treaty", config=options.existing(config), isolated=isolated, cache=cache)
    return project.lexicon()
