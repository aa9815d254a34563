"""Every command that writes leaves the old file or the new: killed at any system call, on a full disk, not permitted.

`make soak` kills each command before each system call of its writer; `make test` takes some, others at each commit.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import chance, treaty

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")

DRAFT = """treaty Pact "Pact" {
  drawn-up at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Help" as help {
    when armed-attack on any party
      each other party shall use-force;
  }
}
law Fiji-Constitution "Constitution" of Fiji {
  rank constitution;
  in-force from 1970-10-10;
  article 1 {
    Fiji shall not use-force;
  }
}
"""
UNUSED = DRAFT.replace(
    "  languages en;\n", '  # treaty: ignore[vague-dispute] because "nothing to see here"\n  languages en;\n'
)
REVISED = DRAFT.replace("use-force;\n  }\n}\nlaw", "consult;\n  }\n}\nlaw")
PROTOCOL = """protocol Change "Change" amends Pact {
  party Fiji, Tonga;
  insert after @help article "Talks" as talks { each party shall consult; }
}
"""


@dataclass(frozen=True)
class Saving:
    """A command that writes a file; ``before`` is what the file holds, ``None`` where it is new."""

    arguments: tuple[str, ...]
    file: str
    before: str | None
    calls: int = 12
    """How many system calls its writer makes at the least."""

    @property
    def name(self) -> str:
        return " ".join(self.arguments)


OLD = "an answer of yesterday\n"
SAVINGS = [
    Saving(("fmt", "pact.treaty"), "pact.treaty", DRAFT.replace("  ", " ")),
    Saving(("check", "pact.treaty", "--fix", "-q"), "pact.treaty", UNUSED),
    Saving(("check", "pact.treaty", "--unsafe-fixes", "-q", "--select", "law-conflict"), "pact.treaty", DRAFT),
    Saving(("cures", "pact.treaty", "--apply", "1"), "pact.treaty", DRAFT),
    Saving(("amend", "pact.treaty", "protocol.treaty", "-o", "pact.treaty"), "pact.treaty", DRAFT),
    Saving(("amend", "pact.treaty", "protocol.treaty", "-o", "out.treaty"), "out.treaty", OLD),
    Saving(("check", "pact.treaty", "-q", "--write-baseline", "known.json"), "known.json", OLD),
    Saving(("check", "pact.treaty", "-q", "--output-file", "json=out.json"), "out.json", OLD),
    Saving(("test", "pact.treaty", "-q", "--output-file", "junit=out.xml"), "out.xml", OLD),
    Saving(("diff", "pact.treaty", "new.treaty", "-q", "--output-file", "json=out.json"), "out.json", OLD),
    Saving(("diff", "pact.treaty", "new.treaty", "-o", "out.html"), "out.html", OLD),
    Saving(("render", "pact.treaty", "-q", "-o", "out.html"), "out.html", OLD),
    Saving(("render", "pact.treaty", "-q", "-o", "out.docx"), "out.docx", OLD),
    Saving(("redline", "pact.treaty", "new.treaty", "-o", "out.html"), "out.html", OLD),
    Saving(("redline", "pact.treaty", "new.treaty", "-o", "out.docx"), "out.docx", OLD),
    Saving(("brief", "pact.treaty", "-o", "out.md"), "out.md", OLD),
    Saving(("guarantees", "pact.treaty", "-o", "out.csv"), "out.csv", OLD),
    Saving(("timeline", "pact.treaty", "-o", "out.svg"), "out.svg", OLD),
    Saving(("git-merge-driver", "base.treaty", "pact.treaty", "theirs.treaty"), "pact.treaty", DRAFT),
    Saving(("init", "."), ".gitattributes", "* text=auto\n"),
    Saving(("new", "fresh.treaty"), "fresh.treaty", None, 6),
]

SOME = SAVINGS if chance.TIMES >= 1 else random.Random(chance.seed()).sample(SAVINGS, 6)
"""Those that are tried where each costs a run: all in `make soak`, others at each commit."""


def _laid_out(folder: Path, saving: Saving) -> None:
    for name, text in (
        ("pact.treaty", DRAFT),
        ("new.treaty", REVISED),
        ("protocol.treaty", PROTOCOL),
        ("base.treaty", DRAFT),
        ("theirs.treaty", DRAFT.replace("Help", "Assistance")),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    if saving.before is not None:
        (folder / saving.file).write_text(saving.before, encoding="utf-8")
    if saving.arguments[0] == "init":
        subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)


Try = Callable[[Saving, dict[str, object]], tuple[int, bytes | None]]


@pytest.fixture
def attempt(tmp_path: Path) -> Try:
    """Return a function that runs a command under a misfortune, in a folder laid out anew, and tells code and file."""

    def attempt(saving: Saving, misfortune: dict[str, object]) -> tuple[int, bytes | None]:
        folder = tmp_path / "project"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        _laid_out(folder, saving)
        files = {path.name for path in folder.iterdir()} | {saving.file}
        environment = {"TREATY_MISFORTUNE": json.dumps(misfortune)}
        ran = treaty.run(*saving.arguments, folder=folder, environment=environment)
        assert "internal error" not in ran.err, ran.err
        extra = {path.name for path in folder.iterdir()} - files
        assert all(name.startswith(".treaty-") for name in extra), extra
        assert not extra or ran.code == -signal.SIGKILL
        file = folder / saving.file
        return ran.code, file.read_bytes() if file.exists() else None

    return attempt


def _old(saving: Saving) -> bytes | None:
    return saving.before.encode() if saving.before is not None else None


def _new(attempt: Try, saving: Saving) -> bytes:
    code, new = attempt(saving, {})
    assert code in (0, 1), code
    assert new is not None
    assert new != _old(saving), "the command changes nothing, so that nothing is tried"
    return new


@pytest.mark.law
@pytest.mark.parametrize("saving", SAVINGS, ids=lambda saving: saving.name)
def test_killed_at_any_system_call(attempt: Try, saving: Saving) -> None:
    """Kill the writer before its calls one after the other; after the last, it is not killed any more."""
    new = _new(attempt, saving)
    every = chance.TIMES >= 1
    drawn = random.Random(f"{chance.seed()} {saving.name}")
    numbers = range(40) if every else sorted(drawn.sample(range(saving.calls), 1))
    seen = set()
    for number in numbers:
        code, found = attempt(saving, {"kill": number})
        assert found in (_old(saving), new), f"killed before call {number}: {found!r}"
        if code != -signal.SIGKILL:
            assert every, "the writer makes fewer calls than is said"
            assert found == new
            break
        seen.add(found)
    if every:
        assert number > saving.calls - 1
        assert seen == {_old(saving), new}, "killed before the move and after it"


@pytest.mark.law
@pytest.mark.parametrize("saving", SOME, ids=lambda saving: saving.name)
def test_where_nothing_more_can_be_written_the_old_file_stays(attempt: Try, saving: Saving) -> None:
    code, found = attempt(saving, {"size": 8})
    assert code == 2
    assert found == _old(saving)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.law
@pytest.mark.parametrize("saving", SOME, ids=lambda saving: saving.name)
def test_without_permission_the_old_file_stays(attempt: Try, saving: Saving, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o055 != 0o055:
            folder.chmod(folder.stat().st_mode | 0o055)
    code, found = attempt(saving, {"user": 65534})
    assert code == 2
    assert found == _old(saving)


@pytest.mark.skipif(sys.platform == "win32", reason="another system")
def test_a_draft_that_is_saved_meanwhile_is_not_lost(tmp_path: Path) -> None:
    """Somebody else saves the draft while it is formatted, again and again: what they wrote last is never lost."""
    path = tmp_path / "pact.treaty"
    for number in range(8):
        theirs = f"# words {number} of somebody else\n{DRAFT}"
        path.write_text(DRAFT.replace("  ", " "), encoding="utf-8")
        child = os.fork()
        if child == 0:
            os.replace(_beside(path, theirs), path)
            os._exit(0)
        ran = treaty.run("fmt", "pact.treaty", folder=tmp_path)
        os.waitpid(child, 0)
        assert ran.code in (0, 2)
        text = path.read_text(encoding="utf-8")
        assert f"words {number} of" in text or ran.code == 0


def _beside(path: Path, text: str) -> Path:
    made = path.with_suffix(".other")
    made.write_text(text, encoding="utf-8")
    return made
