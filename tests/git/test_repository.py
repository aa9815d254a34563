"""A real repository with branches: git shows drafts by words, merges them by label, and a gate stops a merge."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.treaty import run
from treatylang.cli._app import COMMANDS

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PACT = """\
treaty Pact "Pact on Mutual Assistance" {
  status    draft;
  drawn-up  at "Geneva" on 2026-11-22;

  party Japan;
  party Australia;

  article "Consultation" as consultation {
    1 {
      en "The Parties consult each other. They meet within two days.";
    }
    2 {
      en "They keep minutes.";
    }
  }

  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party by any of support-logistics, host-forces;
  }
}
"""

Git = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Return a function that runs git in a new repository, apart from the user's own configuration."""
    own = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "HOME": str(tmp_path),
        "GIT_AUTHOR_DATE": "2026-11-22T00:00:00Z",
        "GIT_COMMITTER_DATE": "2026-11-22T00:00:00Z",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    environment = {**{key: value for key, value in os.environ.items() if not key.startswith("GIT_")}, **own}
    root = tmp_path / "repository"
    root.mkdir()

    def git(*arguments: str, code: int | None = 0, program: str = "git") -> subprocess.CompletedProcess[str]:
        if program == "git":
            command = [program, *arguments]
            done = subprocess.run(
                command, cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=120
            )
        else:
            ran = run(*arguments, folder=root, environment=own)
            done = subprocess.CompletedProcess(arguments, ran.code, ran.out, ran.err)
        assert code is None or done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    git("init", "-q", "-b", "main")
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    (root / "pact.treaty").write_text(PACT, encoding="utf-8")
    git("init", program="treaty")
    git("add", ".")
    git("commit", "-qm", "first")
    return git


def _commit(git: Git, root: Path, *changes: tuple[str, str], branch: str = "") -> None:
    if branch:
        git("checkout", "-q", "-B", branch, "main")
    text = (root / "pact.treaty").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (root / "pact.treaty").write_text(text, encoding="utf-8")
    git("commit", "-qam", "change")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "repository"


def test_init_is_idempotent_and_can_be_tried(git: Git, root: Path) -> None:
    before = (
        (root / ".gitattributes").read_text(encoding="utf-8"),
        (root / ".git" / "config").read_text(encoding="utf-8"),
    )
    done = git("init", program="treaty")
    assert all(line.startswith("kept: ") for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) == 6
    dry = git("init", "--dry-run", "--command", "other treaty", program="treaty")
    assert "would set: merge.treaty.driver = other treaty git-merge-driver %O %A %B %L %P (was: " in dry.stdout
    assert before == (
        (root / ".gitattributes").read_text(encoding="utf-8"),
        (root / ".git" / "config").read_text(encoding="utf-8"),
    )
    assert git("check-attr", "merge", "pact.treaty").stdout.strip().endswith("merge: treaty")


def test_init_keeps_what_stands_in_the_attributes(git: Git, root: Path) -> None:
    (root / ".gitattributes").write_bytes(b"*.png binary")
    git("init", program="treaty")
    git("init", program="treaty")
    assert (root / ".gitattributes").read_text(encoding="utf-8").splitlines() == [
        "*.png binary",
        "*.treaty text eol=lf diff=treaty merge=treaty",
    ]


def test_init_needs_a_repository(git: Git, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    done = git("init", str(outside), program="treaty", code=2)
    assert "there is no git repository around this folder" in done.stderr
    assert not list(outside.iterdir())


def test_git_diff_shows_the_words_that_changed(git: Git, root: Path) -> None:
    text = PACT.replace("two days", "three days")
    (root / "pact.treaty").write_text(text, encoding="utf-8")
    shown = git("diff").stdout
    assert "[-two-]{+three+} days." in " ".join(shown.split())
    assert "minutes" not in shown
    (root / "pact.treaty").write_text("treaty Broken {", encoding="utf-8")
    assert "+treaty Broken {" in git("diff").stdout
    (root / "pact.treaty").unlink()
    assert "deleted draft" in git("diff").stdout


def test_git_diff_shows_what_no_text_of_a_treaty_shows(git: Git, root: Path) -> None:
    text = f'{PACT}\nscenario "S" {{\n  on 2027-01-01;\n}}\n'
    (root / "pact.treaty").write_text(text, encoding="utf-8")
    assert '+scenario "S" {' in git("diff").stdout


def test_git_log_passes_over_layout_and_names_the_article(git: Git, root: Path) -> None:
    (root / "pact.treaty").write_text(PACT.replace("    1 {", "  1   {"), encoding="utf-8")
    git("commit", "-qam", "layout")
    assert "@@" not in git("log", "-p", "-1").stdout
    _commit(git, root, ("keep minutes", "keep full minutes"))
    log = git("log", "-p", "-1", "-U1").stdout
    assert '+      en "They keep full minutes.";' in log
    assert re.search(r'@@ +article "Consultation" as consultation \{', log)


def test_merge_of_two_paragraphs(git: Git, root: Path) -> None:
    """Two changes on neighbouring lines of one article, where git alone would report a conflict."""
    _commit(git, root, ("two days", "three days"), branch="days")
    _commit(git, root, ("keep minutes", "keep full minutes"), branch="minutes")
    git("merge", "-q", "-m", "both", "days")
    assert (root / "pact.treaty").read_text(encoding="utf-8") == PACT.replace("two days", "three days").replace(
        "keep minutes", "keep full minutes"
    )


def test_merge_never_settles_within_one_paragraph(git: Git, root: Path) -> None:
    """Each change alone is harmless to the other by lines; but a paragraph is what was agreed as a whole."""
    text = PACT.replace("each other. They", 'each other.";\n      en "They')
    (root / "pact.treaty").write_text(text, encoding="utf-8")
    git("commit", "-qam", "two lines")
    _commit(git, root, ("consult each other", "at once consult each other"), branch="once")
    _commit(git, root, ("two days", "three days"), branch="days")
    done = git("merge", "once", code=1)
    assert "both sides changed Pact/consultation/paragraph 1" in done.stderr + done.stdout
    merged = (root / "pact.treaty").read_text(encoding="utf-8")
    assert "# <<<<<<< ours" in merged
    assert "three days" in merged
    assert "at once consult" in merged
    assert git("diff", "--name-only", "--diff-filter=U").stdout.strip() == "pact.treaty"
    # The file can be read, and the gate says that nobody has chosen.
    checked = git(
        "check", "pact.treaty", "--format", "concise", "--select", "unsettled-merge", program="treaty", code=1
    )
    assert "unsettled-merge" in checked.stdout


def test_merge_of_a_draft_that_cannot_be_read(git: Git, root: Path) -> None:
    _commit(git, root, ("party Japan;", "party Japan"), branch="broken")
    _commit(git, root, ("keep minutes", "keep full minutes"), branch="minutes")
    done = git("merge", "broken", code=1)
    assert "one of the versions has a mistake of form" in done.stderr + done.stdout


def test_gate_stops_a_merge_that_brings_a_conflict_with_law(git: Git, root: Path) -> None:
    """The merge goes through by itself; `treaty check` of what would be merged refuses it."""
    clean = git("check", "HEAD:pact.treaty", "--select", "law-conflict", program="treaty")
    assert clean.returncode == 0
    force = ("by any of support-logistics, host-forces;", "with force;")
    _commit(git, root, force, branch="force")
    refused = git(
        "check", "force:pact.treaty", "--select", "law-conflict", "--format", "concise", program="treaty", code=1
    )
    assert "law-conflict" in refused.stdout
    assert "Japan" in refused.stdout


@pytest.mark.skipif(
    "diff" not in COMMANDS, reason="`treaty diff` is not there yet: this gate is tried as soon as it is"
)
def test_gate_stops_a_weakening_merge(git: Git, root: Path) -> None:
    """`treaty diff --fail-on weakened` refuses a branch that turns a duty into a permission, and passes its mirror."""
    _commit(git, root, ("each other party shall assist", "each other party may assist"), branch="weaker")
    refused = git("diff", "main:pact.treaty", "weaker:pact.treaty", "--fail-on", "weakened", program="treaty", code=1)
    assert "assist" in refused.stdout
    git("diff", "weaker:pact.treaty", "main:pact.treaty", "--fail-on", "weakened", program="treaty", code=0)
