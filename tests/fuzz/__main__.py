"""Tries texts for some time, or so many of them, and tells each kind of failure once with a text that shows it.

`python -m tests.fuzz read|commands|some SECONDS [SEED] [FOLDER]`: through reader, formatter and resolver; through every
command; through five of them, others for each text. Failures go to FOLDER, one file for each kind.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.fuzz.changing import changed
from tests.fuzz.seeds import small
from tests.fuzz.trying import COMMANDS, Broken, Commands, Reading, drawn


def main() -> int:
    """Try, count and tell."""
    what, seconds = sys.argv[1], float(sys.argv[2])
    seed = sys.argv[3] if len(sys.argv) > 3 else "1"
    folder = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    found: dict[str, tuple[Broken, str]] = {}
    start = time.time()
    number = runs = 0
    with tempfile.TemporaryDirectory() as room:
        commands = Commands(Path(room)) if what != "read" else None
        reading = Reading()
        while time.time() - start < seconds:
            random = Random(f"{seed} {what} {number}")
            text = drawn(random, mostly_reads=what != "read")
            broken: list[Broken | None] = []
            if commands is None:
                broken.append(reading.broken(text))
                runs += 1
            else:
                commands.lay_out(text, _seed(random))
                chosen = random.sample(list(COMMANDS), 5) if what == "some" else list(COMMANDS)
                broken += [commands.run(COMMANDS[name]) for name in chosen]
                runs += len(chosen)
            for one in broken:
                if one is not None and one.kind not in found:
                    found[one.kind] = (one, text)
                    print(f"{number}: {one.what}: {one.why} ({one.where})", flush=True)
                    if folder is not None:
                        folder.mkdir(exist_ok=True)
                        name = re.sub(r"\W+", "-", one.kind)[:80]
                        (folder / f"{what}-{name}.treaty").write_text(f"# {one.what}: {one.why}\n{text}", "utf-8")
            number += 1
    took = time.time() - start
    print(f"{what}: {number} texts, {runs} runs, {took:.0f} s, seed {seed}, {len(found)} kinds of failure", flush=True)
    return 1 if found else 0


def _seed(random: Random) -> str:
    return random.choice(small()) if random.random() < 0.7 else changed(random)


if __name__ == "__main__":
    sys.exit(main())
