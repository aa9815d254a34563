"""The problem of the benchmarks put to python-sat and to clingo, and covers of least cost put to clingo.

The question is the one that `treaty check` answers: which duty of which party does its own law forbid, all bans of that
law together, and in which situation. Both are given the norms as they are, and find values and circumstances.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import count

from norms import WAYS, Condition, Problem, bits

from treatylang.reasoning.kernel.repairs import Repair

Found = set[tuple[str, int]]
"""The commitments with the parties whose law forbids them."""
Engine = Callable[[Problem], Found]


def installed(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


# -- python-sat ----------------------------------------------------------------------------------------------------


def sat(solver: str) -> Engine:
    """Ask one incremental solver about each commitment and party: both awake by assumption."""

    def run(problem: Problem) -> Found:
        solvers = import_module("pysat.solvers")
        numbers = count(1)
        clauses: list[list[int]] = []
        values = [[next(numbers) for _ in range(size)] for size in problem.sizes]
        facts = [next(numbers) for _ in range(problem.circumstances)]
        for literals in values:
            clauses.append([*literals])
            clauses.extend([-one, -other] for n, one in enumerate(literals) for other in literals[:n])
        clauses.extend([-one, -other] for one, other in zip(values[2], values[3], strict=False))

        def defined(said: Condition) -> int:
            kind, *parts = said
            if kind == "fact":
                return facts[parts[0]]
            if kind == "not":
                return -defined(parts[0])
            inner = [defined(part) for part in parts]
            own = next(numbers)
            if kind == "all":
                clauses.extend([[-own, one] for one in inner])
                clauses.append([own, *(-one for one in inner)])
            else:
                clauses.extend([[own, -one] for one in inner])
                clauses.append([-own, *inner])
            return own

        awake: dict[str, int] = {}
        for norm in (*problem.commitments, *problem.bans):
            awake[norm.name] = wakes = next(numbers)
            clauses.append([-wakes, defined(norm.condition)])
            for literals, mask in zip(values, norm.masks, strict=True):
                clauses.extend([-wakes, -one] for value, one in enumerate(literals) if not mask >> value & 1)
        # `shut[party, way]`: a ban of the party's law that hits this way is awake.
        shut: dict[tuple[int, int], int] = {}
        for party in range(problem.states):
            for way in range(WAYS):
                hits = [awake[b.name] for b in problem.bans if b.bearers >> party & 1 and b.ways >> way & 1]
                shut[party, way] = own = next(numbers)
                clauses.append([-own, *hits])
        found: Found = set()
        with solvers.Solver(name=solver, bootstrap_with=clauses) as engine:
            for duty in problem.commitments:
                for party in bits(duty.bearers):
                    needed = [shut[party, way] for way in bits(duty.ways)]
                    if engine.solve(assumptions=[awake[duty.name], *needed]):
                        found.add((duty.name, party))
        return found

    return run


# -- clingo --------------------------------------------------------------------------------------------------------


def _rules(condition: Condition, norm: str) -> Iterator[str]:
    """Yield definitions of a condition, one atom for each node; the root is `holds(NORM)`."""
    lines: list[str] = []
    numbers = count()

    def literal(said: Condition) -> str:
        kind, *parts = said
        if kind == "fact":
            return f"so({parts[0]})"
        if kind == "not":
            inner = literal(parts[0])
            return inner.removeprefix("not ") if inner.startswith("not ") else f"not {inner}"
        inside = [literal(part) for part in parts]
        own = f"n({norm},{next(numbers)})"
        lines.extend([f"{own} :- {', '.join(inside)}."] if kind == "all" else [f"{own} :- {one}." for one in inside])
        return own

    root = literal(condition)
    yield from lines
    yield f"holds({norm}) :- {root}."


def _programme(problem: Problem) -> str:
    lines = [f"value({place},0..{size - 1})." for place, size in enumerate(problem.sizes)]
    lines.append(f"{{so(0..{problem.circumstances - 1})}}.")
    for kind, norms in (("commitment", problem.commitments), ("ban", problem.bans)):
        for norm in norms:
            lines.append(f"{kind}({norm.name}). who({norm.name},({';'.join(map(str, bits(norm.bearers)))})).")
            lines.append(f"way({norm.name},({';'.join(map(str, bits(norm.ways)))})).")
            for place, (mask, size) in enumerate(zip(norm.masks, problem.sizes, strict=True)):
                barred = [value for value in range(size) if not mask >> value & 1]
                if barred:
                    lines.append(f"barred({norm.name},{place},({';'.join(map(str, barred))})).")
            lines.extend(_rules(norm.condition, norm.name))
    lines.append("1 {at(D,V) : value(D,V)} 1 :- value(D,_). :- at(2,V), at(3,V).")
    lines.append("asleep(N) :- barred(N,D,V), at(D,V).")
    lines.append("awake(N) :- ban(N), holds(N), not asleep(N).")
    return "\n".join(lines)


def clingo(problem: Problem) -> Found:
    """Enumerate the stable models by the duty and the party that they show: each once, with a situation."""
    control = import_module("clingo").Control(["--models=0", "--project=project", "--warn=none"])
    asked = """
        1 {pick(C,S) : commitment(C), who(C,S)} 1.
        :- pick(C,_), asleep(C). :- pick(C,_), not holds(C).
        shut(S,W) :- awake(B), who(B,S), way(B,W).
        :- pick(C,S), way(C,W), not shut(S,W).
        #project pick/2. #show pick/2. #show at/2. #show so/1.
    """
    control.add("base", [], _programme(problem) + asked)
    control.ground([("base", [])])
    found: Found = set()
    with control.solve(yield_=True) as handle:
        for model in handle:
            (pick,) = (s for s in model.symbols(shown=True) if s.name == "pick")
            found.add((pick.arguments[0].name, pick.arguments[1].number))
    return found


def clingo_optimum(repairs: Sequence[Repair], options: Sequence[str], seconds: float) -> tuple[int | None, bool]:
    """Return the least cost that clingo finds in so many seconds, and whether it has proven that none is less."""
    conflicts = max(repair.removes.bit_length() for repair in repairs)
    lines = [f"conflict(0..{conflicts - 1})."]
    for number, repair in enumerate(repairs):
        removes = ";".join(map(str, bits(repair.removes)))
        lines.append(f"cost({number},{repair.price[0]}). removes({number},({removes})).")
    lines.append("{made(C) : cost(C,_)}. :- conflict(X), not made(C) : removes(C,X).")
    lines.append("#minimize {W,C : made(C), cost(C,W)}. #show made/1.")
    control = import_module("clingo").Control(["--warn=none", *options])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    best = None
    end = time.monotonic() + seconds
    with control.solve(yield_=True, async_=True) as handle:
        while True:
            handle.resume()
            if not handle.wait(max(0.0, end - time.monotonic())):
                handle.cancel()
                return best, False
            model = handle.model()
            if model is None:
                return best, True
            (best,) = model.cost
