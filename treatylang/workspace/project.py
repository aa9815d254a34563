"""The folder that a draft belongs to: no import leaves it, its configuration and its own laws lie in it."""

from __future__ import annotations

from pathlib import Path

_SIGNS = ("treaty.toml", "pyproject.toml", ".git")


def root_of(path: Path) -> Path:
    """Return the nearest folder above a file that has a configuration or a repository, else the file's own folder."""
    folder = Path(path).absolute().parent.resolve()
    for candidate in (folder, *folder.parents):
        if any((candidate / sign).exists() for sign in _SIGNS):
            return candidate
    return folder


def lies_in(path: Path, root: Path) -> bool:
    """Return whether a path, with all links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False
