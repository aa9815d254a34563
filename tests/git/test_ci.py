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


def _git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    person = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", *person, *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _programs(folder: Path, **scripts: str) -> str:
    """Write programs into a folder and return a path on which they are found first."""
    folder.mkdir()
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


CLEAN = (ROOT / "examples" / "consultation-pact.treaty").read_text(encoding="utf-8")


def test_each_step_of_the_action_runs_with_the_environment_that_is_documented(tmp_path: Path) -> None:
    """The first pull request, which brings the drafts, is green; the comment is written once, then renewed."""
    work = tmp_path / "work"
    work.mkdir()
    _git(work, "init", "-q")
    (work / "README.md").write_text("x", encoding="utf-8")
    _git(work, "add", ".")
    _git(work, "commit", "-qm", "first")
    base = _git(work, "rev-parse", "HEAD")
    (work / "drafts").mkdir()
    (work / "drafts" / "pact.treaty").write_text(CLEAN, encoding="utf-8")
    _git(work, "add", ".")
    _git(work, "commit", "-qm", "drafts")
    calls = tmp_path / "calls"
    path = _programs(
        tmp_path / "bin",
        python=f'case "$*" in *"pip install"*) exit 0;; esac; exec {sys.executable} "$@"',
        gh=f'echo "$*" >> {calls}; case "$*" in *--jq*) test -e {calls}.known && echo 7;; esac; exit 0',
    )
    given = {"PATH": path, "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_REPOSITORY": "a/b"}
    given |= {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    values = {
        "inputs.paths": "drafts",
        "inputs.head": "HEAD",
        "inputs.fail-on": "new-conflict",
        "inputs.format": "markdown",
    }
    values |= {"inputs.check-fail-on": "error", "runner.temp": str(tmp_path), "inputs.token": "t"}
    values["inputs.base || github.event.pull_request.base.sha || github.event.before"] = base
    values["github.event.pull_request.number"] = "3"
    for known in (False, True):
        if known:
            (tmp_path / "calls.known").touch()
        outputs: dict[str, str] = {}
        for step in yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]:
            if "run" not in step or (step["name"] == "The gate" and outputs.get("verdict") == "0"):
                continue

            def filled(text: str, outputs: dict[str, str] = outputs) -> str:
                known_values = values | {f"steps.review.outputs.{key}": value for key, value in outputs.items()}
                return re.sub(r"\$\{\{ (.*?) \}\}", lambda m: known_values[m[1]], text)

            environment = {key: filled(value) for key, value in step.get("env", {}).items()}
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=work, env={**os.environ, **given, **environment}, check=False
            )
            assert done.returncode == 0, step["name"]
            if step.get("id") == "review":
                lines = (tmp_path / "output").read_text(encoding="utf-8").splitlines()
                outputs |= dict(line.split("=", 1) for line in lines)
        assert outputs["verdict"] == "0"
    asked = calls.read_text(encoding="utf-8")
    assert asked.count("POST repos/a/b/issues/3/comments") == asked.count("PATCH repos/a/b/issues/comments/7") == 1
    assert "is new" in (tmp_path / "summary").read_text(encoding="utf-8")


def test_every_action_is_pinned_by_commit_and_forks_get_no_comment() -> None:
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "git.md").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", action + page)
    assert used and all(re.search(r"@[0-9a-f]{40}$", one) for one in used)
    assert "pull_request.head.repo.full_name == github.repository" in action


def test_review_compares_with_where_both_parted(tmp_path: Path) -> None:
    """What was merged into the base since is not a change of the pull request."""
    (tmp_path / "pact.treaty").write_text(CLEAN, encoding="utf-8")
    _repository(tmp_path)
    _git(tmp_path, "branch", "topic")
    (tmp_path / "pact.treaty").write_text(CLEAN.replace("shall consult", "may consult"), encoding="utf-8")
    _git(tmp_path, "commit", "-qam", "weaker")
    base = _git(tmp_path, "rev-parse", "HEAD")
    _git(tmp_path, "checkout", "-q", "topic")
    said = _review(tmp_path, PATHS="pact.treaty", BASE=base, HEAD="HEAD", FAIL_ON="strengthened")
    assert said["diff-exit-code"] == "0"
    assert "no differences" in Path(said["comment"]).read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("failing", ["", "fmt", "check", "diff"])
def test_the_gitlab_example_writes_its_reports_whatever_fails(tmp_path: Path, failing: str) -> None:
    script = yaml.safe_load((ROOT / "docs" / "gitlab-ci.example.yml").read_text(encoding="utf-8"))["treaty"]["script"]
    told = 'for a in "$@"; do case "$a" in *=*) : > "${a#*=}";; esac; done; test "$1" != "$FAILING"'
    path = _programs(tmp_path / "bin", treaty=told)
    environment = {**os.environ, "PATH": path, "FAILING": failing, "DRAFTS": "drafts", "CI_COMMIT_SHA": "b"}
    environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "a"
    done = subprocess.run(["bash", "-e", "-c", "\n".join(script)], cwd=tmp_path, env=environment, check=False)
    assert done.returncode == bool(failing)
    assert all((tmp_path / name).exists() for name in ("changes.md", "treaty.xml", "gl-code-quality-report.json"))
