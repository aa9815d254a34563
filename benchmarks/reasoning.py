"""Reasoning: many norms against each other, python-sat and clingo on the same problem, curves, counts, a corpus.

Needs the extra `bench` for the rivals: `pip install -e .[bench]`. Times are of the processor, the best of several runs,
each on a problem of which nothing is compiled yet; every witness is put back to its norms within the time. `--corpus N`
asks all pairs of N treaties instead; `--only NAME` leaves the other parts out.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import rivals
import treaties
from drafts import resolved, said, state
from norms import Problem, condition, problem, some
from repairs import repairable

from treatylang.model.question import Question
from treatylang.reasoning.kernel.conditions import all_of, bits
from treatylang.reasoning.kernel.counting import by_diagram, count_of_meetings, count_of_union
from treatylang.reasoning.kernel.diagram import Variable
from treatylang.reasoning.kernel.norms import Clash, Norm, closed, conflicts, meetings
from treatylang.reasoning.kernel.repairs import cheapest
from treatylang.reasoning.kernel.sets import Bundle, Piece, Space
from treatylang.reasoning.situations.beside import beside as beside_of
from treatylang.reasoning.situations.frame import frame_of
from treatylang.reasoning.situations.options import assume
from treatylang.reasoning.verdicts.legality import clashes

ENOUGH = 0.5
"""Runs are repeated for so many seconds, at least once."""

PATIENCE = 60.0
"""So many seconds clingo has for an optimum."""


def main() -> None:
    parts = {
        "rivals": beside,
        "written": written,
        "larger": larger,
        "repairs": repaired,
        "curves": curves,
        "count": counted,
    }
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


def kernel(given: Problem) -> list[Clash]:
    return conflicts(given.commitments, given.bans)


def timed(engine: Callable[[Problem], list[Clash]], given: Problem) -> tuple[float, list[tuple[str, str]]]:
    """Return the best time in seconds and the pairs found, in order."""
    best, spent, found = float("inf"), 0.0, []
    while spent < ENOUGH:
        fresh = given.fresh()
        gc.collect()
        start = time.process_time()
        clashes = engine(fresh)
        took = time.process_time() - start
        best, spent = min(best, took), spent + took + 0.002
        found = sorted((clash.commitment.name, clash.ban.name) for clash in clashes)
    return best, found


def agreed(one: object, other: object) -> None:
    """Stop where two ways to the same answer give different ones: a time for a wrong answer is worth nothing."""
    if one != other:
        raise SystemExit("DIFFERENT ANSWERS: no figure of this run counts")


# -- rivals --------------------------------------------------------------------------------------------------------


def beside() -> None:
    """All conflicts of 60 commitments and 80 bans, by each engine in its several ways."""
    given = problem(60, 80)
    own, expected = timed(kernel, given)
    print(f"60 x 80 norms, 40 states, 12 zones, 10 circumstances; {given.space.size:,} situations")
    print(f"{'kernel':<44}{1000 * own:9.1f} ms        1 x   {len(expected)} conflicts, each with its witness")
    alone = {
        "pysat": [
            (f"python-sat {solver}, {told}", way(solver))
            for solver in ("minisat22", "glucose4", "cadical153")
            for told, way in (("pair by pair", rivals.sat_pairs), ("enumerating", rivals.sat_enumerated))
        ],
        "clingo": [
            ("clingo, projected enumeration", rivals.clingo_projected),
            ("clingo, pair by pair", rivals.clingo_assumed),
            ("clingo, dimensions left to the grounder", rivals.clingo_grounded),
        ],
    }
    helped = {"pysat": [("  (minisat22 after comparing masks in Python)", rivals.sat_after_masks("minisat22"))]}
    for package, goal in (("pysat", 8), ("clingo", 40)):
        if not rivals.installed(package):
            print(f"{package} is not installed: NOT compared (pip install -e .[bench])")
            continue
        ratios = []
        for name, engine in alone[package]:
            ratios.append(_line(name, engine, given, own, expected))
        for name, engine in helped.get(package, ()):
            _line(name, engine, given, own, expected)
        print(f"{package} at its best: {min(ratios):.1f} x (goal: {goal} x)")


def _line(name: str, engine: rivals.Engine, given: Problem, own: float, expected: list[tuple[str, str]]) -> float:
    took, found = timed(engine, given)
    agreed(found, expected)
    print(f"{name:<44}{1000 * took:9.1f} ms {took / own:8.1f} x   the same conflicts")
    return took / own


def larger() -> None:
    small, _ = timed(kernel, problem(60, 80))
    large, found = timed(kernel, problem(200, 400))
    print(f"200 x 400 norms: {1000 * large:.1f} ms, {len(found)} conflicts, {large / small:.1f} x 60 x 80 (goal: 30 x)")


# -- remedies ------------------------------------------------------------------------------------------------------


def repaired() -> None:
    """The cheapest changes for all conflicts of the large case; they are made, and the norms looked at again."""
    for told, cost in (("changes of the treaty alone", None), ("changes of law besides, dear ones", 150)):
        given = repairable(problem(200, 400), of_law=cost)
        every = (1 << len(given.units)) - 1
        cheapest(given.repairs[:10], every)  # loads the library
        start = time.process_time()
        found = cheapest(given.repairs, every)
        own = time.process_time() - start
        after = given.repaired(found.chosen)
        agreed((found.stuck, found.proven, conflicts(after.commitments, after.bans)), (0, True, []))
        print(f"200 x 400 norms, {told}: {len(given.units):,} conflicts, {len(given.repairs):,} changes")
        print(f"{'kernel':<44}{1000 * own:9.0f} ms        1 x   least cost {found.price[0]:,}, none left", flush=True)
        if not rivals.installed("clingo"):
            print("clingo is not installed: NOT compared (pip install -e .[bench])")
            continue
        for name, options in (("clingo, guided by cores", ["--opt-strategy=usc"]), ("clingo, branch and bound", [])):
            start = time.process_time()
            best, proven = rivals.clingo_optimum(given, options, PATIENCE)
            took = time.process_time() - start
            if proven:
                agreed(best, found.price[0])
            told_best = f"the best known by then costs {best:,}" if best is not None else "nothing known by then"
            end = "the same cost" if proven else f"NO OPTIMUM in {PATIENCE:.0f} s, {told_best}"
            print(f"{name:<44}{1000 * took:9.0f} ms {took / own:8.1f} x   {end}", flush=True)


# -- what users get ------------------------------------------------------------------------------------------------


def written() -> None:
    """The same norms as a draft and laws, through legality as `treaty check` has it: all bans of a law together."""
    for size in ((60, 80), (120, 160)):
        given = said(problem(*size))
        fresh = given.fresh()
        start = time.process_time()
        expected = {
            (norm.name, who)
            for norm in fresh.commitments
            for who in bits(norm.bearers)
            if any(map(_possible, closed(norm, fresh.bans, who).pieces))
        }
        own = time.process_time() - start
        start = time.process_time()
        world = resolved(given)
        draft, question = world.instruments["Pact"], Question()
        read = time.process_time() - start
        start = time.process_time()
        frame = frame_of(world, draft, question, beside=beside_of(world, draft, question))
        assume(frame)
        found = clashes(frame)
        took = time.process_time() - start
        names = {state(number).strip('"'): number for number in range(len(given.space.dimensions[3].values))}
        shown = {(clash.duty.norm.labels[-1], names[clash.duty.bearer]) for clash in found if clash.kind == "conflict"}
        agreed(shown, expected)
        print(
            f"{size[0]} x {size[1]} norms as a text: {len(expected)} duties of a party that its law forbids, the same"
        )
        print(f"  kernel, bans together: {1000 * own:.0f} ms; parsed and resolved: {1000 * read:.0f} ms; ", end="")
        print(f"legality by decision diagrams, reading of the sentences included: {1000 * took:.0f} ms")


def _possible(piece: Piece) -> bool:
    """Return whether some attacker of a piece is not its victim."""
    attackers, victims = piece.masks[2:4]
    return attackers != victims or attackers.bit_count() > 1


# -- curves --------------------------------------------------------------------------------------------------------


def curves() -> None:
    """How the time grows with norms, states, zones and circumstances, one at a time."""
    _curve("norms of each kind", (10, 20, 40, 80, 160), lambda n: problem(n, n))
    _curve("states", (10, 25, 50, 100, 200), lambda n: problem(60, 80, states=n))
    _curve("zones", (12, 24, 48, 96), lambda n: problem(60, 80, zones=n))
    _curve("circumstances", (5, 10, 20, 40), lambda n: problem(60, 80, circumstances=n))


def _curve(name: str, sizes: Iterable[int], make: Callable[[int], Problem]) -> None:
    before = 0.0
    print(f"{name:>20}      time       growth   conflicts   time of each conflict")
    for size in sizes:
        took, found = timed(kernel, make(size))
        growth = f"{took / before:8.2f} x" if before else " " * 10
        each = f"{1e6 * took / len(found):8.1f} us" if found else "-"
        print(f"{size:>20}{1000 * took:9.1f} ms{growth}{len(found):>12}{each:>24}")
        before = took


# -- counting ------------------------------------------------------------------------------------------------------


def counted() -> None:
    """How many of two hundred million situations some conflict touches, rules compiled from nothing."""
    given = wide_space()
    size = given.space.size
    best, found = float("inf"), 0
    for _ in range(7):
        fresh = given.fresh()
        gc.collect()
        start = time.process_time()
        # The union over pairs, not the sum: a situation in which several pairs clash is one situation.
        found = count_of_meetings(fresh.space, meetings(fresh.commitments, fresh.bans))
        best = min(best, time.process_time() - start)
    pieces = [_together(clash) for clash in kernel(given)]
    agreed(count_of_union(given.space, pieces), found)
    start = time.process_time()
    agreed(by_diagram(given.space, pieces), found)
    drawn = time.process_time() - start
    fill = min(_filled(size) for _ in range(5))
    print(f"a space of {size:,} situations: {found:,} of them in some of {len(pieces)} conflicts")
    print(f"counted in {1000 * best:.0f} ms; one byte for each filled in {1000 * fill:.0f} ms: ", end="")
    print(f"{best / fill:.2f} x (goal: 3.5 x)")
    print(f"the same union and count by decision diagrams, as the product has sets: {1000 * drawn:.0f} ms, the same")


def wide_space() -> Problem:
    drawn = random.Random(7)
    given = problem(60, 80, seed=7)
    sizes = {"date": 10, "attacker": 41, "victim": 40, "place": 12}
    space = Space(
        tuple(Variable(name, tuple(map(str, range(size)))) for name, size in sizes.items()), given.space.facts
    )

    def moved(norm: Norm) -> Norm:
        masks = tuple(some(drawn, size, drawn.choice((0.2, 0.4, 0.7))) for size in sizes.values())
        return Norm(norm.name, norm.bearers, norm.ways, Bundle((Piece(masks, condition(drawn, 10)),)))

    return Problem(space, tuple(map(moved, given.commitments)), tuple(map(moved, given.bans)))


def _together(clash: Clash) -> Piece:
    (one,), (other,) = clash.commitment.where.pieces, clash.ban.where.pieces
    masks = tuple(x & y for x, y in zip(one.masks, other.masks, strict=True))
    return Piece(masks, all_of(one.condition, other.condition))


def _filled(size: int) -> float:
    """Return the time of the faster of two ways to fill one byte for each situation."""
    import numpy as np

    times = []
    for fill in (lambda: b"\1" * size, lambda: np.full(size, 1, np.uint8)):
        start = time.process_time()
        filled = fill()
        times.append(time.process_time() - start)
        del filled
    return min(times)


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
