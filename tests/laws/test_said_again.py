"""A run that says what an earlier one said says what a run with an empty cache would say, whatever changed between."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import treaty
from tests.chance import Budget
from tests.treaty import Ran
from treatylang.cli._again import SAYING

DRAFT = """
import "terms.treaty";
treaty Pact "Pact of Mutual Assistance" {
  drawn-up at "Suva" on 2026-11-22;
  languages en;
  under law of parties;
  party Fiji, Tonga;
  article "Board" as organs { council "Board" as board { members Fiji, Tonga; decides by 2 members; } }
  article "Consultation" as talks { when threat to any party the parties shall consult each other; }
  article "Help" as help {
    when armed-attack on any party
      bracket strength {
        option A by Fiji each other party shall use-force;
        option B by Tonga each other party shall assist the attacked party;
      }
  }
}
scenario "Fiji helps" { event armed-attack on Tonga by Samoa; expect Fiji shall consult; }
"""
TERMS = 'vocabulary Terms "Terms" { act send-word "to send word"; }\n'
LAW = """
law Fiji-Peace "Peace Act" of Fiji {
  rank constitution;
  in-force from 2000-01-01;
  article 1 { Fiji shall not %s; }
}
"""
COMMANDS = {
    "ask": ("ask", "pact.treaty", "armed-attack on Tonga"),
    "brackets": ("brackets", "pact.treaty"),
    "candidates": ("candidates", "pact.treaty", "Samoa"),
    "check": ("check", "pact.treaty"),
    "check a folder": ("check", "."),
    "check as JSON": ("check", "pact.treaty", "--format", "sarif"),
    "clauses": ("clauses", "consultation"),
    "cures": ("cures", "pact.treaty"),
    "decisions": ("decisions", "pact.treaty"),
    "diff": ("diff", "old.treaty", "pact.treaty"),
    "guarantees": ("guarantees", "pact.treaty"),
    "instruments": ("instruments", "--party", "Fiji"),
    "laws": ("laws", "Fiji"),
    "profile": ("profile", "pact.treaty"),
    "render": ("render", "pact.treaty", "--to", "text"),
    "sweep": ("sweep", "pact.treaty"),
    "test": ("test", "pact.treaty"),
    "timeline": ("timeline", "pact.treaty"),
    "where": ("where", "pact.treaty", "18.1S", "178.4E"),
    "words": ("words", "--like", "defend"),
}


def laid_out(folder: Path) -> None:
    (folder / "laws").mkdir(parents=True)
    (folder / "treaty.toml").write_text('ignore = ["missing-final-clause"]\n')
    (folder / "pact.treaty").write_text(DRAFT)
    (folder / "old.treaty").write_text(DRAFT.replace("Tonga", "Tonga, Samoa"))
    (folder / "terms.treaty").write_text(TERMS)
    (folder / "laws" / "fiji.treaty").write_text(LAW % "use-force")


def rewritten(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text().replace(old, new))

    return change


def other_settings_around(folder: Path) -> None:
    (folder / "treaty.toml").unlink()
    (folder.parent / "treaty.toml").write_text('select = ["law-conflict"]\n')


def link_to_another(folder: Path) -> None:
    (folder / "other-terms.treaty").write_text(TERMS.replace("send word", "send for help"))
    (folder / "terms.treaty").unlink()
    (folder / "terms.treaty").symlink_to("other-terms.treaty")


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda folder: None,
    "written again": rewritten("pact.treaty", "", ""),
    "the draft": rewritten("pact.treaty", "Tonga", "Palau"),
    "the draft breaks": rewritten("pact.treaty", "majority", "mjority"),
    "the draft goes": lambda folder: (folder / "pact.treaty").unlink(),
    "what it imports": rewritten("terms.treaty", "send-word", "send-help"),
    "what it imports goes": lambda folder: (folder / "terms.treaty").unlink(),
    "what it imports is a link": link_to_another,
    "a law": rewritten("laws/fiji.treaty", "use-force", "assist"),
    "a law goes": lambda folder: (folder / "laws" / "fiji.treaty").unlink(),
    "a law comes": lambda folder: (folder / "laws" / "more.treaty").write_text(
        (LAW % "consult").replace("Fiji-Peace", "Fiji-Silence")
    ),
    "a law comes in a folder of its own": lambda folder: shutil.copytree(folder / "laws", folder / "laws" / "more"),
    "settings": rewritten("treaty.toml", "missing-final-clause", "law-conflict"),
    "settings around": other_settings_around,
    "another draft comes": lambda folder: (folder / "new.treaty").write_text(DRAFT.replace("Pact ", "Accord ")),
    "a repository comes": lambda folder: (folder / ".git").mkdir(),
}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_what_is_said_again_is_what_would_be_said_anew(tmp_path: Path, budget: Budget) -> None:
    for rng in budget.cases(least=6):
        place = tmp_path / str(budget.number)
        folder = place / "project"
        laid_out(folder)
        name, change = rng.choice(sorted(COMMANDS)), rng.choice(sorted(CHANGES))

        def said(cache: str, where: Path = folder, what: tuple[str, ...] = COMMANDS[name], **more: str) -> Ran:
            return treaty.run(*what, folder=where, environment={"XDG_CACHE_HOME": str(where.parent / cache), **more})

        first = said("kept")
        assert said("kept") == first, name
        before = runs(place / "kept")
        CHANGES[change](folder)
        terminal = rng.choice([{}, {}, {"NO_COLOR": "1"}, {"COLUMNS": "60"}])
        anew, again = said("empty", **terminal), said("kept", **terminal)
        assert again == anew, f"{name}, after a change: {change}, {terminal}"
        if change in ("nothing", "written again") and not terminal and first.code in (0, 1):
            assert runs(place / "kept") == before, f"{name} was worked out again"
        shutil.rmtree(place)


def runs(cache: Path) -> list[tuple[str, int]]:
    """Return the runs that are kept, each with the time at which it was."""
    return sorted((path.name, path.stat().st_mtime_ns) for path in cache.glob("treatylang/run-*.json"))


def test_each_command_that_only_speaks_is_tried_here() -> None:
    assert {arguments[0] for arguments in COMMANDS.values()} | {"brief"} == SAYING


def test_what_reads_standard_input_or_writes_a_file_is_not_kept(tmp_path: Path) -> None:
    laid_out(tmp_path / "project")
    for arguments, stdin in (
        (("check", "-"), DRAFT),
        (("render", "pact.treaty", "-o", "pact.txt", "--to", "text"), ""),
        (("check", "pact.treaty", "--write-baseline", "known.json"), ""),
        (("check", "none.treaty"), ""),
        (("check", "pact.treaty", "--no-cache"), ""),
    ):
        cache = str(tmp_path / "cache")
        treaty.run(*arguments, folder=tmp_path / "project", stdin=stdin, environment={"XDG_CACHE_HOME": cache})
        assert runs(tmp_path / "cache") == [], arguments


def test_a_damaged_or_foreign_run_is_not_said(tmp_path: Path) -> None:
    laid_out(tmp_path / "project")
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = treaty.run("check", "pact.treaty", folder=tmp_path / "project", environment=cache)
    (kept,) = (tmp_path / "cache").glob("treatylang/run-*.json")
    text = kept.read_text()
    for damage in (text[:-9], text.replace("consult", "insult"), "", random.Random(1).randbytes(40).hex()):
        kept.write_text(damage)
        assert treaty.run("check", "pact.treaty", folder=tmp_path / "project", environment=cache) == first
