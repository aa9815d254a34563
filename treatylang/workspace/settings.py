"""What a project settles once: the keys of ``treaty.toml`` or of ``[tool.treatylang]`` in ``pyproject.toml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from treatylang.workspace.reading import read, shown
from treatylang.workspace.trouble import Misconfigured


@dataclass(frozen=True)
class Settings:
    """The settings of a run, before the options of the command line.

    ``severity`` maps a rule to a level; ``readings`` a state to a reading; ``options`` a bracket to its option;
    ``libraries`` are folders, absolute; ``path`` is the file that said so, ``None`` where there is none.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    fail_on: str = "error"
    libraries: tuple[Path, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    templates: Path | None = None
    path: Path | None = None


def settings_for(root: Path, config: Path | None = None) -> Settings:
    """Return the settings of a project: those of ``config`` where it is named, else of the file at its root."""
    if config is not None:
        return _settings(config, _table(config))
    for name in ("treaty.toml", "pyproject.toml"):
        path = root / name
        if os.path.isfile(path):
            table = _table(path)
            if table or name == "treaty.toml":
                return _settings(path, table)
    return Settings()


def _table(path: Path) -> dict[str, Any]:
    from treatylang.workspace.toml import tables

    source = read(path)
    try:
        data = tables(source)
    except Misconfigured:
        if path.name == "pyproject.toml" and "tool.treatylang" not in source.text:
            return {}  # another tool's file, and its mistake
        raise
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool", {})
    table = tool.get("treatylang", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise Misconfigured(f"`tool.treatylang` in `{shown(path)}` must be a table")
    return table


def _settings(path: Path, table: dict[str, Any]) -> Settings:
    if not table:
        return Settings(path=path)
    from treatylang.workspace.configuration import validated

    return validated(path, table)
