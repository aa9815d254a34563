"""Texts and documents to files: the one writer, which leaves the old file or the new, whatever happens."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from treatylang.source import Source
from treatylang.workspace.ends import plain, with_ends_of
from treatylang.workspace.project import inside_of
from treatylang.workspace.texts import is_kept, shown, unsure
from treatylang.workspace.trouble import NoVerdict

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_SYSTEM = ("/dev/", "/proc/")
"""Where names stand for streams: what lies there is written into, never replaced."""


def write(path: Path, text: str | bytes, *, replace: bool = True, over: Source | None = None) -> None:
    """Write a text, or a document, beside its place and move it there in one step.

    ``over`` is the text that this run read from that very file and has worked on: the file must still hold it, and its
    byte-order mark and line ends stay. Without it, whatever this run has read is left alone. Without ``replace``, every
    file that exists is. Owner, permissions and attributes of a file stay; a link is followed within its project only.

    Raises ``NoVerdict`` if the file cannot be written; it then is what it was.
    """
    try:
        _write(path, text, replace, over)
    except FileExistsError as problem:
        raise NoVerdict(f"`{shown(path)}` exists already", "give another name, or move the file away") from problem
    except FileNotFoundError as problem:
        raise NoVerdict(f"there is no folder `{shown(path.parent)}`", "create it first") from problem
    except (OSError, ValueError) as problem:
        why = (getattr(problem, "strerror", None) or str(problem)).lower()
        raise NoVerdict(f"`{shown(path)}` cannot be written: {why}") from problem


def _write(path: Path, text: str | bytes, replace: bool, over: Source | None) -> None:
    unsure("a file was written")
    target = Path(os.path.realpath(path))
    if over is None and is_kept(target):
        raise NoVerdict(
            f"`{shown(path)}` was read by this run: no answer is written over it", "give the answer another name"
        )
    state = _state(target)
    if state is not None and stat.S_ISDIR(state.st_mode):
        raise NoVerdict(f"`{shown(path)}` is a folder; a file is needed")
    if not replace and os.path.lexists(path):
        raise NoVerdict(f"`{shown(path)}` exists already", "give another name, or move the file away")
    is_stream = os.path.abspath(path).startswith(_SYSTEM) or (state is not None and not stat.S_ISREG(state.st_mode))
    if is_stream:
        _pour(target, _bytes(text, path))
        return
    _refuse_outside(path, target)
    if state is not None and not os.access(target, os.W_OK):
        raise NoVerdict(f"`{shown(path)}` is write-protected", "change its permissions, or give another name")
    if over is not None:
        raw = _unchanged(path, target, over)
        text = with_ends_of(raw, text) if isinstance(text, str) else text
    _put(path, target, _bytes(text, path), state, replace, over)


def _state(target: Path) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None


def _bytes(text: str | bytes, path: Path) -> bytes:
    if isinstance(text, bytes):
        return text
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as problem:
        sign = ord(text[problem.start])
        raise NoVerdict(
            f"`{shown(path)}` cannot hold U+{sign:04X}, which is half a character", "take it out of the text"
        ) from problem


def _refuse_outside(path: Path, target: Path) -> None:
    if not inside_of(path, target):
        raise NoVerdict(
            f"`{shown(path)}` leads by a link out of the project's folder, to `{shown(target)}`",
            "give the file itself, if you mean it",
        )


def _unchanged(path: Path, target: Path, over: Source) -> str:
    """Return what a file holds, with its own line ends; refuse it if that is not what was read."""
    try:
        raw = target.read_bytes().decode("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        raw = None
    if raw is None or plain(raw) != over.text:
        raise NoVerdict(
            f"`{shown(path)}` was changed while it was looked at; nothing was written", "run the command again"
        )
    return raw


def _pour(target: Path, data: bytes) -> None:
    """Write into what is not a regular file: a pipe, a device."""
    handle = os.open(target, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        _write_all(handle, data)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _put(
    path: Path, target: Path, data: bytes, state: os.stat_result | None, replace: bool, over: Source | None
) -> None:
    """Write a file beside its place under a short name, bring it to the disk, and move it there."""
    folder = target.parent
    handle, name = _beside(folder, 0o666 if state is None else 0o600)
    try:
        try:
            _write_all(handle, data)
            if state is not None:
                _take_over(path, target, handle, state)
            os.fsync(handle)
        finally:
            os.close(handle)
        if over is not None:
            _unchanged(path, target, over)
        if replace:
            os.replace(name, target)
        else:
            os.link(name, target)
            _discard(name)
    except BaseException:
        _discard(name)
        raise
    _settle(folder)


def _beside(folder: Path, mode: int) -> tuple[int, str]:
    """Open a new file in a folder; its name is short, however long that of the target is."""
    while True:
        name = os.path.join(folder, f".treaty-{secrets.token_hex(6)}.tmp")
        with contextlib.suppress(FileExistsError):
            return os.open(name, _FLAGS, mode), name


def _take_over(path: Path, target: Path, handle: int, state: os.stat_result) -> None:
    """Give an open file the owner, the permissions and, where the disk has them, the attributes of another."""
    if hasattr(os, "fchown"):
        new = os.fstat(handle)
        if (new.st_uid, new.st_gid) != (state.st_uid, state.st_gid):
            try:
                os.fchown(handle, state.st_uid, state.st_gid)
            except PermissionError as problem:
                raise NoVerdict(
                    f"`{shown(path)}` belongs to somebody else, whose it could not stay", "give another name"
                ) from problem
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):  # a disk without attributes, or attributes that only root may set
            for one in os.listxattr(target):
                os.setxattr(handle, one, os.getxattr(target, one))
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(state.st_mode))


def _settle(folder: Path) -> None:
    """Bring the change of a folder to the disk, where folders can be opened; the new file is in its place by now."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _discard(name: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name)
