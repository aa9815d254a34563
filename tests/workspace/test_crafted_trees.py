"""Git trees that somebody crafted: what is read stays where it was laid out, and whatever cannot be read is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests import chance
from tests.fuzz.trees import Store, paths
from treatylang.model.question import Question
from treatylang.workspace import revisions
from treatylang.workspace.history import changelog, history
from treatylang.workspace.operands import drafts
from treatylang.workspace.trouble import NoVerdict

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    made = Store(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    monkeypatch.setattr(revisions, "_kept", {})
    monkeypatch.setenv("TMPDIR", str(tmp_path / "laid-out"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "laid-out"))
    (tmp_path / "laid-out").mkdir()
    return made


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if ".git" not in path.parts)


@pytest.mark.law
def test_any_tree_is_read_or_refused_and_leads_nowhere_else(store: Store, tmp_path: Path) -> None:
    told: list[str] = []
    for random in chance.budget("crafted trees").cases(least=15, enough=60):
        first = store.commit(random, store.tree(random))
        store.point(store.commit(random, store.tree(random), first))
        for path in paths(random):
            told += _asked(path)
    assert len(told) > 20
    assert all("\n" not in one.replace("x\ny", "") for one in told)
    outside = [path for path in tmp_path.iterdir() if path.name not in ("repository", "laid-out")]
    assert not outside and not files(store.folder) and not Path("/tmp/x.treaty").exists()
    assert not [path for path in (tmp_path / "laid-out").rglob("*") if path.is_symlink()]


def _asked(path: str) -> list[str]:
    """Ask for a path in both revisions, and for what happened to it; return what was refused."""
    refused = []
    for operand in (f"HEAD:{path}", f"HEAD~1:{path}"):
        try:
            assert all(draft.source.name.startswith(operand.partition(":")[0]) for draft in drafts([operand]))
        except NoVerdict as problem:
            refused.append(problem.message)
    try:
        changelog(history("..HEAD", path or "."), lambda operand: ((), Question()), date(2026, 11, 30))
    except NoVerdict as problem:
        refused.append(problem.message)
    return refused
