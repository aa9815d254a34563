"""The command `treaty`: finds the command that is meant, and turns what goes wrong into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import PurePath

DEEPEST = 5000
"""How deep calls may go: sets of situations are asked one circumstance after the other, each a call deeper."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `treaty` and leave with its exit code: 0 clean, 1 findings, 2 no verdict, 130 interrupted."""
    gc.set_threshold(200_000, 20, 100)  # a run is short and keeps what it makes; looking for garbage often is a waste
    sys.setrecursionlimit(DEEPEST)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from treatylang.cli._app import build

    try:
        build().main(args=list(arguments) if arguments is not None else None, prog_name="treaty")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        _close_quietly()
        sys.exit(2)
    except Exception as problem:
        sys.exit(_report(problem))


def _report(problem: Exception) -> int:
    from treatylang.reasoning.kernel.diagram import TooLarge
    from treatylang.workspace.trouble import NoVerdict

    if isinstance(problem, (RecursionError, TooLarge)):
        problem = NoVerdict(
            "the conditions of the draft depend on each other in too many ways to be looked at together",
            "look at its articles apart, or put what belongs together into one circumstance: `circumstance X = …;`",
        )
    if isinstance(problem, OSError) and problem.filename is not None:
        why = (problem.strerror or "").lower()
        problem = NoVerdict(f"`{os.fspath(problem.filename)!s}` cannot be used: {why}")
    if isinstance(problem, NoVerdict):
        _tell(f"error: {problem.message}")
        if problem.help:
            _tell(f"  = help: {problem.help}")
        return 2
    if os.environ.get("TREATYLANG_TRACEBACK"):
        import traceback

        traceback.print_exception(problem)
    from treatylang.cli._version import version

    place = _innermost(problem)
    _tell(
        f"internal error: {type(problem).__name__}: {problem}\n"
        f"  at {place} (treatylang {version()}, Python {sys.version.split()[0]})\n"
        "  this is a fault of treatylang, not of the draft; there is no verdict\n"
        "  please file a bug with the draft and these lines; TREATYLANG_TRACEBACK=1 shows the whole way to the fault"
    )
    return 2


def _tell(text: str) -> None:
    """Write lines to standard error with their control characters written out; nothing more is loaded for it."""
    if sys.stderr is not None:
        shown = (c if c.isprintable() or c == "\n" else f"\\u{{{ord(c):04X}}}" for c in text)
        print("".join(shown), file=sys.stderr)


def _innermost(problem: BaseException) -> str:
    trace = problem.__traceback__
    place = "an unknown place"
    while trace is not None:
        code = trace.tb_frame.f_code
        if "treatylang" in code.co_filename:
            place = f"{PurePath(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next
    return place


def _close_quietly() -> None:
    """Send what is left of the output nowhere, so that the end of the program does not complain again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    gc.set_threshold(200_000, 20, 100)  # a run is short and keeps what it makes; looking for garbage often is a waste
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
