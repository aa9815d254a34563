"""Writes what the program is made of, as CycloneDX: the project, and every library that it needs, with its licence.

`make sbom` puts it into build/sbom.json. What is installed decides; the same environment gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

PROJECT = "treatylang"


def components(name: str = PROJECT) -> dict[str, Distribution]:
    """Return the distribution of that name and all that it needs at run time, by their names."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        one = _normal(waiting.pop())
        if one in found:
            continue
        try:
            found[one] = distribution(one)
        except PackageNotFoundError:
            continue  # for another system or another version of Python
        waiting += [needed for text in found[one].requires or () if (needed := _needed(text))]
    return dict(sorted(found.items()))


def sbom(name: str = PROJECT) -> dict[str, Any]:
    """Return the list of materials."""
    parts = components(name)
    top = parts.pop(_normal(name))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**_component(top), "type": "application"}},
        "components": [_component(part) for part in parts.values()],
        "dependencies": [
            {"ref": _url(part), "dependsOn": sorted(_url(parts[one]) for one in _direct(part) if one in parts)}
            for part in (top, *parts.values())
        ],
    }


def _component(part: Distribution) -> dict[str, Any]:
    meta = part.metadata
    licence = meta.get("License-Expression") or meta.get("License") or ""
    said = [{"license": {"name": licence.splitlines()[0][:100]}}] if licence.strip() else []
    return {
        "type": "library",
        "bom-ref": _url(part),
        "name": _normal(meta["Name"]),
        "version": part.version,
        "purl": _url(part),
        "licenses": said,
    }


def _direct(part: Distribution) -> set[str]:
    return {needed for text in part.requires or () if (needed := _needed(text))}


def _needed(requirement: str) -> str:
    """Return the name that a requirement asks for; nothing for those of extras."""
    if re.search(r";.*\bextra\b", requirement):
        return ""
    match = re.match(r"[A-Za-z0-9_.-]+", requirement)
    return _normal(match[0]) if match else ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _url(part: Distribution) -> str:
    return f"pkg:pypi/{_normal(part.metadata['Name'])}@{part.version}"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(sbom(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{place}: {len(components())} components")
