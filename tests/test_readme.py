"""What README shows is what the program says: every console block is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from scripts.make_docs import is_part
from tests.treaty import run

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> list[tuple[str, str]]:
    """Return the commands of the console blocks with what they are said to print."""
    found = []
    for block in _BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), commands(), ids=lambda text: text[:60])
def test_console_block(command: str, output: str, tmp_path: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "treaty"
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    ran = run(*arguments, folder=tmp_path, environment={"COLUMNS": "100"})
    assert is_part(output, ran.out) or ran.out.rstrip() == output.rstrip(), ran.err


def test_it_is_a_screen_and_a_half() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 90
    finding = "\n".join(lines).partition("```console\n")[2].partition("```")[0]
    assert len(finding.splitlines()) <= 26
