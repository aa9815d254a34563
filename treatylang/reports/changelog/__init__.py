"""Changelogs to text. The folder is the registry: each module has ``NAME`` and ``report``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from treatylang.compare.changelog import Changelog
from treatylang.reports._places import NOWHERE, Standpoint


class Report(Protocol):
    """What a format does: one text for a whole changelog."""

    def __call__(self, found: Changelog, *, color: bool, width: int, standpoint: Standpoint) -> str:
        """Return the text."""


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats; a module whose name begins with ``_`` is none."""
    return tuple(sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_")))


def report(
    name: str, found: Changelog, *, color: bool = False, width: int = 100, standpoint: Standpoint = NOWHERE
) -> str:
    """Return the changelog in a format; ``name`` must be one of ``formats()``."""
    write: Report = import_module(f"{__name__}.{name}").report
    return write(found, color=color, width=width, standpoint=standpoint)
