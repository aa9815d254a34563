"""Tables as JSON: the facts of each, and what it assumes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from treatylang.reports._json import dumped
from treatylang.reports.tables import Table

NAME = "json"
VERSION = 1


def report(tables: Sequence[Table], *, color: bool, width: int) -> str:
    """Return one object with all tables."""
    found = [
        {
            "title": table.title,
            "caption": table.caption,
            "records": [{"table": table.title, **record} for record in table.records],
            "notes": list(table.notes),
            "remarks": list(table.remarks),
        }
        for table in tables
    ]
    return dumped({"version": VERSION, "tables": found}) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the output; a record has the fields that its command documents."""
    text = {"type": "string"}
    table = {
        "type": "object",
        "properties": {
            "title": text,
            "caption": text,
            "records": {"type": "array", "items": {"type": "object"}},
            "notes": {"type": "array", "items": text},
            "remarks": {"type": "array", "items": text},
        },
        "required": ["title", "caption", "records", "notes", "remarks"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tables of treatylang: guarantees, candidates, sweeps",
        "type": "object",
        "properties": {"version": {"const": VERSION}, "tables": {"type": "array", "items": table}},
        "required": ["version", "tables"],
        "additionalProperties": False,
    }
