"""What the pages with Python in them and the notebook show is what they give: every example is run."""

from __future__ import annotations

import doctest
import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("page", ["debugging.md", "python.md"])
def test_every_example_of_a_page_gives_what_it_says(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(ROOT / "docs" / page), module_relative=False, encoding="utf-8")
    assert found.attempted > 10
    assert not found.failed


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_a_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cells are run one after the other, as a notebook does; its last expression is what a cell shows."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    monkeypatch.chdir(path.parent)
    names: dict[str, Any] = {}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert cells
    for cell in cells:
        shown = _run("".join(cell["source"]), names)
        assert "raises-exception" in cell["metadata"].get("tags", []) or not isinstance(shown, Exception), shown
        if hasattr(shown, "_repr_html_"):
            assert "<" in shown._repr_html_()
        assert cell["outputs"] == [], "clear the outputs before a notebook is committed"


def _run(source: str, names: dict[str, Any]) -> Any:
    import ast

    tree = ast.parse(source)
    *before, last = tree.body
    try:
        exec(compile(ast.Module(before, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        exec(compile(ast.Module([last], []), "cell", "exec"), names)
    except Exception as problem:
        return problem
    return None


def test_a_notebook_is_a_notebook() -> None:
    for path in NOTEBOOKS:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert notebook["nbformat"] == 4
        assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
        assert not os.access(path, os.X_OK)
