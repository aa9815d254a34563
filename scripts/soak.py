"""Tries laws and random cases for some minutes: round after round, each with a seed of its own and more cases."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import chance  # noqa: E402  # the tests are not a package that is installed

MOST = 16
"""How many times the cases that tests name a round tries at the most."""

NOTHING_LEFT = 5
"""The exit code of pytest where it has no test to run."""


def main() -> int:
    """Run rounds until the time is over; leave with the exit code of the first that fails."""
    minutes = float(sys.argv[1])
    end = time.time() + 60 * minutes
    first = chance.seed()
    for number in count():
        if time.time() >= end:
            print(f"{number} rounds in {minutes:g} minutes: no law was broken")
            return 0
        times = min(2**number, MOST)
        print(f"round {number + 1}: seed {first + number}, {times} x the cases that tests name", flush=True)
        environment = {
            **os.environ,
            "TREATY_SEED": str(first + number),
            "TREATY_CASES": str(times),
            "TREATY_LAW_SECONDS": str(chance.SOAK_SECONDS * (times + 1)),
            "TREATY_UNTIL": str(end),
        }
        command = [sys.executable, "-m", "pytest", "-n", "auto", "-m", "law", "--maxfail", "5"]
        command += [f"--timeout={300 * (times + 1)}", *sys.argv[2:]]
        code = subprocess.call(command, cwd=ROOT, env=environment)
        if code not in (0, NOTHING_LEFT):
            return code
    raise AssertionError("rounds end only with the time")


if __name__ == "__main__":
    sys.exit(main())
