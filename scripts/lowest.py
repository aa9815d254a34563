"""Prints the lowest version that the project allows of each library, as constraints for pip: `make lowest`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def lowest(requirements: list[str]) -> list[str]:
    """Return `name==version` for each requirement `name>=version,<other`."""
    found = []
    for one in requirements:
        match = re.match(r"([A-Za-z0-9_.-]+)\s*>=\s*([^,\s;]+)", one)
        if match is None:
            raise SystemExit(f"`{one}` names no lowest version")
        found.append(f"{match[1]}=={match[2]}")
    return found


if __name__ == "__main__":
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    print("\n".join(lowest(project["dependencies"])))
