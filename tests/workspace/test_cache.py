"""The cache: private, plain, and harmless when somebody has been at it."""

from __future__ import annotations

import os
import random
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN
from tests.effort import assert_in_proportion
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


def test_many_entries_are_written_without_looking_through_all_for_each() -> None:
    def written(number: int) -> None:
        cache.clear()
        for entry in range(number):
            cache.Answers()[f"{entry:04x}"] = "answer"

    written(1)
    assert_in_proportion(written, 120)


def test_old_parsed_files_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    for number in range(6):
        cache.parsed(Source("x.treaty", f'treaty T{number} "t" {{ }}'))
    assert len([path for path in kept() if path.name.startswith("parsed-")]) == 3


def test_an_entry_under_the_name_of_another_is_read_anew() -> None:
    """Whole and with its own checksum, but not what was asked for."""
    first, second = Source("x", 'treaty One "t" { }'), Source("x", 'treaty Two "t" { }')
    cache.parsed(first)
    (file,) = [path for path in kept() if path.name.startswith("parsed-")]
    place = cache._place_of(second)
    assert place is not None
    file.rename(place)
    assert cache.parsed(second) == parser.parse(second)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_neither_read_nor_followed(tmp_path: Path) -> None:
    answers = cache.Answers()
    answers["00"] = "true"
    (file,) = kept()
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert "00" not in cache.Answers()
    cache.Answers()["00"] = "again"
    assert not file.is_symlink()
    cache.folder().rename(tmp_path / "other")
    cache.folder().symlink_to(tmp_path / "other")
    assert not cache.is_used()
    assert "00" not in cache.Answers()
    cache.Answers()["01"] = "not kept"
    assert len(list((tmp_path / "other").iterdir())) == 1
    assert sum(one.entries for one in cache.clear()) == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_what_belongs_to_another_user_is_ignored() -> None:
    cache.Answers()["00"] = "true"
    (file,) = kept()
    os.chown(file, 1234, 1234)
    assert "00" not in cache.Answers()
    os.chown(file, 0, 0)
    assert cache.Answers()["00"] == "true"
    os.chown(cache.folder(), 1234, 1234)
    assert "00" not in cache.Answers()
    cache.Answers()["01"] = "not kept"
    assert len(kept()) == 1
    os.chown(cache.folder(), 0, 0)


def test_clearing_leaves_what_is_not_the_caches() -> None:
    cache.warm()
    cache.parsed(DRAFT)
    cache.Answers()["00"] = "true"
    cache.Runs()["00"] = "said"
    (cache.folder() / "notes.txt").write_text("mine")
    (cache.folder() / "new-x.tmp").write_text("half")
    gone = {one.kind: one.entries for one in cache.clear()}
    assert gone == {"parser": 1, "parsed": 1, "answer": 1, "shape": 0, "run": 1, "left by halves": 1}
    assert [path.name for path in kept()] == ["notes.txt"]
    assert cache.parsed(DRAFT) == parser.parse(DRAFT)


def test_what_killed_runs_left_goes() -> None:
    cache.Answers()["00"] = "true"
    old, young = cache.folder() / "new-old.tmp", cache.folder() / "new-young.tmp"
    for path in (old, young):
        path.write_text("half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    cache._counted.clear()  # as in another process, which looks through the folder when it first writes
    cache.Answers()["01"] = "true"
    assert not old.exists()
    assert young.exists()


def test_old_tables_go(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        monkeypatch.setattr(parser, "tables_key", lambda number=number: f"{number:064}"[::-1])
        cache.warm()
    assert len(kept()) == cache.MOST_TABLES


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
def test_eight_processes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They keep, read, damage, prune and clear the same entries: what is read was kept under that name."""
    monkeypatch.setattr(cache.Answers, "most", 5)
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:
            os._exit(_at_work(random.Random(number)))
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 8
    assert not list(cache.folder().glob("new-*.tmp"))


def _at_work(drawn: random.Random) -> int:
    """Return 0 if all that is read is what was kept, 1 if not, 2 if anything is raised."""
    try:
        for _ in range(60):
            key = f"{drawn.randrange(9):02}"
            deed = drawn.random()
            if deed < 0.5:
                cache.Answers()[key] = f"{key} " * drawn.randrange(1, 5000)
            elif deed < 0.9:
                text = cache.Answers().get(key)
                if text is not None and set(text.split()) != {key}:
                    return 1
            elif deed < 0.97:
                place = cache._answer(key, "answer")
                if place is not None and place.exists():
                    place.write_text("damaged")
            else:
                cache.clear()
    except FileNotFoundError:
        return 0  # the damage came too late: the entry was cleared meanwhile
    except Exception:
        return 2
    return 0
