"""What became of scenarios, as text. The folder is the registry: each module has ``NAME`` and ``report(tested, …)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from treatylang.reasoning.answers.coverage import Coverage
from treatylang.reasoning.answers.scenarios import Outcome
from treatylang.reports._places import NOWHERE, Standpoint


@dataclass(frozen=True)
class Tested:
    """What one run found: the outcomes in the order of the files, and what the scenarios try of each text.

    ``covered`` is ``None`` where nobody asked for it; ``told`` also shows what holds.
    """

    outcomes: Sequence[Outcome]
    covered: Sequence[Coverage] | None = None
    told: bool = False


class Report(Protocol):
    """What a format does: one text for all outcomes."""

    def __call__(self, tested: Tested, *, color: bool, width: int, standpoint: Standpoint) -> str:
        """Return the text."""


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats; a module whose name begins with ``_`` is none."""
    return tuple(sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_")))


def is_alone(name: str) -> bool:
    """Return whether a format is one whole document, which nothing may precede or follow."""
    return bool(getattr(import_module(f"{__name__}.{name}"), "ALONE", False))


def report(
    name: str, tested: Tested, *, color: bool = False, width: int = 100, standpoint: Standpoint = NOWHERE
) -> str:
    """Return the outcomes in a format; ``name`` must be one of ``formats()``."""
    write: Report = import_module(f"{__name__}.{name}").report
    return write(tested, color=color, width=width, standpoint=standpoint)
