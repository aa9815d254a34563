"""What makes a finding the same finding tomorrow: its rule, the path of labels to its place, and what stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from treatylang.findings import Finding
from treatylang.source import Span


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the fingerprint of each finding: 32 hexadecimal digits, and ``-2`` … for others of the kind in its file.

    Lines, columns, the layout and the name of the file play no part, nor does the sentence of the finding: a draft may
    be moved and reformatted, and a rule reworded, without making an old finding a new one.
    """
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for finding in findings:
        key = _of(finding)
        place = (finding.span.source.name, key)
        seen[place] += 1
        result.append(key if seen[place] == 1 else f"{key}-{seen[place]}")
    return tuple(result)


def _of(finding: Finding) -> str:
    parts = [finding.rule, finding.node, finding.party, finding.reading, _words(finding.span)]
    parts += sorted(_words(label.span) for label in finding.labels)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _words(span: Span) -> str:
    """Return what stands at a place without its layout; of an empty place, the line around it."""
    text = span.text if span.start < span.end else span.source.line(span.line)
    return " ".join(text.split())
