"""One line for each finding: place, severity, rule and sentence; for editors, grep and short looks."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.findings import Finding
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._summary import shown, summary
from treatylang.reports._terminal import inline, styled

NAME = "concise"


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return a line for each finding, never wrapped, and a last line that counts them."""
    lines = [
        f"{inline(str(finding.span))}: "
        f"{styled(f'{finding.severity.word}[{finding.rule}]', finding.severity.word, color)} {inline(finding.message)}"
        for finding in shown(findings)
    ]
    return "\n".join([*lines, summary(findings)]) + "\n"
