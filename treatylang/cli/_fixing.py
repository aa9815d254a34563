"""`treaty check --fix`, `--unsafe-fixes` and `--diff`: remedies applied to the drafts, or shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatylang.cli import _options as options
from treatylang.cli._output import colored, comparison, remark, say
from treatylang.findings import Finding
from treatylang.source import Source
from treatylang.workspace import Selection, check, tidy, write
from treatylang.workspace.cache import warm
from treatylang.workspace.fixing import Repair, repaired

if TYPE_CHECKING:
    from treatylang.cli._drafts import Case
    from treatylang.cli._run import Run


def fixed(run: Run, *, unsafe: bool, only_show: bool) -> int:
    """Apply the remedies and show what is left, or show what they would change; return the exit code.

    Every draft is repaired before the first is written. Standard input goes to standard output, and what is left to
    standard error.
    """
    found = run.open()
    for case in found:
        if case.draft.revision and not only_show:
            options.refuse(
                f"`{case.draft.source.name}` is a revision, which cannot be changed", "name the file, or add `--diff`"
            )
    warm(use=all(case.project.cache for case in found))
    repairs = [_repair(run, case, unsafe=unsafe) for case in found]
    if only_show:
        return _shown(run, repairs)
    aside = False
    for case, repair in zip(found, repairs, strict=True):
        if not case.draft.exists:
            say(repair.new.text, whole=True)
            aside = True
        elif repair.done:
            write(case.draft.path, repair.new.text, over=repair.old)
    _tell(run, repairs)
    left = tidy([finding for repair in repairs for finding in repair.left], Selection())
    run.shown.show(left, found, aside=aside)
    return run.code(left)


def _repair(run: Run, case: Case, *, unsafe: bool) -> Repair:
    def look(source: Source) -> Sequence[Finding]:
        draft = replace(case.draft, source=source)
        opened = case.opened if source is case.draft.source else case.project.open(draft, case.question)
        return run.marked(check(opened, case.question, run.selection(case), run.today))

    return repaired(case.draft.source, look, unsafe=unsafe)


def _shown(run: Run, repairs: Sequence[Repair]) -> int:
    """Show what would change; 1 if anything would, or if what is left is too grave, as without remedies."""
    for repair in repairs:
        if not run.shown.quiet:
            name, old, new = repair.old.name, repair.old.text, repair.new.text
            say(comparison(name, old, new, "fixed", color=colored(run.shown.color)))
    _tell(run, repairs, would=True)
    return 1 if any(repair.done for repair in repairs) else run.code([f for repair in repairs for f in repair.left])


def _tell(run: Run, repairs: Sequence[Repair], *, would: bool = False) -> None:
    """Say which remedies were applied, with their price."""
    for repair in repairs if not run.shown.quiet else ():
        for finding, fix in repair.done:
            kind = "fix" if fix.safe else "cure"
            remark(
                f"{'would apply' if would else 'applied'} {kind} to {repair.old.name}: {finding.rule}: {fix.message}"
            )
            for price in fix.price:
                remark(f"  price: {price}")
    if not any(repair.done for repair in repairs) and not run.shown.quiet:
        remark("no remedy can be applied")
