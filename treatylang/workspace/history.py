"""The revisions of the repository that touched a draft, and what each of them changed in law."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from treatylang.compare.changelog import Changelog, Entry
from treatylang.model.question import Question
from treatylang.workspace.comparing import Text, differences, unpaired
from treatylang.workspace.revisions import ask_git, commit_of, holds, path_within, repository
from treatylang.workspace.texts import LARGEST
from treatylang.workspace.trouble import NoVerdict

MOST = 1_000
"""Revisions that one changelog may have."""

_FIELDS = "%H%x00%h%x00%as%x00%cs%x00%an%x00%s"

Read = Callable[[str], tuple[Sequence[Text], Question]]
"""Opens what an operand `REV:path` names."""


@dataclass(frozen=True)
class Revision:
    """One revision: its full and its short name, the day on which it was written, by whom, and its first line.

    ``day`` is ``None``, and ``author`` empty, where the revision says none that can be read.
    """

    name: str
    short: str
    day: date | None
    author: str
    subject: str


@dataclass(frozen=True)
class History:
    """The revisions that touched a path, the oldest first; ``since`` is the one before them, empty if there is none."""

    path: str
    since: str
    until: str
    revisions: tuple[Revision, ...]


def history(span: str, operand: str) -> History:
    """Return the revisions in ``A..B`` that touched a file or folder, along the line of first parents.

    Without ``A`` it begins with the first revision, without ``B`` it ends with the last. Raises ``NoVerdict`` where
    there is no repository or no such revision, and where nothing in the range touched the path.
    """
    since, dots, until = span.partition("..")
    if not dots or until.startswith("."):
        raise NoVerdict(
            f"`{span}` is not a range of revisions", "write `OLD..NEW`: `v1..HEAD`, or `..HEAD` from the start"
        )
    root = repository()
    path = path_within(root, until or "HEAD", os.path.join(".", operand))  # from the working folder, as git counts
    last = commit_of(root, until or "HEAD")
    first = commit_of(root, since) if since else ""
    said = "".join(f"{line}\n" for line in (last, *([f"^{first}"] if first else []), "--", path or "."))
    arguments = ["log", "--first-parent", "--reverse", "-z", "--no-patch", "--no-color", f"--format={_FIELDS}"]
    answer = ask_git(root, [*arguments, f"--max-count={MOST + 1}", "--stdin"], said, LARGEST)
    found = tuple(_revisions(answer.decode("utf-8", "replace")))
    if len(found) > MOST:
        raise NoVerdict(f"more than {MOST} revisions touched `{path}`", "give a smaller range")
    if not found:
        raise NoVerdict(f"no revision in `{span}` touched `{path or '.'}`", "`git log --oneline` lists the revisions")
    return History(path, first, until or "HEAD", found)


def _revisions(answer: str) -> Iterator[Revision]:
    fields = answer.split("\0")
    for at in range(0, len(fields) - 5, 6):
        name, short, written, put, author, subject = (field.strip("\n") for field in fields[at : at + 6])
        author = "" if author.startswith("%") else author  # a field that git cannot fill is printed as it was asked for
        yield Revision(name, short, _day(written) or _day(put), author, subject)


def _day(said: str) -> date | None:
    """Return a day as git prints it; none where a revision has no day, or one that no calendar here reaches."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def changelog(found: History, read: Read, today: date) -> Changelog:
    """Return what each revision changed; one whose draft cannot be read is told, and passed over."""
    before: Sequence[Text] = ()
    if found.since and holds(repository(), found.since, found.path):
        before, _ = read(f"{found.since}:{found.path}")
    entries = []
    for one in found.revisions:
        try:
            entry, before = _entry(one, found.path, before, read, today)
        except NoVerdict as trouble:
            entry = Entry(one.short, one.day, one.author, one.subject, trouble=trouble.message)
        entries.append(entry)
    return Changelog(found.path or ".", found.since[:10], found.until, tuple(entries))


def _entry(one: Revision, path: str, before: Sequence[Text], read: Read, today: date) -> tuple[Entry, Sequence[Text]]:
    after: Sequence[Text] = ()
    question = Question()
    if holds(repository(), one.name, path):
        after, question = read(f"{one.short}:{path}")
    removed, added = unpaired(before, after)
    anything = len(added) < len(_names(after))
    found = differences(before, after, question, today) if anything else ()
    return Entry(one.short, one.day, one.author, one.subject, found, added, removed), after


def _names(texts: Sequence[Text]) -> list[str]:
    return [instrument.name for text in texts for instrument in text.opened.instruments]
