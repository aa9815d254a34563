"""Whatever a command answers, a program can ask too: each command has its call, and is written with it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import treatylang as tl
from tests.treaty import run
from treatylang.cli._app import COMMANDS

ROOT = Path(__file__).parents[2]

CALLS = {
    "amend": ("tl.amend", "tl.protocol", "pact.amended", "pact.protocol"),
    "ask": ("pact.ask",),
    "brackets": ("pact.brackets",),
    "brief": ("pact.brief",),
    "candidates": ("pact.candidates", "pact.joining"),
    "check": ("pact.check",),
    "clauses": ("tl.clauses",),
    "cures": ("pact.cures",),
    "decisions": ("pact.decisions",),
    "diff": ("pact.diff", "tl.diff", "tl.changelog"),
    "explain": ("tl.explain",),
    "fmt": ("tl.layout",),
    "guarantees": ("pact.guarantees",),
    "instruments": ("tl.instruments",),
    "laws": ("tl.laws",),
    "map": ("pact.map",),
    "new": ("tl.new",),
    "profile": ("pact.profile",),
    "redline": ("pact.redline",),
    "render": ("pact.render",),
    "rules": ("tl.rules",),
    "schema": ("tl.schema",),
    "sweep": ("pact.sweep", "tl.sweep"),
    "test": ("pact.test",),
    "timeline": ("pact.timeline",),
    "where": ("pact.where", "pact.lands"),
    "words": ("tl.words",),
}
"""The calls that answer what a command answers."""

NO_ANSWER = {
    "cache": "looks after a folder of this machine",
    "git-diff-driver": "git runs it; `redline` is what it shows",
    "git-merge-driver": "git runs it",
    "git-textconv": "git runs it; `layout` is what it shows",
    "init": "sets up a clone",
}
"""Commands that answer nothing about a text, each with what it is for."""

OLD = """treaty Pact "Pact on Mutual Assistance" {
  status draft;
  drawn-up at "Geneva" on 2026-11-22;
  party Japan, Australia;
  article "Assistance" as assistance {
    when armed-attack on any other party each party shall assist that party with force;
  }
  article "Review" as review { en "This Pact is reviewed every five years."; }
}
"""
NEW = OLD.replace(" with force", "").replace("five", "ten")


def test_each_command_has_its_call() -> None:
    assert sorted({*CALLS, *NO_ANSWER}) == sorted(COMMANDS), "a command needs a call, or a reason why it has none"
    assert not CALLS.keys() & NO_ANSWER.keys()
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for command, calls in CALLS.items():
        assert f"`treaty {command}" in page, f"the table of docs/python.md leaves out `treaty {command}`"
        for call in calls:
            owner = tl.Pact if call.startswith("pact.") else tl
            assert callable(getattr(owner, call.partition(".")[2])), call
            assert f"{call}" in page, f"the table of docs/python.md leaves out `{call}`"


@pytest.mark.parametrize("command", CALLS)
def test_a_command_is_written_with_the_calls_of_programs(command: str) -> None:
    """The file of a command, or one that it shares with others, takes its answer from `treatylang.api`."""
    seen: set[str] = set()
    waiting = [f"treatylang.cli.{command.replace('-', '_')}"]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        tree = ast.parse((ROOT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
                below = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
                mine = [one for one in below if one.startswith("treatylang.cli._") and one not in seen]
                waiting += [one for one in mine if (ROOT / f"{one.replace('.', '/')}.py").is_file()]
    assert any(name.startswith("treatylang.api") for name in found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.treaty").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.treaty").write_text(NEW, encoding="utf-8")
    return tmp_path


def _redline(at: Path) -> str:
    return str(tl.open(at / "old.treaty").redline(at / "new.treaty"))


ALIKE: dict[str, tuple[Callable[[Path], str], tuple[str, ...]]] = {
    "redline": (_redline, ("redline", "old.treaty", "new.treaty")),
    "redline as a page": (
        lambda at: str(tl.open("old.treaty").redline("new.treaty").to("html")),
        ("redline", "old.treaty", "new.treaty", "--to", "html"),
    ),
    "amend --between": (
        lambda at: str(tl.protocol(at / "old.treaty", at / "new.treaty", name="First", title="First Protocol")),
        ("amend", "--between", "old.treaty", "new.treaty", "--name", "First", "--title", "First Protocol"),
    ),
    "diff --as-protocol": (
        lambda at: str(tl.open(at / "old.treaty").protocol(at / "new.treaty")),
        ("diff", "old.treaty", "new.treaty", "--as-protocol"),
    ),
    "diff": (
        lambda at: str(tl.diff("old.treaty", "new.treaty").to("json")),
        ("diff", "old.treaty", "new.treaty", "--format", "json"),
    ),
    "explain": (lambda at: str(tl.explain("assist", folder=at)), ("explain", "assist")),
    "fmt": (lambda at: tl.layout(OLD), ("fmt", "-")),
    "schema": (lambda at: str(tl.schema("tables")), ()),
    "sweep": (
        lambda at: str(tl.sweep("old.treaty", "new.treaty", by=["party"]).to("csv")),
        ("sweep", "old.treaty", "new.treaty", "--by", "party", "--format", "csv"),
    ),
    "new": (
        lambda at: str(tl.new("Pact", ["Japan", "Fiji"], on="2027-01-01")),
        ("new", "-", "--title", "Pact", "--parties", "Japan,Fiji", "--date", "2027-01-01"),
    ),
}
"""For each, what a program gets and what the command prints; nothing where they differ in kind."""


@pytest.mark.parametrize("name", ALIKE)
def test_a_call_gives_what_the_command_prints(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    call, arguments = ALIKE[name]
    given = call(folder)
    assert given
    if arguments:
        assert given == run(*arguments, folder=folder, stdin=OLD).out


def test_gates_accepted_changes_and_parties_are_those_of_the_command(folder: Path) -> None:
    changes = tl.open(folder / "old.treaty").diff(folder / "new.treaty")
    for gate in ("substantive", "weakened", "strengthened", "new-conflict", "review"):
        ran = run("diff", "old.treaty", "new.treaty", "--fail-on", gate, folder=folder)
        assert (changes.refused(gate) == (gate,)) == (ran.code == 1), gate
    assert not changes.refused("strengthened", parties=["Japan"])
    assert {c.level for c in changes.of("Japan", profile="law")} <= {"substantive", "review"}
    accepted = folder / "accepted.toml"
    entries = "".join(f'[[accept]]\nfingerprint = "{c.fingerprint}"\nreason = "agreed"\n' for c in changes)
    accepted.write_text(entries, encoding="utf-8")
    assert not changes.accepting(accepted, on="2027-01-01").refused("substantive", "review", "weakened")
    with pytest.raises(tl.NoVerdict, match="weakend"):
        changes.refused("weakend")
    with pytest.raises(tl.NoVerdict, match="Chad"):
        changes.of("Chad")


def test_protocols_amend_and_redlines_are_written(folder: Path) -> None:
    old, new = tl.open(folder / "old.treaty"), tl.open(folder / "new.treaty")
    made = old.protocol(new, name="First", title="First Protocol")
    (folder / "first.treaty").write_text(str(made), encoding="utf-8")
    amended = old.amended(folder / "first.treaty")
    assert not amended.findings and not amended.moved
    again = tl.read(str(amended))
    assert not tl.diff(folder / "old.treaty", folder / "old.treaty")
    assert {c.level for c in new.diff(again)} <= {"editorial"}
    found = old.redline(new)
    assert found.differs and found.records and set(found.columns) == {"language", "kind", "section", "old", "new"}
    (written,) = found.save_tracked(folder / "changes.docx", day="2026-11-22")
    assert written.read_bytes() == found.tracked(day="2026-11-22")
    assert not old.redline(old).differs


def test_revisions_are_told_one_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    who = ["-c", "user.name=Anna Ono", "-c", "user.email=a@example.org"]
    for number, text in enumerate((OLD, NEW)):
        (folder / "pact.treaty").write_text(text, encoding="utf-8")
        for order in (["init", "-q"], ["add", "pact.treaty"], [*who, "commit", "-qm", f"round {number}"]):
            subprocess.run(["git", *order], cwd=folder, check=True, capture_output=True)
    log = tl.changelog("..HEAD", "pact.treaty")
    assert [entry.subject for entry in log.changelog.entries] == ["round 0", "round 1"]
    assert str(log) == run("diff", "--log", "..HEAD", "pact.treaty", folder=folder, environment={"COLUMNS": "100"}).out
    assert {"revision", "day", "level", "message"} <= set(log.columns)
    assert len(tl.diff("HEAD~1:pact.treaty", "pact.treaty")) == len(tl.diff("old.treaty", "new.treaty"))
