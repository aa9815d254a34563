"""Parser tables, parsed files and answers kept in the user's cache folder: JSON that only the user can have written."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from treatylang.version import __version__

if TYPE_CHECKING:
    from treatylang.findings import Finding
    from treatylang.source import Source
    from treatylang.syntax import ast
    from treatylang.syntax.glossary import Glossary

MOST = 500
"""How many parsed files, and how many answers, are kept; when one more is written, the oldest go."""

MOST_SHAPES = 60
"""How many shapes are kept: one may take some megabytes."""

MOST_RUNS = 200
"""How many runs are kept with what they said."""

MOST_TABLES = 4
"""How many tables of the parser are kept: one for each version of the grammar that is in use."""

_LONGEST = 2_000_000
"""Characters in the longest text whose document is kept."""


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
    from treatylang.syntax import parser

    try:
        place = folder() / f"parser-{parser.tables_key()[:16]}.json"
    except RuntimeError:  # no home folder
        return
    kept = _own(place)
    if parser.use_tables(kept):
        return
    with contextlib.suppress(OSError):
        _keep(place, parser.tables())
        _prune(place.parent, "parser", MOST_TABLES)


def parsed(
    source: Source, *, use: bool = True, glossary: Glossary | None = None
) -> tuple[ast.Document | None, tuple[Finding, ...]]:
    """Parse a text, or take its document from the cache if the same text was parsed before by the same program.

    The parser itself is built, and its tables are read, only where a text must be parsed. Texts with a mistake are not
    kept. Without ``use`` the cache is neither read nor written.
    """
    from treatylang.workspace.packing import DAMAGED, pack, unpack

    place = _place_of(source) if use else None
    if place is not None:
        kept = _own(place)
        if kept is not None:
            try:
                return unpack(json.loads(kept), source), ()
            except DAMAGED:
                pass
    from treatylang.syntax.parser import parse

    if use and not _warmed:
        _warmed.append(True)
        warm()
    document, findings = parse(source, glossary)
    if place is not None and document is not None and not findings:
        with contextlib.suppress(OSError, RecursionError):
            _keep(place, json.dumps(pack(document), separators=(",", ":"), ensure_ascii=False))
            _prune(place.parent, "parsed")
    return document, findings


_warmed: list[bool] = []


def _place_of(source: Source) -> Path | None:
    if len(source.text) > _LONGEST:
        return None
    try:
        digest = sha256((_program("syntax") + source.digest).encode()).hexdigest()
        return folder() / f"parsed-{digest[:32]}.json"
    except RuntimeError:  # no home folder
        return None


_READ = (".py", ".npz", ".toml")
"""What the files are called that decide what a program answers."""


class Answers(MutableMapping[str, str]):
    """Answers by key, kept from run to run: those of geometry, which take long and depend on nothing but their key.

    Keys are hexadecimal. An answer that cannot be kept is forgotten at the end of the run.
    """

    kind = "answer"
    most = 0

    def __init__(self) -> None:
        self._here: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self._here:
            kept = _own(place) if (place := self._place(key)) is not None else None
            if kept is None:
                raise KeyError(key)
            self._here[key] = kept
        return self._here[key]

    def __setitem__(self, key: str, value: str) -> None:
        self._here[key] = value
        self._write(key, value)

    def _place(self, key: str) -> Path | None:
        return _answer(key, self.kind)

    def _write(self, key: str, value: str) -> None:
        place = self._place(key)
        if place is not None:
            with contextlib.suppress(OSError):
                _keep(place, value)
                _prune(place.parent, self.kind, self.most)

    def __delitem__(self, key: str) -> None:
        del self._here[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._here)

    def __len__(self) -> int:
        return len(self._here)


class Shapes(Answers):
    """Shapes of areas by key, kept from run to run: large, so they are not held in memory a second time."""

    kind = "shape"
    most = MOST_SHAPES

    def __getitem__(self, key: str) -> str:
        place = self._place(key)
        text = _own(place) if place is not None else None
        if text is None:
            raise KeyError(key)
        return text

    def __setitem__(self, key: str, value: str) -> None:
        self._write(key, value)


class Runs(Answers):
    """What runs said, by all that is asked and the program: see `treatylang.cli._again`."""

    kind = "run"
    most = MOST_RUNS

    def _place(self, key: str) -> Path | None:
        try:
            return folder() / f"{self.kind}-{key[:32]}.json"
        except RuntimeError:  # no home folder
            return None


def _answer(key: str, kind: str) -> Path | None:
    try:
        digest = sha256((_program("geography", "reasoning") + key).encode()).hexdigest()
        return folder() / f"{kind}-{digest[:32]}.json"
    except RuntimeError:  # no home folder
        return None


@cache
def _program(*packages: str) -> str:
    """Return what a kept file depends on besides its key: the version, and the files of some packages as they are."""
    top = Path(str(files("treatylang")))
    grammar = [top / "grammar" / "treaty.lark", top.parent / "grammar" / "treaty.lark"]
    stamps = [__version__]
    for path in [p for name in packages for p in sorted((top / name).rglob("*")) if p.suffix in _READ] + grammar:
        with contextlib.suppress(OSError):
            state = path.stat()
            stamps.append(f"{path.name} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(stamps)


@cache
def whole_program() -> str:
    """Return what an answer depends on besides what was asked: version and all files of the program as they are."""
    top = Path(str(files("treatylang")))
    stamps = [__version__, sys.version]
    for folder, below, names in os.walk(top):
        below[:] = sorted(name for name in below if name != "__pycache__")
        for path in (Path(folder) / name for name in sorted(names)):
            with contextlib.suppress(OSError):
                state = path.stat()
                stamps.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return sha256("\n".join([*stamps, _program()]).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Holding:
    """How much of one kind lies in the cache folder: ``size`` in bytes."""

    kind: str
    entries: int
    size: int


_KINDS = {
    "parser": "parser-*.json",
    "parsed": "parsed-*.json",
    "answer": "answer-*.json",
    "shape": "shape-*.json",
    "run": "run-*.json",
    "left by halves": "new-*.tmp",
}
"""How the files of each kind are called; the last are those of runs that were killed while they wrote one."""


def is_used() -> bool:
    """Return whether the cache folder is one that is used: there, the user's own, no link, written by nobody else."""
    try:
        state = folder().lstat()
    except (OSError, RuntimeError):
        return False
    return stat.S_ISDIR(state.st_mode) and _is_mine(state)


def holdings() -> tuple[Holding, ...]:
    """Return what lies in the cache folder, by kind; files that are not the cache's are left out."""
    found = []
    for kind, form in _KINDS.items():
        sizes = [size for path in _files(form) if (size := _size(path)) is not None]
        found.append(Holding(kind, len(sizes), sum(sizes)))
    return tuple(found)


def clear() -> tuple[Holding, ...]:
    """Remove what lies in the cache folder, and return what that was; files that are not the cache's stay."""
    gone = holdings()
    _counted.clear()
    for form in _KINDS.values():
        for path in _files(form):
            with contextlib.suppress(OSError):
                path.unlink()
    return gone


def _files(form: str) -> list[Path]:
    return sorted(folder().glob(form)) if is_used() else []


def _size(path: Path) -> int | None:
    try:
        state = path.lstat()
    except OSError:
        return None
    return state.st_size if stat.S_ISREG(state.st_mode) else None


_STALE = 3600.0
"""Seconds after which a half-written file is one of a run that was killed."""


_counted: dict[tuple[Path, str], int] = {}
"""How many files of a kind a folder has, as far as this process knows: counted once, and with each that it writes."""


def _prune(place: Path, kind: str, most: int = 0) -> None:
    """Remove the oldest files of a kind where there are more than ``most``, or else ``MOST``, and what was left.

    One in eight goes then, so that the folder is looked through once for many that are written.
    """
    most = most or MOST
    known = _counted.get((place, kind))
    if known is not None and known < most:
        _counted[place, kind] = known + 1
        return
    for path in place.glob(_KINDS["left by halves"]):
        if time.time() - path.lstat().st_mtime > _STALE:
            path.unlink(missing_ok=True)
    kept = list(place.glob(f"{kind}-*.json"))
    if len(kept) > most:
        kept.sort(key=lambda path: path.stat().st_mtime_ns)
        spare = len(kept) - most + most // 8
        for path in kept[:spare]:
            path.unlink(missing_ok=True)
        kept = kept[spare:]
    _counted[place, kind] = len(kept)


def _own(place: Path) -> str | None:
    """Return the text of a file that belongs to the user alone, in a folder that does too; else ``None``."""
    try:
        for path in (place.parent, place):
            state = path.lstat()
            if stat.S_ISLNK(state.st_mode) or not _is_mine(state):
                return None
        sum_, _, text = place.read_text(encoding="utf-8").partition("\n")
        return text if sum_ == _sum(place.name, text) else None  # damaged, by half, of another name: read anew
    except (OSError, UnicodeError):
        return None


def _sum(name: str, text: str) -> str:
    """Return the checksum of an entry: of its name too, so that none is taken for another."""
    return sha256(f"{name}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _is_mine(state: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _keep(place: Path, text: str) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_mine(place.parent.lstat()) or place.parent.is_symlink():
        return
    handle, name = tempfile.mkstemp(prefix="new-", suffix=".tmp", dir=place.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{_sum(place.name, text)}\n{text}")
        os.replace(name, place)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
