"""A changelog as JSON: one document of a stable, versioned shape that ``treaty schema changelog`` describes."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from treatylang.compare.changelog import Changelog, Entry
from treatylang.reports._json import harmless
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports.changes.json import DifferenceOut, difference_out

NAME = "json"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EntryOut(_Model):
    """One revision, and what it changed against the one before it that could be read."""

    revision: str
    day: str = Field(description="the day on which it was written: 2027-03-31")
    author: str
    subject: str
    law: bool = Field(description="whether more than words and order changed")
    differences: list[DifferenceOut]
    added: list[str] = Field(description="instruments that came as a whole")
    removed: list[str] = Field(description="instruments that went as a whole")
    trouble: str = Field(description="why a draft could not be read in this revision, empty where it could")


class Document(_Model):
    """Everything, the oldest revision first; ``version`` rises when a field changes its meaning or goes away."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="treatylang changelog")

    version: Literal[1] = 1
    tool: Literal["treatylang"] = "treatylang"
    path: str
    since: str = Field(description="the revision before the first entry, empty where there is none")
    until: str
    entries: list[EntryOut]


def report(found: Changelog, *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the document."""
    entries = [_entry(entry, standpoint) for entry in found.entries]
    whole = Document(path=found.what, since=found.since, until=found.until, entries=entries)
    return harmless(whole.model_dump_json(indent=2)) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the document."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Document.model_json_schema()}


def _entry(entry: Entry, standpoint: Standpoint) -> EntryOut:
    return EntryOut(
        revision=entry.revision,
        day=str(entry.day or ""),
        author=entry.author,
        subject=entry.subject,
        law=entry.is_grave,
        differences=[difference_out(one, standpoint) for one in entry.differences],
        added=list(entry.added),
        removed=list(entry.removed),
        trouble=entry.trouble,
    )
