"""A run that asks what an earlier one asked, of the same files on the same day, says what that one said.

What a run says follows from its arguments, the folder and the terminal that it runs in, the day, the program, and what
it asked of the disk: which files there are, and what is in them (`treatylang.workspace.texts`). All of this is kept
with what was said. The next run of the same arguments asks the same questions of the disk; if all answers are as they
were, nothing has to be looked at anew, and most of the program need not even be loaded. A run that wrote a file, read
standard input or asked git is not kept, nor one that gave no verdict.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from treatylang.cli._said import SAID
from treatylang.workspace import texts
from treatylang.workspace.cache import Runs, whole_program

SAYING = frozenset(
    "ask brackets brief candidates check clauses cures decisions diff guarantees instruments laws profile"
    " render sweep test timeline where words".split()
)
"""Commands that do nothing but say something, as long as no file is written."""

_NEVER = frozenset({"-", "--no-cache", "--watch", "--interactive", "--help"})
"""Arguments with which nothing is kept."""

_LARGEST = 1_000_000
"""Characters in the longest answer that is kept."""


def begin() -> None:
    """Forget what an earlier run in this process has said and asked."""
    SAID.clear()
    texts.begin()


def key_of(arguments: Sequence[str]) -> str | None:
    """Return what a run depends on besides the disk; ``None`` for one that is not kept."""
    if not arguments or arguments[0] not in SAYING or not _NEVER.isdisjoint(arguments):
        return None
    if any(name.startswith("_TREATY") for name in os.environ) or os.environ.get("TREATYLANG_TRACEBACK"):
        return None
    streams = [(one.isatty(), one.encoding) if one is not None else () for one in (sys.stdin, sys.stdout, sys.stderr)]
    terminal = [os.environ.get(name, "") for name in ("NO_COLOR", "TERM")]
    try:
        where = str(Path.cwd())
    except OSError:
        return None
    size = tuple(shutil.get_terminal_size((100, 24)))
    whole = (tuple(arguments), where, str(date.today()), streams, terminal, size, whole_program())
    return sha256(repr(whole).encode("utf-8", "surrogatepass")).hexdigest()


def said_before(key: str) -> int | None:
    """Say what an earlier run said, and return its exit code; ``None`` where none is kept or the disk has changed."""
    from treatylang.cli._output import remark, say

    try:
        kept = json.loads(Runs()[key])
        rests, said, code = kept["rests"], kept["said"], kept["code"]
        if code not in (0, 1) or not texts.as_before(rests):
            return None
        spoken = [(str(stream), str(text)) for stream, text in said]
    except (KeyError, TypeError, ValueError):
        return None
    for stream, text in spoken:
        if stream == "err":
            remark(text)
        else:
            say(text, whole=stream == "whole")
    return int(code)


def keep(key: str, code: object) -> None:
    """Keep what this run has said, if it may be said again."""
    rests = texts.rests_on()
    if rests is None or code not in (0, 1) or sum(len(text) for _, text in SAID) > _LARGEST:
        return
    with contextlib.suppress(OSError, ValueError):
        Runs()[key] = json.dumps({"rests": rests, "said": SAID, "code": code})
