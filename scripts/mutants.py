"""Mutation testing: changes the program in many small ways, one at a time, and counts which of them some test notices.

`make mutants N=300 SEED=1` takes so many mutants (`scripts/mutation.py`) of some folders by chance: the same ones for
the same seed and text. A first run of the tests records which runs of statements each of them enters, in the processes
that it forks too. Then one process that has everything loaded and all tests collected forks for each mutant, takes its
code in place of the function's, and runs the tests that enter it until one fails. A mutant that no test enters counts
as survived; one that never ends, as caught. `scripts/equivalent-mutants.toml` lists those that change no answer, each
with the reason: they are counted apart.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import mmap
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
import weakref
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NoReturn

ROOT = Path(__file__).parents[1]
sys.path[:] = [str(ROOT), *(path for path in sys.path if path != str(ROOT / "scripts"))]  # one is called `profile`

from scripts import mutation  # noqa: E402

KEPT = ROOT / "build" / "mutants"
RECORD, WARM = KEPT / "record.json", KEPT / "cache"

FOLDERS = ("treatylang/reasoning/verdicts", "treatylang/reasoning/norms", "treatylang/model")
"""What is recorded; mutants are of the first two where nothing else is asked for."""

ASIDE = ("tests/fuzz", "tests/geography", "tests/syntax/test_growth.py", "tests/git", "tests/test_supply.py")
"""Tests that look at other things, and take long."""

LIMIT, MEMORY = 10.0, 6 << 30
"""Seconds, beside ten times those that were recorded, after which a test does not end; bytes that it may have."""

FEW = {"TREATY_CASES": "0.4", "TREATY_LAW_SECONDS": "0", "TREATY_SEED": "1"}
"""Random tests are tried with as many cases as in `make test`, the same for every mutant; laws with the least."""


# -- what each test enters --------------------------------------------------------------------------------------------


@dataclass
class Record:
    """Which runs of statements each test enters (a bit for each, in the order of ``blocks``), and its seconds."""

    blocks: list[str] = field(default_factory=list)
    tests: dict[str, tuple[float, str]] = field(default_factory=dict)
    unfit: list[str] = field(default_factory=list)
    """Tests that fail without a mutant when they run alone in a fork."""
    texts: dict[str, str] = field(default_factory=dict)
    """File → digest of the text that was recorded."""

    @classmethod
    def read(cls) -> Record:
        """Return what was recorded, nothing where nothing was."""
        return cls(**json.loads(RECORD.read_text())) if RECORD.exists() else cls()

    def write(self) -> None:
        """Keep it for the next run."""
        KEPT.mkdir(parents=True, exist_ok=True)
        RECORD.write_text(json.dumps(asdict(self)))

    def entering(self, block: str) -> list[str]:
        """Return the tests that enter a run of statements, in an order in which few of them say much.

        Half of the time goes to the quick and narrow ones, half to each file of tests in turn.
        """
        if block not in self.blocks:
            return []
        bit = 1 << self.blocks.index(block)
        files: dict[str, list[tuple[float, str]]] = {}
        for test, (seconds, bits) in self.tests.items():
            reached = int(bits, 16)
            if reached & bit and test not in self.unfit:
                price = (seconds + 0.02) * (reached.bit_count() + 50)
                files.setdefault(test.split("::")[0], []).append((price, test))
        turns = sorted(
            (turn, price, test) for those in files.values() for turn, (price, test) in enumerate(sorted(those))
        )
        quick = sorted((price, test) for _, price, test in turns)
        queues = [iter([test for _, test in quick]), iter([test for *_, test in turns])]
        spent = [0.0, 0.0]
        found: dict[str, None] = {}
        while len(found) < len(turns):
            least = spent.index(min(spent))
            test = next(test for test in queues[least] if test not in found)
            spent[least] += self.tests[test][0] + 0.01
            found[test] = None
        return list(found)


class _Tracing(MetaPathFinder):
    """Imports the folders that are looked at so that each run of statements sets a byte when it is entered."""

    def __init__(self, reached: mmap.mmap) -> None:
        self.reached = reached
        self.blocks: list[str] = []

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name.startswith("treatylang.") else None
        if spec is None or spec.origin is None or not _within(_file(spec.origin), FOLDERS):
            return None
        spec.loader = _Traced(self, name, spec.origin)
        return spec


class _Traced(SourceFileLoader):
    def __init__(self, tracing: _Tracing, name: str, path: str) -> None:
        super().__init__(name, path)
        self.tracing = tracing

    def get_code(self, fullname: str) -> CodeType:
        """Return the code that tells what is entered; nothing is taken from files of an earlier run."""
        del fullname
        code, names = mutation.traced(Path(self.path).read_text(encoding="utf-8"), self.path, len(self.tracing.blocks))
        self.tracing.blocks += [f"{_file(self.path)} {name}" for name in names]
        return code

    def exec_module(self, module: Any) -> None:
        """Run the module, with the bytes at hand."""
        module.__entered__ = self.tracing.reached
        super().exec_module(module)


def _file(path: str) -> str:
    return os.path.relpath(path, ROOT)


def _texts() -> dict[str, str]:
    """Return the files that are looked at, each with a digest of its text."""
    return {file: sha256((ROOT / file).read_bytes()).hexdigest() for file in _files(FOLDERS)}


def _files(folders: Sequence[str]) -> list[str]:
    """Return the files of the program in some folders; a file stands for itself."""
    below = [[ROOT / one] if (ROOT / one).is_file() else sorted((ROOT / one).rglob("*.py")) for one in folders]
    return [_file(str(path)) for paths in below for path in paths]


def _keep_cache() -> None:
    """Keep what is in the cache folder now and no mutant can change: parsed texts, tables and shapes."""
    WARM.mkdir(parents=True, exist_ok=True)
    for path in (Path(os.environ["XDG_CACHE_HOME"]) / "treatylang").glob("*.json"):
        if path.name.startswith(("parser-", "parsed-", "shape-")) and not (WARM / path.name).exists():
            shutil.copy2(path, WARM)


def _within(file: str, folders: Sequence[str]) -> bool:
    return any(file == folder or file.startswith(f"{folder}/") for folder in folders)


class Recording:
    """Runs tests one after the other, and keeps what each of them enters."""

    def __init__(self, record: Record) -> None:
        self.record = record
        shutil.rmtree(WARM, ignore_errors=True)
        self.reached = mmap.mmap(-1, 1 << 16)  # shared with the processes that a test forks
        self.tracing = _Tracing(self.reached)
        sys.meta_path.insert(0, self.tracing)

    def run(self, session: Any) -> None:
        """Run the tests, and write what they enter; what was recorded of the same tests before is replaced."""
        from tests import treaty

        treaty.stock()  # before any test has begun a thread
        empty = bytes(len(self.reached))
        found: dict[str, tuple[float, bytes]] = {}
        failed = []
        start = time.monotonic()
        for number, item in enumerate(session.items):
            self.reached[:] = empty
            began = time.monotonic()
            following = session.items[number + 1] if number + 1 < len(session.items) else None
            if how := _failure(item, following):
                failed.append(f"{item.nodeid}: {how}")
            elif any(self.reached[:]):
                found[item.nodeid] = (time.monotonic() - began, bytes(self.reached[:]))
            if number % 100 == 99:
                _keep_cache()
                self._keep(found)
                _say(f"{number + 1} of {len(session.items)} tests recorded, {time.monotonic() - start:.0f} s")
        self._keep(found)
        _keep_cache()
        _say(f"{len(found)} of {len(session.items)} tests enter {', '.join(FOLDERS)}; {len(failed)} failed: left out")
        for test in failed:
            _say(f"  {test}")

    def _keep(self, found: dict[str, tuple[float, bytes]]) -> None:
        """Write what was recorded up to now."""
        blocks = list(dict.fromkeys([*self.record.blocks, *self.tracing.blocks]))
        places = [1 << blocks.index(block) for block in self.tracing.blocks]
        for test, (seconds, reached) in found.items():
            bits = sum(place for place, byte in zip(places, reached, strict=False) if byte)
            self.record.tests[test] = (round(seconds, 4), f"{bits:x}")
        self.record.blocks = blocks
        self.record.texts = _texts()
        self.record.write()


def _failure(item: Any, following: Any) -> str:
    """Run a test; return how it failed, nothing if it did not."""
    from _pytest.runner import runtestprotocol

    for report in runtestprotocol(item, nextitem=following, log=False):
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            return (crash.message.split("\n")[0] if crash else str(report.longrepr)[-200:]) or "failed"
    return ""


# -- one mutant after the other ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fate:
    """What became of a mutant: ``caught``, ``survived`` or ``not entered``; by which test, or after how many of all."""

    name: str
    line: int
    fate: str
    test: str = ""
    how: str = ""
    tried: int = 0
    entering: int = 0


class Trial:
    """Tries mutants in forks of this process, which has collected all tests."""

    def __init__(self, record: Record, chosen: Sequence[mutation.Mutant], seconds: float, told: Callable[[Fate], None]):
        self.record, self.chosen, self.seconds, self.told = record, chosen, seconds, told
        self.vetted: set[str] = set()
        self.caught: Counter[str] = Counter()

    def run(self, session: Any) -> None:
        """Try each mutant, and tell its fate."""
        items = {item.nodeid: item for item in session.items}
        living = _living()
        _load()
        gc.collect()
        gc.freeze()
        for mutant in self.chosen:
            while True:
                fate = self._fate(mutant, items, living)
                if fate.fate != "caught" or self._vetted(fate.test, items):
                    break
            self.caught[fate.test] += fate.fate == "caught"
            self.told(fate)
        now = Record.read()  # more may have been recorded in the meantime
        now.unfit = sorted({*now.unfit, *self.record.unfit})
        now.write()

    def _fate(
        self, mutant: mutation.Mutant, items: dict[str, Any], living: dict[tuple[str, str], FunctionType]
    ) -> Fate:
        entering = [test for test in self.record.entering(f"{mutant.file} {mutant.block}") if test in items]
        entering.sort(key=lambda test: -self.caught[test])  # what has caught others first
        if not entering:
            return Fate(mutant.name, mutant.line, "not entered")
        tests, spent = [], 0.0
        for test in entering:
            spent += self.record.tests[test][0]
            if tests and spent > self.seconds:
                break
            tests.append(test)
        function = living[mutant.file, mutant.function]
        code = mutation.changed(ROOT, mutant)
        tried, how = self._tried([items[test] for test in tests], function, code)
        fate = "caught" if how else "survived"
        return Fate(mutant.name, mutant.line, fate, tests[tried] if how else "", how, tried + bool(how), len(entering))

    def _vetted(self, test: str, items: dict[str, Any]) -> bool:
        """Return whether a test that caught a mutant passes without one, as it ran then: in a fork of its own."""
        if test not in self.vetted:
            _, how = self._tried([items[test]], None, None)
            if how:
                self.record.unfit.append(test)
                _say(f"  {test} fails without a mutant too, and is left out: {how}")
                return False
            self.vetted.add(test)
        return True

    def _tried(self, tests: list[Any], function: FunctionType | None, code: CodeType | None) -> tuple[int, str]:
        """Run tests in a fork, with other code for a function; return how many passed, and how the next one failed."""
        with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
            ours, theirs = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(ours)
                _be_mutant(tests, function, code, Path(folder), theirs)
            os.close(theirs)
            with contextlib.suppress(OSError):
                os.setpgid(child, child)
            passed, how = 0, ""
            with os.fdopen(ours, "rb", buffering=0) as lines:
                while passed < len(tests):
                    limit = LIMIT + 10 * self.record.tests[tests[passed].nodeid][0]
                    if not select.select([lines], [], [], limit)[0]:
                        how = "does not end"
                        break
                    line = lines.readline().decode().rstrip("\n")
                    if line != "passed":
                        how = line or "the process ended"
                        break
                    passed += 1
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        return passed, how


def _be_mutant(
    tests: list[Any], function: FunctionType | None, code: CodeType | None, folder: Path, to: int
) -> NoReturn:
    """Run tests until one fails, and say after each what came of it; in a process, and with a cache, of its own."""
    with contextlib.suppress(BaseException):
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.environ["XDG_CACHE_HOME"] = os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
        if WARM.exists():
            shutil.copytree(WARM, folder / "treatylang", copy_function=os.link)
            (folder / "treatylang").chmod(0o700)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        if function is not None and code is not None:
            function.__code__ = code
        tests[0].config._tmp_path_factory._basetemp = folder
        for number, item in enumerate(tests):
            how = _failure(item, tests[number + 1] if number + 1 < len(tests) else None)
            os.write(to, f"{how or 'passed'}\n".encode("utf-8", "replace"))
            if how:
                break
    os._exit(0)


def _load() -> None:
    """Load what tests and the processes that they start need, so that each fork has it; no mutant touches that."""
    from tests import treaty, worlds
    from tests.checks import test_pages

    worlds.library()
    for folder in ("vocabulary", "laws", "treaties"):
        test_pages.library(folder)
    treaty._load()


def _living() -> dict[tuple[str, str], FunctionType]:
    """Return the functions of the program by file and qualified name, whatever they are wrapped in."""
    for file in _files(FOLDERS):
        importlib.import_module(file.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    found = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(str(ROOT / "treatylang")):
            found[_file(thing.__code__.co_filename), thing.__code__.co_qualname] = thing
    return found


# -- pytest, led by this program --------------------------------------------------------------------------------------


class _Leading:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, work: Callable[[Any], None]) -> None:
        self.work = work

    def pytest_configure(self) -> None:
        """Let no failing example be made smaller: that it fails is enough."""
        from hypothesis import Phase, settings

        settings.register_profile("mutants", parent=settings.default, phases=(Phase.explicit, Phase.generate))
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: Any) -> bool:
        """Do the work with the tests that were collected."""
        from tests import treaty

        treaty.Stock.__init__ = _forked  # type: ignore[method-assign]
        treaty.PATIENCE = 30.0
        with session.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            self.work(session)
        return True


class _Child:
    """The process of which runs of `treaty` are forks, as a fork of this one: it has what this one has."""

    def __init__(self, number: int) -> None:
        self.number = number

    def wait(self) -> None:
        os.waitpid(self.number, 0)


def _forked(stock: Any) -> None:
    from tests import treaty

    stock._wire, theirs = socket.socketpair()
    number = os.fork()
    if number == 0:
        with contextlib.suppress(BaseException):
            stock._wire.close()
            weakref.finalize._registry.clear()  # type: ignore[attr-defined]  # the folders are not this one's
            treaty._serve(theirs)
        os._exit(0)
    theirs.close()
    stock._process = _Child(number)


def led(work: Callable[[Any], None], tests: Sequence[str]) -> None:
    """Collect tests and do some work with them."""
    import pytest

    aside = [f"--ignore={path}" for path in ASIDE if path not in tests]
    pytest.main(["-p", "no:cacheprovider", *aside, *tests], plugins=[_Leading(work)])


def _say(text: str) -> None:
    print(text, file=sys.__stderr__, flush=True)


# -- the command ------------------------------------------------------------------------------------------------------


def sample(folders: Sequence[str], number: int, seed: int) -> list[mutation.Mutant]:
    """Return so many mutants of the files of some folders, in the order of files and lines.

    Each has its lot by name, so that a change of one function leaves the sample of the others as it was.
    """
    found = [mutant for file in _files(folders) for mutant in mutation.mutants(ROOT, file)]
    lots = {one.name: sha256(f"{seed} {one.name}".encode()).digest() for one in found}
    chosen = set(sorted(lots, key=lots.__getitem__)[:number])
    return [one for one in found if one.name in chosen]


def _shown(fate: Fate) -> str:
    """Return a survivor as a small difference: what is the same at both ends is cut."""
    where, _, change = fate.name.partition(": ")
    before, _, after = change.partition(" -> ")
    return f"{where.replace(' ', f':{fate.line} ', 1)}  ({_ran(fate)})\n  - {before}\n  + {after}"


def _ran(fate: Fate) -> str:
    return f"{fate.tried} of {fate.entering} tests" if fate.entering else "no test enters it"


def summary(fates: Sequence[Fate], known: dict[str, str]) -> str:
    """Return the survivors, the table by file, and the share that is caught of those that change an answer."""
    lines = [_shown(fate) for fate in fates if fate.fate != "caught" and fate.name not in known]
    table: dict[str, Counter[str]] = {}
    for fate in fates:
        kind = "equivalent" if fate.fate != "caught" and fate.name in known else fate.fate
        for row in (fate.name.split(" ")[0], "all"):
            table.setdefault(row, Counter())[kind] += 1
    kinds = ("caught", "survived", "not entered", "equivalent")
    lines.append(f"{'':52}" + "".join(f"{kind:>13}" for kind in kinds))
    for row, counts in sorted(table.items(), key=lambda entry: (entry[0] == "all", entry[0])):
        lines.append(f"{row:52}" + "".join(f"{counts[kind]:>13}" for kind in kinds))
    every = table.get("all", Counter())
    counted = every.total() - every["equivalent"]
    lines.append(f"{every['caught']} of {counted} caught: {100 * every['caught'] / max(1, counted):.1f} %")
    return "\n".join(lines)


def main() -> int:
    """Record tests, or try mutants; leave with 1 where fewer are caught than ``--least`` says."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("folders", nargs="*", default=list(FOLDERS[:2]), help="folders or files that are changed")
    asking.add_argument("--count", type=int, default=300, help="how many mutants are tried")
    asking.add_argument("--seed", type=int, default=1, help="which ones")
    asking.add_argument("--seconds", type=float, default=40.0, help="how long the tests of one may take, as recorded")
    asking.add_argument("--least", type=float, default=0.0, help="the share in percent that has to be caught")
    asking.add_argument("--survivors", action="store_true", help="try only those again that survived last time")
    asking.add_argument("--record", nargs="*", metavar="TEST", help="record these tests (all, where none is named)")
    wanted = asking.parse_args()
    os.environ.update(FEW)
    os.chdir(ROOT)
    record = Record.read()
    if wanted.record is not None or not record.tests:
        led(Recording(record if wanted.record else Record()).run, wanted.record or ["tests"])
        return 0
    for file, text in _texts().items():
        if record.texts.get(file) != text:
            _say(f"{file} has changed since tests were recorded: `--record` records them anew")
    folders = [folder.rstrip("/") for folder in wanted.folders]
    chosen = sample(folders, wanted.count, wanted.seed)
    place = KEPT / f"fates-{wanted.seed}-{wanted.count}-{'+'.join(folder.replace('/', '.') for folder in folders)}.json"
    known = {fate["name"]: Fate(**fate) for fate in json.loads(place.read_text())} if place.exists() else {}
    again = [one for one in chosen if one.name in known and known[one.name].fate != "caught"]
    fates = {one.name: known[one.name] for one in chosen if one.name in known} if wanted.survivors else {}

    def tell(fate: Fate) -> None:
        fates[fate.name] = fate
        _say(f"{len(fates)}/{len(chosen)} {fate.fate} {fate.name} {fate.test} {fate.how}"[:220])
        place.write_text(json.dumps([asdict(one) for one in fates.values()], indent=1))

    led(Trial(record, again if wanted.survivors else chosen, wanted.seconds, tell).run, ["tests"])
    known_equivalents = mutation.equivalents()
    print(summary([fates[one.name] for one in chosen if one.name in fates], known_equivalents))
    caught = sum(fate.fate == "caught" for fate in fates.values())
    counted = len(fates) - sum(fate.fate != "caught" and fate.name in known_equivalents for fate in fates.values())
    return int(100 * caught < wanted.least * counted)


if __name__ == "__main__":
    sys.exit(main())
