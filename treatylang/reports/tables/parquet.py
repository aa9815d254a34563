"""Tables as one Parquet file: a line for each fact, the title of its table first, every number exact."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from treatylang.reports.tables import Table, worded

NAME = "parquet"
_LONG = 2**63
_DIGITS = 38


def report(tables: Sequence[Table], *, color: bool, width: int) -> bytes:
    """Return the file; ImportError where `pyarrow` is not installed.

    Whole numbers are 64 bits wide where all of a column fit, decimals of 38 digits where they do not, and written out
    beyond that.
    """
    return sheet([{"table": table.title, **record} for table in tables for record in table.records])


def sheet(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return records as a file: a row for each, their keys as its columns; ImportError without `pyarrow`."""
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    names = list(dict.fromkeys(key for record in records for key in record)) or ["table"]
    columns = {name: _column(arrow, [record.get(name) for record in records]) for name in names}
    out = io.BytesIO()
    parquet.write_table(arrow.table(columns), out)
    return out.getvalue()


def _column(arrow: Any, values: list[Any]) -> Any:
    given = [value for value in values if value is not None]
    if given and all(isinstance(value, bool) for value in given):
        return arrow.array(values, arrow.bool_())
    if given and all(isinstance(value, int) for value in given):
        if all(-_LONG <= value < _LONG for value in given):
            return arrow.array(values, arrow.int64())
        if all(abs(value) < 10**_DIGITS for value in given):
            from decimal import Decimal

            exact = [Decimal(value) if value is not None else None for value in values]
            return arrow.array(exact, arrow.decimal128(_DIGITS, 0))
    if given and all(isinstance(value, float) for value in given):
        return arrow.array(values, arrow.float64())
    if given and all(isinstance(value, (list, tuple)) for value in given):
        lists = [[worded(item) for item in value] if value is not None else None for value in values]
        return arrow.array(lists, arrow.list_(arrow.string()))
    return arrow.array([worded(value) if value is not None else None for value in values], arrow.string())
