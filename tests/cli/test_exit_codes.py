"""0 clean, 1 findings, 2 no verdict: whatever is put in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import BROKEN, CLEAN, Run
from treatylang.library.editions import edition


def test_clean_draft(run: Run, pact: Path) -> None:
    ran = run("check", "pact.treaty", "--select", "syntax-error")
    assert (ran.code, ran.out, ran.err) == (0, f"no findings\nlibrary: edition {edition()}\n", "")


def test_syntax_error_is_a_finding_in_check_and_no_verdict_in_render(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.treaty").write_text(BROKEN)
    assert run("check", "broken.treaty").code == 1
    ran = run("render", "broken.treaty")
    assert ran.code == 2
    assert ran.out == ""
    assert "syntax-error" in ran.err


def test_unknown_word_is_a_finding(run: Run, pact: Path) -> None:
    pact.write_text(CLEAN.replace("consult the", "cnsult the"))
    ran = run("check", "pact.treaty", "--format", "concise")
    assert ran.code == 1
    assert "pact.treaty:8:24: error[unknown-word]" in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check"], "Missing argument"),
        (["chek", "pact.treaty"], "check"),
        (["check", "pact.treaty", "--colour", "always"], "--color"),
        (["check", "pact.treaty", "--color", "alway"], "`always`"),
        (["check", "pact.treaty", "--format", "jsn"], "`json`"),
        (["check", "pact.treaty", "--fail-on", "eror"], "`error`"),
        (["check", "pact.treaty", "--as-of", "31/12/2027"], "2027-03-31"),
        (["check", "pact.treaty", "--reading", "gov1972"], "JPN=gov1972"),
        (["check", "pact.treaty", "--reading", "JPN=gov1973"], "`gov1972`"),
        (["check", "pact.treaty", "--option", "strength=A"], "bracket"),
        (["check", "pact.treaty", "--ignore", "unknown-wrd"], "`unknown-word`"),
        (["check", "pact.treaty", "--ignore", "syntax-error"], "cannot be ignored"),
        (["check", "pact.treaty", "--severity", "unknown-word=fatal"], "--severity"),
        (["check", "pakt.treaty"], "`pact.treaty`"),
        (["check", "."], ""),
        (["check", "pact.treaty", "--config", "none.toml"], "none.toml"),
        (["render", "pact.treaty", "--to", "pdf"], "--to"),
        (["explain", "unknown-wrd"], "`unknown-word`"),
        (["laws", "Jappan"], "`Japan`"),
        (["schema", "finding"], "`findings`"),
    ],
)
def test_wrong_use(run: Run, pact: Path, arguments: list[str], says: str) -> None:
    if arguments == ["check", "."]:
        pact.unlink()
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert says in ran.err


def test_fail_on(run: Run, pact: Path) -> None:
    pact.write_text(CLEAN.replace("consult the", "cnsult the"))
    only = ("check", "pact.treaty", "--quiet", "--select", "unknown-word")
    assert run(*only, "--severity", "unknown-word=warning").code == 0
    assert run(*only, "--severity", "unknown-word=warning", "--fail-on", "warning").code == 1
    assert run(*only, "--fail-on", "never").code == 0
    assert run(*only).out == ""


def test_internal_error_is_code_2_and_short(run: Run, pact: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Broken:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'treatylang.workspace.shelf':\n"
        "            raise ValueError('a fault of ours')\n"
        "sys.meta_path.insert(0, Broken())\n"
    )
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = run("check", "pact.treaty", PYTHONPATH=path)
    assert ran.code == 2
    assert "internal error: ValueError: a fault of ours" in ran.err
    assert "file a bug" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way")
def test_reader_who_leaves(run: Run, pact: Path, tmp_path: Path) -> None:
    import subprocess

    process = subprocess.Popen(
        [sys.executable, "-m", "treatylang", "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(60)
    assert said == b""
