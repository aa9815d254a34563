"""The writer: the old file or the new, whatever fails and whenever; nothing else is touched."""

from __future__ import annotations

import errno
import os
import random
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import chance
from treatylang.source import Source
from treatylang.workspace import writing
from treatylang.workspace.ends import plain, with_ends_of
from treatylang.workspace.texts import read
from treatylang.workspace.trouble import NoVerdict
from treatylang.workspace.writing import write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are the system calls of another system")

OLD, NEW = "old words\n", "new words, and more of them\n"


def left_in(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


# -- each system call fails ----------------------------------------------------------------------------------------


def _written(monkeypatch: pytest.MonkeyPatch, path: Path, way: str, fate: object) -> BaseException | None:
    """Write one way under a fate; return what was raised."""
    path.unlink(missing_ok=True)
    if way != "new":
        path.write_text(OLD)
    over = Source("x", OLD) if way == "over" else None
    with monkeypatch.context() as patch:
        patch.setattr(writing, "os", fate)
        try:
            write(path, NEW, replace=way != "new", over=over)
        except BaseException as raised:
            return raised
    return None


@pytest.mark.parametrize("way", ["new", "replace", "over"])
@pytest.mark.parametrize(
    "error",
    [
        *(OSError(number, os.strerror(number)) for number in (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EPERM)),
        *(OSError(number, os.strerror(number)) for number in (errno.EDQUOT, errno.EROFS, errno.ENOENT, errno.EEXIST)),
        KeyboardInterrupt(),
        MemoryError(),
    ],
    ids=lambda error: getattr(error, "strerror", None) or type(error).__name__,
)
def test_whatever_call_fails_the_file_is_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, error: BaseException
) -> None:
    from tests.workspace.misfortune import Fate

    def strike(name: str, arguments: object) -> None:
        raise error

    path = tmp_path / "pact.treaty"
    usual = Fate(None, strike)
    assert _written(monkeypatch, path, way, usual) is None
    assert path.read_text() == NEW
    assert {"open", "write", "fsync", "close"} <= set(usual.calls)
    for at, name in enumerate(usual.calls):
        fate = Fate(at, strike)
        raised = _written(monkeypatch, path, way, fate)
        told = isinstance(raised, NoVerdict) if isinstance(error, OSError) else raised is error
        assert raised is None or told, f"{name} (call {at}): {raised!r}"
        found = path.read_text() if path.exists() else None
        moved = {"replace", "link"} & set(fate.calls[:at])
        old = None if way == "new" else OLD
        assert found == (NEW if raised is None or moved else old), f"{name} (call {at})"
        extra = left_in(tmp_path) - {path.name}
        assert not extra or name == "unlink", f"{name} (call {at}) left {extra}"
        for one in extra:
            (tmp_path / one).unlink()


def test_a_write_that_takes_a_part_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data[:7])))
    write(tmp_path / "x", NEW * 9)
    monkeypatch.undo()
    assert (tmp_path / "x").read_text() == NEW * 9


# -- what a file is besides its words --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o4750])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "x.treaty"
    path.write_text(OLD)
    path.chmod(mode)
    write(path, NEW, over=Source("x", OLD))
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "x", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.treaty"
    path.write_text(OLD)
    os.chown(path, 1234, 4321)
    write(path, NEW, over=Source("x", OLD))
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def test_where_the_owner_cannot_stay_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.treaty"
    path.write_text(OLD)
    real = os.stat

    def of_another(target: object, **more: object) -> os.stat_result:
        state = real(target, **more)  # type: ignore[call-overload]
        return os.stat_result((*state[:4], state.st_uid + 1, *state[5:10])) if Path(str(target)) == path else state

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    monkeypatch.setattr(os, "stat", of_another)
    monkeypatch.setattr(os, "fchown", refused)
    with pytest.raises(NoVerdict, match="belongs to somebody else"):
        write(path, NEW)
    monkeypatch.undo()
    assert path.read_text() == OLD
    assert left_in(tmp_path) == {"x.treaty"}


def test_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "x.treaty"
    path.write_text(OLD)
    try:
        os.setxattr(path, "user.note", b"seen")
    except (OSError, AttributeError):
        pytest.skip("no attributes on this disk")
    write(path, NEW, over=Source("x", OLD))
    assert os.getxattr(path, "user.note") == b"seen"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_mark_stay(tmp_path: Path, mark: str, end: str) -> None:
    path = tmp_path / "x.treaty"
    path.write_bytes((mark + OLD.replace("\n", end) * 3).encode())
    write(path, NEW * 2, over=read(path))
    assert path.read_bytes().decode() == mark + (NEW * 2).replace("\n", end)


def test_ends_of_long_texts_are_found_at_once() -> None:
    lines = "".join(f"line {number}\n" for number in range(30_000))
    raw = lines.replace("7\n", "7\r\n")
    assert plain(with_ends_of(raw, lines)) == lines


@pytest.mark.parametrize("length", [200, 240, 255])
def test_a_long_name_is_no_hindrance(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("ü" * ((length - 7) // 2) + ".treaty")
    write(path, OLD)
    write(path, NEW, over=Source("x", OLD))
    assert path.read_text() == NEW


# -- what was meant, and nothing else ----------------------------------------------------------------------------------


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(NoVerdict, match="changed while"):
        write(tmp_path / "x.treaty", NEW, over=Source("x", OLD))
    assert left_in(tmp_path) == set()


def test_what_changes_in_the_last_moment_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.treaty"
    path.write_text(OLD)
    real = os.fsync

    def meanwhile(handle: int) -> None:
        path.write_text("words of somebody else\n")
        real(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(NoVerdict, match="changed while"):
        write(path, NEW, over=Source("x", OLD))
    monkeypatch.undo()
    assert path.read_text() == "words of somebody else\n"
    assert left_in(tmp_path) == {"x.treaty"}


@pytest.mark.parametrize("name", ["draft.treaty", "second.treaty", "LINK"])
def test_no_answer_goes_over_what_was_read_under_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "draft.treaty").write_text(OLD)
    os.link(tmp_path / "draft.treaty", tmp_path / "second.treaty")
    (tmp_path / "LINK").symlink_to("draft.treaty")
    read(tmp_path / "draft.treaty")
    with pytest.raises(NoVerdict, match="was read by this run"):
        write(tmp_path / name, NEW)
    assert (tmp_path / "draft.treaty").read_text() == OLD


@pytest.mark.parametrize("sign", ["", "treaty.toml"])
@pytest.mark.parametrize("way", ["the file", "the folder"])
def test_a_link_is_not_followed_out_of_the_project(tmp_path: Path, sign: str, way: str) -> None:
    inside, outside = tmp_path / "project", tmp_path / "elsewhere"
    (inside / "below").mkdir(parents=True)
    outside.mkdir()
    (outside / "x.treaty").write_text(OLD)
    if sign:
        (inside / sign).write_text("")
    (inside / "x.treaty").symlink_to(outside / "x.treaty")
    (inside / "far").symlink_to(outside)
    path = inside / "x.treaty" if way == "the file" else inside / "far" / "x.treaty"
    if way == "the folder" and not sign:
        return  # without a project around it, a folder is as good as its name
    for over in (None, Source("x", OLD)):
        with pytest.raises(NoVerdict, match="out of the project"):
            write(path, NEW, over=over)
    assert (outside / "x.treaty").read_text() == OLD


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "treaty.toml").write_text("")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "real.treaty").write_text(OLD)
    (tmp_path / "link.treaty").symlink_to("below/real.treaty")
    write(tmp_path / "link.treaty", NEW, over=Source("x", OLD))
    assert (tmp_path / "link.treaty").is_symlink()
    assert (tmp_path / "below" / "real.treaty").read_text() == NEW


def test_a_project_that_is_reached_by_a_link_is_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "treaty.toml").write_text("")
    (tmp_path / "here").symlink_to("real")
    write(tmp_path / "here" / "x.treaty", NEW)
    assert (tmp_path / "real" / "x.treaty").read_text() == NEW


@pytest.mark.parametrize("path", ["none/x", "x\0y", "a" * 300, "/proc/nothing/x"])
def test_what_cannot_be_a_file_is_told(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoVerdict):
        write(Path(path), NEW)
    assert left_in(tmp_path) == set()


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoVerdict, match="half a character"):
        write(tmp_path / "x", "\udcff")
    assert left_in(tmp_path) == set()


# -- on a real disk that is full -------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True)
    if done.returncode:
        pytest.skip("no disk can be made here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_keeps_the_old_file(small_disk: Path) -> None:
    path = small_disk / "x.treaty"
    path.write_text(OLD)
    drawn = random.Random(chance.seed())
    for _ in range(20):
        size = drawn.randrange(1, 200_000)
        try:
            write(path, "x" * size, over=read(path))
        except NoVerdict as problem:
            assert "no space left" in problem.message
        else:
            assert path.stat().st_size == size
        assert left_in(small_disk) == {"x.treaty"}
        assert path.read_text() in (OLD, "x" * path.stat().st_size)
