"""Answers that must not be: over the draft they are about, about states that nobody knows, to a disk that is full."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import treatylang.cli
from tests.cli.conftest import Run
from tests.cli.test_answers import PACT, RURITANIA


@pytest.fixture
def pact(tmp_path: Path) -> Path:
    path = tmp_path / "pact.treaty"
    path.write_text(PACT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("guarantees", "{}", "-o", "{}"),
        ("guarantees", "{}", "--format", "json", "-o", "link.json"),
        ("cures", "{}", "-o", "./{}"),
        ("sweep", "{}", "-o", "{}"),
        ("test", "{}", "--output-file", "junit={}"),
        ("check", "{}", "--output-file", "json={}"),
        ("check", "{}", "--write-baseline", "{}"),
        ("render", "{}", "-o", "{}"),
        ("diff", "{}", "{}", "--output-file", "json={}"),
    ],
)
def test_no_answer_is_written_over_a_draft(run: Run, pact: Path, arguments: tuple[str, ...]) -> None:
    (pact.parent / "link.json").symlink_to(pact)
    done = run(*(argument.format(pact.name) for argument in arguments))
    assert done.code == 2, done.out + done.err
    assert re.search("was read by this run: no answer is written over it|has the ending `.treaty`", done.err)
    assert pact.read_text(encoding="utf-8") == PACT


def test_a_draft_of_any_name_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.txt").write_text(PACT, encoding="utf-8")
    assert run("guarantees", "pact.txt", "-o", "pact.txt").code == 2
    assert (tmp_path / "pact.txt").read_text(encoding="utf-8") == PACT


@pytest.mark.parametrize(
    "arguments",
    [
        ("guarantees", "--with-party", "Narnia"),
        ("guarantees", "--attacker", "Narnia"),
        ("guarantees", "--place", "Narnia"),
        ("check", "--with-party", "Narnia"),
        ("sweep", "--with-party", "Narnia"),
        ("cures", "--with-party", "Narnia"),
        ("brackets", "--with-party", "Narnia"),
    ],
)
def test_a_state_that_nobody_knows_is_refused(run: Run, pact: Path, arguments: tuple[str, ...]) -> None:
    command, *rest = arguments
    done = run(command, str(pact), *rest)
    assert done.code == 2
    assert "no state is known as `Narnia`" in done.err


def test_a_state_of_the_drafts_own_vocabulary_is_known(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.treaty").write_text(RURITANIA + PACT, encoding="utf-8")
    done = run("guarantees", "own.treaty", "--with-party", "Ruritania", "--place", "Ruritania")
    assert done.code == 0, done.err
    assert "Ruritania" in done.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told_as_one(run: Run, pact: Path) -> None:
    done = run("guarantees", str(pact), "-o", "/dev/full")
    assert done.code == 2
    assert "no space left" in done.err
    assert "internal error" not in done.err


@pytest.mark.parametrize("address", ["nonsense", "http://x", "tcp://", "localhost"])
def test_what_is_no_address_of_a_scheduler_is_refused_at_once(run: Run, tmp_path: Path, address: str) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.treaty").write_text(PACT.replace("treaty Pact", f"treaty {name.title()}"), "utf-8")
    done = run("sweep", ".", "--scheduler", address)
    assert done.code == 2
    assert "is not an address of a Dask scheduler" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("guarantees", "pact.treaty", "--diff", "pact.treaty", "--cures"), "show different things"),
        (("sweep", "pact.treaty", "--by", ""), "names nothing to count by"),
        (("guarantees", "pact.treaty", "-o", "answer.xyz"), "no format has the ending `.xyz`"),
        (("guarantees", "pact.treaty", "--format", "json", "-o", "answer.csv"), "has the ending of csv, not of json"),
        (
            ("ask", "pact.treaty", "armed-attack on territory of Fiji on 2028-05-01", "--as-of", "2010-01-01"),
            "both name a day",
        ),
        (("guarantees", "empty.treaty"), "has no treaty"),
    ],
)
def test_options_that_say_two_things_are_refused(run: Run, pact: Path, arguments: tuple[str, ...], says: str) -> None:
    (pact.parent / "empty.treaty").write_text("", encoding="utf-8")
    done = run(*arguments)
    assert done.code == 2
    assert says in done.err


def test_an_answer_about_a_faulty_draft_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "faulty.treaty").write_text(PACT.replace("shall use-force", "shall retaliate"), encoding="utf-8")
    done = run("guarantees", "faulty.treaty")
    assert done.code == 0
    assert "the draft has an error, which `treaty check` shows" in done.err


WRITING = {
    "render": ("render", "pact.treaty"), "redline": ("redline", "pact.treaty", "pact.treaty"),
    "brief": ("brief", "pact.treaty"), "map": ("map", "pact.treaty"), "timeline": ("timeline", "pact.treaty"),
    "amend": ("amend", "pact.treaty", "pact.treaty"), "profile": ("profile", "pact.treaty"), "cache": ("cache",),
    "guarantees": ("guarantees", "pact.treaty"), "decisions": ("decisions", "pact.treaty"),
    "check": ("check", "pact.treaty"), "diff": ("diff", "pact.treaty", "pact.treaty"), "test": ("test", "pact.treaty"),
    "cures": ("cures", "pact.treaty"), "brackets": ("brackets", "pact.treaty"),
    "candidates": ("candidates", "pact.treaty"), "instruments": ("instruments",), "sweep": ("sweep", "pact.treaty"),
    "where": ("where", "35N 139E", "pact.treaty"), "ask": ("ask", "pact.treaty", "peace"),
}  # fmt: skip


def test_every_command_that_writes_a_file_is_tried() -> None:
    folder = Path(treatylang.cli.__file__).parent
    writing = {p.stem for p in folder.glob("[a-z]*.py") if re.search(r'_tables\.Out|"-o", "--output"', p.read_text())}
    assert writing <= set(WRITING)


@pytest.mark.parametrize("name", ["answer.pdf", "answer.doc", "answer.PDF", "other.treaty", "kept.pdf"])
@pytest.mark.parametrize("command", list(WRITING))
def test_an_ending_that_no_format_has_writes_nothing(run: Run, pact: Path, command: str, name: str) -> None:
    (pact.parent / "kept.pdf").write_bytes(b"kept")
    if command != "amend":
        (pact.parent / "other.treaty").write_bytes(b"kept")
    elif name == "other.treaty":
        pytest.skip("a treaty is what it writes")
    before = {path: path.read_bytes() for path in pact.parent.iterdir()}
    done = run(*WRITING[command], "-o", name)
    assert done.code == 2, done.out + done.err
    assert f"has the ending `{Path(name).suffix.lower()}`" in done.err
    assert before == {path: path.read_bytes() for path in pact.parent.iterdir()}


@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "pact.treaty", "--to", "html", "-o", "pact.docx"),
        ("map", "pact.treaty", "--to", "svg", "-o", "m.png"),
        ("redline", "pact.treaty", "pact.treaty", "--to", "text", "-o", "r.docx"),
        ("brief", "pact.treaty", "--to", "markdown", "-o", "b.html"),
    ],
)  # fmt: skip
def test_a_form_and_an_ending_that_contradict_each_other_are_refused(
    run: Run, pact: Path, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert "has the ending of" in done.err
    assert list(pact.parent.iterdir()) == [pact]
