"""Texts and documents to files: whole or not at all, with the permissions that the file had."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from treatylang.workspace.reading import is_kept, shown
from treatylang.workspace.trouble import NoVerdict


def write(path: Path, text: str | bytes, *, replace: bool = True, over_draft: bool = False) -> None:
    """Write a text, or a document, beside its place and move it there in one step; a link is followed to its target.

    Without ``replace``, a file that exists is left alone; whatever this run has read is kept but for ``over_draft``.
    Raises ``NoVerdict`` if the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    if not over_draft and is_kept(target):
        raise NoVerdict(
            f"`{shown(path)}` is a draft that is read: no answer is written over it", "give the answer another name"
        )
    data = text.encode("utf-8") if isinstance(text, str) else text
    if target.is_dir():
        raise NoVerdict(f"`{shown(path)}` is a folder; a file is needed")
    if not replace and os.path.lexists(path):
        raise NoVerdict(f"`{shown(path)}` exists already", "give another name, or move the file away")
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        try:
            with target.open("wb") as stream:
                stream.write(data)
        except OSError as problem:
            raise NoVerdict(f"`{shown(path)}` cannot be written: {(problem.strerror or '').lower()}") from problem
        return
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    except FileNotFoundError as problem:
        raise NoVerdict(f"there is no folder `{shown(target.parent)}`", "create it first") from problem
    except OSError as problem:
        raise NoVerdict(f"`{shown(path)}` cannot be written: {(problem.strerror or '').lower()}") from problem
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, mode)
        if not replace:
            os.link(name, target)
            os.unlink(name)
            return
        os.replace(name, target)
    except FileExistsError as problem:
        _discard(name)
        raise NoVerdict(f"`{shown(path)}` exists already", "give another name") from problem
    except OSError as problem:
        _discard(name)
        raise NoVerdict(f"`{shown(path)}` cannot be written: {(problem.strerror or '').lower()}") from problem
    except BaseException:
        _discard(name)
        raise


def _discard(name: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
