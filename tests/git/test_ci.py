"""The files for GitHub, GitLab and pre-commit: valid by the public schemas, and true about the program."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from jsonschema.validators import validator_for

from treatylang.cli._app import COMMANDS

ROOT = Path(__file__).parents[2]


def _valid(document: object, schema_name: str) -> None:
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / schema_name).read_text(encoding="utf-8"))
    errors = list(validator_for(schema)(schema).iter_errors(document))
    assert not errors, errors[:3]


def _read(name: str) -> dict[str, object]:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_action_is_valid() -> None:
    _valid(_read("action.yml"), "github-actions.json")


def test_schema_would_refuse_a_wrong_action() -> None:
    action = _read("action.yml")
    action["runs"] = {"using": "composite"}
    with pytest.raises(AssertionError):
        _valid(action, "github-actions.json")


def test_action_never_puts_input_into_a_script() -> None:
    """What a branch is called or an input says must not become a command: it travels in the environment."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == ("shell" in step)
    given = {f"inputs.{name}" for name in action["inputs"]}
    used = set(re.findall(r"inputs\.[\w-]+", json.dumps(action["runs"])))
    assert used == given


def test_gitlab_example_is_valid() -> None:
    _valid(_read("docs/gitlab-ci.example.yml"), "gitlab-ci.json")


def test_hooks_are_valid() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {"treaty-check", "treaty-fmt"}
    for hook in hooks:
        assert hook["entry"].split()[1] in COMMANDS
        assert re.search(hook["files"], "drafts/pact.treaty")
        assert not re.search(hook["files"], "drafts/pact.treaty.bak")


def _review(folder: Path, **settings: str) -> dict[str, str]:
    environment = {**os.environ, "REVIEW_FOLDER": str(folder / "out")}
    environment |= {"GITHUB_OUTPUT": str(folder / "output"), "GITHUB_STEP_SUMMARY": str(folder / "summary")}
    environment |= {f"REVIEW_{key}": value for key, value in settings.items()}
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "review.py"], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return dict(line.split("=", 1) for line in (folder / "output").read_text(encoding="utf-8").splitlines())


def _repository(folder: Path) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    person = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "pact.treaty"], [*person, "commit", "-qm", "first"]):
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True)


def test_review_tells_findings_and_verdict(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "asia-pacific.treaty").read_text(encoding="utf-8")
    (tmp_path / "pact.treaty").write_text(text, encoding="utf-8")
    _repository(tmp_path)
    said = _review(tmp_path, PATHS="pact.treaty", HEAD="HEAD")
    assert said["verdict"] == said["check-exit-code"] == "1"
    assert int(said["errors"]) >= 1
    comment = Path(said["comment"]).read_text(encoding="utf-8")
    assert comment.startswith("<!-- treaty-review -->")
    assert "There is no earlier revision to compare with." in comment
    assert "law-conflict" in (tmp_path / "summary").read_text(encoding="utf-8")


def test_review_of_what_cannot_be_read_is_no_verdict(tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text("", encoding="utf-8")
    _repository(tmp_path)
    said = _review(tmp_path, PATHS="nothing.treaty")
    assert said["verdict"] == "2"
    assert "has no file or folder" in Path(said["comment"]).read_text(encoding="utf-8")


@pytest.mark.skipif("diff" not in COMMANDS, reason="`treaty diff` is not there yet: this is tried as soon as it is")
def test_review_compares_with_the_base(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "consultation-pact.treaty").read_text(encoding="utf-8")
    (tmp_path / "pact.treaty").write_text(text, encoding="utf-8")
    _repository(tmp_path)
    said = _review(tmp_path, PATHS="pact.treaty", BASE="HEAD", HEAD="HEAD", FAIL_ON="weakened")
    assert said["diff-exit-code"] == "0"
    assert Path(said["report"]).exists()
