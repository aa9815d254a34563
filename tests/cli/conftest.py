"""Runs `treaty` as users do: in a process of its own, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import treaty
from tests.treaty import Ran

CLEAN = """
treaty Pact "Pact on Consultation" {
  status      draft;
  drawn-up    at "Geneva" on 2026-11-22;
  party Japan, Australia;
  article "Consultation" as consultation {
    when threat to any party
      each party shall consult the others within 48 hours;
  }
}
"""

BROKEN = CLEAN.replace("48 hours;", "48 hours")


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs `treaty` with arguments in ``tmp_path``; no run may show a traceback."""

    def run(*arguments: str, stdin: str | bytes = b"", afresh: bool = False, **environment: str) -> Ran:
        return treaty.run(*arguments, folder=tmp_path, stdin=stdin, environment=environment, afresh=afresh)

    return run


@pytest.fixture
def pact(tmp_path: Path) -> Path:
    """Return a draft without mistakes of form."""
    path = tmp_path / "pact.treaty"
    path.write_text(CLEAN, encoding="utf-8")
    return path
