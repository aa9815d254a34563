"""`treaty test`: what holds, what fails with its reason, what is left undecided, and the exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LAW = """
law Ruritania-Constitution "Constitution of Ruritania" of Fiji {
  rank constitution;
  in-force from 1990-01-01;
  article 7 "Forces" as forces { Fiji shall not use-force unless armed-attack on self; }
}
scenario "An ally is attacked" {
  on 2027-01-01;
  event armed-attack on territory of Japan by "North Korea";
  expect Fiji EXPECTED use-force;
}
"""


def treaty(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "treatylang", "test", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("modal", "code", "said"),
    [
        ("shall not", 0, "expectations: 1 held, 0 failed, 0 undecided"),
        ("may", 1, "fails: expect Fiji may use-force: it is forbidden in this situation (An ally is attacked)"),
    ],
)
def test_an_expectation_holds_or_fails_with_its_place(tmp_path: Path, modal: str, code: int, said: str) -> None:
    (tmp_path / "law.treaty").write_text(LAW.replace("EXPECTED", modal), encoding="utf-8")
    result = treaty(tmp_path, "law.treaty")
    assert (result.returncode, said in result.stdout) == (code, True), result.stdout + result.stderr
    if code:
        assert result.stdout.startswith("law.treaty:10:3: fails")


def test_a_place_of_the_act_is_left_undecided_and_said_so(tmp_path: Path) -> None:
    text = LAW.replace("EXPECTED use-force", "shall not use-force in territory of Japan")
    (tmp_path / "law.treaty").write_text(text, encoding="utf-8")
    result = treaty(tmp_path, "law.treaty")
    assert result.returncode == 0
    assert "undecided" in result.stdout and "expectations: 0 held, 0 failed, 1 undecided" in result.stdout


def test_an_expectation_has_to_hold_under_every_option(tmp_path: Path) -> None:
    draft = """
treaty T "T" {
  drawn-up at "Suva" on 2026-11-22;
  party Fiji, Japan;
  article as help {
    when armed-attack on any party
      bracket how {
        option A each other party shall assist the attacked party;
        option B each other party shall consult the attacked party;
      }
  }
}
scenario "Japan is attacked" {
  on 2027-01-01;
  event armed-attack on territory of Japan by "North Korea";
  expect Fiji shall consult;
}
"""
    (tmp_path / "t.treaty").write_text(draft, encoding="utf-8")
    both = treaty(tmp_path, "t.treaty")
    assert both.returncode == 1 and "under option A of `how`" in both.stdout, both.stdout + both.stderr
    assert treaty(tmp_path, "t.treaty", "--option", "how=B").returncode == 0


def test_a_text_with_a_mistake_of_form_gives_no_verdict(tmp_path: Path) -> None:
    (tmp_path / "t.treaty").write_text("treaty T {", encoding="utf-8")
    result = treaty(tmp_path, "t.treaty")
    assert result.returncode == 2 and "Traceback" not in result.stderr
