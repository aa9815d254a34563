"""Tables as comma-separated values: one line for each fact, the title of its table first."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from treatylang.reports.tables import Table, worded

NAME = "csv"


def report(tables: Sequence[Table], *, color: bool, width: int) -> str:
    """Return one sheet for all tables; a field that a spreadsheet would run as a formula is marked as text."""
    return sheet([{"table": table.title, **record} for table in tables for record in table.records])


def sheet(records: Sequence[Mapping[str, Any]]) -> str:
    """Return records as a sheet: one line for each, their keys as its columns."""
    out = io.StringIO()
    names = list(dict.fromkeys(key for record in records for key in record))
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({key: _plain(value) for key, value in record.items()})
    return out.getvalue()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return _plain(worded(dict(value)))
    if isinstance(value, (list, tuple)):
        return _plain("; ".join(worded(item) for item in value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
