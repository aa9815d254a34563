"""Differences as lines of JSON, one for each change: for tools that read as they go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from treatylang.compare.changes import Difference
from treatylang.reports._json import harmless
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports.changes.json import ChangeOut, change_out

NAME = "jsonl"
ALONE = True


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return one line for each change, in order of weight."""
    return "".join(f"{harmless(change_out(c, standpoint).model_dump_json())}\n" for one in found for c in one.changes)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a line."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **ChangeOut.model_json_schema()}
