"""What may go wrong while a file is written: a system call that fails, a process that is killed, a disk that is full.

`Fate` stands in the place of `os` in the writer: it counts the system calls, and at the one that is chosen it fails, or
kills the process before it or in the middle of it. `befall` brings it upon a process of its own (`tests/treaty.py`).
"""

from __future__ import annotations

import codecs
import importlib
import os
import resource
import signal
from collections.abc import Callable, Mapping
from typing import Any

from treatylang.workspace import writing

CALLS = frozenset(
    "access close fchmod fchown fstat fsync getxattr link listxattr open replace setxattr stat unlink write".split()
)
"""The system calls of the writer."""


class Fate:
    """`os`, but the call ``at`` (from 0) goes wrong: ``strike`` is called before it, with its name and arguments.

    ``calls`` holds the names of the calls that were made. Every file that was opened is closed whatever happens.
    """

    def __init__(self, at: int | None, strike: Callable[[str, tuple[Any, ...]], None]) -> None:
        self.at = at
        self.strike = strike
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments: Any, **more: Any) -> Any:
            number = len(self.calls)
            self.calls.append(name)
            if number == self.at:
                if name == "close":
                    real(*arguments, **more)
                self.strike(name, arguments)
            return real(*arguments, **more)

        return call


class Narrow:
    """`os`, but on a disk that takes no file of more than ``size`` bytes; only the writer meets it."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def write(self, handle: int, data: bytes) -> int:
        """Write what there is room for; where there is none, the system says so."""
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, most))
        try:
            return os.write(handle, data)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def kill(name: str, arguments: tuple[Any, ...]) -> None:
    """Kill this process before a call; what is being written is written by half."""
    if name == "write":
        handle, data = arguments
        os.write(handle, bytes(data[: len(data) // 2]))
    os.kill(os.getpid(), signal.SIGKILL)


def befall(misfortune: Mapping[str, Any]) -> None:
    """Bring a misfortune upon this process.

    ``kill``: the number of the system call of the writer before which it is killed; ``size``: the bytes that a file can
    have on a disk that is nearly full; ``user``: as whom it goes on.
    """
    if "kill" in misfortune:
        writing.os = Fate(misfortune["kill"], kill)  # type: ignore[assignment]
    if "size" in misfortune:
        writing.os = Narrow(misfortune["size"])  # type: ignore[assignment]
    if "user" in misfortune:
        _load_what_only_root_may_read()
        os.setgroups([])
        os.setgid(misfortune["user"])
        os.setuid(misfortune["user"])


def _load_what_only_root_may_read() -> None:
    """Load what is loaded late: where Python lies in a folder of root, nobody else can load it."""
    for name in ("unicode-escape", "cp437", "ascii", "latin-1"):
        codecs.lookup(name)
    importlib.import_module("zipfile")
