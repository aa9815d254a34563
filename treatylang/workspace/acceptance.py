"""The changes that a delegation has accepted: a file with a reason for each, a day on which it ends, and no blanket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from treatylang.compare.changes import Change, Difference
from treatylang.workspace.texts import read, shown
from treatylang.workspace.toml import tables
from treatylang.workspace.trouble import Misconfigured

_Text = Annotated[str, Field(min_length=1, max_length=4000)]


class Accepted(BaseModel):
    """One accepted change: by its fingerprint, or by its kind and the labels that lead to its place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fingerprint: str = Field(default="", description="the fingerprint that `treaty diff` shows", max_length=60)
    change: str = Field(default="", description="the kind of change: obligation-floor-weaken", max_length=200)
    node: str = Field(default="", description="the labels that lead to the place: Pact/assistance/2", max_length=1000)
    reason: _Text = Field(description="why it is accepted")
    until: date | None = Field(default=None, description="the last day on which it is")

    @model_validator(mode="after")
    def _says_which(self) -> Accepted:
        if not self.fingerprint and not (self.change and self.node):
            raise ValueError("give the `fingerprint` of a change, or its `change` and `node`")
        return self

    def covers(self, change: Change) -> bool:
        """Return whether it is about a change."""
        if self.fingerprint:
            return self.fingerprint == change.fingerprint
        return (self.change, self.node) == (change.code, change.node)

    def has_ended(self, today: date) -> bool:
        """Return whether its last day is over."""
        return self.until is not None and today > self.until

    @property
    def name(self) -> str:
        """How it is told to people."""
        return self.fingerprint or f"{self.change} at {self.node}"


class AcceptList(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="treatylang accepted changes")

    accept: tuple[Accepted, ...] = ()


def load(path: Path) -> AcceptList:
    """Read the file; raises ``Misconfigured`` with what is wrong in it."""
    said = tables(read(path))
    try:
        return AcceptList.model_validate(said)
    except ValidationError as problem:
        error = problem.errors()[0]
        place = ".".join(str(part) for part in error["loc"])
        what = error["msg"].removeprefix("Value error, ")
        raise Misconfigured(
            f"`{shown(path)}`: {f'`{place}`: ' if place else ''}{what[:1].lower()}{what[1:]}",
            "each `[[accept]]` has a `reason`, and a `fingerprint` or a `change` with its `node`",
        ) from problem


def marked(
    found: Sequence[Difference], known: AcceptList, today: date
) -> tuple[tuple[Difference, ...], tuple[Accepted, ...], tuple[Accepted, ...]]:
    """Mark accepted changes; return also the entries that have ended, and those that no change answers to."""
    ended = tuple(one for one in known.accept if one.has_ended(today))
    live = [one for one in known.accept if not one.has_ended(today)]
    changes = [change for one in found for change in one.changes]
    stale = tuple(one for one in known.accept if not any(one.covers(change) for change in changes))
    result = []
    for one in found:
        kept = []
        for change in one.changes:
            entry = next((entry for entry in live if entry.covers(change)), None)
            kept.append(replace(change, accepted=entry.reason) if entry is not None else change)
        result.append(replace(one, changes=tuple(kept)))
    return tuple(result), tuple(e for e in ended if e not in stale), stale


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **AcceptList.model_json_schema()}
