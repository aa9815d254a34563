"""The JSON Schema of what the program writes and reads as JSON or TOML."""

from __future__ import annotations

from typing import Any

from treatylang.api.refusing import one_of

NAMES = (
    "findings",
    "findings-lines",
    "changes",
    "changes-lines",
    "changelog",
    "accepted",
    "scenarios",
    "tables",
    "baseline",
    "settings",
)


def schema(name: str = "findings") -> dict[str, Any]:
    """Return the JSON Schema of an output, or of a file that is read: one of ``NAMES``."""
    one_of("name", name, NAMES)
    if name == "findings":
        from treatylang.reports.json import schema as of_findings

        return of_findings()
    if name == "findings-lines":
        from treatylang.reports import jsonl

        return jsonl.schema()
    if name == "scenarios":
        from treatylang.reports.scenarios import json as scenarios

        return scenarios.schema()
    if name == "tables":
        from treatylang.reports.tables import json as tables

        return tables.schema()
    if name == "baseline":
        from treatylang.workspace import baseline

        return baseline.schema()
    if name == "changes":
        from treatylang.reports.changes.json import schema as of_changes

        return of_changes()
    if name == "changes-lines":
        from treatylang.reports.changes.jsonl import schema as of_lines

        return of_lines()
    if name == "changelog":
        from treatylang.reports.changelog.json import schema as of_changelog

        return of_changelog()
    if name == "accepted":
        from treatylang.workspace.acceptance import schema as of_accepted

        return of_accepted()
    from treatylang.workspace.configuration import Configuration

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Configuration.model_json_schema()}
