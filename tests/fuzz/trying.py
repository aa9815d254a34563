"""Tries a text: through reader, parser, formatter and resolver, and through every command, all in this process.

A promise that is broken is a `Broken`: an internal error, a formatted text that means something else, an exit code that
is none, a control character on a stream, an answer that takes longer than it may.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from treatylang.model.question import Question
from treatylang.reasoning.kernel.diagram import TooLarge
from treatylang.source import Source
from treatylang.syntax import parser
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse
from treatylang.workspace import Draft, NoVerdict, Project, texts

SLOW = 10.0
"""Seconds of work after which an answer has taken too long; what a machine does besides does not count."""

DEEPEST = 5000
"""How deep calls may go, as in the command."""

_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What acts on a terminal, the line feed and the tabulator left out."""


@dataclass(frozen=True)
class Broken:
    """A promise that was not kept: what was done, what came of it, and where in the program."""

    what: str
    why: str
    where: str = ""

    @property
    def kind(self) -> str:
        """Two failures of one kind have one cause, as far as one can see."""
        return f"{self.where} {self.why.split(':')[0]}" if self.where else f"{self.what} {self.why[:60]}"


def _where(problem: BaseException) -> str:
    frames = [one for one in traceback.extract_tb(problem.__traceback__) if "treatylang" in one.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``TimeoutError`` in what takes longer; where there are no such alarms, there is no limit."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _broken(what: str, work: Callable[[], str | None], seconds: float = SLOW) -> Broken | None:
    """Do some work; return what was broken: what it says, an exception, or that it took too long."""
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, DEEPEST))
    try:
        with limited(seconds):
            said = work()
    except TimeoutError as problem:
        return Broken(what, f"takes longer than {seconds:g} s", _where(problem))
    except (NoVerdict, TooLarge, RecursionError):
        return None  # told as such by the command, code 2
    except Exception as problem:
        return Broken(what, f"{type(problem).__name__}: {problem}"[:300], _where(problem))
    finally:
        sys.setrecursionlimit(depth)
    return Broken(what, said) if said else None


# -- reader, formatter, resolver -----------------------------------------------------------------------------------


class Reading:
    """Tries texts through reader, parser, formatter and resolver; the library is opened once."""

    def __init__(self) -> None:
        self.project = Project.around(Path("/nowhere/draft.treaty"), isolated=True, cache=False)
        self.glossary = self.project.glossary

    def broken(self, text: str) -> Broken | None:
        """Return what was broken, if anything."""
        return _broken("read, format and resolve", lambda: self._tried(text))

    def _tried(self, text: str) -> str | None:
        source = Source("draft.treaty", texts.decode(text.encode("utf-8"), "draft.treaty"))
        document, findings = parse(source, self.glossary)
        for finding in findings:
            if not 0 <= finding.span.start <= finding.span.end <= len(source.text):
                return f"a finding lies outside the text: {finding.rule}"
        if document is None:
            return None if findings else "no document and no finding"
        laid_out = format_document(document)
        again, _ = parse(Source("draft.treaty", laid_out))
        if again != document:
            return "the layout changes the meaning"
        if format_document(again) != laid_out:
            return "the layout of the layout is another"
        self.project.open(Draft(source, Path("/nowhere/draft.treaty"), exists=False), Question())
        return None


# -- every command -------------------------------------------------------------------------------------------------

BESIDE = 'treaty Other "Other" {\n  party Fiji, Tonga;\n  article "a" as a { each party shall consult; }\n}\n'

COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", "draft.treaty", "--format", "full"),
    "check-all": (
        "check", "draft.treaty", "--verbose", "--output-file", "json=f.json", "--output-file", "sarif=f.sarif",
        "--output-file", "html=f.html", "--output-file", "markdown=f.md", "--output-file", "junit=f.xml",
        "--output-file", "gitlab=f.gitlab.json", "--format", "github",
    ),
    "fix": ("check", "draft.treaty", "--fix", "--diff"),
    "fmt": ("fmt", "draft.treaty", "--check"),
    "textconv": ("git-textconv", "draft.treaty"),
    "render": ("render", "draft.treaty", "--to", "markdown"),
    "render-html": ("render", "draft.treaty", "--to", "html"),
    "render-docx": ("render", "draft.treaty", "-o", "f.docx"),
    "diff": ("diff", "seed.treaty", "draft.treaty"),
    "diff-json": ("diff", "draft.treaty", "seed.treaty", "--format", "json"),
    "redline": ("redline", "seed.treaty", "draft.treaty", "-o", "f.redline.html"),
    "amend": ("amend", "draft.treaty", "draft.treaty"),
    "between": ("amend", "--between", "seed.treaty", "draft.treaty"),
    "test": ("test", "draft.treaty", "--coverage"),
    "guarantees": ("guarantees", "draft.treaty"),
    "ask": ("ask", "draft.treaty", "armed-attack on territory of Japan by China"),
    "candidates": ("candidates", "draft.treaty"),
    "cures": ("cures", "draft.treaty"),
    "brackets": ("brackets", "draft.treaty"),
    "decisions": ("decisions", "draft.treaty"),
    "brief": ("brief", "draft.treaty"),
    "profile": ("profile", "draft.treaty"),
    "timeline": ("timeline", "draft.treaty"),
    "map": ("map", "draft.treaty", "-o", "f.svg"),
    "sweep": ("sweep", "draft.treaty"),
    "where": ("where", "35.0N 139.0E", "draft.treaty"),
    "instruments": ("instruments", "draft.treaty"),
    "words": ("words", "draft.treaty"),
    "explain": ("explain", "law-conflict"),
    "merge": ("git-merge-driver", "seed.treaty", "draft.treaty", "other.treaty"),
}  # fmt: skip
"""Every command that takes a draft, in the ways in which it is given one."""


class _Stream(io.TextIOWrapper):
    """A stream that holds what is written, and is not a terminal."""

    def __init__(self) -> None:
        self.data = io.BytesIO()
        super().__init__(self.data, encoding="utf-8", errors="backslashreplace", write_through=True)

    def text(self) -> str:
        return self.data.getvalue().decode("utf-8")


class Commands:
    """Runs commands in this process, in a folder in which it lays out the draft, its seed and another treaty."""

    def __init__(self, folder: Path) -> None:
        from treatylang.cli._app import build

        self.folder = folder
        self.app = build()
        self.runs = 0

    def lay_out(self, text: str, seed: str, **files: str) -> None:
        """Write the draft and what stands beside it."""
        for path in self.folder.iterdir():
            if path.is_file():
                path.unlink()
        everything = {"draft.treaty": text, "seed.treaty": seed, "other.treaty": BESIDE, **files}
        for name, content in everything.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8"))

    def run(self, arguments: Sequence[str], seconds: float = SLOW) -> Broken | None:
        """Run a command; return what was broken, if anything."""
        self.runs += 1
        out, err = _Stream(), _Stream()
        here = Path.cwd()
        streams = sys.stdout, sys.stderr
        tables, parser.use_tables = parser.use_tables, lambda _: True  # the parser that is there serves every run
        os.chdir(self.folder)
        texts._KEPT.clear()
        sys.stdout, sys.stderr = out, err
        try:
            return _broken(" ".join(arguments), lambda: self._ran(arguments, out, err), seconds)
        finally:
            sys.stdout, sys.stderr = streams
            parser.use_tables = tables
            os.chdir(here)

    def _ran(self, arguments: Sequence[str], out: _Stream, err: _Stream) -> str | None:
        code: Any = 0
        try:
            self.app.main(args=list(arguments), prog_name="treaty")
        except SystemExit as leaving:
            code = leaving.code
        if code not in (0, 1, 2, None):
            return f"exit code {code!r}"
        whole = arguments[0] in ("git-textconv", "amend", "render")
        for name, text in (("standard output", "" if whole else out.text()), ("standard error", err.text())):
            if found := _ACTS.search(text):
                return f"U+{ord(found[0]):04X} on {name}"
        if "json" in arguments and out.text():
            json.loads(out.text())
        return None


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drawn(random: Random, *, mostly_reads: bool = False) -> str:
    """Return a text to try: one in three grown from the grammar, two changed from a seed.

    With ``mostly_reads``, five in six are texts without a mistake of form: others end at the parser.
    """
    from tests.fuzz.changing import changed
    from tests.fuzz.growing import draft

    wanted = mostly_reads and random.random() < 5 / 6
    for _ in range(20):
        text = draft(random) if random.random() < 0.34 else changed(random)
        if not wanted or parse(Source("draft.treaty", text))[0] is not None:
            return text
    return text
