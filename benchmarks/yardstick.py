"""What the benchmarks share: times of processes and calls, and drafts of any length."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from statistics import median

_ARTICLE = """\
  article "Article {n}" as article-{n} {{
    1 {{
      # what article {n} asks
      when armed-attack on territory of any party in Zone and not provoked
        each other party shall assist the attacked party including use-force
          as it deems necessary
          in accordance with constitutional-provisions, constitutional-processes
          notwithstanding @article-{m};
    }}
    2 {{ each party shall consult the others within 48 hours; }}
  }}
"""
_HEAD = """\
treaty Long "A Long Treaty" {
  status draft;
  drawn-up at "Geneva" on 2026-11-22;
  languages en;
  under law of parties;
  party Japan, Australia;
  area Zone "the Zone" = territory of parties;
"""


def draft(articles: int) -> str:
    """Return a draft with that many articles of ten lines."""
    return _HEAD + "".join(_ARTICLE.format(n=n, m=max(1, n - 1)) for n in range(1, articles + 1)) + "}\n"


def draft_of_size(characters: int) -> str:
    """Return a draft with about that many characters."""
    return draft(max(1, characters // len(_ARTICLE.format(n=5000, m=4999))))


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Return the best time of a call."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def in_turn(commands: Sequence[Sequence[str]], rounds: int, codes: Sequence[int]) -> list[float]:
    """Return the median time of each command; they run in turn, so that noise meets all of them alike."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds):
        for index, command in enumerate(commands):
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, check=False)
            times[index].append(time.perf_counter() - start)
            if done.returncode not in codes:
                raise RuntimeError(f"{command} left with {done.returncode}: {done.stderr.decode()}")
    return [median(row) for row in times]
