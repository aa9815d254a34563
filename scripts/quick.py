"""Runs within a minute what a change touches: the tests nearest to the files that differ from `main`, and a few of all.

Nearest first: tests that were changed, tests named like a changed file, tests of every command, then the folders that
mirror the changed ones. What the time does not allow is said at the end; `make test` runs it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
SECONDS = 50
"""How long tests are begun; the last of them may take some seconds more."""

ALWAYS = ("tests/cli/test_exit_codes.py", "tests/reports/test_fingerprints.py", "tests/workspace/test_shelf.py")
"""A few tests of everything, from the command line down."""

BESIDE = {
    "syntax": ("tests/syntax", "tests/formatter"),
    "library": ("tests/library", "tests/rulings", "tests/examples"),
    "model": ("tests/model", "tests/rulings"),
    "reasoning": ("tests/reasoning", "tests/rulings", "tests/examples"),
    "grammar": ("tests/syntax", "tests/formatter"),
    "docs": ("tests/test_docs.py", "tests/test_readme.py", "tests/git/test_pages.py"),
    "scripts": ("tests/test_docs.py", "tests/git/test_ci.py"),
    "examples": ("tests/examples", "tests/test_readme.py"),
}
"""A changed folder → the tests that look at it, where these are not only those in the folder of the same name."""


def changed() -> list[str]:
    """Return the files that differ from where this branch left `main`, those that git does not know yet among them."""
    base = _git("merge-base", "main", "HEAD")[:1] or ["HEAD"]
    return sorted({*_git("diff", "--name-only", *base), *_git("ls-files", "--others", "--exclude-standard")})


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def nearest(files: list[str]) -> Iterator[str]:
    """Yield tests and folders of tests, the nearest to the files first; some more than once."""
    paths = [PurePosixPath(file) for file in files]
    yield from (str(path) for path in paths if path.parts[0] == "tests" and path.name.startswith("test_"))
    for path in paths:
        yield from (str(found.relative_to(ROOT)) for found in (ROOT / "tests").rglob(f"test_{path.stem}.py"))
    yield from ALWAYS
    for path in paths:
        folder = path.parts[1] if path.parts[0] in ("treatylang", "tests") and len(path.parts) > 2 else path.parts[0]
        yield from BESIDE.get(folder, (f"tests/{folder}",))
        if path.suffix == ".md":
            yield from BESIDE["docs"]


def main() -> int:
    """Run the tests; leave with pytest's exit code."""
    files = changed()
    wanted = [test for test in dict.fromkeys(nearest(files)) if (ROOT / test).exists()]
    print(f"{len(files)} files differ from main: {' '.join(wanted)}", flush=True)
    until = str(time.time() + SECONDS)
    environment = {"TREATY_CASES": "0.2", "TREATY_LAW_SECONDS": "1", "TREATY_UNTIL": until, **os.environ}
    command = [sys.executable, "-m", "pytest", "-n", "auto", *wanted, *sys.argv[1:]]
    return subprocess.call(command, cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main())
