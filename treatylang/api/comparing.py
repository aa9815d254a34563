"""Files, folders and revisions side by side: what changed in law, once or revision by revision."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from treatylang.api.opening import Case, case_of, refuse_unknown, selection
from treatylang.api.refusing import day, hint, one_of, refuse, state
from treatylang.api.results import SHEETS, Changes, Result
from treatylang.api.subject import EARLIEST, Day, deeply, names_of
from treatylang.compare.changelog import Changelog
from treatylang.compare.changes import PROFILES, Difference
from treatylang.model.question import Question
from treatylang.workspace.comparing import Text, differences
from treatylang.workspace.operands import drafts
from treatylang.workspace.trouble import Absent, NoVerdict

Read = Callable[[str], Sequence[Case]]
"""What opens the drafts of an operand."""


@deeply
def diff(
    old: str | Path,
    new: str | Path,
    *,
    as_of: Day | None = None,
    config: str | Path = "",
    isolated: bool = False,
    cache: bool = True,
) -> Changes:
    """Return what changed in law between two files, folders or revisions of either (``HEAD~1:drafts``).

    A treaty that came or went is a change; a revision that does not have the file or folder yet counts as empty.
    """
    on = day("as_of", as_of)
    read = _reader(on, config, isolated=isolated, cache=cache)
    return Changes(compared(str(old), str(new), read, on or EARLIEST))


@dataclass(frozen=True)
class Log(Result):
    """What each revision of a range changed in law, the oldest first."""

    changelog: Changelog

    @property
    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each change, with the revision that made it."""
        return [
            {"revision": entry.revision, "day": str(entry.day or ""), **row}
            for entry in self.changelog.entries
            for row in Changes(tuple(entry.differences)).records
        ]

    def to(self, form: str, *, width: int = 100) -> str | bytes:
        """Return it as ``full``, ``markdown`` or ``json``, or its records as ``csv`` or ``parquet``."""
        from treatylang.reports import changelog

        if form in SHEETS:
            return self.sheet(form)
        return changelog.report(
            one_of("form", "full" if form == "text" else form, changelog.formats()), self.changelog, width=width
        )

    def __str__(self) -> str:
        return str(self.to("full"))

    def _repr_html_(self) -> str:
        from html import escape

        return f'<pre class="treatylang">{escape(str(self))}</pre>'

    def __len__(self) -> int:
        return len(self.changelog.entries)


@deeply
def changelog(
    revisions: str,
    path: str | Path,
    *,
    profile: str = "text",
    parties: Iterable[str] = (),
    as_of: Day | None = None,
    config: str | Path = "",
    isolated: bool = False,
    cache: bool = True,
) -> Log:
    """Return what each revision of a range (``v1..HEAD``) changed in a file or folder, along first parents."""
    on = day("as_of", as_of)
    one_of("profile", profile, PROFILES)
    read = _reader(on, config, isolated=isolated, cache=cache)
    return Log(logged(revisions, str(path), read, on or EARLIEST, profile, [state(n) for n in names_of(parties)]))


def logged(revisions: str, path: str, read: Read, today: date, profile: str, parties: Sequence[str] = ()) -> Changelog:
    """Return a changelog of what a profile shows and some parties are concerned by; a stranger is refused."""
    from treatylang.workspace.history import changelog as made
    from treatylang.workspace.history import history

    def texts(operand: str) -> tuple[list[Text], Question]:
        found = read(operand)
        read_so_far.extend(found)
        return [_text(case) for case in found], found[-1].question

    read_so_far: list[Case] = []
    found = made(history(revisions, path), texts, today)
    refuse_unknown(read_so_far)
    known = {party for entry in found.entries for one in entry.differences for party in one.parties}
    for name in parties:
        if name not in known:
            refuse(f"no revision of the draft has a party `{name}`", hint(name, known))
    return replace(found, entries=tuple(entry.of(profile, parties) for entry in found.entries))


def compared(old: str, new: str, read: Read, today: date) -> tuple[Difference, ...]:
    """Return what changed between the texts of two operands, each opened by ``read``."""
    read_so_far: list[Case] = []
    absent: list[Absent] = []

    def there(operand: str, other: str) -> list[Case]:
        """Return the drafts of a side; none where its revision does not have what the other side has."""
        try:
            found = read(operand)
        except Absent as problem:
            if not _same_path(operand, other):
                raise
            absent.append(problem)
            return []
        read_so_far.extend(found)
        return list(found)

    before, after = there(old, new), there(new, old)
    refuse_unknown(read_so_far)
    if len(absent) == 2:
        raise absent[0]
    for operand, found in ((old, before), (new, after)):
        if not found and absent:
            continue
        # A folder may be empty, and then all of the other side came or went; a file without a treaty is a slip.
        whole = all(one.opened.world is not None for one in found)
        folder = os.path.isdir(operand)  # noqa: PTH112  # any text may be asked about
        if whole and not folder and not any(one.opened.instruments for one in found):
            raise NoVerdict(f"`{operand}` has no treaty, protocol or law to compare")
    texts = [_text(case, after) for case in before], [_text(case, before) for case in after]
    return differences(texts[0], texts[1], read_so_far[-1].question, today)


def _text(case: Case, beside: Iterable[Case] = ()) -> Text:
    """Return a draft as a side of a comparison: of a bracket that only the other side has, nothing is chosen here."""
    mine, theirs = _brackets([case]), _brackets(beside)
    chosen = {name: option for name, option in case.question.options.items() if name in mine or name not in theirs}
    return side_of(replace(case, question=replace(case.question, options=chosen)))


def side_of(case: Case) -> Text:
    """Return a draft as a side of a comparison, as the question to it has it."""

    def reopened(options: Mapping[str, str]) -> Text:
        asked = replace(case.question, options={**case.question.options, **options})
        return side_of(replace(case, question=asked, opened=case.project.open(case.draft, asked)))

    return Text(case.opened, selection(case.project.settings, (), ()), question=case.question, reopen=reopened)


def _brackets(cases: Iterable[Case]) -> set[str]:
    texts = (text for case in cases for text in case.opened.instruments)
    return {name for text in texts for name in (*text.brackets, *text.settled)}


def _reader(on: date | None, config: str | Path, *, isolated: bool, cache: bool) -> Read:
    """Return what opens the drafts of an operand, each in the project around it, on a day."""

    def read(operand: str) -> list[Case]:
        found = [case_of(draft, config, isolated=isolated, cache=cache) for draft in drafts([operand])]
        return [replace(case, question=replace(case.question, as_of=on)) for case in found] if on else found

    return read


def _same_path(one: str, other: str) -> bool:
    """Return whether two operands name one path: of two revisions, or of a revision and of the folder around it."""
    from treatylang.workspace.revisions import is_revised

    paths = [operand.partition(":")[2] if is_revised(operand) else operand for operand in (one, other)]
    return len({posixpath.normpath(path.replace(os.sep, "/")) for path in paths}) == 1
