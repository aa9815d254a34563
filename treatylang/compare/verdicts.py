"""Findings of the checks that a revision introduces or resolves, whatever line they stand on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from treatylang.findings import Finding

_NUMBERS = re.compile(r"\barticles? [\dIVX]+(?:\([^)]*\))*")


def delta(
    old: Sequence[Finding], new: Sequence[Finding], renamed: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that only the revision has, and those that only the base has.

    A finding is known by its rule, its party, its reading and the labels that lead to its place; labels that were
    renamed count as the same. What moved with its article, or got another number, is not a new finding.
    """
    before = Counter(_key(finding, {}) for finding in old)
    after = Counter(_key(finding, renamed) for finding in new)
    return tuple(_beyond(new, before, renamed)), tuple(_beyond(old, after, {}))


def _beyond(findings: Sequence[Finding], others: Counter[tuple[str, ...]], renamed: Mapping[str, str]) -> list[Finding]:
    left = Counter(others)
    found = []
    for finding in findings:
        key = _key(finding, renamed)
        if left[key]:
            left[key] -= 1
        elif not finding.suppressed:
            found.append(finding)
    return found


def _key(finding: Finding, renamed: Mapping[str, str]) -> tuple[str, ...]:
    path = finding.node.split("/")[1:]
    whole = ".".join(path)
    place = renamed.get(whole) or ".".join(renamed.get(label, label) for label in path)
    return (
        finding.rule,
        finding.severity.word,
        finding.party,
        finding.reading,
        place or _NUMBERS.sub("", finding.message),
    )
