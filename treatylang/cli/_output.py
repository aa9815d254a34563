"""Where text goes: standard output whose reader may leave, colours where they are wanted, the width of the terminal."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import TextIO

from treatylang.cli._said import note
from treatylang.reports._places import Standpoint
from treatylang.reports._terminal import styled, visible
from treatylang.workspace.revisions import top_of
from treatylang.workspace.texts import revisions
from treatylang.workspace.trouble import NoVerdict

WIDEST = 100


def say(text: str, *, whole: bool = False) -> None:
    """Write to standard output; a reader who has left is not a reason to lose the verdict.

    ``whole`` marks a text that somebody keeps (a draft, a document): what the output cannot carry is refused there, and
    written as an escape in a message.
    """
    if sys.stdout is None:
        raise NoVerdict("standard output is closed", "send it to a file")
    note("whole" if whole else "out", text)
    if whole:
        _refuse_unwritable(text)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _lead_nowhere(sys.stdout)
    except OSError as problem:
        _lead_nowhere(sys.stdout)
        why = (problem.strerror or "").lower()
        raise NoVerdict(f"standard output cannot be written: {why}", "send it elsewhere, or make room") from problem


def _refuse_unwritable(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError as problem:
        sign = text[problem.start]
        raise NoVerdict(
            f"standard output is set to {encoding}, which cannot carry `{sign}` (U+{ord(sign):04X})",
            "set PYTHONIOENCODING=utf-8 or LC_ALL=C.UTF-8, or write to a file with `-o`",
        ) from problem


def _lead_nowhere(stream: TextIO) -> None:
    """Let a stream that takes nothing any more end nowhere, so that the end of the program does not complain again."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def remark(text: str) -> None:
    """Write lines to standard error; what comes from files shows its control characters.

    Where nobody can read them the lines are lost, and the verdict is not.
    """
    note("err", text)
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{shown_plainly(text)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _lead_nowhere(sys.stderr)


def shown_plainly(text: str) -> str:
    """Return a text of several lines in which no character acts on a terminal."""
    return "\n".join(visible(line) for line in text.split("\n"))


def colored(choice: str) -> bool:
    """Return whether colours are wanted: ``auto`` asks the terminal and NO_COLOR."""
    if choice != "auto":
        return choice == "always"
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def standpoint() -> Standpoint:
    """Return from where reports write their paths: the repository around the working folder, else that folder."""
    here = Path.cwd()
    return Standpoint((top_of(here) or here).as_posix(), here.as_posix(), revisions())


def comparison(name: str, old: str, new: str, after: str, *, color: bool) -> str:
    """Return what differs between two texts as lines; ``after`` says what became of the first (``fixed``)."""
    from difflib import unified_diff

    styles = {"+": "help", "-": "error"}
    lines = unified_diff(old.splitlines(), new.splitlines(), name, f"{name} ({after})", lineterm="")
    return "".join(
        f"{styled(visible(line), styles[line[0]], color) if line[:1] in styles else _no_order(visible(line))}\n"
        for line in lines
    )


def _no_order(line: str) -> str:
    """Return a line of a draft that no service of continuous integration takes for an order, as it does `::error`."""
    start = len(line) - len(line.lstrip())
    return f"{line[:start]}\\u{{003A}}{line[start + 1 :]}" if line[start:].startswith("::") else line


def width() -> int:
    """Return the columns to fill: those of the terminal, at most ``WIDEST``."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
