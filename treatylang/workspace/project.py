"""The folder that a draft belongs to: no import leaves it, its configuration and its own laws lie in it."""

from __future__ import annotations

import os
from pathlib import Path

_SIGNS = ("treaty.toml", "pyproject.toml", ".git")


def root_of(path: Path) -> Path:
    """Return the nearest folder above a file that has a configuration or a repository, else the file's own folder."""
    folder = Path(path).absolute().parent.resolve()
    return _signed(folder) or folder


def _signed(folder: Path) -> Path | None:
    for candidate in (folder, *folder.parents):
        if any(os.path.lexists(candidate / sign) for sign in _SIGNS):
            return candidate
    return None


def lies_in(path: Path, root: Path) -> bool:
    """Return whether a path, with all links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def inside_of(path: Path, target: Path) -> bool:
    """Return whether the file that a path leads to lies in the project in which the path stands as it is written.

    Where no project is around the path, only a link in its last place is looked at: it must stay in its folder.
    """
    written = Path(os.path.abspath(path))
    root = _signed(written.parent)
    if root is None and not os.path.islink(written):
        return True
    return target.is_relative_to(os.path.realpath(root or written.parent))
