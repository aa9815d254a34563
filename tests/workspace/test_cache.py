"""The cache: private, plain, and harmless when somebody has been at it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN
from treatylang.source import Source
from treatylang.syntax import ast, parser
from treatylang.workspace import cache


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    built = list(parser._parsers)
    yield
    parser._parsers[:] = built
    cache._warmed.clear()


def kept() -> list[Path]:
    return sorted(cache.folder().iterdir()) if cache.folder().exists() else []


def parses() -> bool:
    return parser.parse(Source("x", 'treaty T "t" { }'))[0] is not None


def test_tables_are_kept_and_used() -> None:
    cache.warm()
    (file,) = kept()
    if sys.platform != "win32":
        assert stat.S_IMODE(cache.folder().stat().st_mode) == 0o700
    assert parser.use_tables(cache._own(file))
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


DRAFT = Source("x.treaty", CLEAN)


def test_parsed_file_is_taken_from_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = cache.parsed(DRAFT)
    monkeypatch.setattr(parser, "parse", lambda source: pytest.fail("parsed again"))
    other = Source("y.treaty", CLEAN)
    again, findings = cache.parsed(other)
    assert first is not None
    assert again is not None
    assert (again, findings) == (first, ())
    assert again.comments == first.comments
    assert [node.span.start for node in ast.walk(again)] == [node.span.start for node in ast.walk(first)]
    assert again.items[0].span.source is other


def test_mistakes_are_not_kept() -> None:
    assert cache.parsed(Source("x.treaty", "nonsense"))[0] is None
    assert not [path for path in kept() if path.name.startswith("parsed-")]


@pytest.mark.parametrize("text", ["", "[]", "{}", "[[9999,0,1],[-1]]", "[[-1,[0]],[-1]]", "[" * 100_000])
def test_damaged_parsed_file_does_no_harm(text: str) -> None:
    cache.parsed(DRAFT)
    (file,) = [path for path in kept() if path.name.startswith("parsed-")]
    file.write_text(text)
    assert cache.parsed(DRAFT) == parser.parse(DRAFT)
    cache._keep(file, text)  # with a sum that is right: what can be read may still be no document
    assert cache.parsed(DRAFT) == parser.parse(DRAFT)


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b + b" ", lambda b: b[:200] + b"0" + b[201:], bytes.upper]
)
def test_an_entry_that_is_not_whole_is_read_anew(damage: Callable[[bytes], bytes]) -> None:
    answers = cache.Shapes()
    answers["00"] = "x" * 300 + "abc"
    assert cache.Shapes()["00"].endswith("abc")
    (file,) = kept()
    file.write_bytes(damage(file.read_bytes()))
    assert "00" not in cache.Shapes()
    answers["00"] = "again"
    assert cache.Shapes()["00"] == "again"


def test_old_shapes_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache.Shapes, "most", 2)
    for number in range(5):
        cache.Shapes()[f"{number}"] = "shape"
    assert len(kept()) == 2


def test_old_parsed_files_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    for number in range(6):
        cache.parsed(Source("x.treaty", f'treaty T{number} "t" {{ }}'))
    assert len([path for path in kept() if path.name.startswith("parsed-")]) == 3
