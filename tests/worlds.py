"""What tests build worlds with: the shipped library, parsed once, and drafts given as text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from treatylang.checks import rules
from treatylang.findings import Finding
from treatylang.model.brackets import settled
from treatylang.model.instrument import World
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse
from treatylang.workspace.operands import Draft
from treatylang.workspace.passes import Project

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


@cache
def example(name: str) -> tuple[World, tuple[Finding, ...]]:
    """Return the world of a draft in `examples` with what it needs of the shipped library, read once, as `treaty` does.

    What geometry answers is kept for all processes of a run.
    """
    path = ROOT / "examples" / name
    project = Project.around(path, isolated=True)
    opened = project.open(Draft(Source(str(path), path.read_text(encoding="utf-8")), path), Question())
    assert opened.world is not None, opened.findings
    return opened.world, opened.findings


_SAID: dict[tuple[str, str, str], tuple[Finding, ...]] = {}


def said_of(name: str, rule: str, question: Question | None = None) -> tuple[Finding, ...]:
    """Return what one rule says of a draft in `examples`; the same is asked only once."""
    question = question or Question()
    key = (name, rule, repr(question))
    if key not in _SAID:
        world, _ = example(name)
        find = rules()[rule].find
        found = (find(world, world.instruments[draft], question) for draft in world.drafts) if find is not None else ()
        _SAID[key] = tuple(finding for findings in found for finding in findings)
    return _SAID[key]


def world_of(
    text: str,
    *,
    beside: list[ast.Document] | None = None,
    name: str = "draft.treaty",
    options: Mapping[str, str] = MappingProxyType({}),
) -> tuple[World, tuple[Finding, ...]]:
    """Return the world of a draft given as text: with what it needs of the shipped library, or with other documents."""
    source = Source(name, text)
    if beside is None:
        opened = _plain().open(Draft(source, ROOT / "examples" / name, exists=False), Question(options=options))
        assert opened.world is not None, [str(finding.span) + " " + finding.message for finding in opened.findings]
        return opened.world, opened.findings
    parsed, findings = parse(source)
    assert parsed is not None, [str(finding.span) + " " + finding.message for finding in findings]
    chosen = settled(parsed, options)
    return resolve([chosen.document], beside, chosen.brackets)


@cache
def _plain() -> Project:
    """Return a project without settings or texts of its own."""
    return Project.around(ROOT / "examples" / "draft.treaty", isolated=True)
