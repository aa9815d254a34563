"""`treaty check --watch`: looks again whenever a draft, its library or its settings change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from treatylang.cli._output import remark, say
from treatylang.workspace.trouble import NoVerdict
from treatylang.workspace.watching import stamps, wait

if TYPE_CHECKING:
    from treatylang.cli._run import Run

SECONDS = 0.4
"""How often the files are looked at."""

_CLEAR = "\x1b[2J\x1b[H"


def watched(run: Run, look: Callable[[], object]) -> NoReturn:
    """Look, wait for a change, and look again, until the user interrupts.

    What cannot be read for a moment, because an editor is saving it or a branch is changed, is told and waited for.
    """
    places = _places(run)
    while True:
        before = stamps(places)
        say(_CLEAR)
        try:
            look()
        except NoVerdict as problem:
            remark(f"error: {problem.message}{f' ({problem.help})' if problem.help else ''}")
        except OSError as problem:  # a folder that went while its names were read
            remark(f"error: the files cannot be read: {(problem.strerror or 'no reason given').lower()}")
        more = _places(run)
        before |= stamps(more - places)
        places = more
        remark(f"looked at {time.strftime('%H:%M:%S')}; waiting for changes, Ctrl-C ends it")
        wait(places, {str(place): before[str(place)] for place in places}, every=SECONDS)


def _places(run: Run) -> set[Path]:
    """Return what the verdict depends on: drafts, the folders that were named, libraries and settings."""
    found: set[Path] = set()
    for operand in run.operands:
        path = Path(operand)
        found.add(path)
        found.update(_folders(path))
    for case in run.found:
        found |= {case.draft.path, *case.opened.beside}
        found |= {case.project.root / name for name in ("treaty.toml", "pyproject.toml", "laws", "vocabulary")}
        found |= set(case.project.settings.libraries)
    if run.asked.config:
        found.add(Path(run.asked.config))
    if run.baseline is not None:
        found.add(run.baseline)
    return found


def _folders(path: Path) -> Iterator[Path]:
    """Yield a folder and those below it; hidden ones are left out."""
    for root, folders, _ in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(root)
