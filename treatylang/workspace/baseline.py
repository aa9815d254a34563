"""The findings that a project has taken note of: a file keyed by rule, label path and fingerprint, never by line."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from treatylang.findings import Finding
from treatylang.reports._fingerprints import fingerprints
from treatylang.source import Source
from treatylang.workspace import texts
from treatylang.workspace.passes import ALWAYS
from treatylang.workspace.revisions import top_of
from treatylang.workspace.texts import read, revisions, shown
from treatylang.workspace.trouble import Misconfigured
from treatylang.workspace.writing import write

_Text = Annotated[str, Field(max_length=4000)]


class Entry(BaseModel):
    """One finding that is known, in one file; ``message`` tells people what it is, and decides nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: _Text = Field(description="the name of the rule")
    node: _Text = Field(description="the path of labels that leads to the place")
    fingerprint: str = Field(description="what stands there, as a digest", pattern=r"^[0-9a-f]{32}(-[0-9]+)?$")
    file: _Text = Field(description="the draft, as seen from the folder of this file")
    message: _Text = Field(description="what was found")

    @property
    def key(self) -> tuple[str, str, str]:
        """What an entry is known by."""
        return (self.rule, self.node, self.fingerprint)


class Baseline(BaseModel):
    """All findings that are known; ``version`` rises when a field changes its meaning or goes away."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="treatylang baseline")

    version: Literal[1] = 1
    tool: Literal["treatylang"] = "treatylang"
    entries: tuple[Entry, ...] = ()


def load(path: Path) -> Baseline:
    """Read a baseline; raises ``Misconfigured`` with what is wrong with the file."""
    return understood(read(path), path)


def understood(source: Source, path: Path) -> Baseline:
    """Return the baseline that a text is; raises ``Misconfigured`` with what is wrong with it."""
    again = "`treaty check … --write-baseline FILE` writes one anew"
    try:
        return Baseline.model_validate_json(source.text)
    except ValidationError as problem:
        error = problem.errors()[0]
        place = ".".join(str(part) for part in error["loc"])
        what = f"{error['msg'][:1].lower()}{error['msg'][1:]}"
        raise Misconfigured(
            f"`{shown(path)}` is not a baseline: {f'`{place}`: ' if place else ''}{what}", again
        ) from problem


def known_to(baseline: Baseline, findings: Sequence[Finding], path: Path) -> tuple[Finding, ...]:
    """Mark each finding as ``unchanged`` and accepted, or as ``new``; a mistake of form is never accepted.

    What is known is known of its file. Where that file is no more, the entry follows its finding into one other file,
    to which the draft was moved; a copy of the draft beside it is not known.
    """
    keys = {(entry.file, *entry.key) for entry in baseline.entries}
    lost = {entry.key for entry in baseline.entries if not _is_there(entry, path)}
    owners = {entry.file for entry in baseline.entries}
    followed: dict[tuple[str, str, str], str] = {}
    reason = f"known: it stands in {shown(path)}"
    result = []
    for finding, fingerprint in zip(findings, fingerprints(findings), strict=True):
        key, file = (finding.rule, finding.node, fingerprint), _file(path, finding.span.source.name)
        known = (file, *key) in keys
        if not known and key in lost and file not in owners:
            known = followed.setdefault(key, file) == file
        if known and finding.rule not in ALWAYS:
            said = finding.suppressed or reason
            result.append(replace(finding, suppressed=said, baseline="unchanged"))
        else:
            result.append(replace(finding, baseline="new"))
    return tuple(result)


def of(findings: Sequence[Finding], path: Path) -> Baseline:
    """Return the baseline of the findings that no comment accepts; its files are named from the folder of ``path``."""
    entries = [
        Entry(
            rule=finding.rule,
            node=finding.node,
            fingerprint=fingerprint,
            file=_file(path, finding.span.source.name),
            message=finding.message[:4000],
        )
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
        if (not finding.suppressed or finding.baseline == "unchanged") and finding.rule not in ALWAYS
    ]
    return Baseline(entries=tuple(sorted(entries, key=lambda entry: (entry.file, *entry.key))))


def gone(
    baseline: Baseline, findings: Sequence[Finding], path: Path, judged: Iterable[str], applied: Collection[str]
) -> tuple[Entry, ...]:
    """Return the entries that no longer occur.

    An entry is judged only if its rule was ``applied`` and its draft was among those that were looked at and could be
    read (``judged``, by the names of their sources), or is no more: a run over one file says nothing about another.
    """
    there = {
        (_file(path, finding.span.source.name), finding.rule, finding.node, fingerprint)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    }
    anywhere = [key for _, *key in there]
    looked_at = {_file(path, name) for name in judged}

    def is_gone(entry: Entry) -> bool:
        if entry.rule not in applied or (entry.file, *entry.key) in there:
            return False
        if entry.file in looked_at:
            return True
        return not _is_there(entry, path) and list(entry.key) not in anywhere

    return tuple(entry for entry in baseline.entries if is_gone(entry))


def _is_there(entry: Entry, path: Path) -> bool:
    """Return whether the file of an entry is where it was."""
    return entry.file == "-" or texts.there(path.absolute().parent / entry.file)


def keep(path: Path, baseline: Baseline, *, over: Source | None = None) -> None:
    """Write a baseline: one line for each entry, so that a change of it reads well in a comparison.

    ``over`` is the text of the baseline that this run read from the same file, where it did.
    """
    rows = [json.dumps(entry.model_dump(), ensure_ascii=False) for entry in baseline.entries]
    body = "".join(f"\n    {row}{',' if index < len(rows) else ''}" for index, row in enumerate(rows, start=1))
    head = f'{{\n  "version": {baseline.version},\n  "tool": "{baseline.tool}",\n  "entries": ['
    end = "\n  ]" if rows else "]"
    write(path, f"{head}{body}{end}\n}}\n", over=over)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Baseline.model_json_schema()}


def _file(path: Path, name: str) -> str:
    """Return how a draft is called in a baseline at ``path``: as seen from its folder, wherever the run started."""
    if name == "-":
        return name
    here = Path.cwd()
    inside = next((name[len(one) + 1 :] for one in revisions() if name.startswith(f"{one}:")), "")
    place = (top_of(here) or here) / inside if inside else here / name
    return os.path.relpath(place, path.absolute().parent).replace(os.sep, "/")
