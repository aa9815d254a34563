"""TOML as tables: whatever is wrong with a file is told, be it a slip or an attack."""

from __future__ import annotations

import tomllib
from typing import Any

from treatylang.source import Source
from treatylang.workspace.trouble import Misconfigured


def tables(source: Source) -> dict[str, Any]:
    """Return what a text in TOML says; raises ``Misconfigured`` with what is wrong with it."""
    try:
        return tomllib.loads(source.text)
    except RecursionError as problem:
        raise Misconfigured(f"`{source.name}` is nested too deep") from problem
    except ValueError as problem:  # a slip, or a number of more digits than Python reads
        what = str(problem)
        raise Misconfigured(f"`{source.name}` is not valid TOML: {what[:1].lower()}{what[1:]}") from problem
