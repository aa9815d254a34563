"""What takes long to write and rests on files alone: kept in `build`, and taken from there until a file changes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
READ = ("treatylang", "grammar", "examples", "scripts", "docs", "laws", "vocabulary", "pyproject.toml", "treaty.toml")
"""Folders and files on which an output may rest; of `docs` only what a command reads."""
LIBRARIES = ("lark", "jinja2", "pydantic", "shapely", "typer", "numpy")
"""Libraries whose versions may change what is printed."""


class Kept:
    """Outputs by what they are of; all are forgotten when a file on which one may rest, or the day, is another."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._rests_on = _digest()
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}
        try:
            found = json.loads(place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(found, dict) and found.get("rests on") == self._rests_on:
            self._before = found["outputs"]

    def of(self, what: str, work: Callable[[], str]) -> str:
        """Return an output, made anew if it is not kept."""
        if what not in self._now:
            self._now[what] = self._before[what] if what in self._before else work()
        return self._now[what]

    def save(self) -> None:
        """Keep what was asked for, for the next time."""
        self._place.parent.mkdir(parents=True, exist_ok=True)
        beside = self._place.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps({"rests on": self._rests_on, "outputs": self._now}), encoding="utf-8")
        beside.replace(self._place)


def _digest() -> str:
    """Return what all outputs rest on, in short: files, libraries, the width of a line, the day."""
    whole = sha256(f"{date.today()} {sys.version} {os.environ.get('COLUMNS')}".encode())
    for name in LIBRARIES:
        whole.update(f"{name} {version(name)}".encode())
    for path in sorted(_files()):
        whole.update(str(path.relative_to(ROOT)).encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _files() -> Iterator[Path]:
    for name in READ:
        top = ROOT / name
        for path in [top] if top.is_file() else top.rglob("*"):
            if path.is_file() and path.suffix not in (".md", ".pyc"):
                yield path
