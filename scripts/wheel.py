"""Builds the wheel twice, in two folders: `make wheel` leaves it in dist/ only if the bytes are the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]


def built(place: Path) -> Path:
    """Build the wheel of the last commit from files that are copied elsewhere; return it."""
    copy = place / "source"
    copy.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(copy)], input=archive, check=True)
    day = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": day.stdout.strip()}
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--wheel-dir", str(place), str(copy)], env=environment, check=True)
    (wheel,) = place.glob("*.whl")
    return wheel


def main() -> int:
    """Build twice; return 1 where the bytes differ."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        wheels = [built(Path(one) / "first"), built(Path(other) / "second, elsewhere")]
        sums = [sha256(wheel.read_bytes()).hexdigest() for wheel in wheels]
        if sums[0] != sums[1]:
            print(f"two builds differ: {sums[0]} and {sums[1]}")
            return 1
        (ROOT / "dist").mkdir(exist_ok=True)
        shutil.copy(wheels[0], ROOT / "dist")
        print(f"dist/{wheels[0].name}: built twice, the same {wheels[0].stat().st_size:,} bytes, sha256 {sums[0]}")
        return 0


if __name__ == "__main__":
    sys.exit(main())
