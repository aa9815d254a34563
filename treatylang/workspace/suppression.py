"""Comments that accept a finding for a reason and, mostly, for a time; those that do harm or nothing are findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.source import Source, Span
from treatylang.syntax import ast

_ATTEMPT = re.compile(r"#\s*treaty\s*:\s*(ignore|disable|suppress|allow|noqa)\b", re.IGNORECASE)
_FORM = re.compile(
    r"#\s*treaty:\s*ignore\s*\[\s*(?P<rule>[\w-]*)\s*\]"
    r"(?:\s+until\s+(?P<until>\S+))?"
    r"(?:\s+because\s+\"(?P<reason>[^\"]*)\")?\s*$"
)
_EXAMPLE = 'write: # treaty: ignore[law-conflict] until 2027-03-31 because "Diet debate scheduled"'
_BLANK = re.compile(r"(?:\s+|#[^\n]*)*")


@dataclass(frozen=True)
class Suppression:
    """One well-formed comment; ``start`` to ``end`` is the text that it covers, ``until`` its last day."""

    rule: str
    reason: str
    until: date | None
    span: Span
    start: int
    end: int

    def covers(self, finding: Finding) -> bool:
        """Return whether the comment speaks of a finding."""
        return (
            finding.rule == self.rule
            and finding.span.source.name == self.span.source.name
            and self.start <= finding.span.start < self.end
        )


def suppress(
    document: ast.Document, findings: Sequence[Finding], rules: Collection[str], applied: Collection[str], day: date
) -> list[Finding]:
    """Mark the findings that comments of the document accept; add what is wrong with the comments.

    ``rules`` are all rules there are, ``applied`` those that were looked for: a comment about another one is not
    unused. ``day`` is the day on which a period has ended or not.
    """
    comments = [comment for comment in document.comments if _ATTEMPT.match(comment.text)]
    if not comments:
        return list(findings)
    result = list(findings)
    added: list[Finding] = []
    for entry in _read(document, comments, rules):
        if isinstance(entry, Finding):
            added.append(entry)
            continue
        hits = [index for index, finding in enumerate(result) if entry.covers(finding) and not finding.suppressed]
        if not hits and entry.rule in applied:
            added.append(_unused(entry))
        elif hits and entry.until is not None and entry.until < day:
            added.append(_expired(entry))
        else:
            for index in hits:
                result[index] = replace(result[index], suppressed=entry.reason)
    return [*result, *added]


def _read(
    document: ast.Document, comments: Sequence[ast.Comment], rules: Collection[str]
) -> Iterator[Suppression | Finding]:
    starts = _statements(document)
    for comment in comments:
        match = _FORM.match(comment.text)
        if match is None:
            yield _malformed(comment.span, "this comment does not name one rule, a day and a reason", _EXAMPLE)
            continue
        rule, until, reason = match["rule"], match["until"], match["reason"]
        if rule not in rules:
            yield _unknown(comment.span, rule, rules)
            continue
        if not (reason or "").strip():
            yield _malformed(comment.span, f"this comment accepts `{rule}` without a reason", _EXAMPLE)
            continue
        try:
            last = date.fromisoformat(until) if until else None
        except ValueError:
            yield _malformed(comment.span, f"`{until}` is not a day; days are written 2027-03-31", _EXAMPLE)
            continue
        start, end = _covered(document.source, comment.span, starts)
        yield Suppression(rule, reason.strip(), last, comment.span, start, end)


def _statements(document: ast.Document) -> dict[int, int]:
    """Return where the longest thing ends that begins at each place."""
    ends: dict[int, int] = {}
    for node in ast.walk(document):
        if node.span.end > ends.get(node.span.start, -1):
            ends[node.span.start] = node.span.end
    return ends


def _covered(source: Source, span: Span, statements: dict[int, int]) -> tuple[int, int]:
    line_start = span.start - span.column + 1
    line_end = source.text.find("\n", span.start)
    line_end = len(source.text) if line_end < 0 else line_end
    if source.text[line_start : span.start].strip():
        return line_start, line_end
    blank = _BLANK.match(source.text, span.end)
    start = blank.end() if blank is not None else span.end
    return start, statements.get(start, start)


def _malformed(span: Span, message: str, help: str) -> Finding:
    return Finding("malformed-suppression", Severity.ERROR, message, span, remark="accepts nothing", help=(help,))


def _unknown(span: Span, rule: str, rules: Collection[str]) -> Finding:
    if not rule:
        return _malformed(span, "this comment names no rule; there is no form for all rules at once", _EXAMPLE)
    near = get_close_matches(rule, rules, n=1)
    help = f"did you mean `{near[0]}`?" if near else "`treaty rules` lists the rules"
    return _malformed(span, f"`{rule}` is not a rule", help)


def _unused(entry: Suppression) -> Finding:
    return Finding(
        "unused-suppression",
        Severity.WARNING,
        f"this comment accepts `{entry.rule}`, which is not found here",
        entry.span,
        remark="accepts nothing",
        help=("remove the comment",),
        fixes=(Fix("remove the comment", (Edit(_whole(entry.span), ""),), safe=True),),
    )


def _expired(entry: Suppression) -> Finding:
    return Finding(
        "expired-suppression",
        Severity.WARNING,
        f"this comment accepted `{entry.rule}` until {entry.until}; that day has passed",
        entry.span,
        remark=f"reason given: {entry.reason}",
        help=("settle the finding, or decide anew and give a later day",),
    )


def _whole(span: Span) -> Span:
    """Return a comment with the space before it, or with its line where it stands alone."""
    text = span.source.text
    start = span.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if start == 0 or text[start - 1] == "\n":
        return Span(span.source, start, span.end + (1 if text[span.end : span.end + 1] == "\n" else 0))
    return Span(span.source, start, span.end)
