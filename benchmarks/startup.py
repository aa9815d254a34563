"""Start-up: `treaty --version` and `treaty check` of a short draft against a Typer application that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from yardstick import draft, in_turn

_MINIMAL = """\
import typer

app = typer.Typer()


@app.command()
def main(version: bool = False) -> None:
    print("minimal 0.1.0")


app()
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        minimal = Path(folder) / "minimal.py"
        minimal.write_text(_MINIMAL, encoding="utf-8")
        pact = Path(folder) / "pact.treaty"
        pact.write_text(draft(9), encoding="utf-8")
        treaty = [sys.executable, "-m", "treatylang"]
        commands = [
            [sys.executable, str(minimal), "--version"],
            [*treaty, "--version"],
            [*treaty, "check", str(pact)],
            [*treaty, "check", str(pact), "--no-cache"],
        ]
        in_turn(commands, 2, (0, 1))
        base, version, check, cold = in_turn(commands, 15, (0, 1))
    lines = draft(9).count("\n")
    rows = [
        ("minimal Typer application", base, ""),
        ("treaty --version", version, "(to reach: 1.1)"),
        (f"treaty check, {lines} lines", check, "(to reach: 2.5)"),
        ("treaty check --no-cache", cold, ""),
    ]
    for name, time, goal in rows:
        print(f"{name:<30} {time * 1000:6.0f} ms  {time / base:5.2f} x  {goal}".rstrip())


if __name__ == "__main__":
    main()
