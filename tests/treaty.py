"""Runs `treaty` as users do, in a process of its own; it starts at once, as the fork of one that has loaded everything.

Most of what a short run costs is the start of Python and the reading of modules and data. A process that has done this
once, the *stock*, waits for orders and forks for each: what comes of it is a process like any other, with its own
folder, environment, streams and exit code. Where a run must begin with nothing loaded (its environment speaks to
Python itself, or there is no fork), it is started from scratch; `afresh` asks for that.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import io
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).parents[1]
PATIENCE = 120.0
"""Seconds after which a run that has not ended has hung."""

_FROM_SCRATCH = ("PYTHON", "LC_", "LANG", "LD_")
"""How variables begin that Python reads only when it starts."""


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


def run(
    *arguments: str,
    folder: Path,
    stdin: str | bytes = b"",
    environment: Mapping[str, str] | None = None,
    afresh: bool = False,
    together: bool = False,
) -> Ran:
    """Run `treaty` in a folder with variables beside those of this process; no run may show a traceback.

    With ``together`` both streams are one, as on a terminal, and ``err`` stays empty.
    """
    given = {"PYTHONIOENCODING": "utf-8", **(environment or {})}
    whole = {**os.environ, **given}
    data = stdin.encode() if isinstance(stdin, str) else stdin
    special = any(whole[name] != os.environ.get(name) for name in environment or {} if name.startswith(_FROM_SCRATCH))
    if afresh or special or not hasattr(os, "fork"):
        done = subprocess.run(
            [sys.executable, "-m", "treatylang", *arguments],
            cwd=folder,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if together else subprocess.PIPE,
            timeout=PATIENCE,
            env=whole,
        )
        ran = Ran(done.returncode, done.stdout.decode(), (done.stderr or b"").decode())
    else:
        ran = stock().run(arguments, folder, data, whole, together=together)
    assert "Traceback" not in (ran.out if together else ran.err), ran
    return ran


@cache
def stock() -> Stock:
    """Return the process of which runs are forks; it is started when the first test needs it."""
    return Stock()


class Stock:
    """A process that has everything loaded and forks for each order."""

    def __init__(self) -> None:
        self._wire, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.treaty", str(theirs.fileno())]
        self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])
        theirs.close()
        atexit.register(self.close)

    def close(self) -> None:
        """End the process: it leaves when nobody is at the other end."""
        self._wire.close()
        self._process.wait()

    def run(
        self, arguments: tuple[str, ...], folder: Path, data: bytes, environment: Mapping[str, str], *, together: bool
    ) -> Ran:
        """Fork, run and wait."""
        order = json.dumps({"arguments": arguments, "folder": str(folder), "environment": dict(environment)})
        with contextlib.ExitStack() as open_files:
            files = [open_files.enter_context(tempfile.TemporaryFile("a+b")) for _ in range(4)]
            for file, content in zip(files, (order.encode("utf-8", "surrogateescape"), data), strict=False):
                file.write(content)
                file.seek(0)
            handles = [file.fileno() for file in files]
            if together:
                handles[3] = handles[2]
            socket.send_fds(self._wire, [b"."], handles)
            self._wire.settimeout(PATIENCE + 10)
            answer = self._wire.recv(64)
            assert answer, "the process of which runs are forks has ended"
            out, err = (_written(file) for file in files[2:])
        code = int(answer)
        assert code != -signal.SIGALRM, f"`treaty {' '.join(arguments)}` did not end in {PATIENCE} s\n{err}"
        return Ran(code, out, err)


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


# -- in the process that has everything loaded ------------------------------------------------------------------------


def _serve(wire: socket.socket) -> None:
    """Fork for each order until nobody sends any."""
    _load()
    while True:
        message, handles, _, _ = socket.recv_fds(wire, 1, 4)
        if not message:
            return
        child = os.fork()
        if child == 0:
            wire.close()
            _carry_out(handles)
        for handle in handles:
            os.close(handle)
        _, status = os.waitpid(child, 0)
        wire.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _load() -> None:
    """Import the whole program and read the data that does not depend on folder, environment or day."""
    import treatylang

    for module in pkgutil.walk_packages(treatylang.__path__, "treatylang."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from treatylang import checks
    from treatylang.geography import open_globe
    from treatylang.model.question import Question
    from treatylang.source import Source
    from treatylang.syntax import parser
    from treatylang.workspace import Draft, Project, cache

    cache.MOST, cache.Shapes.most = 20_000, 5_000  # as in the tests' own process
    cache.warm()
    cache._warmed.append(True)
    checks.rules()
    open_globe()
    project = Project.around(ROOT / "draft.treaty", isolated=True)
    laws = (head for volume in project.shelf.volumes for head in volume.heads if head.kind == "law")
    parties = ", ".join(sorted({f'"{head.other}"' for head in laws}))
    draft = Draft(
        Source("draft.treaty", f'treaty T "Treaty" {{ party {parties}; }}'), ROOT / "draft.treaty", exists=False
    )
    for every_treaty in (True, False):
        opened = project.open(draft, Question(), every_treaty=every_treaty)
        assert opened.world is not None, opened.findings
    parser.prepare()
    gc.collect()
    gc.freeze()


def _carry_out(handles: list[int]) -> NoReturn:
    """Be the command `treaty`: take on folder, environment and streams, run, and leave with the exit code."""
    with os.fdopen(handles[0], "rb") as file:
        order: dict[str, Any] = json.loads(file.read().decode("utf-8", "surrogateescape"))
    for number, handle in enumerate(handles[1:]):
        os.dup2(handle, number)
        os.close(handle)
    signal.alarm(int(PATIENCE))
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    if "TREATY_MISFORTUNE" in os.environ:
        from tests.workspace.misfortune import befall

        befall(json.loads(os.environ.pop("TREATY_MISFORTUNE")))
    sys.argv = ["treaty", *order["arguments"]]
    sys.stdin = io.TextIOWrapper(os.fdopen(0, "rb"), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb"), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb"), encoding="utf-8", errors="backslashreplace", line_buffering=True)
    code = _ended(order["arguments"])
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except Exception:
        traceback.print_exc()
        code = 120
    os._exit(code)


def _ended(arguments: list[str]) -> int:
    from treatylang.cli import main

    try:
        main(arguments)
    except SystemExit as leaving:
        if leaving.code is None or isinstance(leaving.code, int):
            return leaving.code or 0
        print(leaving.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
