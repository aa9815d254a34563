"""The commands of docs/git.md and docs/redline.md print what the pages say, and the workflow there is valid."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.git.test_ci import _valid
from tests.treaty import run

DOCS = Path(__file__).parents[2] / "docs"
_FILE = re.compile(r"^`([\w-]+\.treaty)`:\n\n```treaty\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["redline.md", "git.md"])
def test_commands_print_what_the_page_says(page: str, tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, draft in _FILE.findall(text):
        (tmp_path / name).write_text(draft, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    said = 0
    for block in _CONSOLE.findall(text):
        for command, expected in re.findall(r"^\$ treaty (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            ran = run(*shlex.split(command), folder=tmp_path, environment={"PATH": path}, together=True)
            assert ran.out == expected, command
            said += 1
    assert said >= 1


def test_workflow_and_hooks_of_the_page_are_valid() -> None:
    blocks = [yaml.safe_load(block) for block in _YAML.findall((DOCS / "git.md").read_text(encoding="utf-8"))]
    workflow = next(block for block in blocks if True in block)  # YAML reads `on` as a truth value
    workflow["on"] = workflow.pop(True)
    _valid(workflow, "github-workflows.json")
    action = yaml.safe_load((DOCS.parent / "action.yml").read_text(encoding="utf-8"))
    step = workflow["jobs"]["law"]["steps"][-1]
    assert set(step["with"]) <= set(action["inputs"])
    hooks = next(block for block in blocks if "repos" in block)["repos"][0]["hooks"]
    shipped = yaml.safe_load((DOCS.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {hook["id"] for hook in shipped}
