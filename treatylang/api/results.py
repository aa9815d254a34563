"""What questions are answered with: values that show themselves as text, as HTML, as records and as data frames."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from treatylang import reports
from treatylang.api.frames import frame
from treatylang.api.refusing import day, one_of, refuse, state
from treatylang.findings import Finding, Severity
from treatylang.reasoning.answers.scenarios import FAILS, Outcome
from treatylang.reports import ALL, SHORT
from treatylang.reports.scenarios import Tested
from treatylang.reports.tables import ENDINGS, Table
from treatylang.workspace import write

if TYPE_CHECKING:  # what compares drafts is loaded when two are compared
    from treatylang.compare.changes import Change, Difference

Record = Mapping[str, Any]

SHEETS = ("csv", "parquet")
"""Formats that hold the records of every answer."""


class Result(ABC):
    """An answer: ``str`` shows it as the command does, a notebook as HTML; ``records`` are its facts for programs."""

    @property
    @abstractmethod
    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each fact, all with the same keys, which are the names of the columns everywhere."""

    @abstractmethod
    def to(self, form: str, *, width: int = 100) -> str | bytes:
        """Return the answer in a format that its command knows: ``html``, ``json``, ``markdown`` and so on."""

    @abstractmethod
    def _repr_html_(self) -> str:
        """Return what a notebook shows."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the records."""
        return tuple(dict.fromkeys(key for record in self.records for key in record))

    def frame(self, library: str = "") -> Any:
        """Return the records as a data frame of pandas or polars; ``NoVerdict`` where neither is installed."""
        return frame(self.records, self.columns, library)

    def sheet(self, form: str) -> str | bytes:
        """Return the records as ``csv`` or ``parquet``, with the columns that a data frame has."""
        from treatylang.reports.tables import csv, parquet

        if form == "csv":
            return csv.sheet(self.records)
        if find_spec("pyarrow") is None:
            refuse("files in Parquet need `pyarrow`", "install `treatylang[parquet]`, or write .csv instead")
        return parquet.sheet(self.records)

    def save(self, path: str | Path, form: str = "") -> None:
        """Write the answer to a file, in the format that is named or that the ending means; no draft is overwritten."""
        named = form or ENDINGS.get(Path(path).suffix.lower(), "")
        if not named:
            refuse(f"no format has the ending `{Path(path).suffix}`", f"there are: {', '.join(ENDINGS)}")
        write(Path(path), self.to(named))


@dataclass(frozen=True)
class Answer(Result):
    """Tables: who may be sure of whom, what each party shall do, what is lawful for whom.

    ``remarks`` say what the answer leaves out. Iterating gives the records.
    """

    tables: tuple[Table, ...]
    remarks: tuple[str, ...] = ()

    @property
    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each fact; ``table`` is the title of the table in which it stands."""
        return [{"table": table.title, **record} for table in self.tables for record in table.records]

    def to(self, form: str, *, width: int = 100) -> str | bytes:
        """Return them as ``csv``, ``html``, ``json``, ``markdown``, ``table``, ``text`` or ``parquet`` (bytes)."""
        from treatylang.reports import tables

        one_of("form", form, tables.formats())
        if form in SHEETS:
            return self.sheet(form)
        return tables.report(form, self.tables, width=width)

    def __str__(self) -> str:
        return str(self.to("text"))

    def _repr_html_(self) -> str:
        from treatylang.reports.tables.html import fragment

        return fragment(self.tables)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.records)

    def __len__(self) -> int:
        return sum(len(table.records) for table in self.tables)


@dataclass(frozen=True)
class Findings(Result, Sequence[Finding]):
    """What is wrong with a draft, in the order of its text; those that somebody accepted are among them."""

    found: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make `treaty check` fail: those of the gravest level that nobody accepted."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings of the middle level that nobody accepted."""
        return self._of(Severity.WARNING)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Findings that are worth knowing and need no change."""
        return self._of(Severity.INFO)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(one for one in self.found if one.severity is severity and not one.suppressed)

    def of(self, rule: str = "", party: str = "") -> Findings:
        """Return the findings of a rule, or those that concern a party, or both."""
        return Findings(tuple(one for one in self.found if rule in ("", one.rule) and party in ("", one.party)))

    @property
    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each finding, flat: `treaty check --format json` has the places and edits besides."""
        from treatylang.reports.json import lines

        return [
            {
                "rule": one.rule,
                "severity": one.severity,
                "message": one.message,
                "file": one.place.file,
                "line": one.place.line,
                "column": one.place.column,
                "node": one.node,
                "party": one.party,
                "reading": one.reading,
                "help": one.help,
                "remedies": [fix.message for fix in one.fixes],
                "suppressed": one.suppressed,
                "fingerprint": one.fingerprint,
            }
            for one in lines(self.found)
        ]

    def to(self, form: str, *, width: int = 100, verbose: bool = False) -> str | bytes:
        """Return the findings as `treaty check --format` writes them, or as ``csv`` or ``parquet``."""
        if form in SHEETS:
            return self.sheet(form)
        name = _named(form, reports.formats())
        return reports.report(name, self.found, width=width, depth=ALL if verbose else SHORT)

    def __str__(self) -> str:
        return str(self.to("full"))

    def _repr_html_(self) -> str:
        from treatylang.reports.html import fragment

        return fragment(self.found)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self.found[index]

    def __len__(self) -> int:
        return len(self.found)


@dataclass(frozen=True)
class Changes(Result):
    """What changed in law between two texts, one difference for each pair of instruments."""

    differences: tuple[Difference, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes, in their order."""
        return tuple(change for one in self.differences for change in one.changes)

    def of(self, *parties: str, profile: str = "text") -> Changes:
        """Return what a profile shows (``law``, ``structure``, ``text``), and of that what concerns some parties."""
        from treatylang.api.judging import refuse_strangers
        from treatylang.compare.changes import PROFILES

        one_of("profile", profile, PROFILES)
        names = [state(name) for name in parties]
        refuse_strangers(names, self.differences)
        return Changes(tuple(one.of_profile(profile).of_parties(names) for one in self.differences))

    def refused(self, *gates: str, parties: Sequence[str] = ()) -> tuple[str, ...]:
        """Return which gates refuse the changes, as `treaty diff --fail-on` names them, for all or for some parties.

        There are ``substantive``, ``review``, ``editorial``, ``weakened``, ``strengthened``, ``new-conflict``,
        ``new-error`` and ``new-warning``; what somebody accepted is not counted.
        """
        from treatylang.api.judging import GATES, refuse_unchecked, refused

        names = [state(name) for name in parties]
        for gate in gates:
            one_of("gate", gate, GATES)
        refuse_unchecked(self.differences, gates)
        found = self.of(*parties).differences if parties else self.differences
        return tuple(gate for gate in gates if refused(gate, found, names))

    def accepting(self, path: str | Path, *, on: date | str) -> Changes:
        """Return the changes with those marked that an accept-list covers on a day; ``refused`` does not count them."""
        from treatylang.workspace import acceptance

        when = day("on", on)
        if when is None:
            refuse("the day is missing", "say which: `on='2027-03-31'`")
        return Changes(acceptance.marked(self.differences, acceptance.load(Path(path)), when)[0])

    @property
    def introduced(self) -> tuple[Finding, ...]:
        """The findings that the revision brings."""
        return tuple(finding for one in self.differences for finding in one.introduced)

    @property
    def resolved(self) -> tuple[Finding, ...]:
        """The findings that the revision settles."""
        return tuple(finding for one in self.differences for finding in one.resolved)

    @property
    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each change, with the names of `treaty diff --format json`."""
        from treatylang.reports._places import NOWHERE
        from treatylang.reports.changes.json import change_out

        kept = (
            "id",
            "level",
            "profile",
            "area",
            "kind",
            "action",
            "node",
            "old",
            "new",
            "message",
            "effect",
            "parties",
            "authority",
            "fingerprint",
        )
        rows = (change_out(change, NOWHERE).model_dump() for change in self.changes)
        return [{key: row[key] for key in kept} for row in rows]

    def to(self, form: str, *, width: int = 100) -> str | bytes:
        """Return the changes as `treaty diff --format` writes them, or as ``csv`` or ``parquet``."""
        from treatylang.reports import changes

        if form in SHEETS:
            return self.sheet(form)
        name = _named(form, changes.formats())
        return changes.report(name, self.differences, width=width)

    def __str__(self) -> str:
        return str(self.to("full"))

    def _repr_html_(self) -> str:
        return framed(str(self.to("html")))

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)


@dataclass(frozen=True)
class Trials(Result):
    """The results of the scenarios of a file: each expectation with its verdict."""

    tested: Tested

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The expectations with what became of them, in the order of the files."""
        return tuple(self.tested.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The expectations that do not hold."""
        return tuple(one for one in self.tested.outcomes if one.verdict == FAILS)

    @property
    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each expectation."""
        from treatylang.reports.scenarios._words import expectation

        return [
            {
                "scenario": one.scenario,
                "expectation": expectation(one),
                "verdict": one.verdict,
                "reason": one.reason,
                "party": one.party,
                "file": one.span.source.name,
                "line": one.span.line,
                "depends_on": list(one.depends),
            }
            for one in self.tested.outcomes
        ]

    def to(self, form: str, *, width: int = 100) -> str | bytes:
        """Return the outcomes as `treaty test --format` writes them, or as ``csv`` or ``parquet``."""
        from treatylang.reports import scenarios

        if form in SHEETS:
            return self.sheet(form)
        name = _named(form, scenarios.formats())
        return scenarios.report(name, self.tested, width=width)

    def __str__(self) -> str:
        return str(self.to("full"))

    def _repr_html_(self) -> str:
        return f'<pre class="treatylang">{escape(str(self))}</pre>'

    def __len__(self) -> int:
        return len(self.tested.outcomes)


@dataclass(frozen=True)
class Document(Result):
    """A text to be read: the treaty as it is signed, a brief, a map; ``findings`` say what it could not print."""

    title: str
    form: str
    content: str
    findings: tuple[Finding, ...] = ()

    @property
    def records(self) -> list[dict[str, Any]]:
        """One dictionary with the whole text."""
        return [{"title": self.title, "form": self.form, "content": self.content}]

    def to(self, form: str, *, width: int = 100) -> str:  # noqa: ARG002  # it is as wide as it is
        """Return the text; it has the one form in which it was asked for."""
        if form not in (self.form, "text"):
            refuse(f"this was made as {self.form}, not as {form}", f"ask for it with `form={form!r}`")
        return self.content

    def save(self, path: str | Path, form: str = "") -> None:
        """Write the text to a file; no draft is overwritten."""
        write(Path(path), self.to(form or self.form))

    def __str__(self) -> str:
        return self.content

    def _repr_html_(self) -> str:
        if self.form == "html":
            return framed(self.content)
        if self.form == "svg":
            return self.content[self.content.index("<svg") :]
        return f'<pre class="treatylang">{escape(self.content)}</pre>'


def _named(form: str, known: Sequence[str]) -> str:
    """Return the format that is meant; ``text`` is the one that a terminal shows."""
    return one_of("form", "full" if form == "text" else form, (*known, *SHEETS))


def framed(page: str) -> str:
    """Return a whole page for a notebook: in a frame of its own, so that its style touches nothing else."""
    frame = 'style="width: 100%; height: 36rem; border: 1px solid #8888" sandbox title="treatylang"'
    return f'<iframe {frame} srcdoc="{escape(page)}"></iframe>'
