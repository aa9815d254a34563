"""What an editor struck out does not come back: pages, messages, help and rule pages are searched for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "tests" / "struck.txt").read_text(encoding="utf-8").splitlines()
STRUCK = [tuple(line.split(" => ", 1)) for line in LINES if line and not line.startswith("#")]
_CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def pages() -> Iterator[tuple[str, str]]:
    """Yield the pages, without their examples, each as one line so that a phrase may go over the end of one."""
    names = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
    for path in sorted(names):
        if path.name not in ("CHANGELOG.md", "style.md"):  # what was said then; and the page that quotes what is struck
            yield path.name, " ".join(_CODE.sub("", path.read_text(encoding="utf-8")).split())


def messages() -> Iterator[tuple[str, str]]:
    """Yield every text of the program that is neither a docstring nor a pattern: messages, help, remedies."""
    for path in sorted((ROOT / "treatylang").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inner = [node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list)]
        alone = {id(part.value) for body in inner for part in body if isinstance(part, ast.Expr)}
        for node in ast.walk(tree):
            if id(node) in alone:
                continue
            if isinstance(node, ast.JoinedStr):
                pieces = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
                yield f"{path.name}:{node.lineno}", "".join(map(str, pieces))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield f"{path.name}:{node.lineno}", " ".join(node.value.split())


@cache
def written() -> tuple[tuple[str, str], ...]:
    return (*pages(), *messages())


@pytest.mark.parametrize(("struck", "instead"), STRUCK, ids=[struck for struck, _ in STRUCK])
def test_what_was_struck_out_stays_out(struck: str, instead: str) -> None:
    pattern = re.compile(struck)
    found = [
        f"{place}: …{text[max(0, m.start() - 40) : m.end() + 20]}…"
        for place, text in written()
        for m in [pattern.search(text)]
        if m
    ]
    assert not found, f"write “{instead}”: {found[:8]}"


def test_the_search_finds_what_it_looks_for() -> None:
    """The pages and the messages are really read, and each pattern can match."""
    assert len(written()) > 2000
    assert all(re.compile(struck) for struck, _ in STRUCK)
    assert re.search(STRUCK[7][0], "`;` is missing behind `Japan`")
