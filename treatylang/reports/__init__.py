"""Findings to text. The folder is the registry: each module has ``NAME`` and ``report(findings, …)``.

A module whose output is one whole document (``ALONE = True``) cannot share standard output with another format. A
module that a person reads from top to bottom (``SHORTENS = True``) also takes ``depth``: how much it tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from treatylang.findings import Finding
from treatylang.reports._depth import ALL, REMEDIES, SHORT, WHOLE, Depth
from treatylang.reports._places import NOWHERE, Standpoint

__all__ = ["ALL", "REMEDIES", "SHORT", "WHOLE", "Depth", "Report", "formats", "is_alone", "report"]


class Report(Protocol):
    """What a format does: one text for all findings.

    ``color`` asks for ANSI colours, ``width`` is in columns; ``standpoint`` tells how to write paths of a repository.
    """

    def __call__(self, findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint) -> str:
        """Return the text."""


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats; a module whose name begins with ``_`` is none."""
    return tuple(sorted(i.name for i in iter_modules(__path__) if not i.ispkg and not i.name.startswith("_")))


def is_alone(name: str) -> bool:
    """Return whether a format is one whole document, which nothing may precede or follow."""
    return bool(getattr(import_module(f"{__name__}.{name}"), "ALONE", False))


def report(
    name: str,
    findings: Sequence[Finding],
    *,
    color: bool = False,
    width: int = 100,
    standpoint: Standpoint = NOWHERE,
    depth: Depth = SHORT,
) -> str:
    """Return the findings in a format; ``name`` must be one of ``formats()``."""
    module = import_module(f"{__name__}.{name}")
    write: Report = partial(module.report, depth=depth) if getattr(module, "SHORTENS", False) else module.report
    return write(findings, color=color, width=width, standpoint=standpoint)
