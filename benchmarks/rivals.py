"""The problem of the benchmarks put to python-sat and to clingo, each in several ways: its best is what counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import product

from norms import WAYS, Problem
from repairs import Repairable

from treatylang.reasoning.kernel.conditions import Condition, bits, clausal
from treatylang.reasoning.kernel.norms import Clash, shows
from treatylang.reasoning.kernel.sets import Situation

Engine = Callable[[Problem], list[Clash]]


def installed(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


def _clash(problem: Problem, pair: tuple[int, int], values: tuple[int, ...], true: int) -> Clash:
    commitment, ban = problem.commitments[pair[0]], problem.bans[pair[1]]
    common = commitment.bearers & ban.bearers
    clash = Clash(commitment, ban, (common & -common).bit_length() - 1, Situation(values, true))
    assert shows(clash), "a rival's witness is none"
    return clash


# -- python-sat ----------------------------------------------------------------------------------------------------


class _Clauses:
    """One set of clauses for all norms: a literal for each value, each circumstance, and one that wakes each norm.

    A sleeping norm constrains nothing; one that is awake rules out the values that it does not allow. At least one
    value of each dimension is left: no clause that at most one is need be told, any of those left is a witness. The
    bearer is one more dimension. A commitment needs its ways, and a ban denies that those that it leaves are needed.
    """

    def __init__(self, problem: Problem, names: Iterable[str] = ("commitments", "bans")) -> None:
        self.clauses: list[list[int]] = []
        self.ranges: list[range] = []
        last = 0
        for dimension in problem.space.dimensions:
            self.ranges.append(range(last + 1, last + len(dimension.values) + 1))
            self.clauses.append([*self.ranges[-1]])
            last = self.ranges[-1][-1]
        bearers = range(last + 1, last + len(problem.space.dimensions[problem.bearer].values) + 1)
        self.clauses.append([*bearers])
        needed = range(bearers[-1] + 1, bearers[-1] + WAYS + 1)
        last = needed[-1]
        self.first_fact = last + 1
        self.facts = {1 << number: last + 1 + number for number in range(len(problem.space.facts))}
        last += len(self.facts)
        self.awake: dict[str, int] = {}
        for name in names:
            for norm in getattr(problem, name):
                (piece,) = norm.where.pieces
                last += 1
                self.awake[norm.name] = wakes = last
                defined, root, _ = clausal(piece.condition, self.facts, last)
                self.clauses.extend(defined)
                self.clauses.append([-wakes, root])
                self.clauses.extend([-wakes, -b] for n, b in enumerate(bearers) if not norm.bearers >> n & 1)
                if name == "commitments":
                    self.clauses.extend([-wakes, need] for way, need in enumerate(needed) if norm.ways >> way & 1)
                else:
                    self.clauses.extend([-wakes, -need] for way, need in enumerate(needed) if not norm.ways >> way & 1)
                last = max(last, abs(root), *(abs(literal) for clause in defined for literal in clause), 0)
                for literals, mask in zip(self.ranges, piece.masks, strict=True):
                    self.clauses.extend(
                        [-wakes, -literal] for value, literal in enumerate(literals) if not mask >> value & 1
                    )
        self.last = last

    def situation(self, model: list[int]) -> tuple[tuple[int, ...], int]:
        values = tuple(
            next(place for place, literal in enumerate(literals) if model[literal - 1] > 0) for literals in self.ranges
        )
        start = self.first_fact - 1
        true = sum(1 << n for n, literal in enumerate(model[start : start + len(self.facts)]) if literal > 0)
        return values, true


def sat_pairs(solver: str) -> Engine:
    """Ask one incremental solver about each pair, the two norms awake by assumption."""

    def run(problem: Problem) -> list[Clash]:
        solvers = import_module("pysat.solvers")
        told = _Clauses(problem)
        commitments = [told.awake[norm.name] for norm in problem.commitments]
        bans = [told.awake[norm.name] for norm in problem.bans]
        found = []
        with solvers.Solver(name=solver, bootstrap_with=told.clauses) as engine:
            for i, j in product(range(len(commitments)), range(len(bans))):
                if engine.solve(assumptions=[commitments[i], bans[j]]):
                    found.append(_clash(problem, (i, j), *told.situation(engine.get_model())))
        return found

    return run


def sat_enumerated(solver: str) -> Engine:
    """For each commitment ask for any ban not found yet, until there is none: as many answers as there are clashes."""

    def run(problem: Problem) -> list[Clash]:
        solvers = import_module("pysat.solvers")
        told = _Clauses(problem)
        bans = [told.awake[norm.name] for norm in problem.bans]
        found = []
        with solvers.Solver(name=solver, bootstrap_with=told.clauses) as engine:
            last = told.last
            for i, commitment in enumerate(problem.commitments):
                asked = told.awake[commitment.name]
                rest = dict(enumerate(bans))
                while rest:
                    last += 1
                    engine.add_clause([-last, *rest.values()])
                    if not engine.solve(assumptions=[asked, last]):
                        break
                    model = engine.get_model()
                    values, true = told.situation(model)
                    met = [j for j, literal in rest.items() if model[literal - 1] > 0]
                    for j in met:
                        found.append(_clash(problem, (i, j), values, true))
                        del rest[j]
        return found

    return run


def sat_after_masks(solver: str) -> Engine:
    """Compare bearers, ways and masks in Python, and ask the solver about the rest: half of the kernel's own idea."""

    def run(problem: Problem) -> list[Clash]:
        solvers = import_module("pysat.solvers")
        told = _Clauses(problem)
        found = []
        with solvers.Solver(name=solver, bootstrap_with=told.clauses) as engine:
            for i, j in problem.pairs():
                (one,), (other,) = problem.commitments[i].where.pieces, problem.bans[j].where.pieces
                masks = [x & y for x, y in zip(one.masks, other.masks, strict=True)]
                if 0 in masks:
                    continue
                awake = [told.awake[problem.commitments[i].name], told.awake[problem.bans[j].name]]
                if engine.solve(assumptions=awake):
                    found.append(_clash(problem, (i, j), *told.situation(engine.get_model())))
        return found

    return run


# -- clingo --------------------------------------------------------------------------------------------------------


def _rules(condition: Condition, norm: str) -> Iterator[str]:
    """Yield definitions of a condition, one atom for each node; the root is `holds(NORM)`."""
    atoms: dict[Condition, str] = {}
    lines: list[str] = []

    def literal(node: Condition) -> str:
        if node.kind == "fact":
            return f"so({node.facts.bit_length() - 1})"
        if node.kind == "not":
            inner = literal(node.parts[0])
            return inner.removeprefix("not ") if inner.startswith("not ") else f"not {inner}"
        if node not in atoms:
            parts = [literal(part) for part in node.parts]
            atoms[node] = f"n({norm},{len(atoms)})"
            if node.kind == "all":
                lines.append(f"{atoms[node]} :- {', '.join(parts)}.")
            else:
                lines.extend(f"{atoms[node]} :- {part}." for part in parts)
        return atoms[node]

    root = literal(condition)
    yield from lines
    yield f"holds({norm}) :- {root}."


def _programme(problem: Problem) -> str:
    """Return the norms as facts and rules; values that a norm that is awake does not allow are ruled out."""
    lines = []
    for place, dimension in enumerate(problem.space.dimensions):
        lines.append(f"value({place},0..{len(dimension.values) - 1}).")
    lines.append(f"{{so(0..{len(problem.space.facts) - 1})}}.")
    for norm in (*problem.commitments, *problem.bans):
        (piece,) = norm.where.pieces
        for place, mask in enumerate(piece.masks):
            barred = [v for v in range(len(problem.space.dimensions[place].values)) if not mask >> v & 1]
            if barred:
                lines.append(f"barred({norm.name},{place},({';'.join(map(str, barred))})).")
        lines.extend(_rules(piece.condition, norm.name))
        lines.append(f":- awake({norm.name}), not holds({norm.name}).")
    lines.append("1 {at(D,V) : value(D,V)} 1 :- value(D,_).")
    lines.append(":- awake(N), barred(N,D,V), at(D,V).")
    return "\n".join(lines)


def _asked(problem: Problem) -> str:
    """Return rules by which the grounder finds the pairs with a common bearer in which the ban reaches every way."""
    lines = []
    for kind, norms in (("commitment", problem.commitments), ("ban", problem.bans)):
        for norm in norms:
            lines.append(f"{kind}({norm.name}). who({norm.name},({';'.join(map(str, bits(norm.bearers)))})).")
            lines.append(f"way({norm.name},({';'.join(map(str, bits(norm.ways)))})).")
    lines.append("common(C,B) :- commitment(C), ban(B), who(C,S), who(B,S).")
    lines.append("pair(C,B) :- common(C,B), way(B,W) : way(C,W).")
    return "\n".join(lines)


def _told(model: object) -> tuple[tuple[int, ...], int]:
    values: dict[int, int] = {}
    true = 0
    for symbol in model.symbols(shown=True):  # type: ignore[attr-defined]
        if symbol.name == "at":
            values[symbol.arguments[0].number] = symbol.arguments[1].number
        elif symbol.name == "so":
            true |= 1 << symbol.arguments[0].number
    return tuple(values[place] for place in sorted(values)), true


def clingo_projected(problem: Problem) -> list[Clash]:
    """Enumerate the stable models by the pair they show: each pair once, with a situation."""
    clingo = import_module("clingo")
    control = clingo.Control(["--models=0", "--project=project", "--warn=none"])
    choice = "1 {pick(C,B) : pair(C,B)} 1. awake(C) :- pick(C,_). awake(B) :- pick(_,B). #project pick/2."
    shown = "#show pick/2. #show at/2. #show so/1."
    control.add("base", [], _programme(problem) + _asked(problem) + choice + shown)
    control.ground([("base", [])])
    found = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            (pick,) = (s for s in model.symbols(shown=True) if s.name == "pick")
            i, j = (int(argument.name[1:]) for argument in pick.arguments)
            found.append(_clash(problem, (i, j), *_told(model)))
    return found


def clingo_assumed(problem: Problem) -> list[Clash]:
    """Ground once, then ask about each pair that the grounder found by assumptions."""
    clingo = import_module("clingo")
    control = clingo.Control(["--models=1", "--warn=none"])
    names = ";".join(norm.name for norm in (*problem.commitments, *problem.bans))
    control.add("base", [], _programme(problem) + _asked(problem) + f"{{awake(({names}))}}. #show at/2. #show so/1.")
    control.ground([("base", [])])
    atoms = control.symbolic_atoms
    literal = {atom.symbol.arguments[0].name: atom.literal for atom in atoms.by_signature("awake", 1)}
    found = []
    for atom in atoms.by_signature("pair", 2):
        c, b = (argument.name for argument in atom.symbol.arguments)
        with control.solve(assumptions=[literal[c], literal[b]], yield_=True) as handle:
            found.extend(_clash(problem, (int(c[1:]), int(b[1:])), *_told(model)) for model in handle)
    return found


def clingo_grounded(problem: Problem) -> list[Clash]:
    """Let the grounder find the pairs that meet in every dimension; search only for circumstances, pair by pair."""
    clingo = import_module("clingo")
    lines = []
    for norm in (*problem.commitments, *problem.bans):
        (piece,) = norm.where.pieces
        for place, mask in enumerate(piece.masks):
            allowed = [v for v in range(len(problem.space.dimensions[place].values)) if mask >> v & 1]
            lines.append(f"in({norm.name},{place},({';'.join(map(str, allowed))})).")
        lines.extend(_rules(piece.condition, norm.name))
    lines.append(f"{{so(0..{len(problem.space.facts) - 1})}}. dim(0..{len(problem.space.dimensions) - 1}).")
    lines.append("meet(C,B,D) :- pair(C,B), in(C,D,V), in(B,D,V).")
    lines.append("left(C,B) :- pair(C,B), meet(C,B,D) : dim(D).")
    lines.append("1 {pick(C,B) : left(C,B)} 1. :- pick(C,B), not holds(C). :- pick(C,B), not holds(B).")
    lines.append("#project pick/2. #show pick/2. #show so/1.")
    control = clingo.Control(["--models=0", "--project=project", "--warn=none"])
    control.add("base", [], "\n".join(lines) + _asked(problem))
    control.ground([("base", [])])
    found = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            true = 0
            for symbol in model.symbols(shown=True):
                if symbol.name == "pick":
                    i, j = (int(argument.name[1:]) for argument in symbol.arguments)
                else:
                    true |= 1 << symbol.arguments[0].number
            (one,), (other,) = problem.commitments[i].where.pieces, problem.bans[j].where.pieces
            values = (x & y for x, y in zip(one.masks, other.masks, strict=True))
            found.append(_clash(problem, (i, j), tuple((v & -v).bit_length() - 1 for v in values), true))
    return found


def clingo_optimum(repairable: Repairable, options: Sequence[str], seconds: float) -> tuple[int | None, bool]:
    """Return the least cost that clingo finds in so many seconds, and whether it has proven that none is less."""
    clingo = import_module("clingo")
    lines = [f"conflict(0..{len(repairable.units) - 1})."]
    for number, repair in enumerate(repairable.repairs):
        lines.append(
            f"cost({number},{repair.price[0]}). removes({number},({';'.join(map(str, bits(repair.removes)))}))."
        )
    lines.append("{made(C) : cost(C,_)}. :- conflict(X), not made(C) : removes(C,X).")
    lines.append("#minimize {W,C : made(C), cost(C,W)}. #show made/1.")
    control = clingo.Control(["--warn=none", *options])
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
