"""Differences of drafts to text. The folder is the registry: each module has ``NAME`` and ``report``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from treatylang.compare.changes import Difference
from treatylang.reports._places import NOWHERE, Standpoint


class Report(Protocol):
    """What a format does: one text for all differences."""

    def __call__(self, found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint) -> str:
        """Return the text."""


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats; a module whose name begins with ``_`` is none."""
    return tuple(sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_")))


def is_alone(name: str) -> bool:
    """Return whether a format is one whole document, which nothing may precede or follow."""
    return bool(getattr(import_module(f"{__name__}.{name}"), "ALONE", False))


def report(
    name: str,
    found: Sequence[Difference],
    *,
    color: bool = False,
    width: int = 100,
    standpoint: Standpoint = NOWHERE,
) -> str:
    """Return the differences in a format; ``name`` must be one of ``formats()``."""
    write: Report = import_module(f"{__name__}.{name}").report
    return write(found, color=color, width=width, standpoint=standpoint)
