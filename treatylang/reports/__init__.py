"""Findings to text. The folder is the registry: each module has ``NAME`` and ``report(findings, *, color, width)``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from treatylang.findings import Finding


class Report(Protocol):
    """What a format does: one text for all findings; ``color`` asks for ANSI colours, ``width`` is in columns."""

    def __call__(self, findings: Sequence[Finding], *, color: bool, width: int) -> str:
        """Return the text."""


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats; a module whose name begins with ``_`` is none."""
    return tuple(sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_")))


def report(name: str, findings: Sequence[Finding], *, color: bool = False, width: int = 100) -> str:
    """Return the findings in a format; ``name`` must be one of ``formats()``."""
    module = import_module(f"{__name__}.{name}")
    write: Report = module.report
    return write(findings, color=color, width=width)
