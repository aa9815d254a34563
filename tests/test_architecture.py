"""The way of a draft runs one way: no file needs, by whatever detour, a file that needs it."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

WORKSPACE = Path(__file__).parents[1] / "treatylang" / "workspace"
DOORS = {"texts.py", "cache.py", "writing.py", "watching.py", "resuming.py", "revisions.py", "repository.py"}
"""Files that ask the disk themselves: the door to texts, and those of which no run is said again: writers, git."""
QUESTIONS = frozenset(
    "exists lexists isfile is_file isdir is_dir islink is_symlink walk listdir scandir iterdir glob rglob realpath"
    " read_text read_bytes".split()
)


def test_no_file_stands_in_a_circle_of_imports() -> None:
    # Imports within functions and those for types alone count too: they hide a circle, they do not open it.
    graph = grimp.build_graph("treatylang", cache_dir=None)
    needs = {name: graph.find_modules_directly_imported_by(name) for name in sorted(graph.modules)}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as problem:
        raise AssertionError(" → ".join(problem.args[1])) from None
    assert len(order) > 400


def test_the_disk_is_asked_at_one_door() -> None:
    """Else a run would rest on something that nobody wrote down, and its answer would be given again wrongly."""
    asked = [
        f"{path.name}:{node.lineno} {node.func.attr}"
        for path in sorted(WORKSPACE.glob("*.py"))
        if path.name not in DOORS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUESTIONS
        if ast.unparse(node.func) not in ("ast.walk", "texts.is_file")
    ]
    assert asked == []
