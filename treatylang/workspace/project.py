"""The folder that a draft belongs to: no import leaves it, its configuration and its own laws lie in it."""

from __future__ import annotations

import os
from pathlib import Path

from treatylang.workspace import texts

_SIGNS = ("treaty.toml", "pyproject.toml", ".git")


def root_of(path: Path) -> Path:
    """Return the nearest folder above a file that has a configuration or a repository, else the file's own folder."""
    folder = Path(texts.real(Path(path).absolute().parent))
    return _signed(folder) or folder


def _signed(folder: Path) -> Path | None:
    for candidate in (folder, *folder.parents):
        if any(texts.there(candidate / sign) for sign in _SIGNS):
            return candidate
    return None


def lies_in(path: Path, root: Path) -> bool:
    """Return whether a path, with all links followed, lies in a folder."""
    try:
        path.resolve()  # a link that leads to itself raises
        return Path(texts.real(path)).is_relative_to(texts.real(root))
    except (OSError, RuntimeError):
        return False


def inside_of(path: Path, target: Path) -> bool:
    """Return whether the file that a path leads to lies in the project in which the path stands as it is written.

    Where no project is around the path, only a link in its last place is looked at: it must stay in its folder.
    """
    written = Path(os.path.abspath(path))
    root = _signed(written.parent)
    if root is None and not texts.is_link(written):
        return True
    return target.is_relative_to(texts.real(root or written.parent))
