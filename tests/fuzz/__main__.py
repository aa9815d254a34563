"""Tries texts for some time, or so many of them, and tells each kind of failure once with a text that shows it.

`python -m tests.fuzz read|commands|some|projects SECONDS [SEED] [FOLDER]`: through reader, formatter and resolver;
through every command; through five of them, others for each text; whole projects in which something is damaged, through
ten.
Failures go to FOLDER: one file, or one project, for each kind.
"""

from __future__ import annotations

import gc
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.fuzz import projects
from tests.fuzz.changing import changed
from tests.fuzz.seeds import small
from tests.fuzz.trying import COMMANDS, Broken, Commands, Reading, drawn

Outcome = list[Broken | None]
"""What came of each run: what was broken, or nothing."""


def main() -> int:
    """Try, count and tell."""
    what, seconds = sys.argv[1], float(sys.argv[2])
    seed = sys.argv[3] if len(sys.argv) > 3 else "1"
    folder = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    found: set[str] = set()
    gc.set_threshold(200_000, 20, 100)  # as the command does
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))  # who ends it early wants the counts too
    start = time.time()
    number = runs = 0
    with tempfile.TemporaryDirectory() as room:
        tried = _tries(what, Path(room))
        while not ended and time.time() - start < seconds:
            broken = tried(Random(f"{seed} {what} {number}"))
            runs += len(broken)
            for one in broken:
                if one is not None and one.kind not in found:
                    found.add(one.kind)
                    print(f"{number}: {one.what}: {one.why} ({one.where})", flush=True)
                    if folder is not None:
                        name = re.sub(r"\W+", "-", f"{what}-{one.kind}")[:80]
                        shutil.copytree(
                            room, folder / name, symlinks=True, dirs_exist_ok=True, ignore_dangling_symlinks=True
                        )
            number += 1
    took = time.time() - start
    print(f"{what}: {number} inputs, {runs} runs, {took:.0f} s, seed {seed}, {len(found)} kinds of failure", flush=True)
    return 1 if found else 0


def _tries(what: str, room: Path) -> Callable[[Random], Outcome]:
    """Return what draws an input, leaves it in ``room`` and tries it."""
    if what == "read":
        reading = Reading()

        def read(random: Random) -> Outcome:
            text = drawn(random)
            broken = reading.broken(text)
            if broken is not None:
                (room / "draft.treaty").write_text(text, "utf-8")
            return [broken]

        return read
    commands = Commands(room)

    def command(random: Random) -> Outcome:
        commands.lay_out(drawn(random, mostly_reads=True), _seed(random))
        chosen = random.sample(list(COMMANDS), 5) if what == "some" else list(COMMANDS)
        return [commands.run(COMMANDS[name]) for name in chosen]

    def project(random: Random) -> Outcome:
        projects.laid_out(random, room, projects.damaged(random))
        chosen = random.sample(list(projects.COMMANDS), 10)
        return [commands.run(projects.COMMANDS[name]) for name in chosen]

    return project if what == "projects" else command


def _seed(random: Random) -> str:
    return random.choice(small()) if random.random() < 0.7 else changed(random)


if __name__ == "__main__":
    sys.exit(main())
