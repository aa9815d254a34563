"""The cache: private, plain, and harmless when somebody has been at it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from treatylang.source import Source
from treatylang.syntax import parser
from treatylang.workspace import cache


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield
    parser.use_tables(None)


def kept() -> list[Path]:
    return sorted(cache.folder().iterdir()) if cache.folder().exists() else []


def parses() -> bool:
    return parser.parse(Source("x", 'treaty T "t" { }'))[0] is not None


def test_tables_are_kept_and_used() -> None:
    cache.warm()
    (file,) = kept()
    if sys.platform != "win32":
        assert stat.S_IMODE(cache.folder().stat().st_mode) == 0o700
    assert parser.use_tables(file.read_text())
    cache.warm()
    assert parses()


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"key": 1, "data": [], "memo": {}}', "\udcff"])
def test_damage_does_no_harm(text: str) -> None:
    cache.warm()
    (file,) = kept()
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    cache.warm()
    assert parses()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no such permissions here")
def test_files_that_others_could_write_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.warm()
    (file,) = kept()
    file.chmod(0o666)
    given: list[str | None] = []
    monkeypatch.setattr(parser, "use_tables", lambda tables: given.append(tables) or False)
    cache.warm()
    assert given == [None]


def test_without_the_cache_nothing_is_written() -> None:
    cache.warm(use=False)
    assert kept() == []
    assert parses()


def test_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.warm()
    assert parses()
