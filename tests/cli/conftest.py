"""Runs `treaty` as users do: in a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

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


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs `treaty` with arguments in ``tmp_path``; no run may show a traceback."""
    cache = tmp_path.parent / "cache"

    def run(*arguments: str, stdin: str | bytes = b"", **environment: str) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "treatylang", *arguments],
            cwd=tmp_path,
            input=data,
            capture_output=True,
            timeout=120,
            env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONIOENCODING": "utf-8", **environment},
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        return ran

    return run


@pytest.fixture
def pact(tmp_path: Path) -> Path:
    """Return a draft without mistakes of form."""
    path = tmp_path / "pact.treaty"
    path.write_text(CLEAN, encoding="utf-8")
    return path
