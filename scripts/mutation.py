"""What a mutant is: one small change of one function, such as a slip of the pen would make; all of a file, in order.

Only what functions do is changed: no messages, docstrings, annotations, defaults, decorators or assertions.
"""

from __future__ import annotations

import ast
import copy
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).parents[1]
EQUIVALENT = ROOT / "scripts" / "equivalent-mutants.toml"

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}

_PAIRS = (("any", "all"), ("min", "max"), ("both", "either"), ("any_of", "all_of"), ("whatever", "somehow"))
"""Functions and methods of which one is easily written for the other; the sets of situations have the last three."""

_OTHERS = {**dict(_PAIRS), **{other: one for one, other in _PAIRS}}

_ORDERED = ("less", "within", "is_a", "strict", "issubset", "issuperset", "difference")
"""What takes two things of one kind and minds which comes first."""

_NOTHING = {
    "bool": ("True", "False"),
    "int": ("0",),
    "tuple": ("()",),
    "frozenset": ("frozenset()",),
    "set": ("set()",),
    "list": ("[]",),
    "dict": ("{}",),
    "Mapping": ("{}",),
    "Situations": ("EMPTY", "ALL"),
}
"""What a function says of what it returns → what it might as well have returned."""

_UNNAMED = ("__repr__", "__str__")
_BLOCKS = ("body", "orelse", "finalbody")


@dataclass(frozen=True)
class Mutant:
    """A change of a function: of node ``node`` of its file (as `ast.walk` counts them), ``field`` becomes ``new``.

    ``function`` is the outermost one, ``block`` the run of statements within it which a test must reach.
    """

    file: str
    function: str
    line: int
    block: str
    before: str
    after: str
    node: int
    field: str
    position: int | None
    new: ast.AST
    nth: int = 1

    @property
    def name(self) -> str:
        """What the mutant is called: where it is, and what becomes what, the how manieth of those; lines may move."""
        again = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.file} {self.function}: {self.before} -> {self.after}{again}"


def mutants(root: Path, file: str) -> tuple[Mutant, ...]:
    """Return all mutants of a file, in the order of its text; of two that make the same of the same, the first."""
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    numbers = {node: number for number, node in enumerate(ast.walk(tree))}
    imported = {
        name.asname or name.name for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names
    }
    found = {}
    for name, function in functions(tree):
        where = dict(blocks(name, function))
        returns = ast.unparse(function.returns) if function.returns else ""
        for statement in _statements(function.body):
            for parent, field, position, new, before, after in _changes(statement, returns, imported):
                line = getattr(parent, "lineno", statement.lineno)
                made = Mutant(file, name, line, where[statement], before, after, numbers[parent], field, position, new)
                found.setdefault((made.node, field, position, after), made)
    called: Counter[str] = Counter()
    numbered = []
    for made in found.values():
        called[made.name] += 1
        numbered.append(replace(made, nth=called[made.name]))
    return tuple(numbered)


def equivalents() -> dict[str, str]:
    """Return the mutants that change no answer, each with the reason."""
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return {one["mutant"]: one["reason"] for one in listed.get("equivalent", ())}


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions of a file and the methods of its classes with their qualified names; none within another.

    Where two have one name (the forms of an overloaded one), neither is among them.
    """
    found: dict[str, list[ast.FunctionDef]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).append(node)
        for one in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(one, ast.FunctionDef) and one.name not in _UNNAMED:
                found.setdefault(f"{node.name}.{one.name}", []).append(one)
    yield from ((name, those[0]) for name, those in found.items() if len(those) == 1)


def blocks(name: str, function: ast.FunctionDef) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each statement of a function with the run of statements that it is part of: all are entered, or none."""
    count = 0

    def inside(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
        nonlocal count
        fresh = True
        for statement in body:
            if fresh:
                count += 1
                label = f"{name}/{count}"
            fresh = isinstance(statement, (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match))
            yield statement, label
            for below in _below(statement):
                yield from inside(below)

    yield from inside(function.body)


def _below(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """Yield the lists of statements that stand within a statement."""
    for field in _BLOCKS:
        if body := getattr(statement, field, None):
            yield body
    for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        yield part.body


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        yield statement
        for below in _below(statement):
            yield from _statements(below)


_Change = tuple[ast.AST, str, "int | None", ast.AST, str, str]


def _changes(statement: ast.stmt, returns: str, imported: set[str]) -> Iterator[_Change]:
    """Yield what can be changed in a statement, without those that stand within it."""
    if isinstance(statement, ast.Assert):
        return
    yield from _whole(statement)
    if isinstance(statement, ast.Raise):
        return
    if isinstance(statement, ast.Return) and statement.value is not None:
        yield from _returned(statement, returns, imported)
    if isinstance(statement, (ast.If, ast.While)):
        yield from _forced(statement, "test", (False,) if isinstance(statement, ast.While) else (True, False))
    yield from _within(statement)


def _whole(statement: ast.stmt) -> Iterator[_Change]:
    """Yield what becomes of a statement as a whole: left out, or the way out of a loop changed for the other."""
    text = ast.unparse(statement).split("\n")[0]
    if isinstance(statement, ast.Continue):
        yield _self(statement, ast.Break(), text, "break")
        yield _self(statement, ast.Pass(), text, "pass")
    elif (
        isinstance(statement, (ast.AugAssign, ast.Break, ast.Delete, ast.Raise))
        or (isinstance(statement, ast.Assign) and not isinstance(statement.targets[0], (ast.Name, ast.Tuple)))
        or (isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant))
    ):
        yield _self(statement, ast.Pass(), text, "pass")


SELF = "self"
"""The field of a statement that is replaced as a whole."""


def _self(statement: ast.stmt, new: ast.stmt, before: str, after: str) -> _Change:
    return statement, SELF, None, new, before, after


def _returned(statement: ast.Return, returns: str, imported: set[str]) -> Iterator[_Change]:
    text = ast.unparse(statement)
    kind = returns.split("[")[0].split(" | ")[0]
    wanted = [*_NOTHING.get(kind, ()), *(("None",) if returns.endswith("| None") else ())]
    for value in wanted:
        if (value in ("EMPTY", "ALL") and value not in imported) or text == f"return {value}":
            continue
        yield statement, "value", None, ast.parse(value, mode="eval").body, text, f"return {value}"


def _forced(node: ast.AST, field: str, values: tuple[bool, ...]) -> Iterator[_Change]:
    """Yield a condition that always holds, and one that never does."""
    test = getattr(node, field)
    if isinstance(test, ast.Constant):
        return
    text = ast.unparse(test)
    for value in values:
        yield node, field, None, ast.Constant(value), f"if {text}", f"if {value}"


def _within(statement: ast.stmt) -> Iterator[_Change]:
    """Yield changes of the expressions of a statement."""
    for parent, field, position, node in _expressions(statement):
        if isinstance(node, ast.IfExp):
            yield from _forced(node, "test", (True, False))
        if isinstance(parent, ast.comprehension) and field == "ifs":
            yield parent, field, position, ast.Constant(True), f"if {ast.unparse(node)}", "if True"
        for new in _other(node):
            yield parent, field, position, new, ast.unparse(node), ast.unparse(new)


def _expressions(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each expression with its parent, and the place that it has there; texts and annotations are left aside."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "args", "decorator_list") and not isinstance(node, ast.Call):
            continue
        for position, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, (ast.expr, ast.comprehension, ast.keyword)) and not isinstance(child, ast.JoinedStr):
                if not isinstance(child, (ast.comprehension, ast.keyword)):
                    yield node, field, position, child
                yield from _expressions(child)


def _other(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may have been written for an expression by mistake."""
    if isinstance(node, ast.Call):
        yield from _called(node)
    match node:
        case ast.Compare(ops=[only]) if type(only) in _COMPARISONS:
            yield ast.Compare(node.left, [_COMPARISONS[type(only)]()], node.comparators)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for left in range(len(values)):
                rest = [value for number, value in enumerate(values) if number != left]
                yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.BinOp(left=left, op=ast.BitAnd(), right=right):
            yield ast.BinOp(left, ast.BitOr(), right)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield ast.BinOp(left, ast.BitAnd(), right)
        case ast.BinOp(left=left, op=ast.Sub()):
            yield left


def _called(node: ast.Call) -> Iterator[ast.AST]:
    """Yield another function for the one that is called, and the same with its arguments the other way round."""
    func, args = node.func, node.args
    if isinstance(func, ast.Name) and func.id in _OTHERS:
        yield ast.Call(ast.Name(_OTHERS[func.id], ast.Load()), args, node.keywords)
    if isinstance(func, ast.Attribute):
        if func.attr in _OTHERS:
            yield ast.Call(ast.Attribute(func.value, _OTHERS[func.attr], ast.Load()), args, node.keywords)
        if func.attr == "less" and len(args) == 2:
            yield args[0]
        if func.attr in _ORDERED and len(args) == 2 and ast.dump(args[0]) != ast.dump(args[1]):
            yield ast.Call(func, [args[1], args[0]], node.keywords)


def changed(root: Path, mutant: Mutant) -> CodeType:
    """Return the code of a mutant's function, to stand for that of the function as it is."""
    path = root / mutant.file
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node = list(ast.walk(tree))[mutant.node]
    new = copy.deepcopy(mutant.new)
    if mutant.field == SELF:
        for body in (body for one in ast.walk(tree) for body in _lists(one)):
            if node in body:
                body[body.index(node)] = ast.copy_location(new, node)  # type: ignore[call-overload]
    elif mutant.position is None:
        setattr(node, mutant.field, _placed(new, getattr(node, mutant.field)))
    else:
        there = getattr(node, mutant.field)
        there[mutant.position] = _placed(new, there[mutant.position])
    code = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
    return next(one for one in _codes(code) if one.co_qualname == mutant.function)


def _placed(new: ast.AST, old: ast.AST) -> ast.AST:
    for one in ast.walk(new):
        ast.copy_location(one, old)
    return new


def _lists(node: ast.AST) -> Iterator[list[ast.AST]]:
    yield from (value for _, value in ast.iter_fields(node) if isinstance(value, list))


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def traced(source: str, path: str, first: int) -> tuple[CodeType, list[str]]:
    """Return the code of a file that tells what it enters, and the names of its runs of statements.

    For each that it enters it sets one byte of `__entered__`. ``first`` is the place of the first byte.
    """
    tree = ast.parse(source)
    names: list[str] = []
    for name, function in functions(tree):
        numbers: dict[str, int] = {}
        openers: dict[ast.stmt, int] = {}
        for statement, label in list(blocks(name, function)):
            if label not in numbers:
                numbers[label] = openers[statement] = first + len(names)
                names.append(label)
        for body in [body for one in ast.walk(function) for body in _lists(one)]:
            body[:] = [part for statement in body for part in _marked(statement, openers.get(statement))]
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True), names


def _marked(statement: ast.AST, number: int | None) -> tuple[ast.AST, ...]:
    """Return a statement with `__entered__[number] = 1` before it; a docstring stays first."""
    if number is None:
        return (statement,)
    mark = ast.parse(f"__entered__[{number}] = 1").body[0]
    for one in ast.walk(mark):
        ast.copy_location(one, statement)
    plain = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return (statement, mark) if plain else (mark, statement)
