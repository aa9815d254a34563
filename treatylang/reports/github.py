"""Findings as workflow commands of GitHub: the run shows them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.findings import Finding
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._summary import shown, summary
from treatylang.reports._terminal import visible

NAME = "github"

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return a command for each finding that nobody has accepted, and a last line that counts them."""
    lines = [_command(finding, standpoint) for finding in shown(findings)]
    return "\n".join([*lines, summary(findings)]) + "\n"


def _command(finding: Finding, standpoint: Standpoint) -> str:
    line, column = finding.span.source.place(finding.span.start)
    end_line, end_column = finding.span.source.place(max(finding.span.start, finding.span.end - 1))
    properties = {"file": standpoint.path(finding.span.source.name), "line": str(line), "endLine": str(end_line)}
    if end_line == line:  # columns are refused where a place goes over several lines
        properties |= {"col": str(column), "endColumn": str(end_column)}
    properties["title"] = f"{finding.rule} ({finding.party})" if finding.party else finding.rule
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity.word]} {listed}::{_escaped(_message(finding))}"


def _message(finding: Finding) -> str:
    """Return what an annotation says: the sentence, then what remedies there are; links do not work there."""
    lines = [finding.message, *(f"note: {note}" for note in finding.notes), *(f"help: {text}" for text in finding.help)]
    lines += [f"{'fix' if fix.safe else 'cure'}: {fix.message}" for fix in finding.fixes]
    return "\n".join([*(line for text in lines for line in text.split("\n")), f"page: treaty explain {finding.rule}"])


def _escaped(text: str) -> str:
    lines = [visible(line) for line in text.split("\n")]
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
