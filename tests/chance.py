"""What random cases depend on: the seed of a run, how many cases there are, how long a law is tried.

The seed comes from the commit, so that a run can be repeated and the next commit sees other cases. Variables change it:

- `TREATY_SEED`: the seed; the end of each run says which it was;
- `TREATY_CASES`: how many times the number of cases that a test names, `SHARE` of it where nothing is said;
- `TREATY_LAW_SECONDS`: how long each law of `tests/laws` is tried;
- `TREATY_CASE`: the number of the one case of a law that is tried;
- `TREATY_UNTIL`: the time (seconds since 1970) after which no further test is begun; what was not run is said.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings

USUAL_SECONDS = 3.0
"""How long a law is tried in `make test`; the next commit tries other cases, `make soak` many."""

SOAK_SECONDS = 15.0
"""How long a law is tried at the least in each round of `make soak`."""

SHARE = 0.4
"""Which share of the cases that a test names is tried in `make test`; `make soak` tries all of them, and more."""

T = TypeVar("T")
TIMES = float(os.environ.get("TREATY_CASES") or SHARE)


def seed() -> int:
    """Return the seed of this run: the one that is given, else the commit's, 0 outside a repository."""
    given = os.environ.get("TREATY_SEED")
    if given:
        return int(given)
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(sha256(done.stdout.strip().encode()).hexdigest()[:8], 16)


def cases(number: int, **more: Any) -> settings:
    """Return the settings of a property test that tries so many cases in `make test`, and more in `make soak`."""
    return settings(max_examples=max(1, round(number * TIMES)), deadline=None, **more)


def some(of: Sequence[T], number: int) -> list[T]:
    """Return so many of some cases that take long, others for the next commit; `make soak` tries all of them."""
    if TIMES >= 1.0 or number >= len(of):
        return list(of)
    chosen = sorted(random.Random(f"{seed()} some").sample(range(len(of)), number))
    return [of[index] for index in chosen]


@dataclass
class Budget:
    """How long a law is tried, and on which random cases; ``number`` is that of the case that is being tried."""

    name: str
    seconds: float
    seed: int
    number: int = -1

    def cases(self, least: int = 5, enough: int | None = None) -> Iterator[random.Random]:
        """Yield the random numbers of case after case until the time is over, at least so many times.

        ``enough`` is how many cases are enough for `make test`; where more time is given, more are tried.
        """
        alone = os.environ.get("TREATY_CASE")
        if alone:
            yield self._draw(int(alone))
            return
        end = time.monotonic() + self.seconds
        for number in count():
            sated = enough is not None and number >= enough and self.seconds <= USUAL_SECONDS
            if number >= least and (sated or time.monotonic() >= end):
                return
            yield self._draw(number)

    def _draw(self, number: int) -> random.Random:
        """Return the random numbers of one case: the same for the same seed, law and number."""
        self.number = number
        return random.Random(f"{self.seed} {self.name} {number}")


def budget(name: str) -> Budget:
    """Return the budget of a law of that name."""
    return Budget(name, float(os.environ.get("TREATY_LAW_SECONDS") or USUAL_SECONDS), seed())
