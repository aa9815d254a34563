"""Finds the file with a project's settings and reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from treatylang.workspace import texts
from treatylang.workspace.settings import Settings
from treatylang.workspace.texts import read, shown
from treatylang.workspace.trouble import Misconfigured


def settings_for(root: Path, config: Path | None = None) -> Settings:
    """Return the settings of a project: those of ``config`` where it is named, else of the file at its root."""
    if config is not None:
        return _settings(config, _table(config))
    for name in ("treaty.toml", "pyproject.toml"):
        path = root / name
        if texts.is_file(path):
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
