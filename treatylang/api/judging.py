"""Gates: what a revision must not bring, asked of the changes from one text to another."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.api.refusing import hint, refuse
from treatylang.checks import category_of
from treatylang.compare.changes import LEVELS, SUBSTANTIVE, Difference
from treatylang.findings import Category, Severity

_CONFLICTS = (Category.LAW, Category.TREATY)
"""The categories of rules whose errors are conflicts."""
GATES = (*LEVELS, "weakened", "strengthened", "new-conflict", "new-error", "new-warning", "expired", "stale", "never")
"""What can be refused: changes of a level, less protection or more to do, new findings, old entries."""

REASONS = {
    "substantive": "the law between the parties changes",
    "review": "there are changes that people have to read",
    "editorial": "there are differences",
    "weakened": "protection is lower",
    "strengthened": "more has to be done",
    "new-conflict": "there are new conflicts with law or between treaties",
    "new-error": "there are new errors",
    "new-warning": "there are new errors or warnings",
    "expired": "the acceptance of a change has ended",
    "stale": "a change that is accepted does not occur",
    "never": "",
}
"""Why a gate stays shut, in words."""


def refused(gate: str, found: Sequence[Difference], names: Sequence[str]) -> bool:
    """Return whether a gate stays shut: for some change that nobody accepted, or for some new finding."""
    changes = [c for one in found for c in one.changes if not c.accepted]
    news = [f for one in found for f in one.introduced]
    if gate in LEVELS:
        return any(LEVELS.index(c.level) <= LEVELS.index(gate) for c in changes)
    if gate == "weakened":
        return any(c.level == SUBSTANTIVE and c.weakens(names) for c in changes)
    if gate == "strengthened":
        return any(
            d.burden in ("up", "mixed") and (not names or d.party in names) for c in changes for d in c.directions
        )
    if gate == "new-conflict":
        return any(f.severity is Severity.ERROR and category_of(f.rule) in _CONFLICTS for f in news)
    if gate == "new-error":
        return any(f.severity is Severity.ERROR for f in news)
    if gate == "new-warning":
        return any(f.severity >= Severity.WARNING for f in news)
    return False


def refuse_strangers(names: Sequence[str], found: Sequence[Difference]) -> None:
    """Refuse a party that neither text has."""
    known = {p for one in found for p in one.parties} | {p for one in found for c in one.changes for p in c.parties}
    for name in names:
        if name not in known:
            refuse(f"neither draft has a party `{name}`", hint(name, known))


def refuse_unchecked(found: Sequence[Difference], gates: Sequence[str]) -> tuple[str, ...]:
    """Return the texts too long for the checks; a gate that asks for new findings cannot judge them, and is refused."""
    from treatylang.compare.comparison import MOST_NORMS

    names = tuple(one.new for one in found if not one.checked)
    if names and any(gate.startswith("new-") for gate in gates):
        refuse(
            f"`{names[0]}` has more than {MOST_NORMS} sentences, so new findings cannot be judged",
            "leave out the gates `new-…`, or divide the draft",
        )
    return names
