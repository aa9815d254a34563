"""Every rule is tried on the drafts of its page here and in its own file: it must find what the comments say, no more.

A page is Markdown with ```` ```treaty ```` blocks. A trailing comment `# error: rule-name` (or warning, info) says that
a finding of that severity starts on the line; a block without such a comment must be clean. What stands after `treaty`
on the fence settles brackets, as `--option` does: ```` ```treaty strength=A ````.
"""

from __future__ import annotations

import ast as python
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import treatylang
import treatylang.library
from treatylang.checks import rules
from treatylang.findings import Finding
from treatylang.model.brackets import settled
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

PAGES = Path(__file__).parent
LIBRARY = Path(treatylang.library.__file__).parent
SECTIONS = ["What it finds", "Why it matters", "Example", "Instead", "Authority"]

EARLIER = {
    "syntax-error",
    "missing-import",
    "import-cycle",
    "malformed-suppression",
    "unused-suppression",
    "expired-suppression",
    "missing-wording",
    "unfit-clause",
}
"""Faults of whole files, of clauses and of texts written out: other tests look after them."""

_BLOCK = re.compile(r"^```treaty(?P<options>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_EXPECTED = re.compile(r"\b(error|warning|info): ([a-z-]+)")


def blocks(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the drafts of a page with the options that their fences settle."""
    for match in _BLOCK.finditer(text):
        yield match["text"], dict(pair.split("=", 1) for pair in match["options"].split())


def section(page: str, title: str) -> str:
    """Return what stands under a heading of a page."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@cache
def library(folder: str) -> tuple[ast.Document, ...]:
    """Return the shipped files of a folder."""
    documents = []
    for path in sorted((LIBRARY / folder).rglob("*.treaty")):
        document, findings = parse(Source(path.name, path.read_text(encoding="utf-8")))
        assert document is not None, findings
        documents.append(document)
    return tuple(documents)


def found(rule: str, text: str, options: dict[str, str]) -> list[Finding]:
    """Return what one rule finds in a draft; law and treaties are loaded only where the draft asks for them."""
    document, mistakes = parse(Source("page.treaty", text))
    assert document is not None, [f"{finding.span}: {finding.message}" for finding in mistakes]
    beside = [*library("vocabulary")]
    if re.search(r"^\s*under ", text, re.MULTILINE):
        beside += [*library("laws"), *library("treaties")]
    text_of = settled(document, options)
    world, findings = resolve([text_of.document], beside, text_of.brackets)
    search = rules()[rule].find
    if search is None:
        return [finding for finding in findings if finding.rule == rule]
    question = Question(options=options)
    return [finding for name in world.drafts for finding in search(world, world.instruments[name], question)]


def assert_found(rule: str, text: str, options: dict[str, str]) -> None:
    findings = found(rule, text, options)
    lines = text.splitlines()
    comments = ((number, line.split("#", 1)[1]) for number, line in enumerate(lines, 1) if "#" in line)
    expected = Counter((n, *match) for n, comment in comments for match in _EXPECTED.findall(comment))
    actual = Counter((finding.span.line, finding.severity.word, finding.rule) for finding in findings)
    told = "\n".join(f"{finding.span}: {finding.severity.word}: {finding.message}" for finding in findings)
    assert actual == expected, f"{text}\n{told or 'nothing was found'}"
    for finding in findings:
        first = finding.message.split()[0]
        assert not first[0].isupper() or first in text, finding.message
        assert not finding.message.endswith("."), finding.message
        assert finding.span.start < finding.span.end


@pytest.mark.parametrize("rule", sorted(set(rules()) - EARLIER))
def test_page_of_rule(rule: str) -> None:
    path = PAGES / f"{rule}.md"
    assert path.is_file(), f"the rule `{rule}` has no page here: write {path.name}"
    texts = list(blocks(path.read_text(encoding="utf-8")))
    failing = [text for text, _ in texts if _EXPECTED.search(text)]
    assert failing, f"{path.name} shows no draft that the rule finds"
    assert len(failing) < len(texts), f"{path.name} shows no near miss that is clean"
    for text, options in texts:
        assert_found(rule, text, options)


@pytest.mark.parametrize("rule", sorted(set(rules()) - EARLIER))
def test_example_in_the_file_of_the_rule(rule: str) -> None:
    page = rules()[rule].page
    examples, instead = list(blocks(section(page, "Example"))), list(blocks(section(page, "Instead")))
    assert examples
    assert instead
    for text, options in examples:
        assert _EXPECTED.search(text), f"the example of `{rule}` shows no fault"
        assert_found(rule, text, options)
    for text, options in instead:
        assert not _EXPECTED.search(text)
        assert_found(rule, text, options)


@pytest.mark.parametrize("rule", sorted(rules()))
def test_page_has_its_sections(rule: str) -> None:
    page = rules()[rule].page
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == SECTIONS
    assert all(section(page, title).strip() for title in SECTIONS)
    summary = rules()[rule].summary
    assert summary.endswith(".") and (summary[0].isupper() or summary[0] == "`"), summary


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_page_is_of_a_rule(path: Path) -> None:
    assert path.stem in rules()
    assert path.read_text(encoding="utf-8").startswith(f"# {path.stem}\n")


@pytest.mark.parametrize("rule", sorted(set(rules()) - EARLIER))
def test_safe_fixes_remove_the_finding(rule: str) -> None:
    drafts = [*blocks(rules()[rule].page), *blocks((PAGES / f"{rule}.md").read_text(encoding="utf-8"))]
    for text, options in drafts:
        fixes = [fix for finding in found(rule, text, options) for fix in finding.fixes if fix.safe and fix.edits]
        if not fixes:
            continue
        mended = text
        for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda e: -e.span.start):
            mended = mended[: edit.span.start] + edit.text + mended[edit.span.end :]
        left = [finding for finding in found(rule, mended, options) if any(fix.safe for fix in finding.fixes)]
        assert not left, f"{mended}\n{left[0].message}"


def test_every_rule_that_the_code_names_has_a_page() -> None:
    named = set()
    for path in Path(treatylang.__file__).parent.rglob("*.py"):
        for node in python.walk(python.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, python.Call) and isinstance(node.func, python.Name) and node.func.id == "Finding":
                rule = node.args[0] if node.args else None
                if isinstance(rule, python.Constant):
                    named.add(rule.value)
    assert len(named) > 50
    assert not named - set(rules())
