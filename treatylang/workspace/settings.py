"""What a project settles once: the keys of ``treaty.toml`` or of ``[tool.treatylang]`` in ``pyproject.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """The settings of a run, before the options of the command line.

    ``severity`` maps a rule to a level; ``readings`` a state to a reading; ``options`` a bracket to its option;
    ``libraries`` are folders, absolute; ``path`` is the file that said so, ``None`` where there is none; ``edition`` is
    that of the library which the project asks for, empty for any.
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
    edition: str = ""
