"""Reasoning: many norms against each other as a text, python-sat and clingo on the same, remedies, growth, a corpus.

Needs the extra `bench` for the rivals: `pip install -e .[bench]`. Times are of the processor, in one process.
`--corpus N` asks all pairs of N treaties instead; `--only NAME` leaves the other parts out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import rivals
import treaties
from drafts import resolved, said, state
from norms import Problem, problem
from repairs import changes

from treatylang.model.question import Question
from treatylang.reasoning.kernel.repairs import cheapest
from treatylang.reasoning.situations.beside import beside as beside_of
from treatylang.reasoning.situations.frame import frame_of
from treatylang.reasoning.situations.options import assume
from treatylang.reasoning.verdicts.legality import ClashKind, clashes

PATIENCE = 60.0
"""So many seconds clingo has for an optimum."""


def main() -> None:
    parts = {"written": written, "repairs": repaired, "growth": growth}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=int, metavar="N", help="all pairs of N treaties instead")
    parser.add_argument("--only", choices=[*parts])
    options = parser.parse_args()
    if options.corpus:
        corpus(options.corpus)
        return
    for name, part in parts.items():
        if options.only in (name, None):
            part()
            print(flush=True)


def agreed(one: object, other: object) -> None:
    """Stop where two ways to the same answer give different ones: a time for a wrong answer is worth nothing."""
    if one != other:
        raise SystemExit("DIFFERENT ANSWERS: no figure of this run counts")


# -- what users get ------------------------------------------------------------------------------------------------


def legality(given: Problem) -> tuple[float, float, rivals.Found]:
    """Return the seconds of reading a problem as a text, those of its legality as `check` has it, and what it found."""
    start = time.process_time()
    world = resolved(given)
    draft, question = world.instruments["Pact"], Question()
    read = time.process_time() - start
    start = time.process_time()
    frame = frame_of(world, draft, question, beside=beside_of(world, draft, question))
    assume(frame)
    found = clashes(frame)
    took = time.process_time() - start
    names = {state(number).strip('"'): number for number in range(given.states)}
    shown = {(c.duty.norm.labels[-1], names[c.duty.bearer]) for c in found if c.kind is ClashKind.CONFLICT}
    return read, took, shown


def written() -> None:
    """Norms as a draft and laws, through legality as `treaty check` has it: all bans of a law together."""
    for size in ((60, 80), (120, 160)):
        given = said(problem(*size))
        read, took, found = legality(given)
        print(f"{size[0]} x {size[1]} norms as a text: {len(found)} duties of a party that its law forbids, each with")
        print(f"  its situations: parsed and resolved {1000 * read:.0f} ms, legality {1000 * took:.0f} ms")
        engines = {"clingo": ("clingo", rivals.clingo), "pysat": ("python-sat, minisat22", rivals.sat("minisat22"))}
        for package, (name, engine) in engines.items():
            if not rivals.installed(package):
                print(f"  {name} is not installed: NOT compared (pip install -e .[bench])")
                continue
            start = time.process_time()
            same = engine(given)
            theirs = time.process_time() - start
            agreed(same, found)
            print(f"  {name}: {1000 * theirs:.0f} ms for the same, {theirs / took:.2f} x legality")


def growth() -> None:
    """How the time of legality grows with norms, states, places and circumstances, one at a time."""
    _growth("norms of each kind", (10, 20, 40, 80), lambda n: problem(n, n))
    _growth("states", (10, 20, 40, 80), lambda n: problem(30, 40, states=n))
    _growth("places", (12, 24), lambda n: problem(30, 40, zones=n))
    _growth("circumstances", (5, 10, 20, 40), lambda n: problem(30, 40, circumstances=n))


def _growth(name: str, sizes: Iterable[int], make) -> None:  # type: ignore[no-untyped-def]
    before = 0.0
    print(f"{name:>20}      time       growth   conflicts")
    for size in sizes:
        _, took, found = legality(said(make(size)))
        times = f"{took / before:8.2f} x" if before else " " * 10
        print(f"{size:>20}{1000 * took:9.0f} ms{times}{len(found):>12}", flush=True)
        before = took


# -- remedies ------------------------------------------------------------------------------------------------------


def repaired() -> None:
    """The cheapest changes for all conflicts of a large case."""
    for told, cost in (("changes of the treaty alone", 0), ("changes of law besides, dear ones", 150)):
        repairs = changes(problem(200, 400), of_law=cost)
        every = 0
        for repair in repairs:
            every |= repair.removes
        cheapest(repairs[:10], repairs[0].removes)  # loads the library
        start = time.process_time()
        found = cheapest(repairs, every)
        own = time.process_time() - start
        agreed((found.stuck, found.proven), (0, True))
        print(f"200 x 400 norms, {told}: {every.bit_count():,} conflicts, {len(repairs):,} changes")
        print(f"{'cures':<44}{1000 * own:9.0f} ms        1 x   least cost {found.price[0]:,}, none left", flush=True)
        if not rivals.installed("clingo"):
            print("clingo is not installed: NOT compared (pip install -e .[bench])")
            continue
        for name, options in (("clingo, guided by cores", ["--opt-strategy=usc"]), ("clingo, branch and bound", [])):
            start = time.process_time()
            best, proven = rivals.clingo_optimum(repairs, options, PATIENCE)
            took = time.process_time() - start
            if proven:
                agreed(best, found.price[0])
            told_best = f"the best known by then costs {best:,}" if best is not None else "nothing known by then"
            end = "the same cost" if proven else f"NO OPTIMUM in {PATIENCE:.0f} s, {told_best}"
            print(f"{name:<44}{1000 * took:9.0f} ms {took / own:8.1f} x   {end}", flush=True)


# -- a corpus ------------------------------------------------------------------------------------------------------


def corpus(count: int) -> None:
    """All pairs of many treaties, by `treaty sweep` itself, in one process and in two: same bytes, times, memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "treaties").mkdir()
        treaties.write(count, folder / "treaties")
        first = 0.0
        for jobs in (1, 2):
            out = folder / f"{jobs}.json"
            command = [sys.executable, "-m", "treatylang", "sweep", "treaties", "--isolated", f"--jobs={jobs}", "-o"]
            start = time.perf_counter()
            started = subprocess.Popen([*command, str(out)], cwd=folder)
            _, code, used = os.wait4(started.pid, 0)
            took = time.perf_counter() - start
            if code:
                raise RuntimeError(f"treaty sweep ended with {code}")
            first = first or took
            print(f"{jobs} {'process' if jobs == 1 else 'processes'}: {took:.0f} s ({first / took:.2f} x), ", end="")
            print(f"{used.ru_utime + used.ru_stime:.0f} s of processors, ", end="")
            print(f"no process above {used.ru_maxrss // 1024} MB, load {os.getloadavg()[1]:.1f}", flush=True)
        found = json.loads((folder / "1.json").read_text(encoding="utf-8"))["tables"][-1]
        agreed((folder / "1.json").read_bytes(), (folder / "2.json").read_bytes())
        print(f"{found['caption']} {len(found['records'])} contradictions; the same bytes")


if __name__ == "__main__":
    main()
