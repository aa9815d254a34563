"""How many findings there are, in words."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.findings import Finding, Severity

_PLURALS = {"error": "errors", "warning": "warnings", "info": "notes", "file": "files"}
_SINGULARS = {"info": "note"}


def count(number: int, word: str) -> str:
    """Return ``1 error``, ``2 errors``; ``info`` is called a note."""
    return f"{number} {_SINGULARS.get(word, word) if number == 1 else _PLURALS[word]}"


def shown(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that nobody has accepted."""
    return [finding for finding in findings if not finding.suppressed]


def summary(findings: Sequence[Finding]) -> str:
    """Return ``1 error, 2 warnings in 1 file``; accepted findings are counted apart."""
    open_ones = shown(findings)
    accepted = len(findings) - len(open_ones)
    tail = f" ({accepted} accepted)" if accepted else ""
    if not open_ones:
        return f"no findings{tail}"
    parts = [
        count(number, severity.word)
        for severity in sorted(Severity, reverse=True)
        if (number := sum(finding.severity is severity for finding in open_ones))
    ]
    files = len({finding.span.source.name for finding in open_ones})
    return f"{', '.join(parts)} in {count(files, 'file')}{tail}"
