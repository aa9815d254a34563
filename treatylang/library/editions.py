"""The editions of the library: the name of the one that is shipped, and what each changed in which instrument.

The data (``editions.toml``) are written with the pages of the docs, from the library as it is; no check reads them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Change:
    """One instrument that an edition added, changed or removed; ``at`` are the labels of what differs in it."""

    edition: str
    instrument: str
    state: str
    kind: str
    at: tuple[str, ...]


@cache
def _text() -> str:
    return files("treatylang.library").joinpath("editions.toml").read_text(encoding="utf-8")


@cache
def edition() -> str:
    """Return the name of the edition that is shipped: the last one of the file, found without reading all of it."""
    found = re.search(r'^edition = "([^"]*)"', _text(), re.MULTILINE)
    return found[1] if found else ""


@cache
def editions() -> tuple[str, ...]:
    """Return the names of all editions, the oldest first; each is the day on which it was made."""
    return tuple(dict.fromkeys(change.edition for change in changes()))


@cache
def changes() -> tuple[Change, ...]:
    """Return what each edition changed, the oldest first."""
    found = tomllib.loads(_text())["change"]
    return tuple(Change(e["edition"], e["instrument"], e["state"], e["kind"], tuple(e["at"])) for e in found)


@cache
def digests() -> dict[str, str]:
    """Return the digest of what each instrument of the shipped edition says."""
    return dict(tomllib.loads(_text())["digests"])
