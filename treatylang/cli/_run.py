"""One look at the drafts: what the command line asks of it, what it found, how it is shown and which code it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from treatylang import reports
from treatylang.api.opening import LEVELS
from treatylang.api.opening import selection as wanted
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, Case, cases
from treatylang.cli._output import colored, remark, say, standpoint, width
from treatylang.findings import Finding, Severity
from treatylang.library.editions import edition
from treatylang.reports import SHORT, Depth
from treatylang.source import Source
from treatylang.workspace import Selection, check, tidy, write
from treatylang.workspace.settings import Settings
from treatylang.workspace.texts import read


@dataclass(frozen=True)
class Shown:
    """How and where the findings are shown."""

    formats: tuple[str, ...]
    files: tuple[tuple[str, Path], ...] = ()
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    depth: Depth = SHORT

    def show(self, findings: Sequence[Finding], found: Sequence[Case], *, aside: bool = False) -> None:
        """Write the reports: those in files, then those on standard output (on standard error if ``aside``)."""
        for name, path in self.files:
            write(path, _by_library(name, reports.report(name, findings, standpoint=standpoint(), depth=self.depth)))
        for name in () if self.quiet else self.formats:
            text = reports.report(
                name,
                findings,
                color=colored(self.color) and not aside,
                width=width(),
                standpoint=standpoint(),
                depth=self.depth,
            )
            text = _by_library(name, text)
            remark(text.rstrip("\n")) if aside else say(text)
        if self.verbose:
            _say_what_was_read(found)
        if self.statistics:
            for rule, number in sorted(Counter(f.rule for f in findings if not f.suppressed).items()):
                remark(f"{number:>5}  {rule}")


def _by_library(name: str, text: str) -> str:
    """Return a report for people with the edition of the library that the verdict rests on as its last line."""
    return f"{text}library: edition {edition()}\n" if name in ("full", "concise") else text


@dataclass
class Run:
    """What the command line asks of one look at the drafts, and what the last look found."""

    operands: Sequence[str]
    stdin_filename: str
    asked: Asked
    chosen: tuple[Sequence[str], Sequence[str], Sequence[str]]
    fail_on: str
    baseline: Path | None
    shown: Shown
    found: list[Case] = field(default_factory=list)
    known: Source | None = None
    today: date = field(default_factory=date.today)

    def open(self) -> list[Case]:
        """Read the drafts, and the baseline as it is now."""
        self.found = cases(self.operands, self.stdin_filename, self.asked)
        self.known = read(self.baseline) if self.baseline is not None else None
        return self.found

    def selection(self, case: Case) -> Selection:
        """Return which rules are looked for in a draft."""
        return selection(case.project.settings, *self.chosen)

    def look(self) -> tuple[Finding, ...]:
        """Return the findings in all drafts that were read."""
        said = (f for case in self.found for f in check(case.opened, case.question, self.selection(case), self.today))
        return tidy(list(said), Selection())

    def marked(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return the findings, those that the baseline knows as accepted."""
        if self.baseline is None or self.known is None:
            return findings
        from treatylang.workspace import baseline as known

        return known.known_to(known.understood(self.known, self.baseline), findings, self.baseline)

    def code(self, findings: Sequence[Finding]) -> int:
        """Return the exit code: each draft is judged by the settings of its own project."""
        levels = {case.draft.source.name: case.project.settings.fail_on for case in self.found}
        usual = next(iter(levels.values()), "error")
        for finding in findings:
            level = self.fail_on or levels.get(finding.span.source.name, usual)
            if fails([finding], level):
                return 1
        return 0


def selection(settings: Settings, select: Sequence[str], ignore: Sequence[str], severity: Sequence[str]) -> Selection:
    """Return which rules are looked for; options win over settings."""
    levels = options.pairs("--severity", severity, "unused-term=error")
    for level in levels.values():
        options.one_of("--severity", level, LEVELS)
    return wanted(settings, options.listed(select), options.listed(ignore), levels)


def fails(findings: Sequence[Finding], fail_on: str) -> bool:
    """Return whether a finding that nobody accepted reaches a level."""
    if fail_on == "never":
        return False
    least = Severity[fail_on.upper()]
    return any(finding.severity >= least and not finding.suppressed for finding in findings)


def _say_what_was_read(found: Sequence[Case]) -> None:
    for case in found:
        world = case.opened.world
        names = ", ".join(sorted(world.instruments)) if world is not None else "nothing"
        remark(f"{case.draft.source.name}: looked at with {names}")
