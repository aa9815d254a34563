"""Files: what is read, what is refused, what is written whole."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from treatylang.workspace.operands import drafts
from treatylang.workspace.project import lies_in, root_of
from treatylang.workspace.texts import decode, read
from treatylang.workspace.trouble import NoVerdict, Unreadable
from treatylang.workspace.writing import write


def test_line_ends_and_mark_are_taken_away() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n", "x") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("é".encode("cp1252"), "Windows-1252"),
        ("これは条約の草案です".encode("shift_jis"), "Shift-JIS"),
        ("これは条約の草案です".encode("euc_jp"), "EUC-JP"),
        (b"a\0b", "NUL"),
        ("treaty".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_what_is_not_utf_8_is_named(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        decode(data, "x.treaty")


def test_line_of_the_wrong_byte_is_told() -> None:
    with pytest.raises(Unreadable, match="line 3 has the byte 0xE9"):
        decode(b"a\nb\ncaf\xe9\n", "x.treaty")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no file"):
        read(tmp_path / "none.treaty")
    with pytest.raises(Unreadable, match="folder"):
        read(tmp_path)
    with pytest.raises(Unreadable, match=r"no `\.treaty` file"):
        drafts([str(tmp_path)])


def test_folder_is_read_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.treaty", "a.treaty", "note.md", ".hidden.treaty"):
        (tmp_path / name).write_text("")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.treaty").write_text("")
    found = drafts([str(tmp_path), str(tmp_path / "a.treaty")])
    assert [draft.path.name for draft in found] == ["a.treaty", "b.treaty"]


def test_root_is_the_nearest_folder_with_a_sign(tmp_path: Path) -> None:
    inner = tmp_path / "drafts" / "old"
    inner.mkdir(parents=True)
    (tmp_path / "drafts" / "treaty.toml").write_text("")
    assert root_of(inner / "x.treaty") == (tmp_path / "drafts").resolve()
    assert lies_in(inner / "x.treaty", tmp_path)
    assert not lies_in(inner / ".." / ".." / ".." / "x.treaty", tmp_path)


def test_write_replaces_whole_and_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.treaty"
    write(path, "one\n")
    path.chmod(0o600)
    write(path, "two\n")
    assert path.read_bytes() == b"two\n"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.treaty"]


def test_write_without_replacing(tmp_path: Path) -> None:
    path = tmp_path / "x.treaty"
    write(path, "one\n", replace=False)
    with pytest.raises(NoVerdict, match="exists already"):
        write(path, "two\n", replace=False)
    assert path.read_text() == "one\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.treaty"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_write_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.treaty").write_text("one")
    (tmp_path / "link.treaty").symlink_to("real.treaty")
    write(tmp_path / "link.treaty", "two")
    assert (tmp_path / "link.treaty").is_symlink()
    assert (tmp_path / "real.treaty").read_text() == "two"
