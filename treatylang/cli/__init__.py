"""The command `treaty`: finds the command that is meant, and turns what goes wrong into an exit code."""

from __future__ import annotations

import codecs
import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import PurePath

ESCAPED = "escaped"
"""How characters are written that an output cannot carry, by its name among Python's ways to deal with errors."""


def program() -> None:
    """Be the program `treaty`: the process ends with it, so that nothing is searched for garbage any more."""
    try:
        main()
    finally:
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `treaty` and leave with its exit code: 0 clean, 1 findings, 2 no verdict, 130 interrupted."""
    gc.set_threshold(1_000_000, 20, 100)  # a run is short and keeps what it makes; looking for garbage often is a waste
    codecs.register_error(ESCAPED, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=ESCAPED)
    from treatylang.cli import _again

    given = list(arguments if arguments is not None else sys.argv[1:])
    _again.begin()
    key = _again.key_of(given)
    try:
        code = _again.said_before(key) if key is not None else None
        if code is not None:
            sys.exit(code)
        _looked(given, key)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        _close_quietly()
        sys.exit(2)
    except Exception as problem:
        sys.exit(_report(problem))


def _looked(arguments: list[str], key: str | None) -> None:
    from treatylang.api.depth import DEEPEST
    from treatylang.cli import _again
    from treatylang.cli._app import build

    sys.setrecursionlimit(DEEPEST)
    try:
        build().main(args=arguments, prog_name="treaty")
    except SystemExit as leaving:
        if key is not None:
            _again.keep(key, leaving.code)
        raise


def _escaped(problem: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that an output cannot carry: escapes that JSON understands too."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lost = problem.object[problem.start : problem.end].encode("utf-16-be", "surrogatepass")
    units = (lost[at : at + 2].hex() for at in range(0, len(lost), 2))
    return "".join(f"\\u{unit}" for unit in units), problem.end


def _report(problem: Exception) -> int:
    from treatylang.api.depth import entangled
    from treatylang.reasoning.kernel.diagram import TooLarge
    from treatylang.workspace.trouble import NoVerdict

    if isinstance(problem, (RecursionError, TooLarge)):
        problem = entangled()
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
        with contextlib.suppress(OSError, ValueError):
            print("".join(shown), file=sys.stderr, flush=True)


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
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
