"""How much of the findings a reader is told, and in which order: the answer first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from treatylang.checks import category_of, rules
from treatylang.findings import Category, Finding, Fix, Severity

REMEDIES = 3
"""How many remedies are usually shown of a finding; the others are counted."""


@dataclass(frozen=True)
class Depth:
    """How much is told: whether notes are told whole, and how many remedies of each finding (``None``: all)."""

    notes: bool = False
    remedies: int | None = REMEDIES


SHORT = Depth()
"""Errors and warnings whole, notes as one line each, the three best remedies."""
WHOLE = Depth(notes=True)
"""Notes whole too."""
ALL = Depth(notes=True, remedies=None)
"""All remedies too."""


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by weight, the heaviest first; those of one weight stay in their order.

    What is wrong with what is written goes before what is concluded from what is not; a list of what the whole text
    still lacks comes after both, before the notes.
    """
    known = rules()
    silent = {name for name, rule in known.items() if rule.from_silence}
    unfinished = {name for name, rule in known.items() if rule.unfinished}

    def order(finding: Finding) -> tuple[bool, bool, int, bool]:
        note = finding.severity is Severity.INFO
        return note, finding.rule in unfinished, -finding.severity, finding.rule in silent

    return sorted(findings, key=order)


def in_lines(finding: Finding, depth: Depth) -> bool:
    """Return whether a finding is told in one line."""
    return not depth.notes and finding.severity is Severity.INFO


def together(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Return findings in groups that are reported as one: those of one rule at one place that have nothing to recount.

    A finding with a witness, places beside it or remedies is always told by itself. Groups stand where their first
    finding stood.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        plain = not (finding.steps or finding.labels or finding.fixes)
        place = (finding.rule, finding.span.source.name, finding.span.start, finding.span.end)
        groups.setdefault(place if plain else number, []).append(finding)
    return [tuple(group) for group in groups.values()]


def by_rule(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return findings rule by rule: law and treaties first, what is only of form last."""
    categories = list(Category)
    first = [Category.LAW, Category.TREATY, Category.PROMISE, Category.SCOPE]
    ranks = {category: number for number, category in enumerate([*first, *(c for c in categories if c not in first)])}
    ordered = sorted(findings, key=lambda finding: (ranks[category_of(finding.rule)], finding.rule))
    return [(rule, list(group)) for rule, group in groupby(ordered, key=lambda finding: finding.rule)]


def line_of(finding: Finding) -> str:
    """Return the sentence that tells a finding in a list."""
    return finding.short or finding.message


def best(fixes: Sequence[Fix], depth: Depth) -> tuple[Sequence[Fix], int]:
    """Return the remedies that are shown, and how many others there are.

    Of those that edit the draft the first are the best. Advice tells of a way outside the draft: it takes no room of
    theirs, and is left out only where fewer are asked for than usual.
    """
    if depth.remedies is None:
        return fixes, 0
    kept = {id(fix) for fix in [fix for fix in fixes if fix.edits][: depth.remedies]}
    advice = depth.remedies >= REMEDIES or not kept
    shown = [fix for fix in fixes if (id(fix) in kept if fix.edits else advice)]
    return shown, len(fixes) - len(shown)
