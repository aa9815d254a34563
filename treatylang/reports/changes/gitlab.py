"""Differences as a code quality report of GitLab."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from treatylang.compare.changes import Change, Difference
from treatylang.reports._json import dumped
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import inline

NAME = "gitlab"
ALONE = True

_SEVERITIES = {"substantive": "major", "review": "minor", "editorial": "info"}


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the changes that nobody accepted; the format has no mark for accepted ones."""
    issues = [_issue(c, standpoint) for one in found for c in one.changes if not c.accepted]
    return dumped(issues) + "\n"


def _issue(change: Change, standpoint: Standpoint) -> dict[str, object]:
    place = change.place
    path = inline(standpoint.path(place.file)) if place is not None else ""
    return {
        "description": inline(change.message),
        "check_name": change.code,
        "fingerprint": sha256(f"{path}\0{change.fingerprint}".encode()).hexdigest()[:32],
        "severity": _SEVERITIES[change.level],
        "location": {"path": path, "lines": {"begin": place.line if place is not None else 1}},
    }
