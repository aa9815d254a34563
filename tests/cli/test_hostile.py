"""Input that nobody should send, and that somebody will: a sentence, a code, nothing half-written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, Run


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (CLEAN.encode("utf-16"), "UTF-16"),
        (CLEAN.encode("utf-16-le"), "UTF-16"),
        (CLEAN.encode("utf-32"), "UTF-32"),
        ('treaty T "日本国と豪州の協議に関する条約" {}'.encode("shift_jis"), "Shift-JIS"),
        ('treaty T "Traité sur la défense" {}'.encode("cp1252"), "Windows-1252"),
        (b"PK\x03\x04\x00\x00\x08\x00 archive \x00\x00", "not a text"),
    ],
    ids=["utf-16", "utf-16-no-mark", "utf-32", "shift-jis", "cp1252", "binary"],
)
def test_other_encodings(run: Run, tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "draft.treaty").write_bytes(data)
    for ran in (run("check", "draft.treaty"), run("check", "-", stdin=data)):
        assert ran.code == 2
        assert says in ran.err
        assert ran.out == ""


def test_byte_order_mark_and_line_ends_are_no_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.treaty").write_bytes(b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode())
    assert run("check", "draft.treaty", "--select", "syntax-error").code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.treaty")
    ran = run("check", "pipe.treaty")
    assert ran.code == 2
    assert "pipe" in ran.err


def test_huge_file(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "huge.treaty").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    ran = run("check", "huge.treaty")
    assert ran.code == 2
    assert "64 MB" in ran.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by root")
def test_file_that_may_not_be_read(run: Run, pact: Path) -> None:
    pact.chmod(0)
    assert run("check", "pact.treaty").code == 2


@pytest.mark.parametrize("opening", ["(", "{", "[", "when ", "not "])
def test_deep_nesting(run: Run, tmp_path: Path, opening: str) -> None:
    (tmp_path / "deep.treaty").write_text('treaty T "t" { article "a" { when ' + opening * 50_000)
    assert run("check", "deep.treaty").code == 1


def test_long_chains_of_words(run: Run, tmp_path: Path) -> None:
    chain = " of ".join(["territory"] * 5_000)
    (tmp_path / "long.treaty").write_text(
        f'treaty T "t" {{ article "a" {{ when threat to {chain} each party shall consult; }} }}'
    )
    assert run("check", "long.treaty", "--quiet").code in (0, 1)


def test_control_characters_are_shown_not_sent(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.treaty").write_text(CLEAN.replace("Japan", "Ja\x1b[2J\u202epan"), encoding="utf-8")
    for style in ("full", "concise"):
        ran = run("check", "draft.treaty", "--format", style)
        assert ran.code == 1
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out


def test_file_names_with_control_characters(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\nb.treaty").write_text("nonsense")
    ran = run("check", ".", "--format", "concise")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 3  # the finding, how many there are, the edition of the library


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_link_that_leaves_the_project(run: Run, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.treaty"
    outside.write_text('vocabulary secret { act a "the secret"; }')
    (tmp_path / "treaty.toml").write_text("")
    (tmp_path / "link.treaty").symlink_to(outside)
    (tmp_path / "draft.treaty").write_text('import "link.treaty";\nimport "../outside.treaty";\n' + CLEAN)
    ran = run("check", "draft.treaty", "--format", "concise", "--select", "missing-import")
    assert ran.code == 1
    assert ran.out.count("leads out of the project's folder") == 2
    assert "secret" not in ran.out


def test_output_is_whole_or_not_at_all(run: Run, pact: Path, tmp_path: Path) -> None:
    kept = tmp_path / "pact.html"
    kept.write_text("kept")
    pact.write_text("nonsense")
    assert run("render", "pact.treaty", "-o", "pact.html").code == 2
    assert kept.read_text() == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.html", "pact.treaty"]


def test_output_into_a_folder_that_is_not_there(run: Run, pact: Path) -> None:
    ran = run("check", "pact.treaty", "--output-file", "json=none/findings.json")
    assert ran.code == 2
    assert "no folder" in ran.err
