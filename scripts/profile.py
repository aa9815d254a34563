"""Says where the time of a command on the example goes: the ten dearest lines. `make profile WORK=where`."""

from __future__ import annotations

import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = "examples/asia-pacific.treaty"
ROUNDS = [f"examples/rounds/asia-pacific-{number}.treaty" for number in (1, 2)]
WORKS = {
    "ask": ["ask", EXAMPLE, "armed-attack on Japan at 26.3N 127.8E"],
    "brackets": ["brackets", EXAMPLE],
    "brief": ["brief", EXAMPLE],
    "candidates": ["candidates", EXAMPLE],
    "check": ["check", EXAMPLE],
    "cures": ["cures", EXAMPLE],
    "diff": ["diff", *ROUNDS],
    "guarantees": ["guarantees", EXAMPLE],
    "map": ["map", EXAMPLE],
    "sweep": ["sweep", EXAMPLE],
    "where": ["where", EXAMPLE, "24.5N", "153.9E"],
}
"""What `WORK=` may be, and the command that is looked at; other words are a command of their own."""

_RUN = "import sys; from treatylang.cli import main; main(sys.argv[1:])"


def timed(arguments: list[str]) -> str:
    """Run a command as users do, and return what it took: seconds of processor and of the clock."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, "-c", _RUN, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"{after.ru_utime - before.ru_utime:.2f} s of the processor, {time.monotonic() - began:.2f} s of the clock, "
        f"{after.ru_maxrss / 1024:.0f} MB at the most so far"
    )


def dearest(arguments: list[str], number: int = 10) -> list[str]:
    """Return the functions in which a command spends the most time, without the functions that they call."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "profile"
        subprocess.run(
            [sys.executable, "-m", "cProfile", "-o", str(kept), "-m", "treatylang", *arguments],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        found = pstats.Stats(str(kept)).stats  # type: ignore[attr-defined]
    rows = sorted(((own, calls, place) for place, (_, calls, own, _, _) in found.items()), reverse=True)
    return [f"{own:8.3f} s  {calls:9,} x  {_where(place)}" for own, calls, place in rows[:number]]


def _where(place: tuple[str, int, str]) -> str:
    file, line, name = place
    if line == 0:
        return name
    path = Path(file)
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-2:])
    return f"{shown}:{line} {name}"


def main() -> int:
    """Print time, memory and the ten dearest lines of a work."""
    work = sys.argv[1] if len(sys.argv) > 1 else "check"
    arguments = WORKS.get(work) or sys.argv[1:]
    print(f"treaty {' '.join(arguments)}")
    for turn in ("first", "again"):
        print(f"{turn}: {timed(arguments)}")
    print("\n".join(dearest(arguments)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
