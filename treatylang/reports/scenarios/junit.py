"""Scenarios as a JUnit report: a suite for each file, a test for each expectation; what is undecided is skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from treatylang.reasoning.answers.coverage import Coverage
from treatylang.reasoning.answers.scenarios import FAILS, OPEN, Outcome
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import visible
from treatylang.reports.scenarios import Tested
from treatylang.reports.scenarios._words import FIELDS, by_file, expectation, numbers
from treatylang.reports.scenarios.full import block

NAME = "junit"
ALONE = True


def report(tested: Tested, *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the report; coverage becomes properties of the suite of its file."""
    found = tested.outcomes
    covered = by_file(tested.covered or ())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_counts('treaty test', found)}>"]
    for name, group in groupby(found, key=lambda one: one.span.source.name):
        lines += _suite(standpoint.path(name), list(group), covered.pop(name, []))
    for name, texts in covered.items():
        lines += _suite(standpoint.path(name), [], texts)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(path: str, found: Sequence[Outcome], covered: Sequence[Coverage]) -> Iterator[str]:
    yield f"  <testsuite {_counts(path, found)} file={_attribute(path)}>"
    if covered:
        yield "    <properties>"
        for title, number in zip(FIELDS, numbers(covered), strict=True):
            yield f'      <property name={_attribute(f"coverage: {title}")} value="{number}"/>'
        yield "    </properties>"
    for one in found:
        yield from _case(path, one)
    yield "  </testsuite>"


def _case(path: str, one: Outcome) -> Iterator[str]:
    name = _attribute(f"{one.scenario}: {expectation(one)}")
    head = f'    <testcase name={name} classname={_attribute(path)} line="{one.span.line}"'
    if one.verdict == FAILS:
        yield f"{head}>"
        yield f"      <failure message={_attribute(one.reason)}>{escape(_legal(visible_lines(block(one))))}</failure>"
        yield "    </testcase>"
    elif one.verdict == OPEN:
        yield f"{head}>"
        yield f"      <skipped message={_attribute(one.reason)}/>"
        yield "    </testcase>"
    else:
        yield f"{head}/>"


def visible_lines(text: str) -> str:
    """Return a text of several lines without characters that XML forbids."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _counts(name: str, found: Sequence[Outcome]) -> str:
    failures = sum(one.verdict == FAILS for one in found)
    skipped = sum(one.verdict == OPEN for one in found)
    return f'name={_attribute(name)} tests="{len(found)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _attribute(text: str) -> str:
    return quoteattr(_legal(" ".join(visible(text).split("\n"))))


def _legal(text: str) -> str:
    """Return a text without the two characters that XML forbids and a terminal would show."""
    return text.replace("\ufffe", "\\u{FFFE}").replace("\uffff", "\\u{FFFF}")
