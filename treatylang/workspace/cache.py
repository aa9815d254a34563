"""Parser tables kept in the user's own cache folder: plain JSON that only the user can have written."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from treatylang.syntax import parser


def folder() -> Path:
    """Return the cache folder: below ``XDG_CACHE_HOME`` where that is set, else below ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base and Path(base).is_absolute() else Path("~/.cache").expanduser()) / "treatylang"


def warm(*, use: bool = True) -> None:
    """Set up the parser from kept tables where there are some; keep its tables where there are none.

    Whatever is wrong with the cache does no harm: the tables are then built anew. Without ``use`` nothing is touched.
    """
    if not use:
        return
    try:
        place = folder() / f"parser-{parser.tables_key()[:16]}.json"
    except RuntimeError:  # no home folder
        return
    kept = _own(place)
    if parser.use_tables(kept):
        return
    with contextlib.suppress(OSError):
        _keep(place, parser.tables())


def _own(place: Path) -> str | None:
    """Return the text of a file that belongs to the user alone, in a folder that does too; else ``None``."""
    try:
        for path in (place.parent, place):
            state = path.lstat()
            if stat.S_ISLNK(state.st_mode) or not _is_mine(state):
                return None
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return None


def _is_mine(state: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _keep(place: Path, text: str) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_mine(place.parent.lstat()) or place.parent.is_symlink():
        return
    handle, name = tempfile.mkstemp(prefix="parser-", suffix=".tmp", dir=place.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(name, place)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
