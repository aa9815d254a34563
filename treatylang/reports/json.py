"""Findings as JSON: one document of a stable, versioned shape that ``treaty schema findings`` describes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from treatylang.findings import Finding, Fix
from treatylang.library.editions import edition
from treatylang.reports._fingerprints import fingerprints
from treatylang.reports._json import harmless
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.source import Span

NAME = "json"
ALONE = True


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Model):
    """A piece of a text; lines and columns count characters from 1, and the end is the place after the last."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class LabelOut(_Model):
    """A place that explains a finding."""

    place: Place
    message: str


class StepOut(_Model):
    """A step of the witness; ``place`` is missing where the step is a fact of the situation."""

    message: str
    place: Place | None = None


class EditOut(_Model):
    """Replace what is at a place by a text."""

    place: Place
    text: str


class FixOut(_Model):
    """A remedy; ``safe`` ones keep the meaning of the draft, ``price`` says what the others cost."""

    message: str
    safe: bool
    price: list[str]
    edits: list[EditOut]


class FindingOut(_Model):
    """One finding."""

    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    place: Place
    remark: str
    labels: list[LabelOut]
    steps: list[StepOut]
    notes: list[str]
    help: list[str]
    fixes: list[FixOut]
    node: str = Field(description="the path of labels that leads to the place; it survives edits")
    party: str = Field(description="the state whom the finding concerns, or empty")
    reading: str = Field(description="the reading under which it holds, or empty")
    suppressed: str = Field(description="the reason for which it was accepted, or empty")
    baseline: Literal["", "new", "unchanged"] = Field(description="what a baseline says of it; empty without one")
    fingerprint: str = Field(description="what makes it the same finding in another run; lines play no part")


class Findings(_Model):
    """All findings of one run; ``version`` rises when a field changes its meaning or goes away."""

    version: Literal[1] = 1
    tool: Literal["treatylang"] = "treatylang"
    library: str = Field(default="", description="the edition of the library that was read")
    counts: dict[Literal["error", "warning", "info", "suppressed"], int]
    findings: list[FindingOut]


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return all findings, accepted ones included, as indented JSON."""
    return harmless(document(findings).model_dump_json(indent=2)) + "\n"


def document(findings: Sequence[Finding]) -> Findings:
    """Return the findings as the model that is written."""
    counts: dict[Any, int] = {"error": 0, "warning": 0, "info": 0, "suppressed": 0}
    for finding in findings:
        counts["suppressed" if finding.suppressed else finding.severity.word] += 1
    return Findings(library=edition(), counts=counts, findings=lines(findings))


def lines(findings: Sequence[Finding]) -> list[FindingOut]:
    """Return each finding as the model that is written."""
    return [_finding(*pair) for pair in zip(findings, fingerprints(findings), strict=True)]


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Findings.model_json_schema(mode="serialization"),
    }


def _finding(finding: Finding, fingerprint: str) -> FindingOut:
    return FindingOut.model_validate(
        {
            "rule": finding.rule,
            "severity": finding.severity.word,
            "message": _sound(finding.message),
            "place": _place(finding.span),
            "remark": _sound(finding.remark),
            "labels": [LabelOut(place=_place(label.span), message=_sound(label.message)) for label in finding.labels],
            "steps": [
                StepOut(message=_sound(step.message), place=_place(step.span) if step.span is not None else None)
                for step in finding.steps
            ],
            "notes": [_sound(note) for note in finding.notes],
            "help": [_sound(help) for help in finding.help],
            "fixes": [_fix(fix) for fix in finding.fixes],
            "node": finding.node,
            "party": finding.party,
            "reading": finding.reading,
            "suppressed": finding.suppressed,
            "baseline": finding.baseline,
            "fingerprint": fingerprint,
        }
    )


def _fix(fix: Fix) -> FixOut:
    return FixOut(
        message=_sound(fix.message),
        safe=fix.safe,
        price=[_sound(price) for price in fix.price],
        edits=[EditOut(place=_place(edit.span), text=_sound(edit.text)) for edit in fix.edits],
    )


def _place(span: Span) -> Place:
    line, column = span.source.place(span.start)
    end_line, end_column = span.source.place(span.end)
    return Place(file=_sound(span.source.name), line=line, column=column, end_line=end_line, end_column=end_column)


def _sound(text: str) -> str:
    """Return a text without lone surrogates, which JSON in UTF-8 cannot hold (a file name may have them)."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
