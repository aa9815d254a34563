"""Differences as workflow commands of GitHub: the run shows them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.compare.changes import Change, Difference
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import visible
from treatylang.reports.changes._words import consequences, summary

NAME = "github"

_COMMANDS = {"substantive": "warning", "review": "notice"}


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return a command for each change that nobody accepted, editorial ones left out, and a last line that counts."""
    lines = [
        _command(change, standpoint)
        for one in found
        for change in one.changes
        if not change.accepted and change.level in _COMMANDS
    ]
    return "\n".join([*lines, summary(found)]) + "\n"


def _command(change: Change, standpoint: Standpoint) -> str:
    said = [change.message, *consequences(change)]
    if change.witness is not None:
        said.append(f"for instance: {'; '.join(change.witness.facts)}")
        said += [f"before: {change.witness.old}", f"after: {change.witness.new}"]
    text = "\n".join(said)
    if change.revision is None:  # what is gone has no line in the revision
        return f"::{_COMMANDS[change.level]} title={_property(change.code)}::{_escaped(text)}"
    file, line = standpoint.path(change.revision.file), change.revision.line
    where = f"file={_property(file)},line={line},title={_property(change.code)}"
    return f"::{_COMMANDS[change.level]} {where}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return "%0A".join(visible(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
