"""Differences as a JUnit report: substantive changes that nobody accepted fail, the rest is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from treatylang.compare.changes import SUBSTANTIVE, Change, Difference
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import visible
from treatylang.reports.changes.full import report as full

NAME = "junit"
ALONE = True


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return a suite for each instrument and a test for each change."""
    changes = [c for one in found for c in one.changes]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_counts('treaty diff', changes)}>"]
    for one in found:
        lines += _suite(one)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(one: Difference) -> Iterator[str]:
    skipped = sum(bool(c.accepted) for c in one.changes)
    yield f'  <testsuite {_counts(one.new, one.changes)} skipped="{skipped}">'
    if not one.changes:
        yield f'    <testcase name="no differences" classname={_attribute(one.new)}/>'
    for change in one.changes:
        yield f"    <testcase name={_attribute(f'{change.code}: {change.node}')} classname={_attribute(one.new)}>"
        if change.accepted:
            yield f"      <skipped message={_attribute(change.accepted)}/>"
        elif change.level == SUBSTANTIVE:
            yield (
                f"      <failure type={_attribute(change.code)} message={_attribute(change.message)}>"
                f"{escape(_legal(_told(one, change)))}</failure>"
            )
        else:
            yield f"      <system-out>{escape(_legal(_told(one, change)))}</system-out>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _told(one: Difference, change: Change) -> str:
    lone = Difference(one.old, one.new, (change,), total=one.total)
    return full([lone], color=False, width=100).partition("\n\n")[0]


def _counts(name: str, changes: Sequence[Change]) -> str:
    failures = sum(c.level == SUBSTANTIVE and not c.accepted for c in changes)
    return f'name={_attribute(name)} tests="{len(changes) or 1}" failures="{failures}" errors="0"'


def _attribute(text: str) -> str:
    return quoteattr(_legal(" ".join(visible(text).split("\n"))))


def _legal(text: str) -> str:
    return text.replace("\ufffe", "\\u{FFFE}").replace("\uffff", "\\u{FFFF}")
