"""Findings as JSON, one a line, and a last line that counts them: a stream that lacks it was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from treatylang.findings import Finding
from treatylang.reports._json import harmless
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports.json import FindingOut, Findings, document

NAME = "jsonl"
ALONE = True


class FindingLine(FindingOut):
    """A line with a finding, in the shape that the format ``json`` has."""

    kind: Literal["finding"] = "finding"


class SummaryLine(BaseModel):
    """The last line; ``version`` rises when a field changes its meaning or goes away."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["summary"] = "summary"
    version: Literal[1] = 1
    tool: Literal["treatylang"] = "treatylang"
    counts: dict[Literal["error", "warning", "info", "suppressed"], int]


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return a line for each finding, accepted ones included, and the line that counts them."""
    whole: Findings = document(findings)
    lines = [harmless(FindingLine(**dict(finding)).model_dump_json()) for finding in whole.findings]
    return "\n".join([*lines, SummaryLine(counts=whole.counts).model_dump_json()]) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a line."""
    lines: TypeAdapter[FindingLine | SummaryLine] = TypeAdapter(FindingLine | SummaryLine)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **lines.json_schema(mode="serialization")}
