"""Streams that are closed, full, broken, narrow or of another alphabet: the verdict and its exit code stay."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, Run
from tests.treaty import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams of another system")

FAULTY = CLEAN.replace("Pact on Consultation", "協議 é 💥").replace("consult the", "cnsult the")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "pact.treaty"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def _shell(folder: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which `treaty` is this program; the variables are those of a plain terminal."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TREATY": f"{sys.executable} -m treatylang"}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, timeout=100)


@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        (">&-", 2),  # nobody could read the verdict
        (">/dev/full", 2),
        ("2>&-", 1),
        ("2>/dev/full", 1),
        ("-q >&- 2>&-", 1),
        ("-q >/dev/full", 1),
        ("</dev/null", 1),
        ("<&-", 1),
    ],
)
def test_closed_and_full(faulty: Path, redirected: str, code: int) -> None:
    if "full" in redirected and not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    done = _shell(faulty.parent, f"$TREATY check pact.treaty --select unknown-word --statistics {redirected}")
    assert done.returncode == code, done.stderr
    assert b"internal error" not in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("stream", ["|", "2>&1 >/dev/null |"])
def test_a_reader_who_leaves(faulty: Path, stream: str) -> None:
    line = f"$TREATY check pact.treaty --select unknown-word -v {stream} true; exit ${{PIPESTATUS[0]}}"
    done = _shell(faulty.parent, line)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"BrokenPipe" not in done.stderr + done.stdout


def test_a_narrow_terminal(run: Run, faulty: Path) -> None:
    ran = run("check", "pact.treaty", COLUMNS="40")
    prose = [line for line in ran.out.splitlines() if not re.match(r"\s*(\d+ )?\||\s*(-->|=|\^)|\S+\[", line)]
    assert max(map(len, prose)) <= 40, ran.out


def test_no_colour(run: Run, faulty: Path) -> None:
    assert "\x1b" in run("check", "pact.treaty", "--color", "always", NO_COLOR="1").out
    assert "\x1b" not in run("check", "pact.treaty", NO_COLOR="1").out
    assert "\x1b" not in run("check", "pact.treaty").out


# -- an output of another alphabet ---------------------------------------------------------------------------------

TEXTS = [
    ("fmt", "-"),
    ("git-textconv", "pact.treaty"),
    ("render", "pact.treaty", "--to", "text"),
    ("render", "pact.treaty", "--to", "html"),
    ("redline", "pact.treaty", "other.treaty"),
    ("amend", "pact.treaty", "protocol.treaty"),
    ("amend", "--between", "other.treaty", "pact.treaty", "--title", "協議"),
    ("brief", "pact.treaty"),
]


@pytest.mark.parametrize("arguments", TEXTS, ids=" ".join)
def test_a_text_that_the_output_cannot_carry_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    text = CLEAN.replace("Pact on Consultation", "協議 é 💥")
    (tmp_path / "pact.treaty").write_text(text, encoding="utf-8")
    (tmp_path / "other.treaty").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "protocol.treaty").write_text('protocol P "p" amends Pact { delete @consultation; }', encoding="utf-8")
    ran = run(*arguments, stdin=text if "-" in arguments else "", PYTHONIOENCODING="ascii")
    assert ran.code == 2, ran.err
    assert "cannot carry" in ran.err
    assert "PYTHONIOENCODING=utf-8" in ran.err
    assert "\\u" not in ran.out


@pytest.mark.parametrize(
    ("form", "encoding"), [("concise", "latin-1"), ("json", "ascii"), ("sarif", "shift_jis"), ("junit", "ascii")]
)
def test_a_message_is_escaped_and_the_verdict_stays(faulty: Path, form: str, encoding: str) -> None:
    line = f"PYTHONIOENCODING={encoding} $TREATY check pact.treaty --select unknown-word --format {form}"
    done = _shell(faulty.parent, line)
    assert done.returncode == 1
    text = done.stdout.decode(encoding)
    if form in ("json", "sarif"):
        assert json.loads(text)
    if form == "junit":
        ET.fromstring(text.replace('encoding="UTF-8"', ""))


def test_files_are_utf_8_whatever_the_locale(faulty: Path) -> None:
    """Drafts and settings are read, and texts are written, as UTF-8 where the locale is another."""
    line = "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $TREATY fmt pact.treaty && grep -c 協議 pact.treaty"
    assert _shell(faulty.parent, line).stdout.split()[-1:] == [b"1"]


# -- names of files, and what else comes from outside ----------------------------------------------------------------

NAMES = [
    b"bad\x1b]8;;x\x07name.treaty",
    b"\xff\xfe.treaty",
    "a\u202eb.treaty".encode(),
    b"::error::x.treaty",
    b"-x.treaty",
]


@pytest.mark.parametrize("name", NAMES, ids=repr)
@pytest.mark.parametrize(
    "command",
    [
        "check ./NAME --select unknown-word --format FORM",
        "check ./NAME -q --output-file FORM=out",
        "fmt ./NAME --diff",
        "diff ./NAME pact.treaty",
        "check ./missing-NAME",
        "check ./NAME --baseline ./NAME",
        "check ./NAME --config ./NAME",
        "render ./NAME --to text --templates ./NAME",
    ],
)
def test_a_file_may_be_called_anything(run: Run, faulty: Path, name: bytes, command: str) -> None:
    try:
        Path(os.fsdecode(os.fsencode(faulty.parent) + b"/" + name)).write_text(FAULTY, encoding="utf-8")
    except (OSError, ValueError):
        pytest.skip("this disk knows no such name")
    form = ("full", "concise", "json", "sarif", "junit", "markdown")[len(name) % 6]
    parts = [part.replace("FORM", form).replace("NAME", os.fsdecode(name)) for part in command.split()]
    ran = run(*parts)
    assert ran.code in (0, 1, 2)
    for text in (ran.out, ran.err):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), text
        assert not re.search(r"^\s*::error::x", text, re.MULTILINE), text
        assert "internal error" not in text
