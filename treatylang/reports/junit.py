"""Findings as a JUnit report: a suite for each file, a test for each finding; errors fail, the rest is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from treatylang.findings import Finding, Severity
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import visible
from treatylang.reports.full import report as full

NAME = "junit"
ALONE = True


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the report; errors are failures, accepted findings are skipped tests, all others pass and have output."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    suites = [(name, list(group)) for name, group in groupby(ordered, key=lambda f: f.span.source.name)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_counts('treaty check', ordered)}>"]
    for name, group in suites:
        lines += _suite(standpoint.path(name), group)
    if not suites:
        lines += [
            f'  <testsuite {_counts("treaty check", ())} skipped="0">',
            '    <testcase name="no findings" classname="treaty check"/>',
            "  </testsuite>",
        ]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(path: str, findings: Sequence[Finding]) -> Iterator[str]:
    skipped = sum(bool(finding.suppressed) for finding in findings)
    yield f'  <testsuite {_counts(path, findings)} skipped="{skipped}" file={_attribute(path)}>'
    for finding in findings:
        yield from _case(path, finding)
    yield "  </testsuite>"


def _case(path: str, finding: Finding) -> Iterator[str]:
    where = finding.node or f"line {finding.span.line}"
    name = f"{finding.rule}: {where}{f' ({finding.party})' if finding.party else ''}"
    yield f"    <testcase name={_attribute(name)} classname={_attribute(path)}>"
    if finding.suppressed:
        yield f"      <skipped message={_attribute(finding.suppressed)}/>"
    elif finding.severity is Severity.ERROR:
        yield (
            f"      <failure type={_attribute(finding.rule)} message={_attribute(finding.message)}>"
            f"{escape(_legal(_told(finding)))}</failure>"
        )
    else:
        yield f"      <system-out>{escape(_legal(_told(finding)))}</system-out>"
    yield "    </testcase>"


def _told(finding: Finding) -> str:
    """Return the finding as a terminal shows it, without the line that counts."""
    return full([finding], color=False, width=100).rpartition("\n\n")[0]


def _counts(name: str, findings: Sequence[Finding]) -> str:
    failures = sum(finding.severity is Severity.ERROR and not finding.suppressed for finding in findings)
    tests = len(findings) or 1
    return f'name={_attribute(name)} tests="{tests}" failures="{failures}" errors="0"'


def _attribute(text: str) -> str:
    return quoteattr(_legal(" ".join(visible(text).split("\n"))))


def _legal(text: str) -> str:
    """Return a text without the two characters that XML forbids and a terminal would show."""
    return text.replace("\ufffe", "\\u{FFFE}").replace("\uffff", "\\u{FFFF}")
