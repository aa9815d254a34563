"""Comments that accept a finding: what they cover, when they end, and what is wrong with some of them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from treatylang.checks import rules
from treatylang.findings import Finding, Severity
from treatylang.source import Source, Span
from treatylang.syntax.parser import parse
from treatylang.workspace.suppression import suppress

DAY = date(2027, 1, 1)
RULES = {"law-conflict", "unknown-word"}


def looked_at(body: str, applied: set[str] | None = None) -> list[Finding]:
    """Return what is left of a `law-conflict` found at each `use-force` of the draft."""
    document, mistakes = parse(Source("x.treaty", f'treaty T "t" {{\n  article "a" {{\n{body}\n  }}\n}}\n'))
    assert document is not None, mistakes
    findings = [
        Finding("law-conflict", Severity.ERROR, "found", Span(document.source, match.start(), match.end()))
        for match in re.finditer("use-force", document.source.text)
    ]
    return suppress(document, findings, RULES, RULES if applied is None else applied, DAY)


def told(body: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.suppressed) for finding in looked_at(body)]


def test_own_line_covers_the_next_statement_only() -> None:
    body = """
    # treaty: ignore[law-conflict] because "a debate"
    # another remark
    when threat to any party
      each party shall use-force;
    each party shall use-force;"""
    assert told(body) == [("law-conflict", "a debate"), ("law-conflict", "")]


def test_trailing_covers_its_line_only() -> None:
    body = """
    each party shall use-force;  # treaty: ignore[law-conflict] until 2027-01-01 because "a debate"
    each party shall use-force;"""
    assert told(body) == [("law-conflict", "a debate"), ("law-conflict", "")]


def test_expired_comment_restores_the_finding_and_adds_one() -> None:
    body = """
    # treaty: ignore[law-conflict] until 2026-12-31 because "a debate"
    each party shall use-force;"""
    assert told(body) == [("law-conflict", ""), ("expired-suppression", "")]


def test_unused_comment_can_be_removed() -> None:
    body = '    each party shall consult;  # treaty: ignore[law-conflict] because "a debate"'
    (finding,) = looked_at(body)
    assert finding.rule == "unused-suppression"
    (fix,) = finding.fixes
    (edit,) = fix.edits
    assert fix.safe
    text = edit.span.source.text
    assert "consult;\n  }" in text[: edit.span.start] + edit.text + text[edit.span.end :]


def test_comment_about_a_rule_that_was_left_out_is_not_unused() -> None:
    assert looked_at('    # treaty: ignore[law-conflict] because "x"\n    a shall b;', {"unknown-word"}) == []


@pytest.mark.parametrize(
    "comment",
    [
        "treaty: ignore",
        "treaty: ignore[law-conflict]",
        'treaty: ignore[law-conflict] because ""',
        'treaty: ignore[law-conflct] because "x"',
        'treaty: ignore[law-conflict, unknown-word] because "x"',
        'treaty: ignore[] because "x"',
        'treaty: ignore[*] because "x"',
        'treaty: ignore[law-conflict] until 2027-02-30 because "x"',
        'treaty: ignore[law-conflict] until tomorrow because "x"',
        "treaty: ignore[law-conflict] because of a debate",
    ],
)
def test_malformed_comments_accept_nothing(comment: str) -> None:
    assert told(f"    # {comment}\n    each party shall use-force;") == [
        ("law-conflict", ""),
        ("malformed-suppression", ""),
    ]


def test_other_comments_are_left_alone() -> None:
    assert told("    # treaty: the text of 1960\n    each party shall use-force;") == [("law-conflict", "")]


@pytest.mark.parametrize("rule", ["malformed-suppression", "unused-suppression", "expired-suppression"])
def test_example_on_the_page_shows_the_fault(rule: str) -> None:
    example, instead = re.findall(r"```treaty\n(.*?)```", rules()[rule].page, re.DOTALL)
    assert rule in _rules_in(example)
    assert rule not in _rules_in(instead)


def _rules_in(text: str) -> set[str]:
    document, mistakes = parse(Source("x.treaty", text))
    assert document is not None, mistakes
    found = [
        Finding("law-conflict", Severity.ERROR, "found", Span(document.source, match.start(), match.end()))
        for match in re.finditer("use-force", text)
    ]
    return {finding.rule for finding in suppress(document, found, rules(), {"law-conflict"}, DAY)}
