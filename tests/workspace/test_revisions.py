"""Drafts of a revision: found with the files that belong to them, in whatever state the repository is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from treatylang.workspace import revisions
from treatylang.workspace.operands import drafts
from treatylang.workspace.revisions import is_revised, revised
from treatylang.workspace.trouble import NoVerdict

DRAFT = 'treaty Pact "Pact" {\n  party Japan, Australia;\n}\n'


def git(folder: Path, *arguments: str) -> str:
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two revisions, and a working tree from which the drafts are gone."""
    root = tmp_path / "repository"
    (root / "drafts" / "laws").mkdir(parents=True)
    git(root.parent, "init", "-q", "-b", "main", "repository")
    (root / "drafts" / "pact.treaty").write_text(DRAFT)
    (root / "drafts" / "laws" / "x.treaty").write_text("# a law\n")
    (root / "treaty.toml").write_text('fail-on = "warning"\n')
    (root / "large.bin").write_bytes(b"\0" * 1000)
    (root / "link.treaty").symlink_to("/etc/passwd")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one")
    (root / "drafts" / "pact.treaty").write_text(DRAFT.replace("Australia", "Philippines"))
    git(root, "commit", "-q", "-a", "-m", "two")
    git(root, "tag", "round/2")
    for path in ("drafts/pact.treaty", "drafts/laws/x.treaty", "treaty.toml", "link.treaty"):
        (root / path).unlink()
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("operand", "party"),
    [
        ("HEAD~1:drafts/pact.treaty", "Australia"),
        ("HEAD:drafts/pact.treaty", "Philippines"),
        ("main:drafts/pact.treaty", "Philippines"),
        ("round/2:drafts/pact.treaty", "Philippines"),
        ("HEAD^:./drafts/../drafts/pact.treaty", "Australia"),
    ],
)
def test_a_draft_as_it_was(repository: Path, operand: str, party: str) -> None:
    (draft,) = drafts([operand])
    assert party in draft.source.text
    assert draft.source.name == f"{operand.partition(':')[0]}:drafts/pact.treaty"
    assert (draft.exists, draft.revision) == (False, operand.partition(":")[0])


def test_a_folder_and_the_whole_of_a_revision(repository: Path) -> None:
    names = ["HEAD:drafts/laws/x.treaty", "HEAD:drafts/pact.treaty"]
    assert [draft.source.name for draft in drafts(["HEAD:drafts"])] == names
    assert [draft.source.name for draft in drafts(["HEAD:"])] == names


def test_only_texts_of_ours_are_laid_out_and_no_link(repository: Path) -> None:
    root = revised("HEAD:").place
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    assert files == ["drafts/laws/x.treaty", "drafts/pact.treaty", "treaty.toml"]
    assert repository not in root.parents


def test_paths_from_a_folder_below(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "drafts").mkdir(exist_ok=True)
    monkeypatch.chdir(repository / "drafts")
    assert drafts(["HEAD~1:./pact.treaty"])[0].source.name == "HEAD~1:drafts/pact.treaty"
    assert drafts(["HEAD~1:drafts/pact.treaty"])[0].source.name == "HEAD~1:drafts/pact.treaty"
    with pytest.raises(NoVerdict) as caught:
        drafts(["HEAD:pact.treaty"])
    assert "`HEAD:drafts/pact.treaty`" in caught.value.help


@pytest.mark.parametrize(
    ("operand", "says"),
    [
        ("HEAD:drafts/pakt.treaty", "no file or folder `drafts/pakt.treaty`"),
        ("HEAD~9:drafts/pact.treaty", "no revision `HEAD~9`"),
        ("trunk:drafts/pact.treaty", "no revision `trunk`"),
        ("--help:x", "no revision `--help`"),
        ("--output=/tmp/x:x", "no revision"),
        ("HEAD\nHEAD:x", "not the name of a revision"),
        ("HEAD :x", "not the name of a revision"),
        ("HEAD:../../etc/passwd", "not a path of the repository"),
        ("HEAD:/etc/passwd", "not a path of the repository"),
        ("HEAD:.git/config", "no file or folder"),
        ("HEAD:large.bin", "no file or folder"),
        ("HEAD:link.treaty", "no file or folder"),
        ("HEAD:drafts/pact.treaty\0", "NUL"),
        ("HEAD:drafts/pact.treaty:x", "no file or folder"),
    ],
)
def test_what_is_not_there(repository: Path, operand: str, says: str) -> None:
    with pytest.raises(NoVerdict) as caught:
        drafts([operand])
    assert says in caught.value.message
    assert "\n" not in caught.value.message.replace("HEAD\nHEAD", "")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(revisions, "top_of", lambda folder: None)
    with pytest.raises(NoVerdict, match="no git repository"):
        drafts(["HEAD:pact.treaty"])


def test_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoVerdict, match="git is not installed"):
        drafts(["HEAD:drafts/pact.treaty"])


def test_a_file_whose_name_has_a_colon_is_a_file(repository: Path) -> None:
    (repository / "HEAD:x.treaty").write_text(DRAFT)
    assert not is_revised("HEAD:x.treaty")
    assert drafts(["HEAD:x.treaty"])[0].exists


@pytest.mark.parametrize("operand", ["C:\\drafts\\pact.treaty", "c:/drafts/pact.treaty", ":pact.treaty", "pact.treaty"])
def test_what_is_no_revision(operand: str) -> None:
    assert not is_revised(operand)


def test_nothing_of_the_repository_runs(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    (repository / ".gitattributes").write_text("*.treaty filter=trap diff=trap\n")
    for key in (
        "filter.trap.smudge",
        "filter.trap.clean",
        "diff.trap.textconv",
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "core.sshCommand",
        "alias.cat-file",
    ):
        git(repository, "config", key, f"!{trap}" if key.startswith("alias") else str(trap))
    hooks = repository / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / hook).write_text(trap.read_text())
        (hooks / hook).chmod(0o755)
    before = sorted(path.relative_to(repository) for path in repository.rglob("*"))
    assert drafts(["HEAD~1:drafts/pact.treaty"])[0].source.text == DRAFT
    assert not (tmp_path / "sprung").exists()
    assert sorted(path.relative_to(repository) for path in repository.rglob("*")) == before


def test_a_revision_that_is_too_large(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "MOST", 1)
    with pytest.raises(NoVerdict, match="too many or too large"):
        drafts(["HEAD:drafts"])


def test_git_that_does_not_answer(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(revisions, "SECONDS", 0.3)
    with pytest.raises(NoVerdict, match="no answer"):
        drafts(["HEAD:drafts/pact.treaty"])
