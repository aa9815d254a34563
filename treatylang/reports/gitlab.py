"""Findings as a code quality report of GitLab: the merge request shows which ones a branch adds or removes."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from treatylang.findings import Finding
from treatylang.reports._fingerprints import fingerprints
from treatylang.reports._json import dumped
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import inline

NAME = "gitlab"
ALONE = True

_SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the findings that nobody has accepted; the format has no mark for accepted ones."""
    pairs = zip(findings, fingerprints(findings), strict=True)
    issues = [_issue(finding, key, standpoint) for finding, key in pairs if not finding.suppressed]
    return dumped(issues) + "\n"


def _issue(finding: Finding, fingerprint: str, standpoint: Standpoint) -> dict[str, object]:
    path = inline(standpoint.path(finding.span.source.name))
    last = finding.span.source.place(max(finding.span.start, finding.span.end - 1))[0]
    return {
        "description": inline(finding.message),
        "check_name": finding.rule,
        "fingerprint": sha256(f"{path}\0{fingerprint}".encode()).hexdigest()[:32],
        "severity": _SEVERITIES[finding.severity.word],
        "location": {
            "path": path,
            "lines": {"begin": finding.span.line, "end": last},
        },
    }
