"""The git repository around a folder, taught to show and merge drafts: its attributes and its own configuration."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from treatylang.workspace.revisions import SECONDS, top_of
from treatylang.workspace.texts import read
from treatylang.workspace.trouble import NoVerdict
from treatylang.workspace.writing import write

ATTRIBUTES = "*.treaty text eol=lf diff=treaty merge=treaty"
"""The line of `.gitattributes`."""

HEADINGS = (
    r"^[ \t]*((treaty|protocol|law|vocabulary|scenario|chapter|article|annex|council|preamble|final-clauses|area|group"
    r"|term|declaration|reservation|understanding|objection)([ \t].*)?)$"
)
"""What git shows after `@@`: the heading that a change stands under."""


@dataclass(frozen=True)
class Step:
    """One thing that is to be so; ``before`` is what is there now, empty where nothing is."""

    what: str
    before: str
    after: str

    @property
    def done(self) -> bool:
        """Whether it is so already."""
        return self.before == self.after


def steps(folder: Path, treaty: str) -> tuple[Path, tuple[Step, ...]]:
    """Return the root of the repository around a folder, and what `.gitattributes` and git's configuration need.

    ``treaty`` is the command line that runs treatylang. Raises ``NoVerdict`` where there is no repository.
    """
    top = top_of(folder.absolute())
    if top is None:
        raise NoVerdict("there is no git repository around this folder", "run `git init` first")
    attributes = top / ".gitattributes"
    lines = read(attributes).text.splitlines() if os.path.exists(attributes) else []
    present = next((line for line in lines if line.split() == ATTRIBUTES.split()), "")
    found = [Step(".gitattributes", ATTRIBUTES if present else "", ATTRIBUTES)]
    for key, value in _entries(treaty).items():
        found.append(Step(key, _git(top, "--get", key).rstrip("\n"), value))
    return top, tuple(found)


def _entries(treaty: str) -> dict[str, str]:
    return {
        "diff.treaty.command": f"{treaty} git-diff-driver",
        "diff.treaty.textconv": f"{treaty} git-textconv",
        "diff.treaty.xfuncname": HEADINGS,
        "merge.treaty.name": "drafts by label, never within one paragraph",
        "merge.treaty.driver": f"{treaty} git-merge-driver %O %A %B %L %P",
    }


def carry_out(top: Path, step: Step) -> None:
    """Make it so: add the line to `.gitattributes`, or set the entry in the configuration of this repository alone."""
    if step.what != ".gitattributes":
        _git(top, "--replace-all", step.what, step.after, write=True)
        return
    path = top / ".gitattributes"
    before = read(path) if os.path.exists(path) else None
    text = before.text if before is not None else ""
    gap = "\n" if text and not text.endswith("\n") else ""
    write(path, f"{text}{gap}{step.after}\n", over=before)


def _git(top: Path, *arguments: str, write: bool = False) -> str:
    try:
        done = subprocess.run(
            ["git", "config", "--local", *arguments],
            cwd=top,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError as problem:
        raise NoVerdict("git is not installed") from problem
    except subprocess.TimeoutExpired as problem:
        raise NoVerdict(f"git gave no answer within {SECONDS} seconds") from problem
    if done.returncode and (write or done.returncode > 1):
        lines = done.stderr.strip().splitlines()
        raise NoVerdict(f"git refuses its configuration: {lines[0] if lines else 'no reason given'}")
    return done.stdout
