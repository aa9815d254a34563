"""What tests build worlds with: the shipped library, parsed once, and drafts given as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from treatylang.findings import Finding
from treatylang.model.instrument import World
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "treatylang" / "library"


@cache
def document(path: Path) -> ast.Document:
    """Return a parsed file; a mistake of form in it fails the test at once."""
    parsed, findings = parse(Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
    assert parsed is not None, findings
    return parsed


def shipped(folder: str) -> list[ast.Document]:
    """Return the parsed files of one folder of the library."""
    return [document(path) for path in sorted((LIBRARY / folder).rglob("*.treaty"))]


def library() -> list[ast.Document]:
    """Return the whole shipped library."""
    return [*shipped("vocabulary"), *shipped("laws"), *shipped("treaties")]


def world_of(
    text: str, *, beside: list[ast.Document] | None = None, name: str = "draft.treaty"
) -> tuple[World, tuple[Finding, ...]]:
    """Return the world of a draft given as text, with the shipped library or with other documents beside it."""
    parsed, findings = parse(Source(name, text))
    assert parsed is not None, [str(finding.span) + " " + finding.message for finding in findings]
    return resolve([parsed], library() if beside is None else beside)
