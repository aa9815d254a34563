"""The way of a draft runs one way: no file needs, by whatever detour, a file that needs it."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_file_stands_in_a_circle_of_imports() -> None:
    # Imports within functions and those for types alone count too: they hide a circle, they do not open it.
    graph = grimp.build_graph("treatylang", cache_dir=None)
    needs = {name: graph.find_modules_directly_imported_by(name) for name in sorted(graph.modules)}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as problem:
        raise AssertionError(" → ".join(problem.args[1])) from None
    assert len(order) > 400
